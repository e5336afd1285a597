"""Settings of the house under test: SQLite in memory, or what MILEPOST_DATABASE_URL names, or with MILEPOST_TEST_DATABASE=postgresql
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
    # In memory, by a name of its own in each process. What is put behind the name for each of several runs falls behind the "#".
    memory = f"file:house_{os.getpid()}?mode=memory&cache=shared#"
    DATABASES["default"] |= {"NAME": f"{_FOLDER}/house.db", "TEST": {"NAME": memory}}  # noqa: F405
    # Connections that share memory lock each other's tables without waiting: a page that a browser still loads would keep a test from
    # cleaning up. Who only reads takes no lock so.
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA read_uncommitted=1"  # noqa: F405
