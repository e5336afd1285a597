"""What makes a house unsafe to serve, each with its remedy: looked at before it is served, and by `milepost check`."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.house.public import is_local
from milepost.engine.problem import Problem

OTHERS = 0o007
"""What everybody on the machine may do with a file."""
KINDS_OF_LETTERS = 5
"""A key of fewer different characters is one that somebody typed; so Django has it, too."""


def refuse_unsafe(*, plain: bool) -> None:
    """All of it at once. `plain` says that the network is to be trusted. The house must be loaded. Raises Failure (8)."""
    found = list(unsafe(plain=plain))
    if found:
        raise Failure(Exit.REFUSED, found)


def unsafe(*, plain: bool = False) -> Iterator[Problem]:
    """What is wrong with the settings and the files as they are."""
    from django.conf import settings

    if settings.DEBUG:
        yield _refused(
            "DEBUG", "pages of errors would show how the house is built, and its settings.", "Set DEBUG = False in your settings."
        )
    if any(host in ("*", ".") for host in settings.ALLOWED_HOSTS):
        told = "with a * any name is taken for the house's own, and links in its mails can be made to lead elsewhere."
        yield _refused("MILEPOST_HOSTS", told, "Name the hosts: MILEPOST_HOSTS=milepost.example.org")
    address = os.environ.get("MILEPOST_ADDRESS", "")
    parts = urlsplit(address)
    if parts.scheme == "http" and not is_local(parts.hostname or "") and not plain:
        remedy = (
            "Put a proxy with TLS before it, MILEPOST_ADDRESS=https://… and MILEPOST_HTTPS=1; or, in a network you trust, --plain-http."
        )
        yield _refused("MILEPOST_ADDRESS", f"people would send their passwords to {address} in clear text.", remedy)
    if parts.scheme == "https" and not settings.HTTPS:
        told = "people reach the house by TLS, and MILEPOST_HTTPS is not set: their sessions would not be kept to it."
        yield _refused("MILEPOST_ADDRESS", told, "Set MILEPOST_HTTPS=1; the proxy has to set X-Forwarded-Proto.")
    key = settings.SECRET_KEY
    if len(set(key)) < KINDS_OF_LETTERS or key.startswith("django-insecure-"):
        remedy = "Unset it: Milepost makes one and keeps it. Everybody has to log in again then."
        yield _refused("MILEPOST_SECRET_KEY", "it can be guessed, and with it sessions be forged.", remedy)
    yield from _readable()


def _readable() -> Iterator[Problem]:
    """What others on the machine can read."""
    from django.conf import settings

    database = settings.DATABASES["default"]["NAME"]
    files = [Path(database)] if isinstance(database, Path) else []
    for one in (*files, Path(settings.MEDIA_ROOT)):
        if _open_to_others(one) and _open_to_others(one.parent):
            yield _refused(str(one), "everybody on this machine can read it.", f"chmod -R o= {one.parent}")


def _open_to_others(place: Path) -> bool:
    try:
        return bool(place.stat().st_mode & OTHERS)
    except OSError:
        return False


def _refused(place: str, message: str, remedy: str) -> Problem:
    return Problem("unsafe", place, message, remedy)
