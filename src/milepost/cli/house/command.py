"""Runs `milepost ENTITY VERB …`: reads, changes and operations, as the account named with --as."""

import argparse
import os
from collections.abc import Sequence
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure, usage
from milepost.cli.house.starting import check_there, database_failure, start_house
from milepost.cli.words import nearest
from milepost.engine.problem import Problem

READS = ("list", "show", "history")


def run_house(argv: Sequence[str]) -> int:
    """The exit code. Raises Failure for everything that is expected to go wrong."""
    try:
        start_house()
    except Failure:
        if remedy := nearest(argv[0]):
            raise usage(argv[0], "there is no such command.", remedy) from None
        raise
    from milepost.cli.house.across import ACROSS, parse_across
    from milepost.cli.house.parser import entity_of, parsed

    for word in argv:
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            shown = word.encode("utf-8", "replace").decode()[:60]
            raise usage(f"milepost {argv[0]}", f"'{shown}' is no text in UTF-8.", "Check the encoding of the terminal or the script.")
    if argv[0] in ACROSS:
        check_there()
        arguments = parse_across(argv)
        return _carry_out(arguments.subject, arguments)
    entity = entity_of(argv[0])
    arguments = parsed(entity, argv[1:])
    check_there()
    return _carry_out(entity, arguments)


def _carry_out(entity: Any, arguments: argparse.Namespace) -> int:
    from django.db.utils import OperationalError, ProgrammingError

    from milepost.kernel.errors import Refused

    try:
        actor = _actor(arguments.account)
        if hasattr(arguments, "across"):
            found: int = arguments.across(actor, arguments)
            return found
        if arguments.verb in READS:
            from milepost.cli.house.reading import read

            return read(entity, actor, arguments)
        if hasattr(arguments, "question"):
            from milepost.cli.house.asking import ask_house

            return ask_house(actor, arguments)
        if hasattr(arguments, "brings"):
            from milepost.cli.house.importing import bring

            return bring(entity, actor, arguments)
        if hasattr(arguments, "way"):
            from milepost.cli.house.bringing import run_way

            return run_way(entity, actor, arguments)
        if hasattr(arguments, "about"):
            from milepost.cli.house.about import put

            return put(entity, actor, arguments)
        from milepost.cli.house.changing import change

        return change(entity, actor, arguments)
    except Refused as refusal:
        raise Failure(Exit.USAGE, _problems(entity, arguments, refusal)) from refusal
    except (OperationalError, ProgrammingError) as error:
        raise database_failure(error) from error


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


def _problems(entity: Any, arguments: argparse.Namespace, refusal: Any) -> list[Problem]:
    """A refusal, fault by fault: at its option, or at the filter that was typed."""
    from milepost.kernel.errors import Invalid, Missing

    command = f"{entity.name} {arguments.verb}".strip()
    if not isinstance(refusal, Invalid):
        remedy = f"milepost {entity.name} list shows what there is." if isinstance(refusal, Missing) else ""
        return [Problem(type(refusal).__name__.lower(), command, str(refusal), remedy)]
    typed = {text.partition("=")[0] for text in getattr(arguments, "filters", ())}
    faults = [(name, fault) for name, found in refusal.fields.items() for fault in found]
    places = {name: name if name in typed else f"--{name.replace('_', '-')}" if name else command for name, _ in faults}
    return [Problem(fault.code, places[name], fault.message) for name, fault in faults]


def is_house_word(word: str) -> bool:
    """Whether a first argument may name an entity: known for sure only once the house is loaded."""
    return bool(word) and not word.startswith("-") and word.replace("-", "").isalpha()
