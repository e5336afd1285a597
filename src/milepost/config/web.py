"""Settings of the door for people: sessions, log-in, templates, static files."""

import os
from typing import Any

from django.contrib.auth.apps import AuthConfig

from milepost.web.tree import FOLDER, prefix


class Auth(AuthConfig):
    """Django's accounts without its table of permissions: ours are words that roles hold."""

    default = False

    def ready(self) -> None:
        """Neither permissions are made for every table nor signals heard."""


APPS = [
    "milepost.web",  # first, so that its templates stand before those of others
    "milepost.config.web.Auth",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
SESSIONS = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "milepost.web.shell.at_home.at_home",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "milepost.web.shell.context.shell",
            ],
            "builtins": ["milepost.web.templatetags.parts", "django.templatetags.i18n"],
        },
    }
]


def _oidc() -> dict[str, Any]:
    """One provider of the house's own log-in (Entra ID, Keycloak, …), from the environment; none without an address. Raises ValueError."""
    server = os.environ.get("MILEPOST_OIDC_URL")
    if not server:
        return {}
    if not os.environ.get("MILEPOST_OIDC_CLIENT"):
        raise ValueError("MILEPOST_OIDC_URL is set and MILEPOST_OIDC_CLIENT is not; set it to what the provider calls this house")
    app = {
        "provider_id": "house",
        "name": os.environ.get("MILEPOST_OIDC_NAME", "single sign-on"),
        "client_id": os.environ["MILEPOST_OIDC_CLIENT"],
        "secret": os.environ.get("MILEPOST_OIDC_SECRET", ""),
        "settings": {"server_url": server, "verified_email": os.environ.get("MILEPOST_OIDC_TRUST_MAIL") == "1"},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


STATIC_URL, STATIC_ROOT = prefix(), FOLDER
WHITENOISE_MAX_AGE = 365 * 24 * 3600


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:
    """All of them: their address changes with them."""
    return url.startswith(STATIC_URL)


AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL = "/log-in/", "/"
CSRF_FAILURE_VIEW = "milepost.config.errors.forged"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "milepost.web.log_in.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the house, which knows their address
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True  # how long is the house's to say
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
SOCIALACCOUNT_ADAPTER = "milepost.web.log_in.SingleSignOn"
SOCIALACCOUNT_PROVIDERS = _oidc()
# By a link, not a form: a form may lead to this house alone, and browsers hold the answer's redirection to that too.
SOCIALACCOUNT_LOGIN_ON_GET = True
OIDC_CREATE = os.environ.get("MILEPOST_OIDC_CREATE") == "1"
MFA_ADAPTER = "milepost.web.log_in.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Milepost"
MFA_TOTP_TOLERANCE = 1
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "milepost.kernel.sessions.store"
PASSWORD_RESET_TIMEOUT = 3600
# Counts of failed log-ins hold for all servers of the house, so they stand in its database.
CACHES = {"default": {"BACKEND": "milepost.kernel.sessions.counts.Counts"}}
