"""What the engine gives back: dates, float and reasons for every task, and every problem met on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from milepost.engine.problem import Problem


class Driver(Enum):
    """What set a task's early start."""

    PROJECT_START = "project start"
    LINK = "link"
    CONSTRAINT = "constraint"
    SUMMARY = "summary"
    ACTUAL = "actual"
    MANUAL = "manual"
    STATUS_DATE = "status date"
    AS_LATE_AS_POSSIBLE = "as late as possible"
    CHILDREN = "children"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class TaskDates:
    """Computed moments of one task. `start` and `finish` include levelling delay and as-late-as-possible placement; early and
    late dates are those of the critical path method. Float is in working seconds of the task's calendar, negative when late.

    `driver` says what set the early start; `driving_link` is the index in `Plan.links` when a link did.
    """

    task: str
    start: int
    finish: int
    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    total_float: int
    free_float: int
    critical: bool
    near_critical: bool
    driver: Driver
    driving_link: int | None = None


@dataclass(frozen=True)
class Schedule:
    """One `TaskDates` per scheduled task, in the plan's order; problems beside them. `start` and `finish` bound the scheduled work.

    `gaps` tells for each link (by its position in `Plan.links`) the working seconds it has to spare; a link without any is driving.
    """

    start: int
    finish: int
    dates: tuple[TaskDates, ...]
    problems: tuple[Problem, ...] = field(default=())
    gaps: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def by_task(self) -> Mapping[str, TaskDates]:
        """Dates by task id; inactive and blank rows are absent."""
        return {dates.task: dates for dates in self.dates}

    def __getitem__(self, task: str) -> TaskDates:
        return self.by_task[task]

    def __contains__(self, task: str) -> bool:
        return task in self.by_task

    def __iter__(self) -> Iterator[TaskDates]:
        return iter(self.dates)

    @cached_property
    def _drivers(self) -> frozenset[int | None]:
        return frozenset(dates.driving_link for dates in self.dates)

    def is_driving(self, link: int) -> bool:
        """Whether the link at this position sets its successor's date, or leaves it no working time to spare.

        The one that sets the date may have time to spare in its predecessor's calendar, when the successor's begins work later.
        """
        return self.gaps.get(link, 1) <= 0 or link in self._drivers

    @property
    def critical_path(self) -> tuple[str, ...]:
        """Ids of the critical tasks by early start."""
        rows = sorted((d for d in self.dates if d.critical), key=lambda d: (d.early_start, d.early_finish))
        return tuple(d.task for d in rows)
