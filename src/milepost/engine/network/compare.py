"""Compare computed early dates with those the plan's source computed and stored, and say why where they differ."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from milepost.engine.model import Constraint, Plan, Task
from milepost.engine.schedule import Schedule, TaskDates
from milepost.values import DAY


class Difference(Enum):
    """Why a computed date may differ from the stored one; UNEXPLAINED is the one that must not happen."""

    NONE = "equal"
    NOT_STORED = "no dates stored"
    MANUAL = "manually scheduled"
    ACTUALS = "work has begun or is done"
    LEVELLED = "levelling delay"
    LATE = "as late as possible"
    CALENDARS = "other working time"
    STALE = "the stored dates contradict one another"
    FOLLOWS = "follows a task that differs"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Compared:
    """Stored and computed early dates of one task; `because` names the task it follows when that is the reason."""

    task: str
    stored_start: int | None
    stored_finish: int | None
    start: int
    finish: int
    difference: Difference
    because: str | None = None


@dataclass(frozen=True)
class Comparison:
    """One row for every leaf task that has dates, in the plan's order."""

    rows: tuple[Compared, ...]

    @cached_property
    def counts(self) -> Mapping[Difference, int]:
        """How many tasks there are of each kind."""
        return Counter(row.difference for row in self.rows)

    @property
    def compared(self) -> int:
        """Tasks that have stored dates."""
        return len(self.rows) - self.counts.get(Difference.NOT_STORED, 0)


def compare_stored(plan: Plan, schedule: Schedule, *, recalendared: Collection[str] = ()) -> Comparison:
    """Early start and finish of every leaf task beside the stored ones.

    `recalendared` are the ids of tasks whose people have another working time than the source computed with (leave from a people
    file): where they differ, they differ for that reason.
    """
    before: dict[str, list[str]] = {}
    for link in plan.links:
        before.setdefault(link.successor, []).append(link.predecessor)
    rows: dict[str, Compared] = {}
    differing: dict[str, Compared] = {}
    leaves = [t for t in plan.tasks if t.id not in plan.summaries and t.level > 0 and t.id in schedule]
    for task in sorted(leaves, key=lambda t: schedule[t.id].early_start):
        dates = schedule[task.id]
        row = _compare(task, dates, differing, _waits_for(plan, task, before), recalendared)
        rows[task.id] = row
        if row.difference not in (Difference.NONE, Difference.NOT_STORED):
            above: str | None = task.id
            while above is not None:  # what waits for a summary follows the task inside it
                differing.setdefault(above, row)
                above = plan.task[above].parent
    return Comparison(tuple(rows[t.id] for t in leaves))


def _same_days(stored: tuple[int, int], computed: tuple[int, int]) -> bool:
    """Some formats (MPX) keep days without hours: both stored dates are midnights then, and the days are what can be compared."""
    return all(a % DAY == 0 and a == b - b % DAY for a, b in zip(stored, computed, strict=True))


def _waits_for(plan: Plan, task: Task, before: Mapping[str, list[str]]) -> list[str]:
    """Predecessors of a task and of the summaries above it."""
    found: list[str] = []
    row: str | None = task.id
    while row is not None:
        found += before.get(row, ())
        row = plan.task[row].parent
    return found


def _compare(
    task: Task, dates: TaskDates, differing: Mapping[str, Compared], waits_for: Collection[str], recalendared: Collection[str]
) -> Compared:
    stored = task.stored
    start = stored.early_start if stored.early_start is not None else stored.start
    finish = stored.early_finish if stored.early_finish is not None else stored.finish
    values = (task.id, start, finish, dates.early_start, dates.early_finish)
    if start is None or finish is None:
        return Compared(*values, Difference.NOT_STORED)
    if (start, finish) == (dates.early_start, dates.early_finish) or _same_days((start, finish), (dates.early_start, dates.early_finish)):
        return Compared(*values, Difference.NONE)
    if task.manual:
        return Compared(*values, Difference.MANUAL)
    if task.actual_start is not None:
        return Compared(*values, Difference.ACTUALS)
    if task.leveling_delay:
        return Compared(*values, Difference.LEVELLED)
    if task.constraint is Constraint.ALAP:
        return Compared(*values, Difference.LATE)
    if task.id in recalendared:
        return Compared(*values, Difference.CALENDARS)
    followed = next((differing[predecessor].task for predecessor in waits_for if predecessor in differing), None)
    if followed is not None:
        return Compared(*values, Difference.FOLLOWS, followed)
    if finish < start:
        return Compared(*values, Difference.STALE)
    return Compared(*values, Difference.UNEXPLAINED)
