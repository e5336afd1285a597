"""Reads for the terminal and for scripts: lists, one record, its history."""

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.house.filing import form_asked, print_whole, write_whole
from milepost.cli.house.words import FIGURES, label_of, text_of, words_of
from milepost.documents.csv_table import guarded
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.exporting import Form
from milepost.kernel.journal.read import history_of
from milepost.kernel.past import moment_from, row_at
from milepost.kernel.rows import fields_of, key_from, question_from, read_page, read_row
from milepost.kernel.settings import value_of
from milepost.kernel.settings.today import ZONE

UNSHOWN = ("version", "created_at", "changed_at")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def read(entity: Entity, actor: Actor, arguments: argparse.Namespace) -> int:
    """Prints what was asked for."""
    from milepost.cli.house.showing import print_history, print_record

    if arguments.verb == "list":
        _list(entity, actor, arguments)
        return Exit.OK
    if getattr(arguments, "at", None):
        return _show_then(entity, actor, arguments)
    row = read_row(entity, actor, key_from(arguments.key))
    if arguments.verb == "show":
        _as_json(row) if arguments.format == "json" else print_record(entity, row)
        return Exit.OK
    entries = history_of(entity, actor, row["id"])
    if arguments.format == "json":
        _as_json({"count": len(entries), "results": entries})
    else:
        print_history(entity, actor, entries)
    return Exit.OK


def _show_then(entity: Entity, actor: Actor, arguments: argparse.Namespace) -> int:
    """The record as it was, and below it what is another one now."""
    from milepost.cli.house.showing import print_record

    found = row_at(entity, actor, key_from(arguments.key), moment_from(arguments.at, zone=value_of(ZONE.name)))
    if arguments.format == "json":
        _as_json(found.row)
        return Exit.OK
    print_record(entity, found.row)
    screen, known = Screen(sys.stdout), fields_of(entity)
    screen.line("")
    if found.now is None:
        screen.line("It was deleted since.")
    elif found.changed:
        screen.paragraph(f"Another now: {', '.join(label_of(known[name]) for name in known if name in found.changed)}.", indent=0)
    else:
        screen.line("All of it is still so.")
    return Exit.OK


def _list(entity: Entity, actor: Actor, arguments: argparse.Namespace) -> None:
    parameters: dict[str, list[str]] = {
        name: [getattr(arguments, name)] for name in ("search", "order", "fields", "limit", "offset") if getattr(arguments, name)
    }
    for text in arguments.filters:
        name, sign, value = text.partition("=")
        if not sign:
            raise Invalid({"": [Fault("no-filter", f"'{text}' is no filter; expected FIELD=VALUE.")]})
        parameters.setdefault(name, []).append(value)
    form = form_asked(arguments)
    question = question_from(entity, actor, parameters)
    names = [field.name for field in question.fields]
    most = question.limit if arguments.limit else None
    if form is not None and arguments.out is not None:
        write_whole(entity, actor, question, form, out=arguments.out, most=most, mark=arguments.bom)
        return
    if form is Form.CSV:
        print_whole(entity, actor, question, most=most, mark=arguments.bom)
        return
    page = read_page(entity, actor, question)
    if form is Form.JSON:
        _as_json({"count": page.count, "results": page.rows})
        return
    if not page.rows:
        asked = arguments.filters or arguments.search or page.count
        Screen(sys.stdout).line(f"No {entity.plural} {'match' if asked else 'yet'}.")
        return
    following = page.offset + len(page.rows)
    more = f"{page.offset + 1:,} to {following:,} of {page.count:,}." if page.count > len(page.rows) else ""
    more += f" The next: --offset {following}" if page.count > following else ""
    indents = entity.outlined is not None and arguments.order in (None, "", entity.outlined.order)
    print_rows(entity, page.rows, names=names if arguments.fields else None, more=more, indents=indents)


def print_rows(
    entity: Entity, rows: Sequence[dict[str, Any]], *, names: Sequence[str] | None = None, more: str = "", indents: bool = False
) -> None:
    """Rows as a table, in the fields named or else those that lists show: what has a number is known by it, and not by its id too. With
    `indents` they stand in an outline."""
    known = fields_of(entity)
    left_out = {*UNSHOWN, *(["id"] if entity.prefix else [])}
    shown = names if names is not None else [name for name in known if name not in left_out and _listed(entity, name)]
    lines = [_line(entity, row, shown, indents=indents) for row in rows]
    headings = tuple(
        Heading(label_of(known[name]), end=isinstance(known[name].input, FIGURES), flexible=name == entity.title, spare=place)
        for place, name in enumerate(shown)
    )
    print_table(Screen(sys.stdout), headings, lines, indent=0, more=more)


def _line(entity: Entity, row: dict[str, Any], shown: Sequence[str], *, indents: bool) -> Line:
    """A row with what lists show of it; a summary is told apart."""
    known, told = fields_of(entity), entity.outlined
    told_of = told.as_shown(row) if told is not None else row
    texts = tuple(words_of(known[name].input, told_of.get(name)) for name in shown)
    if told is None:
        return Line(texts)
    return Line(texts, "strong" if row.get(told.summary) else "", (row.get(told.level) or 1) - 1 if indents else 0)


def write_csv(names: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Rows as CSV on standard output; no text that a spreadsheet would run as a formula."""
    writer = csv.writer(sys.stdout)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])


def _cell(value: Any) -> str:
    """A title of another record is text as well; an amount may be below zero."""
    text = text_of(value)
    return text if _NUMBER.fullmatch(text) else guarded(text)


def _as_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _listed(entity: Entity, name: str) -> bool:
    column = fields_of(entity)[name].column
    return column is None or column.listed
