"""`milepost explain ENTITY`: everything that is derived from its description."""

import argparse
import sys
from collections.abc import Sequence

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen, columns, padded
from milepost.cli.house.started import started

LEAST = 24
"""Columns of the terminal in which the last column of a table can still be read."""


def run(arguments: argparse.Namespace) -> int:
    """The exit code."""
    started(tables=False)
    from milepost.cli.house.explained import explained, known
    from milepost.cli.house.parser import entity_of

    screen = Screen(sys.stdout)
    if not arguments.entity:
        print_rows(screen, "Entities", "milepost explain ENTITY tells all of one.", ("Entity", "Several", "What it is"), known())
        return Exit.OK
    for title, note, headings, rows in explained(entity_of(arguments.entity)):
        print_rows(screen, title, note, headings, rows)
    return Exit.OK


def print_rows(screen: Screen, title: str, note: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """In columns, the last one wrapped, where that can be read; else a block for each row. Nothing that is explained is cut off."""
    screen.heading(title)
    if note:
        screen.paragraph(note, indent=2, kind="quiet")
    used = [place for place in range(len(headings)) if any(row[place] for row in rows)]
    widths = [max(columns(headings[place]), *(columns(row[place]) for row in rows)) for place in used]
    before = sum(width + 2 for width in widths[:-1]) + 2
    if before + min(widths[-1], LEAST) > screen.width:
        _print_blocks(screen, [headings[place] for place in used], [[row[place] for place in used] for row in rows])
        return
    if any(headings):
        screen.line("  " + screen.paint("  ".join(padded(headings[p], w) for p, w in zip(used, widths, strict=True)).rstrip(), "quiet"))
    for row in rows:
        lead = "  " + "".join(padded(row[place], width + 2) for place, width in zip(used[:-1], widths[:-1], strict=True))
        screen.paragraph(row[used[-1]], indent=before, first=lead)


def _print_blocks(screen: Screen, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The first cell on a line of its own, the others below it, each with its heading."""
    indent = max(columns(heading) for heading in headings[1:]) + 6
    for number, row in enumerate(rows):
        if number:
            screen.line()
        screen.line(f"  {screen.paint(row[0], 'strong')}")
        for heading, text in zip(headings[1:], row[1:], strict=True):
            if text:
                screen.paragraph(text, indent=indent, first=f"    {padded(heading, indent - 4)}")
