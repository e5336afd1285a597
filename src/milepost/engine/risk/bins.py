"""The bars of the charts of chances: how wide each is, and which of the latest samples are told in words instead of drawn."""

from array import array
from bisect import bisect_right

from milepost.engine.risk.distribution import Bar, Distribution
from milepost.values import DAY

WEEK = 7 * DAY
MOST_DAYS, MOST_WEEKS = 98, 60
"""A bar for each day can be told apart up to so many of them, then one for each week, then one for each four weeks and multiples."""
MONDAY = 4 * DAY
"""5 January 1970."""


def shown(distribution: Distribution) -> Distribution:
    """The samples a chart shows: those up to the P99; all where the last of them is not far beyond."""
    first, most, last = distribution.values[0], distribution.p(99), distribution.values[-1]
    if last - most <= (most - first) // 10:
        return distribution
    return Distribution(distribution.values[: bisect_right(distribution.values, most)])


def bars(distribution: Distribution) -> tuple[Bar, ...]:
    """The histogram of moments in whole days, or in whole weeks from Monday where days are too many to tell apart."""
    values = distribution.values
    length = values[-1] - values[0]
    if length <= MOST_DAYS * DAY:
        return distribution.histogram(MOST_DAYS + 1, step=DAY)
    step = WEEK if length <= MOST_WEEKS * WEEK else 4 * WEEK
    moved = Distribution(array("q", (value - MONDAY for value in values)))
    return tuple(Bar(b.low + MONDAY, b.high + MONDAY, b.count) for b in moved.histogram(MOST_WEEKS + 1, step=step))


def later_share(whole: Distribution, part: Distribution) -> float:
    """The share of the samples beyond those that are drawn."""
    return 1 - len(part.values) / len(whole.values)
