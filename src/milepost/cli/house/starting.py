"""Loads the house for a command, and says what stands in the way."""

import os
from pathlib import Path
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.house.kept import take_kept
from milepost.engine.problem import Problem

_pool: dict[str, Any] = {}
"""The pool of connections that the settings ask for, put aside until a process serves."""


def refuse(place: str, message: str, remedy: str) -> Failure:
    """The house does not do this as it stands."""
    return Failure(Exit.REFUSED, [Problem("refused", place, message, remedy)])


def check_there() -> None:
    """Raises Failure (8) where the file of an embedded database is not there: nothing is made by asking."""
    from django.db import connection

    place = connection.settings_dict["NAME"]
    if isinstance(place, Path) and not place.exists():
        remedy = "Set it up: milepost setup-house --email ann@example.org. Or name the folder of another with MILEPOST_HOME."
        raise Failure(Exit.REFUSED, [Problem("no-house", str(place.parent), "there is no house in this folder.", remedy)])


def start_house() -> None:
    """Loads the house, without the pool of connections: a command needs one only, and hears at once why it gets none.
    Raises Failure (7) where its packages are missing, (8) for a setting that cannot be meant."""
    take_kept(Path(os.environ.get("MILEPOST_HOME", "milepost-data")))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "milepost.config.settings")
    try:
        import django
        from django.apps import apps
        from django.conf import settings
    except ImportError:
        problem = Problem("extra-missing", "the house", "its packages are not installed.", "Install the extra: pip install milepost[house]")
        raise Failure(Exit.MISSING_EXTRA, [problem]) from None
    try:
        options = settings.DATABASES["default"].get("OPTIONS", {})
    except ValueError as error:
        problem = Problem("refused", "settings", f"{error}.", "docs/reference/house-settings.md tells what each may be.")
        raise Failure(Exit.REFUSED, [problem]) from error
    if not apps.ready:
        _pool.update(options.pop("pool", {}))
    django.setup()


def database_failure(error: Exception) -> Failure:
    """A failure of the database, with what to do about it."""
    told = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    if "no such table" in told or 'relation "' in told:
        return refuse("the house", f"its database lacks tables ({told}).", "Set it up with: milepost setup-house")
    remedy = "Check MILEPOST_DATABASE_URL, that its server runs, and the space on its disk."
    return Failure(Exit.UNREADABLE, [Problem("no-database", "the house", f"the database cannot be used: {told}.", remedy)])


def share_connections() -> None:
    """From here on connections are pooled, where the database is one that is reached over a network: this process serves."""
    from django.conf import settings

    if _pool:
        settings.DATABASES["default"]["OPTIONS"]["pool"] = dict(_pool)
