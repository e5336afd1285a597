"""What the signs of a chart mean: a small picture and its words for each sign that the chart really uses."""

from datetime import datetime, timedelta

from milepost.documents.charts.axis import TimeScale
from milepost.documents.charts.bars import row_shapes
from milepost.documents.charts.legend_outcome import SWATCH, Entry, outcome_legend
from milepost.documents.charts.measure import text_width
from milepost.documents.charts.shapes import Box, Label, Line, Picture, Role, Shape, hatch, shifted
from milepost.documents.tongue import phrase
from milepost.documents.tree.chart import (
    BarKind,
    Chart,
    CostCurve,
    CurveKind,
    Gantt,
    GanttRow,
    Interval,
    LoadHistogram,
    Mark,
    MarkKind,
)
from milepost.documents.tree.text import one_line
from milepost.values import to_moment

_START = datetime(2026, 1, 5)
_SCALE = TimeScale(to_moment(_START), to_moment(_START) + 34 * 86400, 0, 34)
CURVE_ROLES = {
    CurveKind.PLANNED: Role.PLANNED,
    CurveKind.BASELINE: Role.PLANNED_BASE,
    CurveKind.ACTUAL: Role.ACTUAL,
    CurveKind.FORECAST: Role.FORECAST,
    CurveKind.EARNED: Role.EARNED,
}


def legend(chart: Chart) -> tuple[Entry, ...]:
    """Words and swatch of each sign in use, in reading order."""
    if isinstance(chart, Gantt):
        return _gantt(chart)
    if isinstance(chart, LoadHistogram):
        return _load(chart)
    if isinstance(chart, CostCurve):
        return _curve(chart)
    return outcome_legend(chart)


def legend_rows(chart: Chart, *, left: float, right: float, top: float) -> tuple[list[Shape], float]:
    """The legend laid out in lines between two edges, and the height that it takes: for formats that draw it into the picture."""
    shapes: list[Shape] = []
    x, y = left, top
    for words, swatch in legend(chart):
        wide = SWATCH[0] + 6 + text_width(words, size=11)
        if x > left and x + wide > right:
            x, y = left, y + SWATCH[1]
        shapes += [shifted(shape, dx=x, dy=y) for shape in swatch.shapes]
        shapes.append(Label(Role.QUIET, x + SWATCH[0] + 6, y + 15, words, size=11))
        x += wide + 18
    return shapes, (y - top + SWATCH[1]) if shapes else 0


def _entry(words: str, shapes: list[Shape]) -> Entry:
    return words, Picture(*SWATCH, tuple(shapes))


def _day(number: int) -> datetime:
    return _START + timedelta(days=number)


def _gantt(chart: Gantt) -> tuple[Entry, ...]:
    tasks = [row for row in chart.rows if row.kind is BarKind.TASK and row.segments]
    kinds = {row.kind for row in chart.rows if row.segments}
    marks = {mark.kind for row in chart.rows for mark in row.marks}
    bar = (Interval(_day(3), _day(31)),)

    def drawn(words: str, **fields: object) -> Entry:
        row = GanttRow(id="", name=words, **{"segments": bar, **fields})  # type: ignore[arg-type]
        return _entry(words, row_shapes(row, scale=_SCALE, top=0))

    found = []
    if any(not row.critical for row in tasks):
        found.append(drawn(phrase("Task, darker where done"), progress=450_000))
    if any(row.critical for row in tasks):
        found.append(drawn(phrase("Critical task: dark top edge"), critical=True, progress=450_000))
    if any(len(row.segments) > 1 for row in tasks):
        found.append(drawn(phrase("Split task"), segments=(Interval(_day(3), _day(12)), Interval(_day(22), _day(31)))))
    if BarKind.SUMMARY in kinds:
        found.append(drawn(phrase("Summary"), kind=BarKind.SUMMARY, progress=450_000))
    point = (Interval(_day(17), _day(17)),)
    if any(row.kind is BarKind.MILESTONE and not row.critical for row in chart.rows):
        found.append(drawn(phrase("Milestone"), kind=BarKind.MILESTONE, segments=point))
    if any(row.kind is BarKind.MILESTONE and row.critical for row in chart.rows):
        found.append(drawn(phrase("Critical milestone: open centre"), kind=BarKind.MILESTONE, segments=point, critical=True))
    if any(row.baseline for row in chart.rows):
        found.append(_entry(one_line(chart.baseline_label)[:60], [Box(Role.BASELINE, 3, 9, 28, 3, 1)]))
    if any(row.float_until for row in chart.rows):
        found.append(_entry(phrase("Float"), [Line(Role.FLOAT, ((3, 11), (30, 11))), Line(Role.FLOAT, ((30, 8), (30, 14)))]))
    named = (
        (MarkKind.DEADLINE, phrase("Deadline")),
        (MarkKind.CONSTRAINT, phrase("Constraint")),
        (MarkKind.FORECAST, one_line(chart.forecast_label)[:60]),
    )
    for kind, words in named:
        if kind in marks:
            found.append(drawn(words, segments=(), marks=(Mark(_day(17), kind, words),)))
    return tuple(found)


def _load(chart: LoadHistogram) -> tuple[Entry, ...]:
    found = []
    for number, name in enumerate(chart.series):
        found.append(_entry(name, [Box(series_role(number), 6, 5, 22, 12)]))
    found.append(_entry(phrase("Capacity"), [Line(Role.CAPACITY, ((3, 11), (31, 11)))]))
    if any(sum(load) > most for lane in chart.lanes for load, most in zip(lane.loads, lane.capacity, strict=True)):
        box = Box(Role.OVER, 6, 5, 22, 12)
        found.append(_entry(phrase("Above capacity, hours over"), [box, *hatch(box)]))
    return tuple(found)


def _curve(chart: CostCurve) -> tuple[Entry, ...]:
    found = [_entry(series.name, [Line(CURVE_ROLES[series.kind], ((3, 11), (31, 11)))]) for series in chart.series]
    if any(series.interval for series in chart.series):
        found.append(_entry(phrase("Forecast range"), [Line(Role.FAN, ((3, 11), (31, 3), (31, 19)), closed=True)]))
    if chart.finish_at is not None:
        found.append(_entry(one_line(chart.finish_label)[:60], [Line(Role.FINISH, ((3, 11), (31, 11)))]))
    if chart.bars:
        found.append(_entry(chart.bars_name or phrase("Each period"), [Box(Role.PERIOD, 6, 5, 22, 12)]))
    return tuple(found)


def series_role(number: int) -> Role:
    """The role of the n-th series; after six the colours begin again, which the data table makes up for."""
    return Role(f"series-{number % 6 + 1}")
