"""What stands in a curve besides its lines: the fan of a forecast's range, the status date, the forecast finish."""

from decimal import Decimal

from milepost.documents.charts.axis import TimeScale
from milepost.documents.charts.mark_labels import ROW, place_labels
from milepost.documents.charts.shapes import Label, Line, Role, Shape
from milepost.documents.charts.value_axis import ValueScale, short_number
from milepost.documents.tree.chart import CostCurve, CurveSeries
from milepost.documents.tree.text import one_line
from milepost.documents.wording import short_day_text


def fan_shapes(series: CurveSeries, points: list[tuple[float, float]], values: ValueScale) -> list[Shape]:
    """From the first point of the series to low and high at its last one."""
    if series.interval is None or len(points) < 2:
        return []
    low, high = (values.y(max(value, Decimal(0))) for value in series.interval)
    corners = (points[0], (points[-1][0], high), (points[-1][0], low))
    return [Line(Role.FAN, corners, closed=True, tip=f"{series.name[:60]}{fan_text(series)}")]


def fan_text(series: CurveSeries) -> str:
    """ " (380k–455k)", what is written after the name of a series that has an interval."""
    if series.interval is None:
        return ""
    low, high = (short_number(value) for value in series.interval)
    return f" ({low}\u2013{high})"


def date_lines(chart: CostCurve, scale: TimeScale, *, top: float, bottom: float) -> list[Shape]:
    """The status date and the forecast finish, each with its name in the strip between axis and curve."""
    wanted = [
        (chart.status_at, chart.status_label, Role.STATUS, Role.STATUS_TEXT),
        (chart.finish_at, chart.finish_label, Role.FINISH, Role.WARNING_TEXT),
    ]
    shown = [
        (scale.x(at), f"{one_line(label)} {short_day_text(at)}", line, text)
        for at, label, line, text in wanted
        if at is not None and scale.left <= scale.x(at) <= scale.right
    ]
    shapes: list[Shape] = []
    for placed in place_labels([(x, text) for x, text, _, _ in shown], left=scale.left, right=scale.right):
        x, text, line, role = shown[placed.number]
        shapes.append(Line(line, ((x, top + placed.row * ROW), (x, bottom)), tip=text))
        shapes.append(Label(role, placed.left, top + 14 + placed.row * ROW, placed.text, size=10.5, strong=True, halo=True))
    return shapes
