"""What is uncertain about a plan: durations with three points, events that may happen, what moves together."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Shape(Enum):
    """How values lie between three points.

    Triangular and PERT (a beta of Malcolm and others, 1959, weight 4 on the likely value) take minimum, most likely, maximum.
    Lognormal takes P10, P50, P90 and meets all three: shifted when it must, mirrored when the long tail is to the left.
    """

    TRIANGULAR = "triangular"
    PERT = "pert"
    LOGNORMAL = "lognormal"


@dataclass(frozen=True, slots=True)
class ThreePoint:
    """Three values low <= likely <= high and the shape between them."""

    low: float
    likely: float
    high: float
    shape: Shape = Shape.PERT


@dataclass(frozen=True, slots=True)
class Estimate:
    """A task's duration: working seconds, or multiples of its planned duration when `relative`.

    What a task in progress has behind it stays; the spread is that of the rest.
    """

    task: str
    spread: ThreePoint
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Impact:
    """Working seconds an event adds to a task."""

    task: str
    delay: ThreePoint


@dataclass(frozen=True, slots=True)
class RiskEvent:
    """Something that may happen, with its probability from 0 to 1. When it does, every impact is as bad as the others:
    one severity is drawn for the event. `cost` in the plan's currency."""

    id: str
    name: str
    probability: float
    impacts: tuple[Impact, ...] = ()
    cost: ThreePoint | None = None


@dataclass(frozen=True, slots=True)
class CommonCause:
    """Tasks whose durations are pairwise correlated by one coefficient from 0 to 1 (one factor of a Gaussian copula)."""

    tasks: tuple[str, ...]
    coefficient: float


@dataclass(frozen=True, slots=True)
class CorrelationMatrix:
    """Pairwise correlations of the durations of some tasks (Gaussian copula); `rows` is symmetric with ones on the diagonal."""

    tasks: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class TaskMoney:
    """What a second more of a task costs, in the plan's currency: its people's rates."""

    task: str
    per_second: Decimal


@dataclass(frozen=True, slots=True)
class Risks:
    """Everything uncertain. `default` is the relative spread of every unfinished task without an estimate of its own; None: sure."""

    estimates: tuple[Estimate, ...] = ()
    events: tuple[RiskEvent, ...] = ()
    causes: tuple[CommonCause, ...] = ()
    matrices: tuple[CorrelationMatrix, ...] = ()
    default: ThreePoint | None = None
