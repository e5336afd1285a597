"""A sketch as a plan: summaries, names, calendars with holidays and nights, and people where a bench wants them."""

from decimal import Decimal

from bench.networks import CONSTRAINTS, KINDS, PROJECT, START, Sketch
from milepost.engine.model import (
    Assignment,
    Calendar,
    CalendarException,
    Constraint,
    LagKind,
    Link,
    Plan,
    Rate,
    Resource,
    Task,
    every_day,
    weekdays,
)
from milepost.values import DAY, HOUR, read_moment

YEARS = range(2026, 2056)
HOLIDAYS = (
    ("New Year", "01-01"),
    ("Spring holiday", "05-01"),
    ("Summer holiday", "08-28"),
    ("Christmas", "12-25"),
    ("Boxing Day", "12-26"),
)
EVENING, MORNING = (22 * HOUR, 24 * HOUR), (0, 6 * HOUR)


def calendars() -> tuple[Calendar, ...]:
    """Office hours with public holidays; a night shift that crosses midnight; every day of the week, closed a week each summer."""
    holidays = tuple(CalendarException(_day(year, date), _day(year, date), name=name) for year in YEARS for name, date in HOLIDAYS)
    closed = tuple(CalendarException(_day(year, "08-03"), _day(year, "08-09"), name="Closed") for year in YEARS)
    # Monday's shift begins at 22:00, and Friday's ends on Saturday at 06:00.
    nights = ((EVENING,), *((MORNING, EVENING),) * 4, (MORNING,), ())
    return (
        Calendar("office", "Office", weekdays(), exceptions=holidays),
        Calendar("nights", "Nights", nights, exceptions=holidays),
        Calendar("every-day", "Every day", every_day((7 * HOUR, 12 * HOUR), (13 * HOUR, 19 * HOUR)), exceptions=closed),
    )


def _day(year: int, date: str) -> int:
    return read_moment(f"{year}-{date}T00:00") // DAY


def row_numbers(rows: Sketch) -> list[int]:
    """For each row of a sketch its number in the plan, counted from 1, summaries included: strand after strand, as a person lists them."""
    numbers = [0] * rows.size
    number = 0
    for strand in range(rows.strands):
        for position, row in enumerate(range(strand, rows.size, rows.strands)):
            number += 2 if position % PROJECT == 0 else 1
            numbers[row] = number
    return numbers


def plan_of(rows: Sketch, *, people: int = 0) -> Plan:
    """The plan: a summary for every PROJECT rows of a strand, then its rows; ids are row numbers. With `people`, one on each task."""
    named = calendars()
    numbers = row_numbers(rows)
    tasks: list[Task] = []
    projects = 0
    for strand in range(rows.strands):
        for position, row in enumerate(range(strand, rows.size, rows.strands)):
            if position % PROJECT == 0:
                projects += 1
                summary = numbers[row] - 1
                tasks.append(Task(str(summary), f"Project {projects}", uid=summary, row=summary, outline_number=str(projects)))
            tasks.append(_task(rows, row, named, number=numbers[row], parent=str(summary), outline=f"{projects}.{position % PROJECT + 1}"))
    links = tuple(
        Link(str(numbers[a]), str(numbers[b]), KINDS[kind], lag, LagKind.ELAPSED if elapsed else LagKind.WORKING, 8 if elapsed else 7)
        for a, b, kind, lag, elapsed in zip(rows.predecessor, rows.successor, rows.kind, rows.lag, rows.elapsed, strict=True)
    )
    resources = tuple(Resource(str(n), f"Person {n}", uid=n, row=n, rates=(Rate(standard=_rate(n)),)) for n in range(1, people + 1))
    return Plan(
        "Generated",
        START,
        tuple(tasks),
        links,
        calendars=named,
        calendar="office",
        resources=resources,
        assignments=_assignments(tasks, people) if people else (),
    )


def _task(rows: Sketch, row: int, named: tuple[Calendar, ...], *, number: int, parent: str, outline: str) -> Task:
    kind = CONSTRAINTS[rows.constraint[row]]
    return Task(
        str(number),
        f"Task {row + 1}",
        level=2,
        parent=parent,
        outline_number=outline,
        uid=number,
        row=number,
        duration=rows.duration[row],
        milestone=rows.duration[row] == 0,
        calendar=named[rows.calendar[row]].id if rows.calendar[row] else None,
        ignore_resource_calendars=rows.calendar[row] > 0,
        constraint=kind,
        constraint_date=None if kind is Constraint.ASAP else rows.constraint_date[row],
    )


def _assignments(tasks: list[Task], people: int) -> tuple[Assignment, ...]:
    """One person full time on each task that has a duration, in turn."""
    working = [task for task in tasks if task.duration]
    return tuple(
        Assignment(str(number), task.id, str(number % people + 1), uid=number, work=task.duration) for number, task in enumerate(working, 1)
    )


def _rate(number: int) -> Decimal:
    return Decimal(40 + number % 60)
