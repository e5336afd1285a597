"""How sure a forecast is: an interval from the errors such forecasts made on real projects, and from the project's own record."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log, sqrt
from statistics import NormalDist, stdev

TIME_ERROR, COST_ERROR = 0.106, 0.074
"""Mean absolute error of the default forecasts on 111 finished projects, over the life of a project, of its final time or cost."""
_TO_DEVIATION = sqrt(3.141592653589793 / 2)
_MEAN_REST = 0.5
"""Over its life half of a project is still to come on average, and only that part is uncertain."""


@dataclass(frozen=True, slots=True)
class Interval:
    """`middle` is the forecast; the truth lies between `low` and `high` with the chance `share`."""

    low: Decimal
    middle: Decimal
    high: Decimal
    share: float = 0.8


def interval(done: Decimal, rest: Decimal, whole: Decimal, *, error: float, share: float = 0.8) -> Interval:
    """Around done + rest: the uncertainty is that of the rest, gone when nothing is left. `whole` is what was planned in all.

    `error` is the mean absolute error of such forecasts as a share of the whole (TIME_ERROR, COST_ERROR). Lognormal: the late side is
    the longer one, and nothing ends before now.
    """
    middle = done + rest
    if rest <= 0 or whole <= 0:
        return Interval(middle, middle, middle, share)
    deviation = error * _TO_DEVIATION / _MEAN_REST
    factor = Decimal(exp(NormalDist().inv_cdf((1 + share) / 2) * deviation))
    return Interval(done + rest / factor, middle, done + rest * factor, share)


def index_limits(
    values: Sequence[float], cumulative: float, *, done: float, whole: float, share: float = 0.9
) -> tuple[float, float] | None:
    """Confidence limits of a cumulative CPI or SPI(t) from its values by period; None with fewer than three, or any not above zero.

    ln of the cumulative index ± z × s / √n × the adjustment for a finite project, √((whole − done) / (whole − done / n)), after Lipke,
    Zwikael, Henderson and Anbari, Prediction of project outcome, International Journal of Project Management 27 (2009). `done` and `whole`
    are EV and BAC for CPI, ES and PD for SPI(t).
    """
    n = len(values)
    if n < 3 or cumulative <= 0 or any(value <= 0 for value in values) or not 0 <= done <= whole or whole <= 0:
        return None
    adjustment = sqrt((whole - done) / (whole - done / n)) if done < whole else 0.0
    reach = NormalDist().inv_cdf((1 + share) / 2) * stdev(log(value) for value in values) / sqrt(n) * adjustment
    return cumulative * exp(-reach), cumulative * exp(reach)
