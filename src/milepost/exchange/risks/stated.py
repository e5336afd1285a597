"""What a risk file states, before it is known which tasks of which plans are meant."""

from dataclasses import dataclass
from decimal import Decimal

from milepost.engine.problem import Problem
from milepost.engine.risk.model import ThreePoint
from milepost.exchange.risks.spread import Spread


@dataclass(frozen=True, slots=True)
class TaskWords:
    """How the file names a task ("12", "row:12", "1.2", a name) and, if it does, the project; `place` is where."""

    words: str
    project: str
    place: str


@dataclass(frozen=True, slots=True)
class StatedEstimate:
    """A task's three-point estimate."""

    task: TaskWords
    spread: Spread


@dataclass(frozen=True, slots=True)
class StatedEvent:
    """A risk as the register has it. `impacts` are delays of tasks; `cost` is in the currency of the plan. `owner` and its fellows are
    kept for reports; a `closed` risk is not simulated."""

    id: str
    name: str
    probability: float
    place: str
    project: str = ""
    impacts: tuple[StatedEstimate, ...] = ()
    cost: ThreePoint | None = None
    owner: str = ""
    response: str = ""
    category: str = ""
    status: str = ""
    notes: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class StatedCause:
    """Tasks that share a cause."""

    name: str
    tasks: tuple[TaskWords, ...]
    coefficient: float
    place: str


@dataclass(frozen=True, slots=True)
class StatedMatrix:
    """Correlations of tasks, symmetric with ones on the diagonal."""

    tasks: tuple[TaskWords, ...]
    rows: tuple[tuple[float, ...], ...]
    place: str


@dataclass(frozen=True, slots=True)
class StatedDefault:
    """The relative spread of every task without an estimate; without a project, of all plans."""

    spread: Spread
    project: str


@dataclass(frozen=True, slots=True)
class StatedTolerance:
    """How late and how much dearer a project may become; None where nothing was said. Without a project, each plan."""

    place: str
    project: str = ""
    time: Spread | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How much later than agreed (working seconds) and dearer (the plan's currency) a plan may become before somebody above must be
    asked; None where the file says nothing."""

    time: int | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class StatedRisks:
    """Everything a risk file states, in its order, and what is to be told about it."""

    name: str
    estimates: tuple[StatedEstimate, ...] = ()
    events: tuple[StatedEvent, ...] = ()
    causes: tuple[StatedCause, ...] = ()
    matrices: tuple[StatedMatrix, ...] = ()
    defaults: tuple[StatedDefault, ...] = ()
    tolerance: tuple[StatedTolerance, ...] = ()
    notices: tuple[Problem, ...] = ()
