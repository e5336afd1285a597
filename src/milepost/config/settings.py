"""Settings of the house, all from the environment; what is unsafe is refused when the server starts, not here."""

import os
from pathlib import Path

from milepost.config.database import database_from

HOME = Path(os.environ.get("MILEPOST_HOME", "milepost-data"))
SECRET_KEY = os.environ.get("MILEPOST_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("MILEPOST_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
DATABASES = {"default": database_from(os.environ.get("MILEPOST_DATABASE_URL", f"sqlite:///{HOME / 'milepost.db'}"))}

INSTALLED_APPS = ["django.contrib.contenttypes", "django_tasks", "milepost.kernel", "milepost.apps.organisations", "milepost.apps.people"]
AUTH_USER_MODEL = "kernel.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIDDLEWARE: list[str] = []
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
USE_I18N = True

ROOT_URLCONF = "milepost.config.urls"
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
TASKS = {"default": {"BACKEND": "milepost.kernel.jobs.backend.LeaseBackend", "QUEUES": []}}
