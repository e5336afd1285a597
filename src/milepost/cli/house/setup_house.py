"""`milepost setup-house`: tables, first administrator, first token."""

import argparse
import sys

from milepost.cli.codes import Exit
from milepost.cli.failure import usage
from milepost.cli.house.started import database_told, home, prepare_home, started

LEAST_PASSWORD = 12


def run(arguments: argparse.Namespace) -> int:
    """The exit code."""
    password = _password(arguments)
    prepare_home()
    started(tables=False)
    from milepost.kernel.access import house
    from milepost.kernel.administration import check_strength
    from milepost.kernel.errors import Refused
    from milepost.kernel.installation.administrator import has_administrator, make_administrator, renew_role
    from milepost.kernel.installation.tables import make_tables
    from milepost.kernel.operations import operation_named, perform
    from milepost.kernel.settings import ensure_settings

    with database_told():
        made = make_tables()
        renew_role()
        ensure_settings()
        print(f"The house in {home()} is set up: {made} migrations applied." if made else f"The house in {home()} has its tables.")
        if not arguments.email:
            if not has_administrator():
                print(HOW)
            return Exit.OK
        try:
            if password:
                check_strength(password, email=arguments.email.strip(), name=arguments.name or "")
        except Refused as refusal:
            raise usage("--password-stdin", str(refusal), "Choose another.") from refusal
        try:
            account = make_administrator(arguments.email.strip(), arguments.name or arguments.email.strip(), password)
        except Refused as refusal:
            raise usage("--email", str(refusal), "Use an address such as ann@example.org.") from refusal
        made_token = perform(operation_named("token.create"), house("setting up"), given={"account": account.pk, **FIRST_TOKEN})
        ((text,),) = (shown.values() for shown in made_token.shown.values())
        print(f"{account.email} may do everything. A token for programs, shown only now:\n{text}")
        print(f"Next: milepost serve; or here, as {account.email}: milepost organisation list --as {account.email}")
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
