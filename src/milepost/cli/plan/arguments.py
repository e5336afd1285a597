"""What `milepost plan` takes, checked as far as it can be without reading a file."""

import argparse
from datetime import datetime
from typing import Any

from milepost.cli.plan.levelling.choices import add_levelling
from milepost.cli.plan.risk.options import add_risk
from milepost.cli.plan.value.choices import add_value

DESCRIPTION = """Reads project files, schedules them and says when and why.
Files may be MS Project XML (MSPDI), .mpp, .mpx, Primavera .xer and P6 XML, GanttProject, Planner, CSV or XLSX in the
layout of --template, and PSPLIB. Several files share one pool of people."""

FORMATS = (
    ("html", "one self-contained page: charts, tables, no external loads"),
    ("pdf", "the same report on paper, tagged"),
    ("docx", "the same report to edit in a word processor"),
    ("xlsx", "every table as a sheet, the plan among them"),
    ("mspdi", "the plan with its computed dates, for MS Project (one FILE only)"),
    ("ics", "tasks, milestones and deadlines for a calendar"),
    ("json", "everything for programs; schema in docs/reference"),
)


def add_plan(commands: Any) -> None:
    """Adds the command to argparse's sub-commands."""
    usage = "milepost plan FILE... [options]"
    parser = commands.add_parser("plan", help="read project files, schedule and explain them", usage=usage, description=DESCRIPTION)
    parser.add_argument("files", nargs="*", metavar="FILE...", help="project files; several share one pool of people")
    _add_reading(parser)
    _add_planning(parser)
    add_levelling(parser)
    add_risk(parser)
    add_value(parser)
    outputs = parser.add_argument_group("what to write", "A file that is there is replaced, never an input. '-' is standard output.")
    for name, text in FORMATS:
        outputs.add_argument(f"--{name}", metavar="FILE", help=text)
    outputs.add_argument("--audience", choices=("internal", "client"), default="internal",
                         help="client leaves out cost, rates, float, notes, addresses and other clients' names")  # fmt: skip
    outputs.add_argument(
        "--for",
        dest="client",
        metavar="CLIENT",
        help="with several files: the client, project or file to write for; the others' work is shown as 'other work'",
    )
    outputs.add_argument("--template", metavar="FILE", help="write an empty plan to fill in (.csv or .xlsx) and stop")
    outputs.add_argument("--force", action="store_true", help="let --template replace a file")
    outputs.add_argument("--quiet", action="store_true", help="print nothing but problems")
    outputs.add_argument(
        "--color", "--colour", choices=("auto", "always", "never"), default="auto", help="colour on the terminal (default: auto)"
    )
    parser.set_defaults(run="milepost.cli.plan.command:run_plan", parser=parser)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("reading")
    group.add_argument("--people", metavar="FILE", help="skills, calendars, leave and rates of people (.json, .csv, .xlsx)")
    group.add_argument(
        "--same",
        action="append",
        default=[],
        type=same,
        metavar="A=B",
        help="A and B are one person; A=A: A is nobody else (may be repeated)",
    )
    group.add_argument("--date-order", choices=("dmy", "mdy"), help="how tables write 03/04/2026")
    group.add_argument(
        "--reader-seconds", type=positive, default=120, metavar="N", help="limit of time of the separate reader process (default: 120)"
    )
    group.add_argument("--reader-memory", type=positive, default=1024, metavar="MB", help="its limit of memory (default: 1024)")
    group.add_argument("--file-size", type=positive, default=200, metavar="MB", help="largest file that is read (default: 200)")


def _add_planning(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("planning")
    group.add_argument("--calendar", metavar="NAME", help="another of the plan's calendars for all tasks without their own")
    group.add_argument("--start", type=moment, metavar="DATE", help="start of the project, as 2026-01-31 or 2026-01-31T09:00")
    group.add_argument("--status-date", type=moment, metavar="DATE", help="where the work stands: what is not done moves behind this date")
    group.add_argument(
        "--explain",
        action="append",
        default=[],
        metavar="TASK",
        help="why this task lies where it lies: id, row number, WBS or part of its name (may be repeated)",
    )
    group.add_argument(
        "--seed", type=seed, default=1, metavar="N", help="start of the random numbers of --level and --simulate (default: 1)"
    )


def moment(text: str) -> datetime:
    """A date, or a date and time of day, in ISO form; a date alone is midnight and settled later by the plan's own hours."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; expected a form such as 2026-01-31 or 2026-01-31T09:00") from None
    if found.tzinfo is not None:
        raise argparse.ArgumentTypeError(f"{text!r} names a time zone; plans are in local time, so leave it out")
    if not 1900 <= found.year <= 2199:
        raise argparse.ArgumentTypeError(f"{text!r} lies outside the years 1900 to 2199")
    return found


def positive(text: str) -> int:
    """A whole number above zero."""
    if not text.strip().isdecimal() or not 0 < int(text) < 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 999999")
    return int(text)


def seed(text: str) -> int:
    """A whole number from zero on that fits eight bytes."""
    if not text.strip().isdecimal() or not 0 <= int(text) < 2**63:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to {2**63 - 1}")
    return int(text)


def same(text: str) -> tuple[str, str]:
    """Two names with one '=' between them."""
    one, sign, other = text.partition("=")
    if not sign or not one.strip() or not other.strip():
        raise argparse.ArgumentTypeError(f'{text!r} does not name two people; expected --same "Ann Smith=A. Smith"')
    return one.strip(), other.strip()
