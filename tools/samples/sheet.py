"""Writes a sample plan as CSV in the layout that docs/reference/csv-layout.md describes."""

import csv
import io

from dates import schedule
from house import HOLIDAYS, HOUSE, MEMBERS
from mspdi import lag_text
from source import Plan, Row

COLUMNS = (
    "Id",
    "Outline Level",
    "Task Name",
    "Duration",
    "Predecessors",
    "Resource Names",
    "Constraint Type",
    "Constraint Date",
    "Deadline",
    "% Complete",
    "Actual Start",
    "Actual Finish",
    "Fixed Cost",
    "Priority",
    "Notes",
    "Baseline Start",
    "Baseline Finish",
)
CONSTRAINTS = {"snet": "Start No Earlier Than", "mfo": "Must Finish On", "mso": "Must Start On", "fnlt": "Finish No Later Than"}


def write_sheet(plan: Plan, *, name: str) -> str:
    """The whole file as text: facts about the plan in comment lines, then one row a task."""
    out = io.StringIO()
    heading = plan.heading
    facts = {
        "Name": name,
        "Title": heading["title"],
        "Client": heading["client"],
        "Company": HOUSE,
        "Manager": heading["manager"],
        "Start": heading["start"].replace("T", " "),
        "Status date": heading["status"].replace("T", " "),
        "Currency": "GBP",
        "Hours per day": "7.5",
        "Hours per week": "37.5",
        "Default start time": "09:00",
        "Default finish time": "17:15",
        "Working hours": "09:00-12:45, 13:30-17:15",
    }
    for key, value in facts.items():
        out.write(f"# {key}: {value}\n")
    for first, last, label in HOLIDAYS:
        out.write(f"# Holiday: {first}{'' if first == last else f' to {last}'} {label}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    agreed = schedule(plan, actuals=False)
    ids = {row.key: number for number, row in enumerate(plan.rows, 1)}
    for row in plan.rows:
        dates = agreed[row.key]
        writer.writerow([*cells(row, ids), f"{dates.start:%Y-%m-%d %H:%M}", f"{dates.finish:%Y-%m-%d %H:%M}"])
    return out.getvalue()


def cells(row: Row, ids: dict[str, int]) -> list[object]:
    """One row up to the notes."""
    members = {m.known_as: m for m in MEMBERS}
    links = ";".join(f"{ids[a.key]}{'' if a.kind == 'FS' and not a.lag.amount else a.kind}{lag_text(a.lag)}" for a in row.after)
    who = ";".join(f"{members[word].name}[{units:.0%}]" if units != 1 else members[word].name for word, units in row.who)
    kind, when = ("snet", row.expected) if row.expected else (row.constraint, row.constraint_date)
    begun, ended = (row.done[0] if row.done else row.begun[0] if row.begun else None), row.done[1] if row.done else None
    return [
        ids[row.key],
        row.level,
        row.name,
        f"{row.duration.amount:g}{row.duration.unit}{'?' * row.estimated}" if row.duration else "",
        links,
        who,
        CONSTRAINTS.get(kind, ""),
        day(when),
        day(row.deadline),
        (100 if row.done else row.begun[1] if row.begun else 0) if row.duration else "",
        day(begun),
        day(ended),
        row.fixed_cost or "",
        row.priority if row.priority != 500 else "",
        row.note,
    ]


def day(moment: object) -> str:
    """A moment as "2027-03-03 12:45", "" for none."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
