"""The parser of one entity, derived from its columns and operations."""

import argparse
from typing import Any

from milepost.cli.failure import usage
from milepost.cli.house.about import add_about
from milepost.cli.parser import Parser
from milepost.cli.words import nearest
from milepost.kernel.about import is_target
from milepost.kernel.entity import Entity, entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.inputs import Choice, Input
from milepost.kernel.operations import Operation, operations

OPTION = "value_"
"""Inputs are kept apart from the command's own options."""


def entity_of(word: str) -> Entity:
    """The entity a word names. Raises Failure (2) with the nearest."""
    try:
        return entity_named(word)
    except KeyError:
        names = [one.name for one in entities()]
        remedy = nearest(word, tuple(names)) or f"See milepost --help. Known are plan, demo and {', '.join(names)}."
        raise usage(f"milepost {word}", "there is no such command.", remedy) from None


def make_parser(entity: Entity) -> Parser:
    """`milepost ENTITY list|show|history|create|edit|…`."""
    parser = Parser(prog=f"milepost {entity.name}", description=f"{entity.plural.capitalize()} of the house.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=Parser)
    _add_list(verbs, entity)
    for name, text in (("show", f"show one {entity.singular}"), ("history", "what was done with it, and by whom")):
        one = verbs.add_parser(name, help=text, description=text.capitalize() + ".")
        one.add_argument("key", metavar="ID", help="its id" + (f" or number, {entity.prefix}-12" if entity.prefix else ""))
        _add_common(one)
    for operation in operations(entity):
        _add_operation(verbs, operation)
    if is_target(entity):
        add_about(verbs, entity, _add_common)
    return parser


def _add_list(verbs: Any, entity: Entity) -> None:
    parser = verbs.add_parser("list", help=f"list {entity.plural}", description=f"List {entity.plural}: filters as FIELD=VALUE.")
    parser.add_argument("filters", nargs="*", metavar="FIELD=VALUE", help="such as state=active or changed_at__gte=2026-01-31T00:00:00Z")
    parser.add_argument("--search", default="", metavar="WORDS", help="rows that hold every word")
    parser.add_argument("--order", default="", metavar="FIELDS", help="such as name,-changed_at")
    parser.add_argument("--fields", default="", metavar="FIELDS", help="which to show")
    parser.add_argument("--limit", default="50", metavar="N", help="rows to show (default: 50, at most 1000)")
    parser.add_argument("--offset", default="0", metavar="N", help="rows to leave out at the beginning")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    _add_common(parser)


def _add_operation(verbs: Any, operation: Operation) -> None:
    parser = verbs.add_parser(operation.verb, help=operation.doc.splitlines()[0], description=operation.doc)
    if operation.kind != "create":
        parser.add_argument("keys", nargs="+", metavar="ID", help="one or several, all or none")
    for name, asked in operation.inputs.items():
        parser.add_argument(f"--{name.replace('_', '-')}", dest=OPTION + name, metavar=_metavar(asked), help=_help(asked, operation))
    parser.add_argument("--format", choices=("table", "json"), default="table")
    _add_common(parser)
    parser.set_defaults(operation=operation)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="account", metavar="EMAIL", help="the account that acts (default: MILEPOST_AS)")


def _metavar(asked: Input) -> str:
    return "|".join(asked.options) if isinstance(asked, Choice) else type(asked).__name__.upper()


def _help(asked: Input, operation: Operation) -> str:
    needed = "" if operation.partial or not asked.required else " (needed)"
    return f"{asked.help or asked.label}{needed}".replace("%", "%%") or None  # type: ignore[return-value]
