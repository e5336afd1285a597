"""Runs `milepost ENTITY VERB …`: reads, changes and operations, as the account named with --as."""

import argparse
import os
from collections.abc import Sequence
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure, usage
from milepost.cli.words import nearest
from milepost.engine.problem import Problem

READS = ("list", "show", "history")


def run_house(argv: Sequence[str]) -> int:
    """The exit code. Raises Failure for everything that is expected to go wrong."""
    try:
        start_house()
    except Failure:
        if remedy := nearest(argv[0]):
            raise usage(f"milepost {argv[0]}", "there is no such command.", remedy) from None
        raise
    from milepost.cli.house.parser import entity_of, make_parser

    entity = entity_of(argv[0])
    arguments = make_parser(entity).parse_args(argv[1:])
    return _carry_out(entity, arguments)


def start_house() -> None:
    """Loads the house. Raises Failure (7) where its packages are missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "milepost.config.settings")
    try:
        import django
    except ImportError:
        problem = Problem("extra-missing", "the house", "its packages are not installed.", "Install the extra: pip install milepost[house]")
        raise Failure(Exit.MISSING_EXTRA, [problem]) from None
    django.setup()


def _carry_out(entity: Any, arguments: argparse.Namespace) -> int:
    from django.db.utils import OperationalError, ProgrammingError

    from milepost.kernel.errors import Refused

    try:
        actor = _actor(arguments.account)
        if arguments.verb in READS:
            from milepost.cli.house.reading import read

            return read(entity, actor, arguments)
        if hasattr(arguments, "about"):
            from milepost.cli.house.about import put

            return put(entity, actor, arguments)
        from milepost.cli.house.changing import change

        return change(entity, actor, arguments)
    except Refused as refusal:
        raise Failure(Exit.USAGE, _problems(entity, refusal)) from refusal
    except (OperationalError, ProgrammingError) as error:
        message = f"the database cannot be used: {str(error).splitlines()[0]}."
        raise Failure(Exit.UNREADABLE, [Problem("no-database", "the house", message, "Set it up with: milepost setup-house")]) from error


def _actor(email: str | None) -> Any:
    """The actor behind --as, or MILEPOST_AS."""
    from milepost.kernel.access.accounts import actor_by_email

    wanted = email or os.environ.get("MILEPOST_AS", "")
    if not wanted:
        raise usage("--as", "it is not said who acts.", "Name an account: --as ann@example.org, or set MILEPOST_AS.")
    actor = actor_by_email(wanted)
    if actor is None:
        raise usage(f"--as {wanted}", "there is no such account, or it is closed.", "Check the address.")
    return actor


def _problems(entity: Any, refusal: Any) -> list[Problem]:
    """A refusal, fault by fault."""
    from milepost.kernel.errors import Invalid

    if not isinstance(refusal, Invalid):
        return [Problem(type(refusal).__name__.lower(), entity.singular, str(refusal))]
    faults = [(name, fault) for name, found in refusal.fields.items() for fault in found]
    return [Problem(fault.code, f"--{name.replace('_', '-')}" if name else entity.singular, fault.message) for name, fault in faults]


def is_house_word(word: str) -> bool:
    """Whether a first argument may name an entity: known for sure only once the house is loaded."""
    return bool(word) and not word.startswith("-") and word.replace("-", "").isalpha()
