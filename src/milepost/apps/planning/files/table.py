"""The tasks of a plan as a table: for spreadsheets and other programs, under headings by which plan files of ours are read again."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import TextIOWrapper
from typing import Any, BinaryIO

from milepost.apps.planning.files.outgoing import PERCENT, Outgoing
from milepost.documents.csv_table import guarded
from milepost.documents.tree import Cell, Column, Kind, Row, Table
from milepost.documents.wording import days_of
from milepost.engine.model import Constraint, LagKind, Link, Plan, Task
from milepost.values import FULL_SHARE, HOUR, MINUTE, said, share_text, to_datetime

COLUMNS = (
    "Id", "Unique ID", "Outline Level", "Name", "Duration", "Start", "Finish", "Predecessors", "Resources", "Work", "% Complete",
    "Actual Start", "Actual Finish", "Constraint Type", "Constraint Date", "Deadline", "Priority", "Milestone", "Critical", "Total Float",
    "Task Number", "Held", "Notes",
)  # fmt: skip


NUMBER = "Task Number"
"""The heading of the column by which a task of the house is known again."""


def write_csv(found: Outgoing, target: BinaryIO, numbers: Mapping[int, str]) -> None:
    """A row for each task, in the order of the outline. Lengths are told in hours: nobody has to know how long a day is here."""
    text = TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for facts in rows_of(found, numbers):
        writer.writerow([guarded(_plain(facts[name])) for name in COLUMNS])
    text.detach()


SHORT = ("Name", "Start", "Finish", "Duration", "% Complete", "Total Float", "Predecessors", "Resources", "Held")
"""What fits on a page."""


def task_table(found: Outgoing, numbers: Mapping[int, str], *, short: bool = False) -> Table:
    """The same as a table of a document; in a `short` one what fits on a page, said for whoever reads it."""
    kinds = {
        "Id": Kind.NUMBER,
        "Start": Kind.MOMENT,
        "Finish": Kind.MOMENT,
        "Actual Start": Kind.MOMENT,
        "Actual Finish": Kind.MOMENT,
        "Constraint Date": Kind.MOMENT,
        "Deadline": Kind.MOMENT,
        "% Complete": Kind.PERCENT,
        "Priority": Kind.NUMBER,
        "Duration": Kind.DURATION,
        "Work": Kind.DURATION if short else Kind.NUMBER,
        "Outline Level": Kind.NUMBER,
        "Total Float": Kind.DURATION,
    }
    first = (NUMBER, "Name")
    names = (NUMBER, *SHORT) if short else (*first, *(name for name in COLUMNS if name not in (*first, "Unique ID")))
    if short:
        kinds |= {"Start": Kind.DATE, "Finish": Kind.DATE}
    hours = Decimal(found.plan.settings.minutes_per_day) / 60
    columns = tuple(
        Column(TITLES[name] if short else HEADINGS.get(name, name), kinds.get(name, Kind.TEXT), width=WIDTHS.get(name), hours_per_day=hours)
        for name in names
    )
    rows = []
    for facts in rows_of(found, numbers, seconds=True):
        strong = facts["summary"]
        cells = tuple(_cell(name, facts, hours, short=short) for name in names)
        rows.append(Row(cells, facts["Outline Level"] - 1, strong=strong))
    return Table(said("Tasks") if short else "Tasks", columns, tuple(rows), name="Tasks")


def facts_table(found: Outgoing) -> Table:
    """What whoever reads the table of tasks has to know of the whole: when it begins, and how long a day is."""
    settings = found.plan.settings
    facts = {
        "Name": found.plan.name,
        "Start": to_datetime(found.plan.start).isoformat(sep=" ", timespec="minutes"),
        "Hours per day": f"{Decimal(settings.minutes_per_day) / 60:f}",
        "Hours per week": f"{Decimal(settings.minutes_per_week) / 60:f}",
    }
    rows = tuple(Row((Cell(name), Cell(value))) for name, value in facts.items())
    return Table("Project", (Column("Setting", Kind.TEXT), Column("Value", Kind.TEXT, width=40)), rows, name="Project")


def _cell(name: str, facts: Mapping[str, Any], hours: Decimal, *, short: bool) -> Cell:
    value = _shown(name, facts[name], short)
    if not short and value is not None:
        if name == "Work":
            return Cell(Decimal(value) / HOUR)
        # Days of working time to a hundredth: what is none, or is not said by that, is told in hours.
        if name == "Duration" and (facts["elapsed"] or days_of(value, hours) * hours * HOUR != value):
            return Cell(value, hours_text(value).replace(" ", " e" if facts["elapsed"] else " "))
    return Cell(value)


HEADINGS = {"Work": "Work (h)"}
"""Where it is not the column's name."""
TITLES = {
    "Task Number": said("Task Number"),
    "Name": said("Name"),
    "Start": said("Start"),
    "Finish": said("Finish"),
    "Duration": said("Duration"),
    "% Complete": said("% Complete"),
    "Total Float": said("Total Float"),
    "Predecessors": said("Predecessors"),
    "Resources": said("Resources"),
    "Held": said("Held"),
}
"""Of what fits on a page, which people read; what programs read again keeps its headings."""


