"""What levelling came to, beside how things stood before it."""

from dataclasses import dataclass

from milepost.cli.plan.asked.levelling import LevelChoices
from milepost.engine import Schedule
from milepost.engine.levelling import Booking, LevelResult, Priority
from milepost.engine.load import Histogram, Overload
from milepost.engine.model import Plan
from milepost.engine.problem import Problem, Severity

NEVER_FREE = "never-free"
"""The problem of a task that nobody is ever free for."""


@dataclass(frozen=True)
class Before:
    """`schedules` in the order of the plans, `keys` as the projects are called afterwards ("" for a plan without dates)."""

    plans: tuple[Plan, ...]
    schedules: tuple[Schedule, ...]
    keys: tuple[str, ...]
    overloads: tuple[Overload, ...] = ()
    histograms: tuple[Histogram, ...] = ()


@dataclass(frozen=True)
class Levelling:
    """What levelling came to: `result` and `before` in the order of the plans that were read, `aims` as they were asked for.
    `stopped_by` is "work", "seconds" or "hand". `problems` say in which file they are."""

    result: LevelResult
    before: Before
    choices: LevelChoices
    aims: tuple[Priority, ...] = ()
    bookings: tuple[Booking, ...] = ()
    stopped_by: str = "work"
    problems: tuple[Problem, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether the check found what levelling must never do."""
        return not self.result.verified and any(problem.severity is Severity.ERROR for problem in self.result.problems)

    @property
    def unplaced(self) -> tuple[Problem, ...]:
        """The tasks that nobody is ever free for; they stand where their links put them."""
        return tuple(problem for problem in self.problems if problem.code == NEVER_FREE)

    @property
    def replay(self) -> str:
        """The options that give the same plan again."""
        return f"--work {self.result.work} --seed {self.result.seed}" + (" --prove" if self.choices.prove else "")
