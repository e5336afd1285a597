"""Tables from a normal value to a value of a distribution, so that drawing is whole-number arithmetic and every shape costs the same.

A table has a knot for each sixteenth of z = -6 to 6 and is read between knots on a straight line: within 0.1 % of the spread of the exact
quantile for the shapes here. Shapes are told apart to a 4096th of their parameter, so that many tasks share one table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from math import exp, floor, log
from statistics import NormalDist

from milepost.engine.risk.model import Shape, ThreePoint
from milepost.engine.risk.rows import UNIT

KNOTS = 193
STEPS = 4096
_NORMAL = NormalDist()
_P90 = _NORMAL.inv_cdf(0.9)
_GRID = 1024
WIDEST_SIGMA = 3.0
"""A P90 some 47 times the P50: past it nobody has estimated anything."""
WIDEST = 2.0**29
"""Minutes at which a lognormal's tail ends, a thousand years; nothing may be wider."""
DEAREST = 2.0**40
"""The same for money, in smallest units."""

Table = tuple[int, ...]


@cache
def bell() -> Table:
    """Normal values (4096ths) over the sum of two uniform words of 16 bits, knots 256 apart."""
    made = []
    for knot in range(0, 131072 + 512, 256):
        t = min(max(knot + 1, 1), 131071) / 65536
        share = t * t / 2 if t <= 1 else 1 - (2 - t) * (2 - t) / 2
        made.append(round(_NORMAL.inv_cdf(share) * 4096))
    return tuple(made)


@dataclass(slots=True)
class Shapes:
    """Collects the tables that a simulation needs; `tables` in order of their numbers."""

    tables: list[Table] = field(default_factory=list)
    _number: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def fit(self, spread: ThreePoint, unit: float, *, widest: float = WIDEST) -> tuple[int, int, int]:
        """(number of a table, low, width): a value is low + width * table / 2 ** 30, in `unit`s of the spread's values; 0 <= width.

        A lognormal's tail ends at `widest`.
        """
        low, likely, high = spread.low / unit, spread.likely / unit, spread.high / unit
        if spread.shape is Shape.LOGNORMAL:
            return self._skewed(low, likely, high, widest)
        mode = round((likely - low) / (high - low) * STEPS) if high > low else 0
        kind = "triangular" if spread.shape is Shape.TRIANGULAR else "pert"
        return self._table(kind, mode), round(low), round(high) - round(low)

    def _skewed(self, p10: float, p50: float, p90: float, widest: float) -> tuple[int, int, int]:
        left, right = p50 - p10, p90 - p50
        if left <= 0 or right <= 0:
            # One side has no spread: the steepest tail that is told apart from it.
            left, right = max(left, right / 45), max(right, left / 45)
        if left <= 0:
            return self._table("normal", 0), round(p50), 0
        sigma = round(min(abs(log(right / left)) / _P90, WIDEST_SIGMA) * STEPS)
        if sigma < 4:
            spread = (left + right) / 2 / _P90
            return self._table("normal", 0), round(p50 - 6 * spread), round(12 * spread)
        # p50 = shift + scale, p90 - p50 = scale * (exp(sigma * z90) - 1); mirrored when the left side is the longer one.
        scale = max(left, right) / (exp(sigma / STEPS * _P90) - 1)
        # The far tail ends where values are past everything that can be simulated.
        reach = min(floor(log(max(widest / scale, 2)) / (sigma / STEPS) * 16), 96)
        least, most = exp(-6 * sigma / STEPS), exp(reach / 16 * sigma / STEPS)
        width = round(scale * (most - least))
        if right > left:
            return self._table("lognormal", sigma, reach), round(p50 - scale * (1 - least)), width
        return self._table("mirrored", sigma, reach), round(p50 + scale * (1 - most)), width

    def _table(self, kind: str, parameter: int, reach: int = 96) -> int:
        key = (kind, parameter, reach)
        if key not in self._number:
            self._number[key] = len(self.tables)
            self.tables.append(_table(kind, parameter, reach))
        return self._number[key]


@cache
def _table(kind: str, parameter: int, reach: int) -> Table:
    value, end = parameter / STEPS, reach / 16
    least, width = exp(-6 * value), exp(end * value) - exp(-6 * value)
    makers: dict[str, Callable[[float], float]] = {
        "triangular": lambda z: _triangular(value, _NORMAL.cdf(z)),
        "lognormal": lambda z: (exp(value * min(z, end)) - least) / width,
        "mirrored": lambda z: 1 - (exp(-value * max(z, -end)) - least) / width,
        "normal": lambda z: (z + 6) / 12,
    }
    make = makers[kind] if kind != "pert" else _pert(value)
    return tuple(round(make(knot / 16 - 6) * 2**UNIT) for knot in range(KNOTS))


def _triangular(mode: float, share: float) -> float:
    if share < mode:
        return float((share * mode) ** 0.5)
    return 1 - float(((1 - share) * (1 - mode)) ** 0.5)


def _pert(mode: float) -> Callable[[float], float]:
    """Quantiles of the beta distribution on 0 to 1 with exponents 4 * mode and 4 * (1 - mode), integrated on a grid."""
    below, above = 4 * mode, 4 * (1 - mode)
    points = [(1 - (1 - i / _GRID) ** 2) if mode > 0.5 else (i / _GRID) ** 2 for i in range(_GRID + 1)]
    heights = [_power(x, below) * _power(1 - x, above) for x in points]
    sums = [0.0]
    for i in range(_GRID):
        middle = (points[i] + points[i + 1]) / 2
        area = heights[i] + 4 * _power(middle, below) * _power(1 - middle, above) + heights[i + 1]
        sums.append(sums[-1] + area * (points[i + 1] - points[i]) / 6)
    at = 0

    def quantile(z: float) -> float:
        nonlocal at
        wanted = _NORMAL.cdf(z) * sums[-1]
        while at < _GRID - 1 and sums[at + 1] < wanted:
            at += 1
        step = sums[at + 1] - sums[at]
        inside = (wanted - sums[at]) / step if step > 0 else 0.0
        return points[at] + (points[at + 1] - points[at]) * min(max(inside, 0.0), 1.0)

    return quantile


def _power(base: float, exponent: float) -> float:
    return float(base**exponent) if base > 0 else float(exponent == 0)
