"""Small plans with their dates given, so that effort, load and cost are tested without a scheduler."""

from decimal import Decimal

from milepost.engine.model import Assignment, Plan, Rate, Resource, Task
from milepost.engine.schedule import Driver, Schedule, TaskDates
from milepost.engine.working_time import Calendars, WorkingTime
from milepost.values import DAY, HOUR, read_moment

MONDAY = read_moment("2026-01-05T08:00")


def at(text: str) -> int:
    """A moment of January 2026: "5 08:00"."""
    day, time = text.split()
    return read_moment(f"2026-01-{int(day):02d}T{time}")


def day(number: int) -> int:
    """A day of January 2026 as days since 1970-01-01."""
    return at(f"{number} 00:00") // DAY


def hours(number: float) -> int:
    """Seconds of some hours."""
    return round(number * HOUR)


def task_dates(task: str, start: int, finish: int) -> TaskDates:
    """Dates of a task with everything else uninteresting."""
    return TaskDates(task, start, finish, start, finish, start, finish, 0, 0, False, False, Driver.PROJECT_START)


def placed(plan: Plan, **dates: tuple[str, str]) -> Schedule:
    """A schedule that puts task `name` from one moment of January 2026 to another."""
    rows = tuple(task_dates(task, at(start), at(finish)) for task, (start, finish) in dates.items())
    return Schedule(min(r.start for r in rows), max(r.finish for r in rows), rows)


def week_plan(*assignments: Assignment, tasks: tuple[Task, ...] | None = None, resources: tuple[Resource, ...] | None = None) -> Plan:
    """A plan from Monday 5 January 2026 with a task "t" of one week and Asha at 75 an hour, unless told otherwise."""
    tasks = tasks or (Task("t", "Install", duration=hours(40), work=hours(40)),)
    resources = resources or (Resource("asha", "Asha", rates=(Rate(standard=Decimal(75), overtime=Decimal(100)),)),)
    return Plan("Office move", MONDAY, tasks, assignments=assignments, resources=resources)


def standard(plan: Plan | None = None) -> Calendars:
    """The calendars of a plan from December 2025 to April 2026."""
    return Calendars((plan or week_plan()).calendars, first=day(5) - 28, last=day(5) + 100)


def office_hours() -> WorkingTime:
    """Monday to Friday, 08:00-12:00 and 13:00-17:00."""
    return standard()["standard"]
