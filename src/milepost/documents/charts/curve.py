"""The S-curve: running totals as lines with their names at their ends, and below, on an axis of its own, what each period adds."""

from dataclasses import replace
from decimal import Decimal

from milepost.documents.charts.axis import HEADER_HEIGHT, TimeScale, grid, header, scale_over
from milepost.documents.charts.legend import CURVE_ROLES
from milepost.documents.charts.measure import fitted, text_width
from milepost.documents.charts.shapes import Anchor, Box, Label, Line, Picture, Role, Shape
from milepost.documents.charts.value_axis import ValueScale, short_number, value_axis, value_scale
from milepost.documents.tree.chart import CostCurve, CurveSeries
from milepost.documents.wording import short_day_text

_LEFT = 58.0
_PLOT = 230.0
_BARS = 64.0
_LINE_APART = 15.0


def layout_curve(chart: CostCurve, *, title: str, description: str, width: float) -> Picture:
    """One picture: time axis on top, curves, bars."""
    prefix = chart.currency.symbol if chart.currency else ""
    suffix = f" {chart.unit}" if chart.unit else ""
    ends = {series.name: _end_text(series, prefix, suffix) for series in chart.series}
    gutter = min(190.0, max((text_width(text, size=11, strong=True) for text in ends.values()), default=0.0) + 12)
    moments = [when for period in chart.periods for when in (period.start, period.finish)]
    scale = scale_over(moments, left=_LEFT, right=width - gutter, pad=4)
    top, bottom = HEADER_HEIGHT + 12.0, HEADER_HEIGHT + 12 + _PLOT
    height = bottom + (34 + _BARS if chart.bars else 0) + 12
    largest = max((total for series in chart.series for total in series.totals if total is not None), default=Decimal(0))
    values = value_scale(largest, top=top, bottom=bottom, ticks=5)
    shapes: list[Shape] = [Box(Role.GROUND, 0, 0, width, height), *grid(scale, top=HEADER_HEIGHT, bottom=height - 12), *header(scale)]
    shapes += value_axis(values, left=scale.left, right=scale.right, prefix=prefix, suffix=suffix)
    shapes += _status(chart, scale, top=HEADER_HEIGHT, bottom=bottom)
    at_edge: list[Label] = []
    inside: list[Label] = []
    for series in chart.series:
        points = _points(chart, series, scale, values)
        if points:
            shapes.append(Line(CURVE_ROLES[series.kind], tuple(points)))
            x, y = points[-1]
            text = fitted(ends[series.name], size=11, width=gutter - 10, strong=True)
            if x > scale.right - 30:
                at_edge.append(Label(Role.INK, scale.right + 8, y + 4, text, size=11, strong=True))
            else:  # running totals rise, so the place up and left of an early end is free
                anchor = Anchor.END if x - scale.left > 150 else Anchor.START
                inside.append(Label(Role.INK, x - 8, y - 6, text, anchor, size=11, strong=True, halo=True))
    shapes += spread(at_edge, top=top, bottom=bottom + 10) + spread(inside, top=top + 22, bottom=bottom + 10)
    if chart.bars:
        shapes += _bars(chart, scale, top=bottom + 34, bottom=bottom + 34 + _BARS, prefix=prefix, suffix=suffix)
    return Picture(width, height, tuple(shapes), title, description)


def spread(labels: list[Label], *, top: float, bottom: float) -> list[Label]:
    """The labels pushed apart until no two lines of text meet, in the order of their heights, none below `bottom`."""
    placed: list[Label] = []
    for label in sorted(labels, key=lambda each: (each.y, each.text)):
        y = max(label.y, top + 8, placed[-1].y + _LINE_APART if placed else 0)
        placed.append(replace(label, y=y))
    low = bottom
    for number in reversed(range(len(placed))):
        if placed[number].y > low:
            placed[number] = replace(placed[number], y=low)
        low = placed[number].y - _LINE_APART
    return placed


def _end_text(series: CurveSeries, prefix: str, suffix: str) -> str:
    known = [total for total in series.totals if total is not None]
    return f"{series.name[:60]} {prefix}{short_number(known[-1])}{suffix}" if known else series.name[:60]


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


def _status(chart: CostCurve, scale: TimeScale, *, top: float, bottom: float) -> list[Shape]:
    if chart.status_at is None or not scale.left <= scale.x(chart.status_at) <= scale.right:
        return []
    x = scale.x(chart.status_at)
    text = f"{chart.status_label} {short_day_text(chart.status_at)}"
    room_left = x - scale.left > text_width(text, size=10.5) + 8
    where = (x - 5, Anchor.END) if room_left else (x + 5, Anchor.START)
    return [
        Line(Role.STATUS, ((x, top), (x, bottom))),
        Label(Role.STATUS_TEXT, where[0], top + 14, text, where[1], 10.5, strong=True, halo=True),
    ]


def _bars(chart: CostCurve, scale: TimeScale, *, top: float, bottom: float, prefix: str, suffix: str) -> list[Shape]:
    values = value_scale(max(max(chart.bars), Decimal(0)), top=top, bottom=bottom, ticks=2)
    shapes = value_axis(values, left=scale.left, right=scale.right, prefix=prefix, suffix=suffix)
    shapes.append(Label(Role.QUIET, scale.left, top - 9, chart.bars_name or "Each period", size=11, halo=True))
    for period, value in zip(chart.periods, chart.bars, strict=True):
        left, right = scale.x(period.start), scale.x(period.finish)
        gap = 1.0 if right - left > 4 else 0.0
        y = values.y(max(value, Decimal(0)))
        if value > 0:
            shapes.append(Box(Role.PERIOD, left + gap, y, max(1.0, right - left - 2 * gap), max(1.0, bottom - y)))
    return shapes
