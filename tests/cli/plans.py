"""Small plans for the tests of the command, as text a person could have typed, and one rich plan as MS Project XML."""

import io
from decimal import Decimal
from pathlib import Path

from milepost.engine import schedule_plan
from milepost.engine.model import (
    Accrual,
    Assignment,
    AssignmentBaseline,
    Availability,
    Baseline,
    Calendar,
    CalendarException,
    CustomField,
    FieldKind,
    FieldValue,
    Link,
    LinkKind,
    Plan,
    Rate,
    Resource,
    ResourceKind,
    Skill,
    Task,
    weekdays,
)
from milepost.exchange import mspdi
from milepost.values import DAY, HOUR, read_moment

HEADING = "ID,Name,Outline Level,Duration,Predecessors,Resource Names,Deadline"
WEBSITE = f"""# name: Website move
# start: 2026-01-05
# client: Harbour Council
{HEADING}
1,Prepare,1,,,,
2,Agree scope,2,2d,,Ann Smith,
3,Build,2,5d,2,"Ann Smith,Bob[50%]",
4,Test,2,3d,3FS+1d,Bob,
5,Write guide,2,4d,2,Ann Smith,
6,Live,1,0d,"4,5",,2026-01-16
"""
"""Live on 19 January, a working day after its deadline; Ann has two things to do from 7 to 12 January."""

NETWORK = f"""# name: Network refresh
# start: 2026-01-05
# client: Brackwell Foods
{HEADING}
1,Survey the depot,1,3d,,Bob,
2,Order switches,1,1d,1,Cara Jones,
3,Install switches,1,4d,2,Bob,
4,Accepted,1,0d,3,,
"""

CYCLE = f"""# name: Round and round
# start: 2026-01-05
{HEADING}
1,Hen,1,1d,2,,
2,Egg,1,1d,1,,
"""

BEGUN = """# name: Half way
# start: 2026-01-05
ID,Name,Outline Level,Duration,Predecessors,Actual Start,% Complete
1,Dig,1,4d,,2026-01-05,50
2,Fill,1,2d,1,,
"""


def write(folder: Path, name: str, text: str) -> Path:
    """A file with that text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def at(text: str) -> int:
    """A moment from ISO text."""
    return read_moment(text)


def rich_plan() -> Plan:
    """A plan that holds something of everything: money, notes, addresses, custom fields, absences, baseline, float, another project."""
    monday = at("2026-01-05T08:00")
    night = Calendar("night", "Night shift CANARY-unused-calendar", weekdays((0, 4 * HOUR)))
    own = Calendar(
        "ann",
        "Ann Smith",
        (None,) * 7,
        base="standard",
        exceptions=(CalendarException(20_500, 20_501, name="CANARY-surgery"),),
        personal=True,
    )
    tasks = (
        Task("1", "Agree scope", uid=1, row=1, duration=16 * HOUR, notes="CANARY-note margin is thin", hyperlink="https://canary-link.example",
             fixed_cost=Decimal("777111.33"), fields=(FieldValue("188743731", "CANARY-field"),),
             baselines=(Baseline(0, monday, monday + DAY + 9 * HOUR, 16 * HOUR, 7, 16 * HOUR, Decimal("888222.44"), Decimal("12")),)),
        Task("2", "Build", uid=2, row=2, duration=40 * HOUR),
        Task("3", "Write guide", uid=3, row=3, duration=8 * HOUR),
        Task("4", "Live", uid=4, row=4, milestone=True, deadline=at("2026-01-30T17:00")),
    )  # fmt: skip
    rates = (Rate(standard=Decimal("91357.00")),)
    people = (
        Resource("a", "Ann Smith", uid=1, email="canary-address@example.org", group="CANARY-group", code="CANARY-code", calendar="ann",
                 rates=rates, accrue_at=Accrual.PRORATED, skills=(Skill("CANARY-skill"),), notes="CANARY-person-note",
                 availability=(Availability(None, None, 1_000_000),)),
        Resource("t", "CANARY-travel", kind=ResourceKind.COST, uid=2),
        Resource("z", "CANARY-unassigned Zoe", uid=3, rates=rates),
    )  # fmt: skip
    assignments = (
        Assignment("1", "1", "a", uid=1, work=16 * HOUR, notes="CANARY-assignment-note",
                   baselines=(AssignmentBaseline(0, work=16 * HOUR, cost=Decimal("999333.55")),)),
        Assignment("2", "2", "a", uid=2, work=40 * HOUR),
        Assignment("3", "3", "a", uid=3, work=8 * HOUR),
        Assignment("4", "2", "t", uid=4, cost=Decimal("666444.22")),
    )  # fmt: skip
    elsewhere = Link("9", "4", external="D:\\CANARY-other\\Brackwell.mpp\\9")
    return Plan(
        "Website move",
        monday,
        tasks=tasks,
        links=(Link("1", "2"), Link("1", "3"), Link("2", "4"), Link("3", "4", LinkKind.FF), elsewhere),
        calendars=(Calendar("standard", "Standard", weekdays()), own, night),
        resources=people,
        assignments=assignments,
        fields=(CustomField("188743731", "task", "Text1", "CANARY-alias", FieldKind.TEXT),),
        client="Harbour Council",
        manager="Priya Raman",
        company="Fernway",
    )  # fmt: skip


def write_rich(folder: Path, name: str = "rich.xml") -> Path:
    """The rich plan as MS Project XML."""
    plan = rich_plan()
    buffer = io.BytesIO()
    mspdi.write(plan, schedule=schedule_plan(plan), target=buffer)
    path = folder / name
    path.write_bytes(buffer.getvalue())
    return path


def long_plan(tasks: int) -> str:
    """A CSV of many tasks in phases of ten, each task after the one before it."""
    rows = [HEADING]
    for number in range(1, tasks + 1):
        after = str(number - 1) if number > 1 else ""
        rows.append(f"{number},Task {number},{1 if number % 10 == 1 else 2},1d,{after if number % 10 != 2 else ''},Person {number % 7},")
    return "# name: Long\n# start: 2026-01-05\n" + "\n".join(rows) + "\n"
