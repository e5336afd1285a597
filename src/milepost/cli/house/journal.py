"""`milepost journal`: entries across records, and the head of the chain."""

import argparse
import json
import sys
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.house.showing import HOUSE
from milepost.cli.house.words import text_of
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.audit import VIEW, read_journal
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.journal.seal import head
from milepost.kernel.journal.told import who_of

HEADINGS = (
    Heading("Id", end=True),
    Heading("At"),
    Heading("By"),
    Heading("What"),
    Heading("Of", end=True),
    Heading("Changes", flexible=True),
)


def list_entries(actor: Actor, arguments: argparse.Namespace) -> int:
    """Prints a page of entries."""
    asked: dict[str, list[str]] = {}
    for text in arguments.filters:
        name, sign, value = text.partition("=")
        if not sign:
            raise Invalid({"": [Fault("no-filter", f"'{text}' is no filter; expected FILTER=VALUE.")]})
        asked.setdefault(name, []).append(value)
    for name in ("limit", "before", "after"):
        if (value := getattr(arguments, name)) is not None:
            asked[name] = [value]
    found = read_journal(actor, asked)
    if arguments.format == "json":
        print(json.dumps({"results": found.rows, "next": found.further}, indent=2, ensure_ascii=False))
        return Exit.OK
    screen = Screen(sys.stdout)
    if not found.rows:
        screen.line("No entries match." if asked else "No entries yet.")
        return Exit.OK
    more = "".join(f"More: --{name} {place}" for name, place in (found.further or {}).items())
    print_table(screen, HEADINGS, [Line(_cells(row)) for row in found.rows], indent=0, more=more)
    return Exit.OK


def print_head(actor: Actor, arguments: argparse.Namespace) -> int:
    """Prints the last position that is sealed, and its link of the chain."""
    if not can_anywhere(actor, VIEW):
        raise Denied(f"You may not read the journal: it takes {VIEW}.")
    found = head()
    if arguments.format == "json":
        print(json.dumps({"position": found.position, "chain": found.chain}))
    else:
        print(f"{found.position} {found.chain}")
    return Exit.OK


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    told = "; ".join(f"{name}: {text_of(old) or 'empty'} → {text_of(new) or 'empty'}" for name, (old, new) in row["difference"].items())
    told += " (erased)" if row["erased"] else ""
    why = f" – {row['reason']}" if row["reason"] else ""
    when = row["at"][:16].replace("T", " ")
    return str(row["id"]), when, who_of(row, house=HOUSE), row["operation"], str(row["record"]), f"{told}{why}".strip()
