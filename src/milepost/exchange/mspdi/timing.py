"""The dates to write: those of a computed schedule where there is one, else those the source stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from milepost.engine.model import Assignment, Plan, StoredDates, Task, TimePhase
from milepost.engine.schedule import Schedule
from milepost.engine.working_time import BeyondHorizon, Calendars
from milepost.exchange.mspdi.codes import REMAINING_WORK
from milepost.exchange.mspdi.order import ASSIGNMENT, TASK
from milepost.values import DAY

STALE_IN_TASK = frozenset(TASK[name] for name in ("StartVariance", "FinishVariance", "StartSlack", "FinishSlack"))
STALE_IN_ASSIGNMENT = frozenset(ASSIGNMENT[name] for name in ("StartVariance", "FinishVariance"))
"""Carried figures that follow from the dates, and would contradict them once a task has moved."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Dates of one task, its duration as of them, and whether they differ from the stored ones."""

    dates: StoredDates
    duration: int
    moved: bool


class Timing:
    """Dates by task. Summaries, and the project's own row, get the working time between their dates as duration."""

    def __init__(self, plan: Plan, schedule: Schedule | None, before: Mapping[str, str]) -> None:
        self._plan = plan
        self._schedule = schedule
        self._before = before
        self._calendars: Calendars | None = None
        if schedule is not None and schedule.dates:
            first, last = min(d.start for d in schedule), max(d.finish for d in schedule)
            self._calendars = Calendars(plan.calendars, first=first // DAY - 8, last=last // DAY + 8)

    @property
    def scheduled(self) -> bool:
        """Whether a computed schedule gives the dates."""
        return self._schedule is not None

    @property
    def start(self) -> int:
        """The project's start."""
        return self._schedule.start if self._schedule is not None and self._plan.from_finish else self._plan.start

    @property
    def finish(self) -> int | None:
        """The project's finish."""
        return self._schedule.finish if self._schedule is not None and not self._plan.from_finish else self._plan.finish

    def of(self, task: Task) -> Timed:
        """Dates and duration of a task; a task the schedule leaves out (inactive, external) keeps what was stored."""
        schedule = self._schedule
        if schedule is None or (task.level == 0 and not schedule.dates):
            return Timed(task.stored, task.duration, False)
        if task.level == 0:
            dates = replace(task.stored, start=schedule.start, finish=schedule.finish)
            return Timed(dates, self._between(task, schedule.start, schedule.finish), True)
        found = schedule.by_task.get(self._before.get(task.id, task.id))
        if found is None:
            return Timed(task.stored, task.duration, False)
        dates = StoredDates(
            found.start,
            found.finish,
            found.early_start,
            found.early_finish,
            found.late_start,
            found.late_finish,
            found.total_float,
            found.free_float,
            found.critical,
        )
        is_summary = task.id in self._plan.summaries
        duration = self._between(task, found.start, found.finish) if is_summary else task.duration
        return Timed(dates, duration, (task.stored.start, task.stored.finish) != (found.start, found.finish))

    def _between(self, task: Task, start: int, finish: int) -> int:
        if self._calendars is None or finish < start:
            return task.duration
        try:
            return self._calendars[task.calendar or self._plan.calendar].between(start, finish)
        except (BeyondHorizon, KeyError):
            return task.duration

    def of_assignment(self, assignment: Assignment, timed: Timed) -> tuple[Assignment, int]:
        """An assignment that goes with its task, and how many periods of remaining work were left out because they lie elsewhere."""
        if not self.scheduled or not (timed.moved or assignment.start is None):
            return assignment, 0
        dates = timed.dates
        start = assignment.actual_start if assignment.actual_start is not None else dates.start
        finish = assignment.actual_finish if assignment.actual_finish is not None else dates.finish
        kept: tuple[TimePhase, ...] = assignment.phases
        if timed.moved and (assignment.start, assignment.finish) != (start, finish):
            kept = tuple(phase for phase in assignment.phases if phase.kind != REMAINING_WORK)
        return replace(assignment, start=start, finish=finish, phases=kept), len(assignment.phases) - len(kept)
