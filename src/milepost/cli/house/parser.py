"""The parser of one entity, derived from its columns and operations."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from milepost.cli.failure import usage
from milepost.cli.house.about import add_about
from milepost.cli.house.bringing import add_bringing
from milepost.cli.house.described import dashed, fields_told, in_short, metavar, needed_by, told, usage_of
from milepost.cli.house.drafting import add_draft
from milepost.cli.house.importing_arguments import add_import
from milepost.cli.house.secrets import add_secret
from milepost.cli.parser import Parser, parse
from milepost.cli.words import nearest
from milepost.kernel.about import is_target
from milepost.kernel.entity import Entity, entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.inputs import Secret
from milepost.kernel.operations import Operation, operations
from milepost.kernel.questions import Question, questions

GENERATED = ("create", "edit", "delete")
OPTION = "value_"
"""Inputs are kept apart from the command's own options."""


def entity_of(word: str) -> Entity:
    """The entity a word names. Raises Failure (2) with the nearest."""
    try:
        return entity_named(word)
    except KeyError:
        names = [one.name for one in entities()]
        remedy = nearest(word, tuple(names)) or f"See milepost --help. Records are {', '.join(names)}."
        raise usage(word, "there is no such command.", remedy) from None


def make_parser(entity: Entity) -> Parser:
    """`milepost ENTITY list|show|history|create|edit|…`."""
    parser = Parser(prog=f"milepost {entity.name}", description=f"{entity.plural.capitalize()} of the house.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", title="commands", parser_class=Parser)
    _add_list(verbs, entity)
    for name, text in (("show", f"show one {entity.singular}"), ("history", "what was done with it, and by whom")):
        one = verbs.add_parser(name, help=text, description=text.capitalize() + ".")
        one.add_argument("key", metavar="ID", help="its id" + (f" or number, {entity.prefix}-12" if entity.prefix else ""))
        one.add_argument("--format", choices=("table", "json"), default="table", help="for people or for programs (default: table)")
        if name == "show":
            one.add_argument("--at", metavar="DAY", help="as it was at the end of a day, 2026-01-31, or at a moment, 2026-01-31T09:00:00Z")
        _add_common(one)
    for operation in sorted(operations(entity), key=lambda one: GENERATED.index(one.kind) if one.kind in GENERATED else len(GENERATED)):
        _add_operation(verbs, operation)
    for asked in questions(entity):
        _add_question(verbs, asked)
    add_import(verbs, entity, _add_common)
    add_bringing(verbs, entity, _add_common)
    if is_target(entity):
        add_about(verbs, entity, _add_common)
    for one in verbs.choices.values():
        one.set_defaults(parser=one)
    return parser


def parsed(entity: Entity, argv: Sequence[str]) -> argparse.Namespace:
    """What was typed after the entity. Raises Failure (2) for a verb it does not have, with the nearest; SystemExit as argparse does."""
    parser = make_parser(entity)
    known = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction)).choices
    if argv and not argv[0].startswith("-") and argv[0] not in known:
        near = get_close_matches(argv[0], known, n=1)
        remedy = f"Did you mean milepost {entity.name} {near[0]}?" if near else f"Known are {', '.join(known)}."
        raise usage(f"{entity.name} {argv[0]}", "there is no such command.", remedy)
    return parse(parser, argv)


def _add_list(verbs: Any, entity: Entity) -> None:
    meaning = f"Lists {entity.plural}; those that are named by every filter, and hold every word searched for."
    parser = verbs.add_parser("list", help=f"list {entity.plural}", description=meaning, epilog=fields_told(entity))
    parser.add_argument("filters", nargs="*", metavar="FIELD=VALUE", help="such as changed_at__gte=2026-01-31T00:00:00Z")
    parser.add_argument("--search", default="", metavar="WORDS", help="rows that hold every word")
    parser.add_argument("--order", default="", metavar="FIELDS", help="such as name,-changed_at: a minus for the last first")
    parser.add_argument("--fields", default="", metavar="FIELDS", help="which to show, with commas")
    parser.add_argument("--limit", default="", metavar="N", help="rows to show, at most 1000 (default: 50; of csv, xlsx and --out all)")
    parser.add_argument("--offset", default="0", metavar="N", help="rows to leave out at the beginning")
    forms = ("table", "json", "csv", "xlsx")
    parser.add_argument("--format", choices=forms, default="table", help="for people or for programs (default: table, or as --out ends)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write every row into this file, such as people.xlsx")
    parser.add_argument("--bom", action="store_true", help="begin CSV with a byte order mark, by which spreadsheets know its letters")
    _add_common(parser)


def _add_operation(verbs: Any, operation: Operation) -> None:
    parser = verbs.add_parser(operation.verb, help=in_short(operation.doc), description=operation.doc, usage=usage_of(operation))
    if operation.kind != "create":
        parser.add_argument("keys", nargs="+", metavar="ID", help="id or number; of several all are done, or none")
    needed = needed_by(operation)
    for name, asked in operation.inputs.items():
        said = told(name, asked, needed=name in needed)
        if isinstance(asked, Secret):
            add_secret(parser, name, said, dest=OPTION + name)
            continue
        parser.add_argument(f"--{dashed(name)}", dest=OPTION + name, metavar=metavar(asked), help=said)
    parser.add_argument("--format", choices=("table", "json"), default="table", help="for people or for programs (default: table)")
    add_draft(parser, operation)
    _add_common(parser)
    parser.set_defaults(operation=operation)


def _add_question(verbs: Any, asked: Question) -> None:
    parser = verbs.add_parser(asked.word, help=in_short(asked.doc), description=asked.doc)
    for name, one in asked.inputs.items():
        said = told(name, one, needed=one.required)
        parser.add_argument(f"--{dashed(name)}", dest=OPTION + name, metavar=metavar(one), help=said)
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="for people or for programs (default: table)")
    _add_common(parser)
    parser.set_defaults(question=asked)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="account", metavar="EMAIL", help="the account that acts (default: MILEPOST_AS)")
