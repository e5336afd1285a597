"""Commands that go across entities: `milepost journal list|head`, `milepost subject export|erase`."""

import argparse
from collections.abc import Sequence
from typing import Any

from milepost.cli.parser import Parser, parse

ACROSS = frozenset({"journal", "subject"})


class _Named:
    """What stands in messages where an entity would: its name and how people call it."""

    def __init__(self, name: str) -> None:
        self.name = self.singular = name


def parse_across(argv: Sequence[str]) -> argparse.Namespace:
    """What was typed; `across` is the function that does it. Raises SystemExit as argparse does."""
    make = {"journal": _journal, "subject": _subject}[argv[0]]
    return parse(make(), argv[1:])


def _journal() -> Parser:
    parser, verbs = _parser("journal", "The journal of the house: who did what, when, with which record.")
    one = _verb(verbs, "list", "entries that you may see, the latest first")
    one.add_argument("filters", nargs="*", metavar="FILTER=VALUE", help="account, operation, entity, record, batch, since or until")
    one.add_argument("--limit", default="50", metavar="N", help="entries to show (default: 50, at most 500)")
    place = one.add_mutually_exclusive_group()
    place.add_argument("--before", metavar="ID", help="go on from this entry")
    place.add_argument("--after", metavar="POSITION", help="what was sealed after this position, in that order")
    one.add_argument("--format", choices=("table", "json"), default="table", help="for people or for programs (default: table)")
    one.set_defaults(across=_later("milepost.cli.house.journal:list_entries"))
    last = _verb(verbs, "head", "how far the journal is sealed; note it elsewhere to compare")
    last.add_argument("--format", choices=("table", "json"), default="table", help="for people or for programs (default: table)")
    last.set_defaults(across=_later("milepost.cli.house.journal:print_head"))
    return parser


def _subject() -> Parser:
    parser, verbs = _parser("subject", "The data of one person: everything that is kept about them, and its erasure.")
    for word, text in (
        ("export", "everything about one record and the rows that name it, as JSON"),
        ("erase", "empty every personal field of one record and of what belongs to it, for good"),
    ):
        one = _verb(verbs, word, text)
        one.add_argument("entity", metavar="ENTITY", help="such as person, contact or account")
        one.add_argument("key", metavar="ID", help="its id or number")
        if word == "erase":
            one.add_argument("--reason", required=True, metavar="TEXT", help="on what grounds; it stays in the journal, so name nobody")
        one.set_defaults(across=_later(f"milepost.cli.house.subject:{word}"))
    return parser


def _parser(word: str, told: str) -> tuple[Parser, Any]:
    parser = Parser(prog=f"milepost {word}", description=told)
    parser.set_defaults(subject=_Named(word), filters=())
    return parser, parser.add_subparsers(dest="verb", required=True, metavar="VERB", title="commands", parser_class=Parser)


def _verb(verbs: Any, word: str, told: str) -> Parser:
    made: Parser = verbs.add_parser(word, help=told, description=f"{told[0].upper()}{told[1:]}.")
    made.add_argument("--as", dest="account", metavar="EMAIL", help="the account that acts (default: MILEPOST_AS)")
    made.set_defaults(parser=made)
    return made


def _later(name: str) -> Any:
    """The function of a command, imported when it runs."""

    def run(actor: Any, arguments: argparse.Namespace) -> int:
        from importlib import import_module

        module, _, function = name.partition(":")
        found: int = getattr(import_module(module), function)(actor, arguments)
        return found

    return run
