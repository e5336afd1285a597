"""What the signs in charts of outcomes mean."""

from milepost.documents.charts.distribution import MARK_ROLES
from milepost.documents.charts.lines import line_role
from milepost.documents.charts.ranges import deadline_mark, planned_mark
from milepost.documents.charts.shapes import Box, Line, Picture, Role, Shape
from milepost.documents.tongue import phrase
from milepost.documents.tree.outcome import DistributionChart, LineChart, OutcomeChart, OutcomeMarkKind, RangeChart, TornadoChart
from milepost.documents.tree.text import one_line
from milepost.values import word

SWATCH = (34.0, 22.0)
Entry = tuple[str, Picture]
_MARK_WORDS = {
    OutcomeMarkKind.PERCENTILE: word("Percentile"),
    OutcomeMarkKind.PLANNED: word("Planned"),
    OutcomeMarkKind.DEADLINE: word("Deadline"),
    OutcomeMarkKind.TOLERANCE: word("Tolerance"),
}
_SOLID, _OPEN = (Box(role, 6, 5, 22, 12) for role in (Role.OUTCOME, Role.BEYOND))


def outcome_legend(chart: OutcomeChart) -> tuple[Entry, ...]:
    """Words and swatch of each sign in use, in reading order."""
    if isinstance(chart, DistributionChart):
        return _distribution(chart)
    if isinstance(chart, RangeChart):
        return _ranges(chart)
    if isinstance(chart, TornadoChart):
        return _tornado(chart)
    return _lines(chart)


def _entry(words: str, *shapes: Shape) -> Entry:
    return one_line(words)[:60], Picture(*SWATCH, shapes)


def _distribution(chart: DistributionChart) -> tuple[Entry, ...]:
    found = []
    if chart.bins and chart.split_at is not None:
        found += [
            _entry(phrase("Up to {level}", level=chart.split_label), _SOLID),
            _entry(phrase("Beyond {level}", level=chart.split_label), _OPEN),
        ]
    if chart.curve:
        found.append(_entry(chart.curve_title, Line(Role.CUMULATIVE, ((3, 17), (12, 14), (22, 8), (31, 5)))))
    kinds = {mark.kind for mark in chart.marks}
    return (
        *found,
        *(_entry(phrase(_MARK_WORDS[kind]), Line(MARK_ROLES[kind], ((3, 11), (31, 11)))) for kind in OutcomeMarkKind if kind in kinds),
    )


def _ranges(chart: RangeChart) -> tuple[Entry, ...]:
    found = []
    if any(row.values for row in chart.rows):
        first, last = chart.levels[0], chart.levels[-1]
        if chart.split not in (None, first):
            found.append(_entry(phrase("{start} to {finish}", start=first, finish=chart.split), _SOLID))
        if chart.split != last:
            found.append(_entry(phrase("{start} to {finish}", start=chart.split or first, finish=last), _OPEN))
        ticks = [level for level in chart.levels[1:-1] if level != chart.point]
        if ticks:
            found.append(
                _entry(phrase("Ticks: {levels}", levels=", ".join(ticks)), Box(Role.BEYOND, 3, 6, 28, 10), Box(Role.TICK, 15.5, 3, 3, 16))
            )
        if chart.point is not None:
            found.append(_entry(chart.point, Box(Role.DOT, 12, 6, 10, 10, 5)))
    if any(row.planned is not None for row in chart.rows):
        found.append(_entry(chart.planned_label, planned_mark(17, 11)))
    if any(row.deadline is not None for row in chart.rows):
        found.append(_entry(chart.deadline_label, deadline_mark(17, 23)))
    return tuple(found)


def _tornado(chart: TornadoChart) -> tuple[Entry, ...]:
    found = [_entry(chart.below_label, _SOLID)] if any(row.low < 0 for row in chart.rows) else []
    return (*found, _entry(chart.above_label, _OPEN)) if any(row.high > 0 for row in chart.rows) else tuple(found)


def _lines(chart: LineChart) -> tuple[Entry, ...]:
    return tuple(_entry(series.name, Line(line_role(number), ((3, 11), (31, 11)))) for number, series in enumerate(chart.series))
