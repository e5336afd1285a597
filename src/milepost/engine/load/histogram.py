"""Load against capacity by day or by week, one row of bars a person: the data of a resource histogram."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from milepost.engine.load.capacity import Capacity
from milepost.engine.load.contribution import Contribution, days_of


@dataclass(frozen=True, slots=True)
class Bar:
    """Seconds of load and capacity in `days` days from `first_day` (days since 1970-01-01); `over` is the load beyond capacity,
    added up day by day, so that a free Friday does not hide a double Monday."""

    first_day: int
    days: int
    load: int
    capacity: int
    over: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """One person's bars, without gaps, from the first to the last period with any person's load."""

    person: str
    name: str
    bars: tuple[Bar, ...]

    @property
    def load(self) -> int:
        """All seconds of load."""
        return sum(bar.load for bar in self.bars)


def histograms(
    loads: Mapping[str, Iterable[Contribution]], capacities: Mapping[str, Capacity], *, weekly: bool = False
) -> tuple[Histogram, ...]:
    """A histogram for each person of `capacities` who has load; weeks begin on Monday. All cover the same periods."""
    by_day = {person: days_of(loads.get(person, ())) for person in capacities}
    touched = [day for days in by_day.values() for day in days]
    if not touched:
        return ()
    first, last = min(touched), max(touched)
    length = 7 if weekly else 1
    if weekly:
        first -= (first + 3) % 7
    return tuple(
        Histogram(person, capacities[person].name, tuple(_bar(days, capacities[person], f, length) for f in range(first, last + 1, length)))
        for person, days in by_day.items()
        if days
    )


def _bar(days: Mapping[int, int], capacity: Capacity, first: int, length: int) -> Bar:
    pairs = [(days.get(day, 0), capacity.of_day(day)) for day in range(first, first + length)]
    return Bar(first, length, sum(p[0] for p in pairs), sum(p[1] for p in pairs), sum(max(load - able, 0) for load, able in pairs))
