"""The S-curve: running totals as lines with their names at their ends, and below, on an axis of its own, what each period adds."""

from decimal import Decimal

from milepost.documents.charts.axis import HEADER_HEIGHT, TimeScale, grid, header, scale_over
from milepost.documents.charts.curve_marks import date_lines, fan_shapes, fan_text
from milepost.documents.charts.end_labels import end_labels
from milepost.documents.charts.legend import CURVE_ROLES
from milepost.documents.charts.measure import text_width
from milepost.documents.charts.shapes import Box, Label, Line, Picture, Role, Shape
from milepost.documents.charts.value_axis import ValueScale, short_number, value_axis, value_scale
from milepost.documents.tongue import phrase
from milepost.documents.tree.chart import CostCurve, CurveSeries

NARROW = 560.0  # below it the names of the lines stand in the corner that rising curves leave free
_LEFT = 58.0
_PLOT = 230.0
_BARS = 64.0


def layout_curve(chart: CostCurve, *, title: str, description: str, width: float) -> Picture:
    """One picture: time axis on top, curves, bars."""
    prefix = chart.currency.symbol if chart.currency else ""
    suffix = f" {chart.unit}" if chart.unit else ""
    ends = {series.name: _end_text(series, prefix, suffix) for series in chart.series}
    most = 0.0 if width < NARROW else 240.0 if any(series.interval for series in chart.series) else 190.0
    gutter = min(most, max((text_width(text, size=11, strong=True) for text in ends.values()), default=0.0) + 12)
    moments = [when for period in chart.periods for when in (period.start, period.finish)]
    moments += [chart.finish_at] if chart.finish_at is not None else []
    scale = scale_over(moments, left=_LEFT, right=width - gutter, pad=4)
    top, bottom = HEADER_HEIGHT + 12.0, HEADER_HEIGHT + 12 + _PLOT
    height = bottom + (34 + _BARS if chart.bars else 0) + 12
    known = [total for series in chart.series for total in (*series.totals, *(series.interval or ())) if total is not None]
    largest = max(known, default=Decimal(0))
    values = value_scale(largest, top=top, bottom=bottom, ticks=5)
    shapes: list[Shape] = [Box(Role.GROUND, 0, 0, width, height), *grid(scale, top=HEADER_HEIGHT, bottom=height - 12), *header(scale)]
    shapes += value_axis(values, left=scale.left, right=scale.right, prefix=prefix, suffix=suffix)
    lines = [(series, points) for series in chart.series if (points := _points(chart, series, scale, values))]
    for series, points in lines:
        shapes += fan_shapes(series, points, values)
    shapes += date_lines(chart, scale, top=HEADER_HEIGHT, bottom=bottom)
    shapes += [Line(CURVE_ROLES[series.kind], tuple(points)) for series, points in lines]
    named = [(ends[series.name], points[-1]) for series, points in lines]
    last = scale.x(chart.periods[-1].finish) if chart.periods else scale.right
    shapes += end_labels(named, scale, top=top, bottom=bottom, gutter=gutter, edge=last - 2)
    if chart.bars:
        shapes += _bars(chart, scale, top=bottom + 34, bottom=bottom + 34 + _BARS, prefix=prefix, suffix=suffix)
    return Picture(width, height, tuple(shapes), title, description)


def _end_text(series: CurveSeries, prefix: str, suffix: str) -> str:
    known = [total for total in series.totals if total is not None]
    return f"{series.name[:60]} {prefix}{short_number(known[-1])}{suffix}{fan_text(series)}" if known else series.name[:60]


def _points(chart: CostCurve, series: CurveSeries, scale: TimeScale, values: ValueScale) -> list[tuple[float, float]]:
    """From zero at the start of the first period (unless the series begins later) to each known total at its period's end."""
    points: list[tuple[float, float]] = []
    for number, (period, total) in enumerate(zip(chart.periods, series.totals, strict=True)):
        if total is None:
            continue
        if not points and number == 0:
            points.append((scale.x(period.start), values.y(Decimal(0))))
        points.append((scale.x(period.finish), values.y(max(total, Decimal(0)))))
    return points


def _bars(chart: CostCurve, scale: TimeScale, *, top: float, bottom: float, prefix: str, suffix: str) -> list[Shape]:
    values = value_scale(max(max(chart.bars), Decimal(0)), top=top, bottom=bottom, ticks=2)
    shapes = value_axis(values, left=scale.left, right=scale.right, prefix=prefix, suffix=suffix)
    shapes.append(Label(Role.QUIET, scale.left, top - 9, chart.bars_name or phrase("Each period"), size=11, halo=True))
    for period, value in zip(chart.periods, chart.bars, strict=True):
        left, right = scale.x(period.start), scale.x(period.finish)
        gap = 1.0 if right - left > 4 else 0.0
        y = values.y(max(value, Decimal(0)))
        if value > 0:
            shapes.append(Box(Role.PERIOD, left + gap, y, max(1.0, right - left - 2 * gap), max(1.0, bottom - y)))
    return shapes
