"""The simulation of a project, and what went into it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.cli.plan.known.history import History
from milepost.engine.calibration import Reference
from milepost.engine.problem import Problem
from milepost.engine.risk import Risks, Simulation, ThreePoint
from milepost.engine.working_time import WorkingTime

if TYPE_CHECKING:
    from milepost.exchange.risks import RiskFile


@dataclass(frozen=True, slots=True)
class ClassUse:
    """A reference class and how many tasks of the plan took their spread from it; `name` is empty for all records together."""

    name: str
    reference: Reference
    tasks: int


@dataclass(frozen=True)
class Basis:
    """How many unfinished tasks got their spread from where. `assumed` when nobody stated anything; `sure` tasks do not vary.
    `together` when the correlation of all tasks is assumed. `beside` are ids of tasks that accompany the others and do not vary."""

    own: int = 0
    classes: tuple[ClassUse, ...] = ()
    default: ThreePoint | None = None
    by_default: int = 0
    assumed: bool = False
    sure: int = 0
    together: bool = False
    beside: tuple[str, ...] = ()

    @property
    def calibrated(self) -> int:
        """Tasks whose spread is that of past work."""
        return sum(use.tasks for use in self.classes)

    @property
    def varying(self) -> int:
        """Tasks that do not always take what is planned."""
        return self.own + self.calibrated + self.by_default


@dataclass(frozen=True, slots=True)
class Limit:
    """The latest finish within the tolerance: `allowed` working seconds after `agreed`, the baseline's finish or the plan's. `kept` is
    the share of samples that end by then."""

    allowed: int
    agreed: int
    baseline: bool
    latest: int
    kept: float


@dataclass(frozen=True)
class Chances:
    """The simulation of one project, what went into it, and how far past records bear it out.

    `time` is the plan's calendar over every day a sample reaches. `file` is the risk file, for owners and responses.
    `problems` are those of the files and of the simulation, for this project.
    """

    simulation: Simulation
    risks: Risks
    time: WorkingTime
    basis: Basis = field(default_factory=Basis)
    history: History | None = None
    file: "RiskFile | None" = None
    limit: Limit | None = None
    problems: tuple[Problem, ...] = ()
