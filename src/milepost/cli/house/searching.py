"""`milepost search harb coun`: records of every kind that hold the words, as far as one may see them."""

import argparse
import json
import sys
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.house.reading import write_csv
from milepost.kernel.access import Actor
from milepost.kernel.entity import entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Unread, Whole
from milepost.kernel.search import search

HEADINGS = (Heading("Kind"), Heading("Number", end=True), Heading("Title"), Heading("Where the words stand", flexible=True))
NUMBERS = {"limit": Whole(least=1, most=1000), "offset": Whole(least=0, most=100_000)}


def search_house(actor: Actor, arguments: argparse.Namespace) -> int:
    """Prints what was found, the best first."""
    kind = _kind(arguments.kind) if arguments.kind else None
    limit, offset = (_whole(name, getattr(arguments, name)) for name in ("limit", "offset"))
    found = search(actor, " ".join(arguments.words), kind=kind, limit=limit, offset=offset)
    rows: list[dict[str, Any]] = [
        {"kind": hit.entity, "id": hit.record, "number": hit.number, "title": hit.title, "text": hit.text} for hit in found.hits
    ]
    if arguments.format == "json":
        kinds = [{"kind": name, "count": count} for name, count in found.kinds]
        print(json.dumps({"count": found.count, "more": found.more, "kinds": kinds, "results": rows}, indent=2, ensure_ascii=False))
        return Exit.OK
    if arguments.format == "csv":
        write_csv(["kind", "id", "number", "title", "text"], rows)
        return Exit.OK
    screen = Screen(sys.stdout)
    if not rows:
        screen.line("Nothing that you can see has all of these words." if not found.count else "There are fewer than that.")
        return Exit.OK
    last = offset + len(rows)
    more = ", ".join(f"{name} {count:,}" for name, count in found.kinds) + "."
    more += " There are others: add a word, or --kind." if found.more else ""
    more += f" The next: --offset {last}" if found.count > last else ""
    lines = [
        Line((row["kind"], row["number"] or str(row["id"]), row["title"], "" if row["text"] == row["title"] else row["text"]))
        for row in rows
    ]
    print_table(screen, HEADINGS, lines, indent=0, more=more)
    return Exit.OK


def _kind(word: str) -> Any:
    try:
        return entity_named(word)
    except KeyError:
        known = ", ".join(one.name for one in entities())
        raise Invalid({"kind": [Fault("no-such-entity", f"there is no kind of record '{word[:40]}'; known are {known}.")]}) from None


def _whole(name: str, text: str) -> int:
    try:
        return NUMBERS[name].read(text)
    except Unread as unread:
        raise Invalid({name: [Fault(unread.code, unread.message)]}) from None
