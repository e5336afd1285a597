"""References: the ratios of past work by class and size, small classes drawn towards larger ones, weighed as one is told.

Reference class forecasting after Kahneman and Tversky (1979) and Flyvbjerg (2006). Which class a piece of work belongs to is said by
its group and, where that has forecast better, by the size of its estimate; recent work counts more where that has forecast better.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, log

from milepost.engine.calibration.mixture import SAME, MidDistribution, Points, gathered, scaled, thinned, total
from milepost.engine.calibration.records import Record
from milepost.engine.problem import Problem
from milepost.engine.risk.model import Shape, ThreePoint

SHRINK = 20.0
"""Records of its own at which a class counts as much as the larger class it belongs to."""
JOINED = " / "
"""What joins a class with the kinds within it: "Network / Switches" belongs to "Network"."""


@dataclass(frozen=True)
class Reference:
    """The ratios actual / estimate of one class, `count` of its own. `mean` is geometric, `within` the share within 25 % (PRED(25)).

    `levels` is where outcomes lay among the forecasts of a rehearsal: it mends percentiles that were reached too often or too seldom.
    """

    group: str
    count: int
    mean: float
    within: float
    points: Points = field(repr=False)
    levels: MidDistribution | None = field(default=None, repr=False, compare=False)

    def factor(self, percent: float) -> float:
        """What to multiply an estimate by so that so many of a hundred such pieces of work take no longer: `factor(80)` for a P80."""
        return exp(self.middle.at(self._level(percent / 100)))

    def share(self, ratio: float) -> float:
        """The share of such work that takes at most so many times its estimate; an exact match counts half."""
        return self.middle.share(log(ratio))

    @cached_property
    def middle(self) -> MidDistribution:
        """The points made ready to be asked often."""
        return MidDistribution(self.points)

    def _level(self, share: float) -> float:
        return self.levels.at(share) if self.levels is not None else share

    @property
    def spread(self) -> ThreePoint:
        """The class as a relative spread for a simulation: P10, P50, P90 of a lognormal."""
        return ThreePoint(self.factor(10), self.factor(50), self.factor(90), Shape.LOGNORMAL)


@dataclass(frozen=True, slots=True)
class Weighing:
    """How records are weighed: one that is `half_life` records older counts half (None: all alike); `limits` are estimates at which
    a class of larger work begins."""

    half_life: float | None = None
    limits: tuple[float, ...] = ()

    def band(self, estimate: float) -> int:
        """The number of the size an estimate has."""
        return bisect_right(self.limits, estimate)


@dataclass(frozen=True)
class Calibration:
    """References by class and for all records together, which stands in for a class nobody has records of."""

    whole: Reference | None
    by_group: Mapping[str, Reference]
    problems: tuple[Problem, ...] = ()
    weighing: Weighing = Weighing()
    sizes: Mapping[tuple[str, int], Points] = field(default_factory=dict, repr=False, compare=False)
    shrink: float = SHRINK
    levels: MidDistribution | None = field(default=None, repr=False, compare=False)

    def of(self, group: str, estimate: float | None = None) -> Reference | None:
        """The reference of a class, of a larger one for a class without records; None only without any record.

        With an estimate in the records' unit: among work of that size, where size tells anything.
        """
        found = next((self.by_group[name] for name in _chain(group) if name in self.by_group), self.whole)
        if estimate is None or not self.weighing.limits or found is None or self.whole is None:
            return found
        key = (found.group, self.weighing.band(estimate))
        if key not in self._sized:
            self._sized[key] = self._of_size(found, key[1])
        return self._sized[key]

    @cached_property
    def _sized(self) -> dict[tuple[str, int], Reference]:
        return {}

    def _behind(self, band: int) -> Points:
        """All work of a size as it stands behind a class of that size."""
        if band not in self._by_band:
            assert self.whole is not None
            every = gathered([*self.sizes.get(("", band), ()), *scaled(thinned(self.whole.points), self.shrink)])
            self._by_band[band] = scaled(thinned(every), self.shrink / 2)
        return self._by_band[band]

    @cached_property
    def _by_band(self) -> dict[int, Points]:
        return {}

    def _of_size(self, found: Reference, band: int) -> Reference:
        """Own records of the size, drawn half to the class of any size and half to all work of the size."""
        every = self.sizes.get(("", band), ())
        if found is self.whole:
            points = gathered([*every, *scaled(found.points, self.shrink)])
        else:
            own = self.sizes.get((found.group, band), ())
            points = gathered([*own, *scaled(thinned(found.points), self.shrink / 2), *self._behind(band)])
        return Reference(found.group, found.count, _mean(points), found.within, points or found.points, self.levels)


def fitted(
    kept: Sequence[Record],
    weighing: Weighing,
    *,
    shrink: float,
    levels: MidDistribution | None = None,
    problems: tuple[Problem, ...] = (),
) -> Calibration:
    """References from usable records in order, weighed as said."""
    ratios = [log(record.actual / record.estimate) for record in kept]
    weights = _weights(len(kept), weighing.half_life)
    whole = _reference("", ratios, gathered(zip(ratios, weights, strict=True)), levels)
    groups: dict[str, list[int]] = {}
    sizes: dict[tuple[str, int], list[int]] = {}
    for number, record in enumerate(kept):
        names = _chain(record.group)
        for name in names:
            groups.setdefault(name, []).append(number)
        for name in ("", *names) if weighing.limits else ():
            sizes.setdefault((name, weighing.band(record.estimate)), []).append(number)
    made: dict[str, Reference] = {}
    behind = {"": scaled(thinned(whole.points), shrink)}
    for group in sorted(groups, key=lambda name: (name.count(JOINED), name)):
        own = groups[group]
        above = next((name for name in _chain(group)[1:] if name in made), "")
        if above not in behind:
            behind[above] = scaled(thinned(made[above].points), shrink)
        points = gathered([*((ratios[n], weights[n]) for n in own), *behind[above]])
        made[group] = _reference(group, [ratios[n] for n in own], points, levels)
    of_size = {key: gathered((ratios[n], weights[n]) for n in own) for key, own in sizes.items()}
    return Calibration(whole, dict(sorted(made.items())), problems, weighing, of_size, shrink, levels)


def _weights(count: int, half_life: float | None) -> list[float]:
    return [1.0] * count if half_life is None else [0.5 ** ((count - 1 - n) / half_life) for n in range(count)]


def _chain(group: str) -> tuple[str, ...]:
    """A class and the larger ones it belongs to, itself first: "A / B / C", "A / B", "A"; "" belongs to nothing but all."""
    parts = group.split(JOINED)
    return tuple(JOINED.join(parts[:n]) for n in range(len(parts), 0, -1))


def _reference(group: str, ratios: Sequence[float], points: Points, levels: MidDistribution | None) -> Reference:
    """The mean is that of the mixture, PRED(25) of the class's own records."""
    # Within 25 % of the actual, as Conte, Dunsmore and Shen (1986) count it.
    within = sum(abs(1 - exp(-ratio)) <= 0.25 + SAME for ratio in ratios) / len(ratios)
    return Reference(group, len(ratios), _mean(points), within, points, levels)


def _mean(points: Points) -> float:
    return exp(sum(ratio * weight for ratio, weight in points) / total(points)) if points else 1.0
