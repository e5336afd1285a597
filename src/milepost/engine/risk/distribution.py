"""What the samples of one quantity say: percentiles, odds, histogram and S-curve, from the sorted values themselves."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import ceil, sqrt

PERCENTILES = (10, 20, 30, 40, 50, 60, 70, 80, 90)


@dataclass(frozen=True)
class Bar:
    """`count` samples from `low` up to, not including, `high` (the last bar includes it)."""

    low: int
    high: int
    count: int


@dataclass(frozen=True)
class Distribution:
    """Sorted whole values: moments, seconds, or smallest units of currency. Never empty."""

    values: "array[int]"

    @classmethod
    def of(cls, values: Iterable[int]) -> "Distribution":
        """From values in any order."""
        return cls(array("q", sorted(values)))

    def p(self, percent: float) -> int:
        """The least value that at least so many percent of the samples do not exceed (nearest rank): `p(80)` is the P80."""
        rank = ceil(percent * len(self.values) / 100)
        return self.values[min(max(rank, 1), len(self.values)) - 1]

    @property
    def percentiles(self) -> tuple[tuple[int, int], ...]:
        """(percent, value) from P10 to P90."""
        return tuple((percent, self.p(percent)) for percent in PERCENTILES)

    @property
    def reserve(self) -> int:
        """P80 − P50: what turns a coin's toss into four chances of five."""
        return self.p(80) - self.p(50)

    @cached_property
    def mean(self) -> int:
        """The mean, rounded down."""
        return sum(self.values) // len(self.values)

    @cached_property
    def deviation(self) -> float:
        """Standard deviation of the samples."""
        mean, count = self.mean, len(self.values)
        squares = sum((value - mean) ** 2 for value in self.values)
        return sqrt(max(squares / count - (sum(self.values) / count - mean) ** 2, 0.0))

    def odds(self, limit: int) -> float:
        """Share of samples at or below the limit."""
        return bisect_right(self.values, limit) / len(self.values)

    def beyond(self, limit: int) -> float:
        """Share of samples above the limit."""
        return (len(self.values) - bisect_right(self.values, limit)) / len(self.values)

    def histogram(self, bars: int = 30, *, step: int = 1) -> tuple[Bar, ...]:
        """At most so many bars of equal width, a multiple of `step` (a day of 86400, say), that cover all samples; they add up to them."""
        low = self.values[0] // step * step
        width = max(-(-(self.values[-1] - low + 1) // (bars * step)), 1) * step
        made = []
        at = 0
        while at < len(self.values):
            high = low + width
            end = bisect_left(self.values, high)
            made.append(Bar(low, high, end - at))
            low, at = high, end
        return tuple(made)

    def curve(self, points: int = 100) -> tuple[tuple[int, float], ...]:
        """The S-curve: (value, share of samples at or below it), rising, from the least value to the greatest."""
        count = len(self.values)
        ranks = sorted({max(round(i * (count - 1) / max(points - 1, 1)), 0) for i in range(points)})
        found = {self.values[rank]: bisect_right(self.values, self.values[rank]) / count for rank in ranks}
        return tuple(found.items())
