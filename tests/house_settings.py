"""Settings of the house under test: in memory unless MILEPOST_DATABASE_URL says otherwise."""

import os

os.environ.setdefault("MILEPOST_SECRET_KEY", "only for tests")

from milepost.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
