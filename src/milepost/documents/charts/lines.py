"""Lines over a plain number axis, each named at its end, with levels to compare with drawn across."""

from decimal import Decimal

from milepost.documents.charts.end_labels import spread
from milepost.documents.charts.measure import fitted, text_width
from milepost.documents.charts.number_scale import TICK_SIZE, Measure, NumberScale, amount_text, number_scale
from milepost.documents.charts.outcome_axis import OutcomeAxis, outcome_axis
from milepost.documents.charts.shapes import Anchor, Box, Label, Line, Picture, Role, Shape
from milepost.documents.tree.outcome import LineChart, LineSeries
from milepost.documents.tree.text import one_line

_PLOT = 220.0
_DOTTED = 12  # points up to this many are marked one by one


def line_role(number: int) -> Role:
    """The role of the n-th line: a colour and a pattern of dashes of its own; after six they begin again."""
    return Role(f"line-{number % 6 + 1}")


def layout_lines(chart: LineChart, *, title: str, description: str, width: float) -> Picture:
    """One picture: title of the y axis, lines, x axis and its title."""
    measure = Measure(chart.currency, one_line(chart.unit))
    ys = [y for series in chart.series for _, y in series.points] + [guide.value for guide in chart.guides]
    top, bottom = 26.0, 26.0 + _PLOT
    values = number_scale([*ys, *([Decimal(0)] if chart.from_zero else [])], start=bottom, end=top)
    left = max(text_width(text, size=TICK_SIZE) for text in values.tick_texts(measure)) + 14
    ends = [f"{one_line(series.name)} {amount_text(series.points[-1][1], measure)}" if series.points else "" for series in chart.series]
    beside = [ends[number] if series.points else "" for number, series in enumerate(chart.series)] if width >= 560 else []
    gutter = min(200.0, max((text_width(text, size=11, strong=True) for text in beside), default=0) + 12)
    xs = [x for series in chart.series for x, _ in series.points]
    axis = outcome_axis(list(xs), Measure(None, one_line(chart.x_unit)), left=left, right=width - max(gutter, 8), pad=0)
    shapes: list[Shape] = [Box(Role.GROUND, 0, 0, width, bottom + axis.height + 20), *_frame(chart, axis, values, measure, width)]
    labels = []
    for number, series in enumerate(chart.series):
        points = _points(series, axis, values)
        shapes += _line(series, points, line_role(number))
        if points and beside:
            text = fitted(ends[number], size=11, width=gutter - 10, strong=True)
            labels.append(Label(Role.INK, axis.right + 8, points[-1][1] + 4, text, size=11, strong=True))
    shapes += spread(labels, top=top - 8, bottom=bottom + 10)
    return Picture(width, bottom + axis.height + 20, tuple(shapes), title, description)


def _frame(chart: LineChart, axis: OutcomeAxis, values: NumberScale, measure: Measure, width: float) -> list[Shape]:
    bottom = values.start
    shapes: list[Shape] = [*axis.grid(top=values.end, bottom=bottom)]
    for tick, text in zip(values.ticks, values.tick_texts(measure), strict=True):
        y = values.at(tick)
        shapes.append(Line(Role.GRID if tick else Role.RULE, ((axis.left, y), (axis.right, y))))
        shapes.append(Label(Role.QUIET, axis.left - 6, y + 3.5, text, Anchor.END, TICK_SIZE))
    shapes += axis.footer(top=bottom)
    shapes.append(Label(Role.QUIET, 2, 12, fitted(one_line(chart.y_title), size=11, width=width - 4), size=11))
    under = fitted(one_line(chart.x_title), size=11, width=axis.right)
    shapes.append(Label(Role.QUIET, axis.right, bottom + axis.height + 14, under, Anchor.END, 11))
    for guide in chart.guides:
        y = values.at(guide.value)
        text = fitted(one_line(guide.text), size=11, width=axis.right - axis.left - 8)
        shapes.append(Line(Role.MARK_TOLERANCE, ((axis.left, y), (axis.right, y)), tip=text))
        shapes.append(Label(Role.STATUS_TEXT, axis.left + 4, y - 5, text, size=11, halo=True))
    return shapes


def _points(series: LineSeries, axis: OutcomeAxis, values: NumberScale) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for x, y in series.points:
        if series.step and points:
            points.append((axis.x(x), points[-1][1]))
        points.append((axis.x(x), values.at(y)))
    return points


def _line(series: LineSeries, points: list[tuple[float, float]], role: Role) -> list[Shape]:
    """The line, and a dot at each point where they are few, else at its end: a line of one point would not be seen."""
    if not points:
        return []
    shapes: list[Shape] = [Line(role, tuple(points), tip=one_line(series.name)[:200])]
    given = points[-1:] if series.step or len(points) > _DOTTED else points
    return [*shapes, *(Box(Role.DOT, x - 3.5, y - 3.5, 7, 7, 3.5) for x, y in given)]
