"""What a simulation answers, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from milepost.engine.problem import Problem, Severity
from milepost.engine.risk.distribution import Distribution


@dataclass(frozen=True, slots=True)
class TaskRisk:
    """`criticality`: share of samples in which the task was critical. `cruciality`: correlation of its duration and the project's finish.

    `mean` and `deviation` are of its duration in working seconds. `earlier` and `later` are the seconds by which the finish is expected
    to move when the task takes its own P10 or P90 (on the line of best fit): the bars of a tornado.
    """

    task: str
    criticality: float
    cruciality: float
    mean: float
    deviation: float
    earlier: float
    later: float

    @property
    def swing(self) -> float:
        """Length of its bar in the tornado, in seconds."""
        return abs(self.later - self.earlier)


@dataclass(frozen=True, slots=True)
class RiskGain:
    """What the finish gains when one event cannot happen, everything else being equal sample by sample (seconds of clock time).

    `mean_gain` over all samples, `p50_gain` and `p80_gain` between the percentiles; `share` of samples that finish earlier without it.
    """

    risk: str
    mean_gain: float
    p50_gain: int
    p80_gain: int
    share: float


@dataclass(frozen=True, slots=True)
class DeadlineOdds:
    """Share of samples in which the task meets its deadline."""

    task: str
    deadline: int
    share: float


@dataclass(frozen=True, slots=True)
class ToleranceOdds:
    """Share of samples that leave the tolerance: later than `limit`, or dearer. `what` is "finish" or "cost".

    `agreed` is what the tolerance counts from, the baseline's value where there is one (`from_baseline`), else the plan's. Moments, or
    smallest units of currency.
    """

    what: str
    agreed: int
    limit: int
    share: float
    from_baseline: bool = False


@dataclass(frozen=True)
class Simulation:
    """`finish` of the project, `milestones` (and other watched rows) by task as moments; `cost` in smallest units of currency.

    `planned` is the finish of the schedule without uncertainty and `planned_odds` the share of samples that keep it. With an error
    among the problems there are no figures: `finish` is None. `people`: nobody does two things at once in a sample; a task is then
    critical when links and people's work lead from it to the finish without a gap.
    """

    samples: int
    seed: int
    planned: int
    finish: Distribution | None = None
    milestones: Mapping[str, Distribution] = field(default_factory=dict)
    deadlines: tuple[DeadlineOdds, ...] = ()
    cost: Distribution | None = None
    tasks: tuple[TaskRisk, ...] = ()
    gains: tuple[RiskGain, ...] = ()
    problems: tuple[Problem, ...] = ()
    tolerances: tuple[ToleranceOdds, ...] = ()
    people: bool = False

    @property
    def failed(self) -> bool:
        """Whether an error stopped it."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def planned_odds(self) -> float:
        """Share of samples that finish as planned or earlier."""
        return self.finish.odds(self.planned) if self.finish is not None else 0.0

    @cached_property
    def by_task(self) -> Mapping[str, TaskRisk]:
        """Figures by task id; summaries and finished tasks are absent."""
        return {row.task: row for row in self.tasks}

    def tornado(self, rows: int = 10) -> tuple[TaskRisk, ...]:
        """The tasks whose durations move the finish most, longest bar first."""
        ranked = sorted((row for row in self.tasks if row.swing > 0), key=lambda row: (-row.swing, row.task))
        return tuple(ranked[:rows])
