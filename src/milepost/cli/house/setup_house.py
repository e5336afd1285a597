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
    from milepost.kernel.access.tokens import make_token
    from milepost.kernel.errors import Refused
    from milepost.kernel.installation.administrator import has_administrator, make_administrator, renew_role
    from milepost.kernel.installation.tables import make_tables
    from milepost.kernel.settings import ensure_settings

    with database_told():
        made = make_tables()
        renew_role()
        ensure_settings()
        print(f"The house in {home()}: {made} migrations applied." if made else f"The house in {home()} has its tables.")
        if not arguments.email:
            if not has_administrator():
                print(HOW)
            return Exit.OK
        try:
            account = make_administrator(arguments.email.strip(), arguments.name or arguments.email.strip(), password)
        except Refused as refusal:
            raise usage("--email", str(refusal), "Use an address such as ann@example.org.") from refusal
        print(f"{account.email} may do everything. A token for programs, shown only now:\n{make_token(account, 'first')}")
    return Exit.OK


HOW = "Nobody can be let in yet. Make the first administrator: milepost setup-house --email ann@example.org"


def _password(arguments: argparse.Namespace) -> str:
    if not arguments.password_stdin:
        return ""
    found = sys.stdin.readline().rstrip("\n")
    if len(found) < LEAST_PASSWORD:
        raise usage("--password-stdin", f"the password has {len(found)} characters.", f"Give one of at least {LEAST_PASSWORD}.")
    return found
