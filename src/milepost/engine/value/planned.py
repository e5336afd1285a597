"""The planned value as a curve over working time: what should be earned by a moment, and when that much should have been earned."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from milepost.engine.cost import DayCost
from milepost.engine.value.plan_clock import PlanClock
from milepost.values import DAY, Currency


@dataclass(frozen=True)
class PlannedCurve:
    """Points of working seconds and the value planned by then, on straight lines between them; `whole` seconds is the plan's length."""

    seconds: tuple[int, ...]
    values: tuple[Decimal, ...]
    whole: int

    @property
    def falls(self) -> bool:
        """Whether planned value is taken back somewhere (a credit): then no moment belongs to a value."""
        return any(b < a for a, b in pairwise(self.values))

    def earned_at(self, value: Decimal, *, now: int) -> Decimal:
        """Working seconds by which the plan has earned `value`: earned schedule with the day as its period.

        Where the plan earns nothing for a while, every moment of that while fits; the one nearest `now` is taken, so that a plan that is
        kept is neither early nor late. Interruptions of the plan: W. Lipke, Earned Schedule Application to Small Projects (2011).
        """
        last = bisect_right(self.values, value) - 1
        first = bisect_left(self.values, value)
        latest = Decimal(self.whole) if last == len(self.values) - 1 else self._between(max(last, 0), value)
        earliest = Decimal(0) if first == 0 else self._between(min(first, len(self.values) - 1) - 1, value)
        return min(max(Decimal(now), earliest), latest)

    def _between(self, point: int, value: Decimal) -> Decimal:
        """The seconds between one point and the next at which a value is reached."""
        low, high = self.values[point], self.values[point + 1]
        start, end = self.seconds[point], self.seconds[point + 1]
        return start + (min(value, high) - low) * (end - start) / (high - low)


def planned_curve(days: Sequence[DayCost], clock: PlanClock, *, finish: int) -> PlannedCurve:
    """From costs by day; a day's cost falls due evenly over its work. `finish` is the last moment of the plan."""
    whole = clock.at(finish)
    points: list[tuple[int, Decimal]] = [(0, Decimal(0))]
    for row in days:
        begin, end = (min(clock.at(moment), whole) for moment in (row.day * DAY, (row.day + 1) * DAY))
        points += [(begin, points[-1][1]), (end, row.cumulative)]
    points.append((whole, points[-1][1]))
    kept = [here for n, here in enumerate(points) if n == 0 or here != points[n - 1]]
    return PlannedCurve(tuple(x for x, _ in kept), tuple(value for _, value in kept), whole)


def planned_by(days: Sequence[DayCost], moment: int, clock: PlanClock, currency: Currency) -> Decimal:
    """The value planned by a moment: all of the days before, and the day's own by how much of its work lies before."""
    place = bisect_left(days, moment // DAY, key=lambda row: row.day)
    before = days[place - 1].cumulative if place else Decimal(0)
    if place == len(days) or days[place].day != moment // DAY:
        return before
    done, whole = clock.share_of_day(moment)
    return before + currency.round(days[place].cost * done / whole)
