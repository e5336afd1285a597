"""Reads for the terminal: lists, one record, its history."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.documents.csv_table import guarded
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.journal.read import history_of
from milepost.kernel.rows import key_from, question_from, read_page, read_row

UNSHOWN = ("version", "created_at", "changed_at")


def read(entity: Entity, actor: Actor, arguments: argparse.Namespace) -> int:
    """Prints what was asked for."""
    if arguments.verb == "list":
        _list(entity, actor, arguments)
    elif arguments.verb == "show":
        print_record(entity, read_row(entity, actor, key_from(arguments.key)))
    else:
        key = read_row(entity, actor, key_from(arguments.key))["id"]
        _history(history_of(entity, actor, key))
    return Exit.OK


def _list(entity: Entity, actor: Actor, arguments: argparse.Namespace) -> None:
    parameters: dict[str, list[str]] = {
        name: [getattr(arguments, name)] for name in ("search", "order", "fields", "limit", "offset") if getattr(arguments, name)
    }
    for text in arguments.filters:
        name, sign, value = text.partition("=")
        if not sign:
            raise Invalid({text: [Fault("no-filter", f"'{text}' is no filter; expected FIELD=VALUE.")]})
        parameters.setdefault(name, []).append(value)
    page = read_page(entity, actor, question_from(entity, actor, parameters))
    if arguments.format == "json":
        print(json.dumps({"count": page.count, "results": page.rows}, indent=2, ensure_ascii=False))
        return
    names = list(page.rows[0]) if page.rows else []
    if arguments.format == "csv":
        write_csv(names, page.rows)
        return
    screen = Screen(sys.stdout)
    if not page.rows:
        screen.line(f"No {entity.plural}." if not arguments.filters and not arguments.search else f"No {entity.plural} match.")
        return
    shown = names if arguments.fields else [name for name in names if name not in UNSHOWN and _listed(entity, name)]
    lines = [Line(tuple(text_of(row.get(name)) for name in shown)) for row in page.rows]
    headings = tuple(Heading(name.replace("_", " ").capitalize(), flexible=name == entity.title, spare=n) for n, name in enumerate(shown))
    more = f"{len(page.rows)} of {page.count}; --limit and --offset show the others." if page.count > len(page.rows) else ""
    print_table(screen, headings, lines, indent=0, more=more)


def print_record(entity: Entity, row: dict[str, Any]) -> None:
    """One record, a line for each field that has a value."""
    screen = Screen(sys.stdout)
    lines = [Line((name.replace("_", " ").capitalize(), text_of(value))) for name, value in row.items() if value not in (None, "")]
    print_table(screen, (Heading(entity.singular.capitalize()), Heading("", flexible=True)), lines, indent=0)


def _history(entries: Sequence[dict[str, Any]]) -> None:
    """Who did what when, and below it every change, whole."""
    screen = Screen(sys.stdout)
    for entry in entries:
        screen.line(f"{entry['at'][:19].replace('T', ' ')} UTC  {entry['operation']}  {entry['by'] or 'the house'}")
        screen.paragraph(_changes(entry))


def _changes(entry: dict[str, Any]) -> str:
    told = ", ".join(f"{name}: {text_of(old) or 'empty'} → {text_of(new) or 'empty'}" for name, (old, new) in entry["difference"].items())
    return f"{told} ({entry['reason']})" if entry["reason"] else told


def write_csv(names: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Rows as CSV on standard output; no text that a spreadsheet would run as a formula."""
    writer = csv.writer(sys.stdout)
    writer.writerow(names)
    for row in rows:
        writer.writerow([guarded(text_of(row.get(name))) if isinstance(row.get(name), str) else text_of(row.get(name)) for name in names])


def text_of(value: Any) -> str:
    """A value for people: of a reference its title."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("title") or value.get("id") or "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _listed(entity: Entity, name: str) -> bool:
    column = entity.by_name.get(name)
    return column is None or column.listed
