"""The load of people over the weeks of a portfolio, by project, as data for a chart and its table."""

from collections.abc import Iterable
from dataclasses import dataclass

from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.wording import when
from milepost.documents.tree import Interval, LoadHistogram, LoadLane
from milepost.engine.load import Bar, Histogram
from milepost.values import DAY, FULL_SHARE

MOST_PERIODS = 80
OTHER = "Other work"


@dataclass(frozen=True, slots=True)
class LoadCell:
    """One person in one period with work: seconds of load and capacity, and what is too much, added up day by day."""

    name: str
    first_day: int
    last_day: int
    load: int
    capacity: int
    over: int


@dataclass(frozen=True)
class LoadChart:
    """`period` is "week", or "4 weeks" for a long plan; `left_out` people have no overload and are not in the chart."""

    histogram: LoadHistogram
    cells: tuple[LoadCell, ...]
    period: str
    left_out: int


def load_chart(portfolio: Portfolio, *, most: int | None, teams: bool) -> LoadChart | None:
    """The chart, overloaded ones first, of at most `most` others; None where nobody has work.

    Single people and teams (roles, more than one person's units) have a chart each: on one scale the people would vanish.
    """
    chosen = [histogram for histogram in portfolio.histograms if is_team(portfolio, histogram) is teams]
    if not chosen:
        return None
    lanes = sorted(chosen, key=lambda h: (-sum(bar.over for bar in h.bars), -h.load, h.name))
    overloaded = {overload.person for overload in portfolio.overloads}
    shown = lanes if most is None else [h for n, h in enumerate(lanes) if n < most or (h.person in overloaded and n < 3 * most)]
    weeks = len(lanes[0].bars)
    step = -(-weeks // MOST_PERIODS)
    firsts = [bar.first_day for bar in lanes[0].bars][::step]
    periods = [(first, first + 7 * step - 1) for first in firsts]
    by_project = _by_project(portfolio)
    names = [project.name for project in portfolio.projects] if len(portfolio.projects) > 1 else ["Work"]
    series = [*names, OTHER] if portfolio.other_work else names
    statuses = {project.plan.status_date for project in portfolio.projects}
    status = statuses.pop() if len(statuses) == 1 else None
    histogram = LoadHistogram(
        periods=tuple(Interval(when(first * DAY), when((last + 1) * DAY)) for first, last in periods),
        series=tuple(series),
        lanes=tuple(_lane(h, periods, step, by_project, len(series)) for h in shown),
        status_at=when(status) if status is not None else None,
    )
    cells = tuple(cell for h in shown for cell in _cells(h, periods, step))
    return LoadChart(histogram, cells, "week" if step == 1 else f"{step} weeks", len(lanes) - len(shown))


def is_team(portfolio: Portfolio, histogram: Histogram) -> bool:
    """Whether it is the load of a role or of several people under one name."""
    resource = portfolio.person[histogram.person]
    units = [row.units for row in resource.availability] or [resource.max_units]
    return resource.generic or max(units) > FULL_SHARE


def _by_project(portfolio: Portfolio) -> list[dict[str, dict[int, int]]]:
    """Seconds by person and day for each series."""
    found: list[dict[str, dict[int, int]]] = []
    for project in portfolio.projects:
        people: dict[str, dict[int, int]] = {}
        for row in project.loads:
            days = people.setdefault(row.resource, {})
            for day, seconds in row.days:
                days[day] = days.get(day, 0) + seconds
        found.append(people)
    return [*found, portfolio.other_work] if portfolio.other_work else found


def _lane(
    histogram: Histogram, periods: list[tuple[int, int]], step: int, by_project: list[dict[str, dict[int, int]]], width: int
) -> LoadLane:
    loads = [[0] * width for _ in periods]
    start = periods[0][0]
    for number, people in enumerate(by_project):
        for day, seconds in people.get(histogram.person, {}).items():
            loads[(day - start) // (7 * step)][number] += seconds
    capacity = (sum(bar.capacity for bar in group) for group in _grouped(histogram, step))
    return LoadLane(name=histogram.name, loads=tuple(tuple(row) for row in loads), capacity=tuple(capacity))


def _cells(histogram: Histogram, periods: list[tuple[int, int]], step: int) -> Iterable[LoadCell]:
    for (first, last), group in zip(periods, _grouped(histogram, step), strict=True):
        load = sum(bar.load for bar in group)
        if load:
            yield LoadCell(histogram.name, first, last, load, sum(bar.capacity for bar in group), sum(bar.over for bar in group))


def _grouped(histogram: Histogram, step: int) -> list[tuple[Bar, ...]]:
    return [histogram.bars[n : n + step] for n in range(0, len(histogram.bars), step)]
