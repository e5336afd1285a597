"""What each assignment asks of a person, day by day; the contributions of several plans are put side by side by person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from milepost.engine.effort.pieces import Piece, assignment_pieces, assignment_time
from milepost.engine.effort.spread import DayTable
from milepost.engine.model import Plan, Resource, ResourceKind
from milepost.engine.schedule import Schedule
from milepost.engine.working_time import Calendars, WorkingTime


@dataclass(frozen=True, slots=True)
class Contribution:
    """The load of one assignment on one person: `days` are (day, seconds) in order; `pieces` say when inside the days, in `time`."""

    resource: str
    plan: str
    task: str
    task_name: str
    assignment: str
    days: tuple[tuple[int, int], ...]
    pieces: tuple[Piece, ...]
    time: WorkingTime


class DayTables:
    """Day tables by calendar, each made once."""

    def __init__(self) -> None:
        self._made: dict[int, DayTable] = {}

    def __getitem__(self, time: WorkingTime) -> DayTable:
        table = self._made.get(id(time))
        if table is None:
            table = self._made[id(time)] = DayTable(time)
        return table


def horizon(plan: Plan, schedule: Schedule) -> Calendars:
    """The plan's calendars compiled for every day its schedule and its stored phases touch, with a margin of five weeks."""
    moments = [schedule.start, schedule.finish, plan.start, *(m for d in schedule for m in (d.start, d.finish))]
    for assignment in plan.assignments:
        moments += [m for phase in assignment.phases for m in (phase.start, phase.finish)]
    for task in plan.tasks:
        moments += [m for segment in task.segments for m in (segment.start, segment.finish)]
        moments += [m for b in task.baselines for m in (b.start, b.finish) if m is not None]
    return Calendars(plan.calendars, first=min(moments) // 86400 - 35, last=max(moments) // 86400 + 35)


def plan_load(
    plan: Plan, schedule: Schedule, *, calendars: Calendars | None = None, key: Callable[[Resource], str] = lambda r: r.id
) -> tuple[Contribution, ...]:
    """The contributions of all work assignments on scheduled tasks, in the plan's order. `key` names a person across plans."""
    calendars = calendars or horizon(plan, schedule)
    tables = DayTables()
    found = []
    for assignment in plan.assignments:
        resource = plan.resource.get(assignment.resource or "")
        task = plan.task.get(assignment.task)
        dates = schedule.by_task.get(assignment.task)
        if resource is None or resource.kind is not ResourceKind.WORK or task is None or dates is None or assignment.work <= 0:
            continue
        time = assignment_time(plan, task, assignment, calendars)
        pieces = assignment_pieces(plan, task, assignment, dates, calendars)
        days = tuple(tables[time].by_day(pieces).items())
        found.append(Contribution(key(resource), plan.name, task.id, task.name, assignment.id, days, pieces, time))
    return tuple(found)


def by_person(contributions: Iterable[Contribution]) -> dict[str, tuple[Contribution, ...]]:
    """Contributions of any number of plans by person, in the order given."""
    found: dict[str, list[Contribution]] = {}
    for contribution in contributions:
        found.setdefault(contribution.resource, []).append(contribution)
    return {person: tuple(rows) for person, rows in found.items()}


def days_of(rows: Iterable[Contribution]) -> dict[int, int]:
    """Seconds by day of any number of contributions."""
    days: dict[int, int] = {}
    for row in rows:
        for day, seconds in row.days:
            days[day] = days.get(day, 0) + seconds
    return days
