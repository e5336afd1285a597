"""What `milepost plan` takes, checked as far as it can be without reading a file."""

import argparse
from typing import Any

from milepost.cli.plan.asked.options.kinds import moment, positive, same, seed
from milepost.cli.plan.asked.options.levelling import add_levelling
from milepost.cli.plan.asked.options.risk import add_risk
from milepost.cli.plan.asked.options.value import add_value

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
