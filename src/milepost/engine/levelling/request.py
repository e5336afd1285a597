"""What levelling is asked and what it answers, as frozen values."""

from collections.abc import Callable
from dataclasses import dataclass

from milepost.engine.model import Plan
from milepost.engine.problem import Problem
from milepost.engine.schedule import Schedule
from milepost.values import listed, said


@dataclass(frozen=True, slots=True)
class Priority:
    """How much a project matters against the others: a late day of it weighs `weight` times. It is late after `due`; without one,
    after the finish it would have if everybody were always free."""

    weight: int = 1
    due: int | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Time of a person that is promised already and stays as it is: `units` millionths from start to finish. `person` is a person's
    key as `level` is told to make it."""

    person: str
    start: int
    finish: int
    units: int
    label: str = said("a firm booking")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands: schedules made of those asked for, the delay of the first and of the best schedule so far (weighted
    seconds by which projects are late against `Priority`, see `LevelResult.delay`; comings-back count as they weigh)."""

    tried: int
    work: int
    first_delay: int
    delay: int


Watch = Callable[[Progress], bool]
"""Called now and then; False stops the search, and the best so far is the answer."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why somebody could not begin: `person` was taken until `until` by a task that may move too (`plan` is its plan's
    position), or by what stands: fixed work, a booking, absence (`plan` and `task` None)."""

    person: str
    name: str
    until: int
    plan: int | None
    task: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A task that levelling moved from one pair of moments to another. `blockers` say who was full until when on what; without any, it
    follows `after`, a predecessor that moved."""

    plan: int
    task: str
    name: str
    start_before: int
    finish_before: int
    start: int
    finish: int
    blockers: tuple[Blocker, ...] = ()
    after: str | None = None

    @property
    def reason(self) -> str:
        """One sentence for a person."""
        from milepost.engine.network.words import when

        if self.blockers:
            told = (said("{name} is full until {until}: {label}", name=b.name, until=when(b.until), label=b.label) for b in self.blockers)
            return listed(told, "; ") + "."
        return said("it follows {after}, which moved.", after=self.after) if self.after else said("it keeps another task's way clear.")


@dataclass(frozen=True, slots=True)
class Assigned:
    """A person chosen for a placeholder's assignment."""

    plan: int
    task: str
    assignment: str
    person: str


@dataclass(frozen=True)
class LevelResult:
    """`plans` carry the levelling delays (and the chosen people), `schedules` are what `schedule_plan` makes of them.

    `delay` is the sum over projects of weight x seconds by which they finish after their due date, plus deadlines missed; `bound` is
    a delay no schedule can go below, `gap` the difference. `tried` schedules were made; give `work`, with the same seed, to get the same
    answer, also where somebody stopped the search (`stopped`). `verified` says that an independent check found every link, calendar
    and capacity kept; what it found else is among `problems`.

    `returns` counts how often a person comes back: begins a task of a project (of one plan alone: of a branch, the summaries on the
    highest level that has several) after beginning one of another since, or more than a fortnight after the last one of it ended. A
    `steady` levelling makes the least of 64 x minutes of `delay` + minutes by which tasks move + 64 x 1440 x `returns`: each coming back
    weighs as much as a day's delay of a project of weight 1; with `minimal_change` as much as a day by which a task moves.
    `returns_before` counts the same in the first schedule by the plain rule (latest finish first), before any search.
    """

    plans: tuple[Plan, ...]
    schedules: tuple[Schedule, ...]
    delay: int
    bound: int
    tried: int
    seed: int
    moved: tuple[Moved, ...] = ()
    assigned: tuple[Assigned, ...] = ()
    problems: tuple[Problem, ...] = ()
    verified: bool = False
    stopped: bool = False
    work: int = 0
    returns: int = 0
    returns_before: int = 0

    @property
    def gap(self) -> int:
        """By how much the delay might at most be less."""
        return self.delay - self.bound
