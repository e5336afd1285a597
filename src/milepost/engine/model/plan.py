"""The plan: everything the engine needs to compute a schedule, and nothing that depends on a clock, a file or a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from milepost.engine.model.assignment import Assignment
from milepost.engine.model.calendar import Calendar, weekdays
from milepost.engine.model.field import CustomField
from milepost.engine.model.link import Link
from milepost.engine.model.resource import Resource
from milepost.engine.model.task import Task
from milepost.values import HOUR, MINUTE, Currency


@dataclass(frozen=True, slots=True)
class Settings:
    """How the plan's author counts: conversions of days, weeks and months to working time, defaults of the day, money."""

    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    days_per_month: int = 20
    default_start: int = 8 * HOUR
    default_finish: int = 17 * HOUR
    currency: Currency = field(default_factory=Currency)

    @property
    def day(self) -> int:
        """Working seconds of the author's day."""
        return self.minutes_per_day * MINUTE

    @property
    def week(self) -> int:
        """Working seconds of the author's week."""
        return self.minutes_per_week * MINUTE

    @property
    def month(self) -> int:
        """Working seconds of the author's month."""
        return self.days_per_month * self.day


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """Choices that change the mathematics.

    `honour_constraints`: a constraint wins over a link that contradicts it (MS Project's default), or gives way to it.
    `critical_float`: tasks with at most this float (seconds) are critical; `near_critical_float` marks the next ones.
    `multiple_critical_paths`: each network of tasks ends at its own last finish instead of the project's.
    `move_unfinished`: with a status date, work not done yet may not lie before it (retained logic); False keeps typed progress.
    """

    honour_constraints: bool = True
    critical_float: int = 0
    near_critical_float: int = 2 * 8 * HOUR
    multiple_critical_paths: bool = False
    move_unfinished: bool = False


@dataclass(frozen=True)
class Plan:
    """Tasks in outline order, their links, calendars, resources and assignments; ids are unique within each kind.

    Scheduled forwards from `start`, or backwards from `finish` when `from_finish`. `calendar` names the plan's calendar.
    """

    name: str
    start: int
    tasks: tuple[Task, ...] = ()
    links: tuple[Link, ...] = ()
    calendars: tuple[Calendar, ...] = (Calendar("standard", "Standard", weekdays()),)
    calendar: str = "standard"
    resources: tuple[Resource, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    fields: tuple[CustomField, ...] = ()
    finish: int | None = None
    from_finish: bool = False
    status_date: int | None = None
    title: str = ""
    manager: str = ""
    company: str = ""
    client: str = ""
    settings: Settings = field(default_factory=Settings)
    options: PlanOptions = field(default_factory=PlanOptions)

    @cached_property
    def task(self) -> Mapping[str, Task]:
        """Tasks by id."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def resource(self) -> Mapping[str, Resource]:
        """Resources by id."""
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def assigned(self) -> Mapping[str, tuple[Assignment, ...]]:
        """Assignments by the id of their task, in the plan's order."""
        found: dict[str, list[Assignment]] = {}
        for one in self.assignments:
            found.setdefault(one.task, []).append(one)
        return {task: tuple(rows) for task, rows in found.items()}

    @cached_property
    def calendar_ids(self) -> frozenset[str]:
        """Ids of the plan's calendars."""
        return frozenset(calendar.id for calendar in self.calendars)

    @cached_property
    def summaries(self) -> frozenset[str]:
        """Ids of the tasks that other tasks name as parent."""
        return frozenset(task.parent for task in self.tasks if task.parent is not None)

    def with_(self, **changes: Any) -> "Plan":
        """A copy with some fields replaced."""
        return replace(self, **changes)