def _shown(name: str, value: Any, short: bool) -> Any:
    if short and name == "Held":
        return said("Yes") if value == "Yes" else said("No")
    return value if value != "" else None


WIDTHS = {"Name": 40, "Task Number": 10, "Resources": 24, "Predecessors": 14, "Notes": 40}


def rows_of(found: Outgoing, numbers: Mapping[int, str], *, seconds: bool = False) -> Iterator[dict[str, Any]]:
    """By heading what stands in the row; lengths in `seconds`, else as hours."""
    plan = found.plan
    tasks = [task for task in plan.tasks if task.level > 0]
    ids = {task.id: number for number, task in enumerate(tasks, start=1)}
    links: dict[str, list[str]] = {}
    for link in plan.links:
        if link.predecessor in ids and not link.external:
            links.setdefault(link.successor, []).append(_link_text(link, ids[link.predecessor]))
    who = people_on(plan)
    for task in tasks:
        yield _row(
            found, task, ids[task.id], numbers.get(found.keys[task.id], ""), links.get(task.id, []), who.get(task.id, []), seconds=seconds
        )


def _row(found: Outgoing, task: Task, row: int, number: str, links: list[str], who: list[str], *, seconds: bool) -> dict[str, Any]:
    dates = found.schedule.by_task.get(task.id)
    summary = task.id in found.plan.summaries
    span, done = found.comes_to(task)
    length: Any = (lambda span: span) if seconds else hours_text
    return {
        "Id": row,
        "Unique ID": task.uid if task.uid is not None else "",
        "Outline Level": task.level,
        "Name": task.name,
        "Duration": "" if span is None else length(span) if seconds or summary or not task.elapsed else length(span).replace(" ", " e"),
        "Start": _moment(dates.start if dates else None),
        "Finish": _moment(dates.finish if dates else None),
        "Predecessors": ";".join(links),
        "Resources": ";".join(who),
        "Work": length(task.work) if task.work and not summary else "",
        "% Complete": done if seconds else f"{done // PERCENT}%",
        "Actual Start": _moment(task.actual_start),
        "Actual Finish": _moment(task.actual_finish),
        "Constraint Type": task.constraint.value.capitalize(),
        "Constraint Date": _moment(task.constraint_date if task.constraint not in (Constraint.ASAP, Constraint.ALAP) else None),
        "Deadline": _moment(task.deadline),
        "Priority": task.priority,
        "Milestone": "Yes" if task.milestone else "No",
        "Critical": "Yes" if dates and dates.critical else "No",
        "Total Float": length(dates.total_float) if dates else "",
        "Task Number": number,
        "Held": "Yes" if task.id in found.held else "No",
        "Notes": task.notes,
        "summary": summary,
        "elapsed": task.elapsed and not summary,
    }


def people_on(plan: Plan) -> dict[str, list[str]]:
    """By task who works on it, with the share where it is not the whole."""
    found: dict[str, list[str]] = {}
    for one in plan.assignments:
        resource = plan.resource.get(one.resource or "")
        if resource is not None:
            share = f"[{share_text(one.units)}]" if one.units != FULL_SHARE else ""
            found.setdefault(one.task, []).append(f"{resource.name}{share}")
    return found


def hours_text(seconds: int) -> str:
    """ "37.5 h"."""
    hours = Decimal(seconds) / HOUR
    return f"{hours.normalize():f} h" if seconds * 100 % HOUR == 0 else f"{Decimal(seconds) / MINUTE:f} min"


def _link_text(link: Link, row: int) -> str:
    if not link.lag:
        return f"{row}{link.kind.value}"
    sign = "+" if link.lag > 0 else "-"
    if link.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT):
        elapsed = "e" if link.lag_kind is LagKind.ELAPSED_PERCENT else ""
        return f"{row}{link.kind.value}{sign}{Decimal(abs(link.lag)) / 100:f}{elapsed}%"
    number, unit = hours_text(abs(link.lag)).split(" ")
    return f"{row}{link.kind.value}{sign}{number}{'e' if link.lag_kind is LagKind.ELAPSED else ''}{unit}"


def _moment(seconds: int | None) -> Any:
    return to_datetime(seconds) if seconds is not None else ""


def _plain(value: Any) -> str:
    return value.isoformat(sep=" ", timespec="minutes") if hasattr(value, "isoformat") else str(value)
