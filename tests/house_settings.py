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
MEDIA_ROOT = tempfile.mkdtemp(prefix="milepost-files-")
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
