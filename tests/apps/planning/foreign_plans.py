"""Plan files for the tests: small, our own, and with what foreign programs have and the house has no column for."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from milepost.apps.planning.files.draft import Draft, draft_of
from milepost.apps.planning.files.reading import read_file
from milepost.engine.model import (
    Assignment,
    Baseline,
    Calendar,
    CalendarException,
    Constraint,
    CustomField,
    FieldValue,
    LagKind,
    Link,
    LinkKind,
    Plan,
    Rate,
    Resource,
    ResourceKind,
    Settings,
    Task,
    every_day,
    weekdays,
)
from milepost.exchange.mspdi import read, write
from milepost.kernel.operations import operations
from milepost.values import DAY, HOUR, to_moment

MONDAY = to_moment(datetime(2026, 3, 2, 8))
TOLD_OF = (
    "project", "project-plan", "task", "task-link", "assignment", "scope-item", "approval", "contact", "person", "work-role", "baseline",
)  # fmt: skip
"""What plan files tell of."""
RICH = Plan(
    name="Network renewal",
    title="Network renewal of the town hall",
    start=MONDAY,
    settings=Settings(minutes_per_day=480, minutes_per_week=2400),
    calendars=(
        Calendar("1", "Town hall", weekdays(), exceptions=(CalendarException(20_517, 20_517, (), "Founders' day"),)),
        Calendar("2", "Round the clock", every_day()),
    ),
    calendar="1",
    fields=(CustomField("188743731", "task", "Text1", alias="Room"),),
    resources=(
        Resource("1", "Ana Bell", uid=1, email="ana@example.org", rates=(Rate(),)),
        Resource("2", "Cabling firm", uid=2, generic=True, max_units=3_000_000),
        Resource("3", "Cable", uid=3, kind=ResourceKind.MATERIAL, material_label="m"),
    ),
    tasks=(
        Task("1", "Prepare", uid=1, row=1),
        Task("2", "Survey the rooms", uid=2, row=2, level=2, parent="1", duration=16 * HOUR, notes="Ask for the keys.",
             baselines=(Baseline(0, MONDAY, MONDAY + DAY + 9 * HOUR, 16 * HOUR, work=16 * HOUR),)),
        Task("3", "Order", uid=3, row=3, level=2, parent="1", duration=8 * HOUR, constraint=Constraint.SNET,
             constraint_date=MONDAY + 3 * DAY,
             deadline=MONDAY + 10 * DAY, priority=700, fields=(FieldValue("188743731", "Cellar"),)),
        Task("4", "Delivery", uid=4, row=4, duration=3 * DAY, elapsed=True, duration_format=8),
        Task("5", "Install at night", uid=5, row=5, duration=20 * HOUR, calendar="2", ignore_resource_calendars=True),
        Task("6", "Hand over", uid=6, row=6, milestone=True),
        Task("7", "Old idea", uid=7, row=7, duration=8 * HOUR, active=False),
        Task("8", "Fair", uid=8, row=8, duration=8 * HOUR, manual=True, manual_start=MONDAY + 7 * DAY,
             manual_finish=MONDAY + 7 * DAY + 9 * HOUR,
             manual_duration=8 * HOUR),
    ),
    links=(
        Link("2", "3"),
        Link("3", "4", LinkKind.FS, DAY, LagKind.ELAPSED, 8),
        Link("4", "5", LinkKind.SS, 2 * HOUR, LagKind.WORKING, 5),
        Link("5", "6", LinkKind.FF, 2500, LagKind.PERCENT, 19),
    ),
    assignments=(
        Assignment("1", "2", "1", uid=1, units=500_000, work=8 * HOUR),
        Assignment("2", "5", "2", uid=2, units=2_000_000, work=40 * HOUR),
        Assignment("3", "5", "3", uid=3, units=30_000_000),
    ),
)  # fmt: skip


def everything() -> tuple[str, ...]:
    """The permissions of whoever may bring files, and have them."""
    return (*(one.name for one in operations()), *(f"{kind}.view" for kind in TOLD_OF))


def as_file(plan: Plan = RICH) -> bytes:
    """As MS Project XML."""
    target = BytesIO()
    write(plan, target=target)
    return target.getvalue()


def kept_in(folder: Path, content: bytes, name: str = "renewal.xml") -> Path:
    """The file."""
    place = folder / name
    place.write_bytes(content)
    return place


def draft(folder: Path, plan: Plan = RICH, name: str = "renewal.xml") -> Draft:
    """What the file would make."""
    return draft_of(read_file(kept_in(folder, as_file(plan), name), name=name, start=None))


def own(content: bytes) -> Plan:
    """The plan of MS Project XML."""
    return read(content, name="plan.xml").plan


def with_task(plan: Plan, uid: str, **facts: Any) -> Plan:
    """The plan with a task that says something else."""
    return plan.with_(tasks=tuple(replace(one, **facts) if one.id == uid else one for one in plan.tasks))
