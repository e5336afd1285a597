"""Questions from the terminal: the answer as a table, crosswise where the question says how, as JSON or as CSV."""

import argparse
import json
import sys
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.console.bands import print_bands
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.house.parser import OPTION
from milepost.cli.house.reading import write_csv
from milepost.cli.house.words import FIGURES, answer_of, title_of
from milepost.kernel.access import Actor
from milepost.kernel.questions import Across, Given, Question, ask


def ask_house(actor: Actor, arguments: argparse.Namespace) -> int:
    """Asks and prints the answer; what has to be known about it stands below, of CSV on standard error."""
    question: Question = arguments.question
    given = {name: value for name in question.inputs if (value := getattr(arguments, OPTION + name)) is not None}
    found = ask(question, actor, given)
    if arguments.format == "json":
        print(json.dumps({"count": len(found.rows), "results": found.rows, "notes": found.notes}, indent=2, ensure_ascii=False))
        return Exit.OK
    if arguments.format == "csv":
        write_csv(list(question.gives), found.rows)
    else:
        _print(question, found)
    screen = Screen(sys.stderr if arguments.format == "csv" else sys.stdout)
    for note in found.notes:
        screen.line("")
        screen.paragraph(note, indent=0)
    return Exit.OK


def _print(question: Question, found: Given) -> None:
    screen = Screen(sys.stdout)
    if not found.rows:
        screen.line("Nothing to tell.")
        return
    if question.across is not None:
        print_bands(screen, *_crosswise(question, question.across, found))
    else:
        headings = [
            Heading(title_of(name, one), end=isinstance(one, FIGURES), spare=n) for n, (name, one) in enumerate(question.gives.items())
        ]
        headings[0] = Heading(headings[0].title, flexible=True)
        lines = [Line(tuple(answer_of(one, row[name]) for name, one in question.gives.items())) for row in found.rows]
        print_table(screen, headings, lines, indent=0)


def _crosswise(question: Question, across: Across, found: Given) -> tuple[list[Heading], list[Line]]:
    """A line for each value of one column, a column for each value of another, both in the order in which they come."""
    columns = (across.down, across.across, across.cell)
    down, over, cells = {}, {}, {}
    for row in found.rows:
        one, other, cell = (answer_of(question.gives[name], row[name]) for name in columns)
        place = _key(row[across.down]), _key(row[across.across])
        down[place[0]], over[place[1]], cells[place] = one, other, cell
    headings = [
        Heading(title_of(across.down, question.gives[across.down]), flexible=True),
        *(Heading(text, end=True) for text in over.values()),
    ]
    return headings, [Line((text, *(cells.get((key, other), "") for other in over))) for key, text in down.items()]


def _key(value: Any) -> Any:
    """Two people of one name are two lines."""
    return value["id"] if isinstance(value, dict) else value
