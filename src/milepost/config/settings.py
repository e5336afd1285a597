"""Settings of the house, all from the environment; what is unsafe is refused when the server starts, not here."""

import os
from pathlib import Path

from milepost.config.asked import one_of, whole
from milepost.config.database import database_from
from milepost.config.logs import logging_to_stdout
from milepost.config.mail import *  # noqa: F403
from milepost.config.mail import MAIL_ADDRESS, mail_from
from milepost.config.secret import secret_from
from milepost.config.web import *  # noqa: F403
from milepost.config.web import APPS, SESSIONS

HOME = Path(os.environ.get("MILEPOST_HOME", "milepost-data"))
SECRET_KEY = os.environ.get("MILEPOST_SECRET_KEY") or secret_from(HOME)
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("MILEPOST_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host.strip()]
DATABASES = {"default": database_from(os.environ.get("MILEPOST_DATABASE_URL", f"sqlite:///{HOME / 'milepost.db'}"))}
MEDIA_ROOT = HOME / "files"
DEMONSTRATION = (HOME / "demonstration.json").is_file()
"""Whether `milepost demo` made this house: every page says so."""
NOTICE = os.environ.get("MILEPOST_NOTICE", "").strip()[:300]
"""A line above every page."""
RATE_LIMIT = whole("MILEPOST_RATE_LIMIT", 1200)
"""Requests a minute by one token; 0 for no limit."""

ROOMS = ["milepost.apps.organisations", "milepost.apps.people", "milepost.apps.projects", "milepost.apps.planning"]
INSTALLED_APPS = ["django.contrib.contenttypes", "django_tasks", "milepost.kernel", *ROOMS, *APPS]
AUTH_USER_MODEL = "kernel.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIDDLEWARE = [
    "milepost.config.requests.numbered",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "milepost.web.packed.StaticFiles",
    "milepost.web.packed.Pages",
    "milepost.config.requests.limited",
    *SESSIONS,
]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
USE_I18N = True
LANGUAGES = [("en-gb", "English (United Kingdom)"), ("en-us", "English (United States)")]
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
FORMAT_MODULE_PATH = ["milepost.locale"]
globals().update(mail_from(MAIL_ADDRESS))

ROOT_URLCONF = "milepost.config.urls"
WSGI_APPLICATION = "milepost.config.wsgi.application"
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
TASKS = {"default": {"BACKEND": "milepost.kernel.jobs.backend.LeaseBackend", "QUEUES": []}}
LOGGING_CONFIG = "milepost.config.logs.configure"
LOGGING = logging_to_stdout(one_of("MILEPOST_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")))

# MILEPOST_HTTPS=1 says that people reach the house through TLS, which a proxy before it ends. Cookies and redirects depend on that, so it
# is said and not guessed; `milepost serve` listens on this machine only while it is not.
HTTPS = os.environ.get("MILEPOST_HTTPS") == "1"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # then the house listens on this machine only
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# HSTS for every subdomain, and the browsers' preload list, are for the owner of the whole domain to decide, not for one house in it.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
