"""Calibrated estimates: by how much work of each reference class took more or less than estimated, small classes drawn towards the whole.

Reference class forecasting after Kahneman and Tversky (1979) and Flyvbjerg (2006). Many timesheets repeat the estimate to the minute, so
ratios have a heavy point at 1; percentiles are those of the mid-distribution, which splits such a point in half: Ma, Genton and Parzen,
Asymptotic properties of sample quantiles of discrete distributions (2011).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

from milepost.engine.calibration.records import Record, usable
from milepost.engine.problem import Problem
from milepost.engine.risk.model import Shape, ThreePoint

SHRINK = 20.0
"""Records of its own at which a class counts as much as all records together."""
SAME = 1e-9

Weighted = tuple[float, float]


@dataclass(frozen=True)
class Reference:
    """The ratios actual / estimate of one class, `count` of its own. `mean` is geometric, `within` the share within 25 % (PRED(25))."""

    group: str
    count: int
    mean: float
    within: float
    points: tuple[Weighted, ...] = field(repr=False)

    def factor(self, percent: float) -> float:
        """What to multiply an estimate by so that so many of a hundred such pieces of work take no longer: `factor(80)` for a P80."""
        return exp(mid_percentile(self.points, percent / 100))

    @property
    def spread(self) -> ThreePoint:
        """The class as a relative spread for a simulation: P10, P50, P90 of a lognormal."""
        return ThreePoint(self.factor(10), self.factor(50), self.factor(90), Shape.LOGNORMAL)


@dataclass(frozen=True)
class Calibration:
    """References by class and for all records together, which stands in for a class nobody has records of."""

    whole: Reference | None
    by_group: Mapping[str, Reference]
    problems: tuple[Problem, ...] = ()

    def of(self, group: str) -> Reference | None:
        """The reference of a class; None only without any record."""
        return self.by_group.get(group, self.whole)


def calibrate(records: Iterable[Record], *, shrink: float = SHRINK) -> Calibration:
    """References from past records. A class is its own ratios mixed with those of all records, these weighing as much as `shrink` records.

    Records that cannot be learned from are left out and told; without any the calibration has no references. Never raises for bad records.
    """
    kept, problems = usable(records)
    if not kept:
        return Calibration(None, {}, problems)
    whole = [log(record.actual / record.estimate) for record in kept]
    groups: dict[str, list[float]] = {}
    for record, ratio in zip(kept, whole, strict=True):
        groups.setdefault(record.group, []).append(ratio)
    everything = _gathered((ratio, 1.0) for ratio in whole)
    share = shrink / len(whole)
    behind = tuple((ratio, weight * share) for ratio, weight in everything) if shrink > 0 else ()
    made = {}
    for group, own in sorted(groups.items()):
        made[group] = _reference(group, own, _gathered([*((ratio, 1.0) for ratio in own), *behind]))
    return Calibration(_reference("", whole, everything), made, problems)


def _reference(group: str, ratios: Sequence[float], points: tuple[Weighted, ...]) -> Reference:
    """The mean is that of the mixture, PRED(25) of the class's own records."""
    weight = sum(w for _, w in points)
    mean = exp(sum(ratio * w for ratio, w in points) / weight)
    # Within 25 % of the actual, as Conte, Dunsmore and Shen (1986) count it.
    within = sum(abs(1 - exp(-ratio)) <= 0.25 + SAME for ratio in ratios) / len(ratios)
    return Reference(group, len(ratios), mean, within, points)


def _gathered(pairs: Iterable[Weighted]) -> tuple[Weighted, ...]:
    """Pairs in order of their values, equal values made one."""
    made: list[list[float]] = []
    for value, weight in sorted(pairs):
        if made and value - made[-1][0] < SAME:
            made[-1][1] += weight
        else:
            made.append([value, weight])
    return tuple((value, weight) for value, weight in made)


def mid_percentile(points: Sequence[Weighted], share: float) -> float:
    """The value at which the mid-distribution of weighted points (in order) reaches the share, on straight lines between the points."""
    total = sum(weight for _, weight in points)
    before = 0.0
    last: Weighted | None = None
    for value, weight in points:
        here = (before + weight / 2) / total
        before += weight
        if here >= share:
            if last is None:
                return value
            return last[0] + (value - last[0]) * (share - last[1]) / (here - last[1])
        last = (value, here)
    return points[-1][0]
