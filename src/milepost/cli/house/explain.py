"""`milepost explain ENTITY`: everything that is derived from its description."""

import argparse
import sys
from collections.abc import Sequence

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.house.started import started


def run(arguments: argparse.Namespace) -> int:
    """The exit code."""
    started(tables=False)
    from milepost.cli.house.explained import explained, known
    from milepost.cli.house.parser import entity_of

    screen = Screen(sys.stdout)
    if not arguments.entity:
        _table(screen, "Entities", ("Entity", "What it is"), known())
        return Exit.OK
    for title, headings, rows in explained(entity_of(arguments.entity)):
        _table(screen, title, headings, rows)
    return Exit.OK


def _table(screen: Screen, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """In columns where they fit; else a block for each row, for nothing that is explained is cut off."""
    screen.line("")
    screen.line(title)
    used = [place for place in range(len(headings)) if any(row[place] for row in rows)]
    lines = [Line(tuple(row[place] for place in used)) for row in rows]
    if sum(max(len(headings[place]), *(len(row[place]) for row in rows)) + 2 for place in used) <= screen.width:
        print_table(screen, tuple(Heading(headings[place]) for place in used), lines, indent=2)
        return
    for row in rows:
        screen.line(f"  {row[used[0]]}")
        for place in used[1:]:
            if row[place]:
                screen.line(f"    {headings[place]}: {row[place]}")
