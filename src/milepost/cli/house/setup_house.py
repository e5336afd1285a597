"""`milepost setup-house`: tables, first administrator, first token; whose house it is and where, when that is told."""

import argparse
import sys

from milepost.cli.codes import Exit
from milepost.cli.failure import usage
from milepost.cli.house.founding import Founder, found, prepared
from milepost.cli.house.public import settings_for
from milepost.cli.house.started import database_told, home

LEAST_PASSWORD = 12


def run(arguments: argparse.Namespace) -> int:
    """The exit code."""
    password = _password(arguments)
    try:
        kept = settings_for(arguments.address or "")
    except ValueError as wrong:
        raise usage("--address", f"{wrong}.", "Leave it out for a house on this machine only.") from wrong
    prepared()
    from milepost.kernel.access import house
    from milepost.kernel.installation.administrator import has_administrator
    from milepost.kernel.installation.beginning import Beginning
    from milepost.kernel.operations import operation_named, perform

    beginning = Beginning(arguments.organisation or "", arguments.country or "", arguments.zone or "", arguments.standard_roles)
    founded = found(Founder(arguments.email or "", arguments.name or "", password), beginning, kept)
    made = founded.migrations
    print(f"The house in {home()} is set up: {made} migrations applied." if made else f"The house in {home()} has its tables.")
    with database_told():
        if founded.account is None:
            if not has_administrator():
                print(HOW)
            return Exit.OK
        made_token = perform(operation_named("token.create"), house("setting up"), given={"account": founded.account, **FIRST_TOKEN})
    ((text,),) = (shown.values() for shown in made_token.shown.values())
    email = founded.email
    print(f"{email} may do everything. A token for programs, shown only now:\n{text}")
    print(f"Next: milepost serve; or here, as {email}: milepost organisation list --as {email}")
    return Exit.OK


FIRST_TOKEN = {"name": "first", "scopes": ["*"]}
HOW = "Nobody can be let in yet. Make the first administrator: milepost setup-house --email ann@example.org"


def _password(arguments: argparse.Namespace) -> str:
    if not arguments.password_stdin:
        return ""
    found = sys.stdin.readline().rstrip("\n")
    if len(found) < LEAST_PASSWORD:
        raise usage("--password-stdin", f"the password has {len(found)} characters.", f"Give one of at least {LEAST_PASSWORD}.")
    return found
