"""Three points as a risk file states them, in units of its own, and what they are in a plan's working seconds."""

import re
from dataclasses import dataclass
from decimal import Decimal

from milepost.engine.model import Settings
from milepost.engine.risk.check import check_spread
from milepost.engine.risk.model import Shape, ThreePoint
from milepost.exchange.grid import Findings, read_unit, unit_seconds
from milepost.values import said

TIMES = "times"
"""The unit of a relative spread: multiples of a task's planned duration."""
UNITS = ("minutes", "hours", "days", "weeks", "months", "elapsed hours", "elapsed days", "percent", TIMES)
ANY = 1e15
LEAST_PERCENT = 10
"""A pessimistic value of so few percent is a share written beside the wrong unit."""
_RELATIVE = {"%": 100, "percent": 100, "pct": 100, "prozent": 100, TIMES: 1, "x": 1, "relative": 1, "ratio": 1, "factor": 1}
_SHAPES = {shape.value: shape for shape in Shape} | {"beta": Shape.PERT, "triangle": Shape.TRIANGULAR, "log normal": Shape.LOGNORMAL}
Points = tuple[Decimal | None, Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Unit:
    """What numbers are counted in: a word of `UNITS` without "elapsed", and whether the clock counts. Percentages become times."""

    name: str = "days"
    elapsed: bool = False

    @property
    def relative(self) -> bool:
        """Whether the numbers multiply a task's planned duration."""
        return self.name == TIMES

    def seconds(self, settings: Settings, *, elapsed_task: bool) -> int:
        """Seconds of one unit. On a task that runs by the clock, days, weeks and months are the clock's; never for relative units."""
        return unit_seconds(self.name, settings, elapsed=elapsed_task)


@dataclass(frozen=True, slots=True)
class Spread:
    """Three values in one unit. `stated` says whether the file named the unit; `place` is where the values stand."""

    points: ThreePoint
    unit: Unit
    place: str
    stated: bool = True

    def in_seconds(self, settings: Settings, *, elapsed_task: bool = False) -> ThreePoint:
        """The three values in seconds of the task's time."""
        size = self.unit.seconds(settings, elapsed_task=elapsed_task)
        low, likely, high = (float(value) * size for value in (self.points.low, self.points.likely, self.points.high))
        return ThreePoint(low, likely, high, self.points.shape)


def unit_value(text: str) -> tuple[Unit, int]:
    """A unit, and what numbers written in it are divided by: "days", "h", "ed", "elapsed days", "%", "times". Raises ValueError."""
    word = " ".join(text.casefold().split())
    if word in _RELATIVE:
        return Unit(TIMES), _RELATIVE[word]
    elapsed = word.startswith("elapsed ")
    try:
        name, short_form = read_unit(word.removeprefix("elapsed "))
    except ValueError:
        raise ValueError(said("'{text}' is no unit; expected one of {units}", text=text[:40], units=", ".join(UNITS))) from None
    return Unit(name, elapsed or short_form), 1


def shape_value(text: str) -> Shape:
    """The shape between three points: pert, triangular or lognormal. Raises ValueError."""
    word = re.sub(r"[\s_-]+", " ", text.casefold()).strip()
    if word not in _SHAPES:
        raise ValueError(said("'{text}' is no shape; expected pert, triangular or lognormal", text=text[:40]))
    return _SHAPES[word]


def make_points(points: Points, *, place: str, shape: Shape, findings: Findings) -> ThreePoint | None:
    """Three points from those given: all three, or one that is sure; what is wrong with them is reported."""
    given = [value for value in points if value is not None]
    if len(given) == 2:
        findings.error(
            "three-points-missing",
            place,
            said("Two of the three values are given."),
            said("Give low, likely and high, or one value that is sure."),
        )
        return None
    if not given:
        findings.error(
            "three-points-missing", place, said("There are no values."), said("Give low, likely and high, or one value that is sure.")
        )
        return None
    low, likely, high = (float(value) for value in (given if len(given) == 3 else given * 3))
    if len(given) == 1:
        # One value has no spread, so no shape can be wrong for it.
        shape = Shape.PERT
    made = ThreePoint(low, likely, high, shape)
    problems = check_spread(made, place, highest=ANY)
    for problem in problems:
        findings.error(problem.code, place, problem.message, problem.remedy)
    return None if problems else made


def told_in_percent(points: ThreePoint, *, divisor: int, place: str, findings: Findings) -> bool:
    """False after reporting values that were divided as percentages and look as if they were shares already: 0.8 percent of a duration."""
    if divisor == 1 or points.high > LEAST_PERCENT / divisor:
        return True
    shown = " / ".join(f"{value * divisor:g} %" for value in (points.low, points.likely, points.high))
    findings.error(
        "risk-unit",
        place,
        said("{shown} of the planned duration are next to nothing.", shown=shown),
        said("Write 80 for 80 %, or 0.8 with the unit times."),
    )
    return False
