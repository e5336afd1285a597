"""How mail is sent, from one setting, a URL; without it none is, and nothing fails for that."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote

from milepost.config.asked import parts_of

__all__ = ["ADDRESS", "DEFAULT_FROM_EMAIL", "MAIL", "MAIL_ADDRESS"]
EXAMPLE = "smtp://USER:PASSWORD@mail.example.org:587"
EXAMPLE_ADDRESS = "https://milepost.example.org"
PORTS = {"smtp": 587, "smtps": 465}
SECONDS = 20


class BadMailUrl(ValueError):
    """What is wrong with the URL, and what one looks like."""


def mail_from(url: str) -> dict[str, Any]:
    """Django's settings for smtp://user:word@host:587 (STARTTLS), smtps://… (TLS from the beginning), smtp://localhost:25?tls=no.

    Raises ValueError, without the password that may stand in the URL."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = parts_of("MILEPOST_MAIL_URL", url, EXAMPLE)
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadMailUrl(f"MILEPOST_MAIL_URL names no server for mail; expected for example {EXAMPLE}")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise BadMailUrl(f"the port in MILEPOST_MAIL_URL is no number; expected for example {EXAMPLE}") from None
    asked = dict(parse_qsl(parts.query))
    if set(asked) - {"tls"} or asked.get("tls", "yes") not in ("yes", "no"):
        raise BadMailUrl("MILEPOST_MAIL_URL is followed by something unknown; only ?tls=no may stand there")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and asked.get("tls", "yes") == "yes",
        "EMAIL_TIMEOUT": SECONDS,
    }


def address_from(text: str) -> str:
    """The address under which people reach the house, as links in mail need it: https://milepost.example.org. Raises ValueError."""
    address = text.strip().rstrip("/")
    if not address:
        return ""
    parts = parts_of("MILEPOST_ADDRESS", address, EXAMPLE_ADDRESS)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise BadMailUrl(f"MILEPOST_ADDRESS is '{address[:80]}'; expected for example {EXAMPLE_ADDRESS}")
    return address


MAIL_ADDRESS = os.environ.get("MILEPOST_MAIL_URL", "").strip()
MAIL = bool(MAIL_ADDRESS)
"""Whether mail is sent at all."""
DEFAULT_FROM_EMAIL = os.environ.get("MILEPOST_MAIL_FROM", "").strip() or "Milepost <milepost@localhost>"
ADDRESS = address_from(os.environ.get("MILEPOST_ADDRESS", ""))
"""Where people reach the house; empty where that is not said, and then mails hold no links."""
