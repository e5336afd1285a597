"""Weighted points of log ratios: gathered, thinned out, mixed, and read as percentiles of the mid-distribution.

Many timesheets repeat the estimate to the minute, so ratios have a heavy point at 1; percentiles are those of the mid-distribution, which
splits such a point in half: Ma, Genton and Parzen, Asymptotic properties of sample quantiles of discrete distributions (2011).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

SAME = 1e-9
Weighted = tuple[float, float]
Points = tuple[Weighted, ...]


def gathered(pairs: Iterable[Weighted]) -> Points:
    """Pairs (value, weight) in order of their values, equal values made one."""
    made: list[list[float]] = []
    for value, weight in sorted(pairs):
        if made and value - made[-1][0] < SAME:
            made[-1][1] += weight
        else:
            made.append([value, weight])
    return tuple((value, weight) for value, weight in made)


def thinned(points: Points, *, most: int = 60) -> Points:
    """At most about so many points: neighbours made one at their mean, heavy points and both ends left as they are."""
    if len(points) <= most:
        return points
    limit = total(points) / most
    made = [points[0]]
    value = weight = 0.0
    for at, w in points[1:-1]:
        if weight and weight + w > limit:
            made.append((value / weight, weight))
            value = weight = 0.0
        value, weight = value + at * w, weight + w
    if weight:
        made.append((value / weight, weight))
    return (*made, points[-1])


def scaled(points: Points, weight: float) -> Points:
    """The points weighing so much in all; none for no weight."""
    whole = total(points)
    return tuple((value, w * weight / whole) for value, w in points) if weight > 0 and whole > 0 else ()


def total(points: Points) -> float:
    """What the points weigh."""
    return sum(weight for _, weight in points)


def mid_percentile(points: Sequence[Weighted], share: float) -> float:
    """The value at which the mid-distribution of weighted points (in order) reaches the share, on straight lines between the points."""
    return MidDistribution(tuple(points)).at(share)


class MidDistribution:
    """The mid-distribution of weighted points in order, each counted half below and half above itself; made once, asked often."""

    def __init__(self, points: Points) -> None:
        whole = total(points)
        self._values = [value for value, _ in points]
        ends = accumulate(weight for _, weight in points)
        self._shares = [(end - weight / 2) / whole for end, (_, weight) in zip(ends, points, strict=True)]

    def at(self, share: float) -> float:
        """The value at a share, on straight lines between the points; the outermost points beyond them."""
        return _between(self._shares, self._values, share)

    def share(self, value: float) -> float:
        """The share at a value, likewise."""
        if value < self._values[0] - SAME:
            return 0.0
        return 1.0 if value > self._values[-1] + SAME else _between(self._values, self._shares, value)


def _between(froms: Sequence[float], tos: Sequence[float], at: float) -> float:
    place = bisect_left(froms, at)
    if place == 0:
        return tos[0]
    if place == len(froms):
        return tos[-1]
    low, high = froms[place - 1], froms[place]
    return tos[place - 1] + (tos[place] - tos[place - 1]) * (at - low) / (high - low)
