"""Settings of the house under test: an SQLite file, or what MILEPOST_DATABASE_URL names, or with MILEPOST_TEST_DATABASE=postgresql
a PostgreSQL of the run's own, which processes that tests start find by the same variable."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("MILEPOST_SECRET_KEY", "only for tests")
if os.environ.get("MILEPOST_TEST_DATABASE") == "postgresql" and "MILEPOST_DATABASE_URL" not in os.environ:
    from tests import postgresql

    os.environ["MILEPOST_DATABASE_URL"] = postgresql.start()

from milepost.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_FOLDER = tempfile.mkdtemp(prefix="milepost-house-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
MEDIA_ROOT = f"{_FOLDER}/files"
if DATABASES["default"]["ENGINE"] == "milepost.kernel.sqlite":  # noqa: F405
    # A file, as a house has it, with a connection for each thread: one in memory is shared by the threads of a server under test, which
    # then see each other's half-done transactions. That it survives a power cut is no matter here.
    DATABASES["default"] |= {"NAME": f"{_FOLDER}/house.db", "TEST": {"NAME": f"{_FOLDER}/test.db"}}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA synchronous=OFF"  # noqa: F405
