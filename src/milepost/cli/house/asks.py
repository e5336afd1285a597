"""Asks at a terminal for what a new house needs, and sets it up; elsewhere says which command to give instead."""

import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.house.founding import Founder, found, prepared
from milepost.cli.house.kept import KEPT
from milepost.cli.house.public import settings_for
from milepost.cli.house.started import database_told, home
from milepost.cli.house.starting import start_house
from milepost.cli.plan.progress import Progress
from milepost.engine.problem import Problem

COMMAND = (
    'printf "%s\\n" "$PASSWORD" | milepost setup-house --email ann@example.org --name "Ann Ames" --password-stdin '
    '--organisation "Your organisation" --country GB --zone Europe/London --standard-roles'
)


def needs_founding() -> bool:
    """Whether there is nobody who could log in: no house, no tables, or no administrator. Nothing is made by asking."""
    from milepost.cli.house.started import check_secret

    check_secret()
    start_house()
    from django.db import connection
    from django.db.utils import OperationalError, ProgrammingError

    from milepost.kernel.installation.administrator import has_administrator

    place = connection.settings_dict["NAME"]
    if isinstance(place, Path) and not place.exists():
        return True
    with database_told():
        try:
            return not has_administrator()
        except (OperationalError, ProgrammingError) as error:
            if "no such table" in str(error) or 'relation "' in str(error):
                return True
            raise


def without_terminal() -> Failure:
    """What to give where nobody can be asked."""
    remedy = (
        f"Set it up first: {COMMAND}. Behind a proxy with TLS add --address https://milepost.example.org. MILEPOST_HOME names the folder."
    )
    return Failure(Exit.REFUSED, [Problem("no-house", str(home()), "there is no house here yet, and no terminal to ask at.", remedy)])


def ask_and_found() -> None:
    """Everything is asked before anything is made, so that Ctrl-C leaves nothing behind; then the command begins again. Never returns."""
    from milepost.kernel.inputs import Address, Country, Text, Zone
    from milepost.kernel.installation.beginning import Beginning

    _say(f"\nThere is no house in {home()} yet. A few questions, then it is there; Ctrl-C leaves nothing behind.\n")
    organisation = _asked("Name of your organisation", Text(label="").read)
    country = _asked("Country, two letters", Country(required=False).read, "US" if _zone_here().startswith("America/") else "GB")
    zone = _asked("Time zone", Zone(label="").read, _zone_here())
    address = _asked("Address under which people will reach it; empty for this machine only", _address_of, "")
    name = _asked("Administrator's name", Text(label="").read)
    email = _asked("Administrator's address of mail", Address(label="").read)
    password = _password(email, name)
    kept = {name: value for name, value in settings_for(address).items() if name in KEPT and name not in os.environ}
    with Progress(sys.stderr).step("Making the house"):
        prepared()
        found(Founder(email, name, password), Beginning(organisation, country, zone, standard_roles=True), kept)
    _say(f"\nThe house of {organisation} is there. Log in as {email}.")
    os.execv(sys.executable, sys.orig_argv)  # the settings were read before there was a key, and before an address was told


def _asked(question: str, read: Callable[[object], object], usual: str | None = None) -> str:
    """The answer once it can be meant; an empty one is the usual, where there is one."""
    while True:
        _say(f"{question}{f' [{usual}]' if usual else ''}: ", end="")
        answer = sys.stdin.readline()
        if not answer:
            raise KeyboardInterrupt  # the terminal was closed
        text = answer.strip() or (usual if usual is not None else "")
        try:
            if not text and usual is None:
                raise ValueError("this is needed.")
            return str(read(text)) if text else ""
        except ValueError as wrong:
            _say(f"  {wrong}")


def _address_of(text: object) -> str:
    settings_for(str(text))
    return str(text).strip().rstrip("/")


def _password(email: str, name: str) -> str:
    """Typed twice, and one that the house takes."""
    from milepost.kernel.administration import check_strength
    from milepost.kernel.errors import Refused

    while True:
        first = getpass.getpass("Password, twelve characters or more: ", stream=sys.stderr)
        try:
            check_strength(first, email=email, name=name)
        except Refused as refusal:
            _say(f"  {refusal}")
            continue
        if getpass.getpass("The same once more: ", stream=sys.stderr) == first:
            return first
        _say("  These two differ.")


def _zone_here() -> str:
    """The time zone of this machine, as far as it can be told."""
    named = os.environ.get("TZ", "").lstrip(":")
    place = Path("/etc/localtime")
    linked = str(place.resolve()).partition("/zoneinfo/")[2] if place.is_symlink() else ""
    found = named or linked
    return found if "/" in found and not found.startswith("Etc/") else "Europe/London"


def _say(text: str, end: str = "\n") -> None:
    print(text, end=end, file=sys.stderr, flush=True)
