"""How likely which outcome is: a histogram, solid up to a percentile and open beyond, and below it, on the same axis, the S-curve."""

from decimal import Decimal
from itertools import pairwise

from milepost.documents.charts.mark_labels import LABEL_SIZE, ROW, place_labels
from milepost.documents.charts.measure import fitted, text_width
from milepost.documents.charts.number_scale import Measure
from milepost.documents.charts.outcome_axis import OutcomeAxis, outcome_axis, outcome_text
from milepost.documents.charts.shapes import Anchor, Box, Label, Line, Picture, Role, Shape
from milepost.documents.charts.value_axis import ValueScale, value_axis, value_scale
from milepost.documents.tongue import phrase
from milepost.documents.tree.outcome import DistributionChart, OutcomeMarkKind
from milepost.documents.tree.text import one_line
from milepost.documents.wording import percent_of, percent_text
from milepost.values import FULL_SHARE

MARK_ROLES = {
    OutcomeMarkKind.PERCENTILE: Role.MARK_PERCENTILE,
    OutcomeMarkKind.PLANNED: Role.MARK_PLANNED,
    OutcomeMarkKind.DEADLINE: Role.MARK_DEADLINE,
    OutcomeMarkKind.TOLERANCE: Role.MARK_TOLERANCE,
}
_LEFT = 46.0
_TITLE = 20.0
_PANEL = 150.0


def layout_distribution(chart: DistributionChart, *, title: str, description: str, width: float) -> Picture:
    """One picture: labels of the marks, histogram, curve, axis."""
    measure = Measure(chart.currency, one_line(chart.unit))
    axis = outcome_axis(chart.amounts, measure, left=_LEFT, right=width - 8)
    marks, strip = _marks(chart, axis)
    top = strip + (8 if strip else 0)
    shapes: list[Shape] = []
    starts = []
    for wanted, draw in ((bool(chart.bins) or not chart.curve, _histogram), (bool(chart.curve), _curve)):
        if wanted:
            starts.append(top)
            shapes += draw(chart, axis, measure, top + _TITLE)
            top += _TITLE + _PANEL + 10
    bottom = top - 10
    rims = [Line(Role.RIM, ((x, y), (x, starts[0] + _TITLE + _PANEL))) for x, y, _ in marks.lines] if chart.bins else []
    dots = [shape for shape in shapes if shape.role is Role.DOT]
    shapes = [shape for shape in shapes if shape.role is not Role.DOT]
    lines = [Line(MARK_ROLES[kind], ((x, y), (x, bottom)), tip=text) for (x, y, text), kind in zip(marks.lines, marks.kinds, strict=True)]
    heads = [_title(text, axis, y) for text, y in zip(_titles(chart), starts, strict=True)]
    heads += _later(chart, axis, starts[0] + _TITLE, beside=heads[0])
    height = bottom + axis.height + 4
    ground = Box(Role.GROUND, 0, 0, width, height)
    grid = axis.grid(top=starts[0] + _TITLE, bottom=bottom)
    drawn = (ground, *grid, *shapes, *rims, *lines, *dots, *heads, *marks.labels, *axis.footer(top=bottom))
    return Picture(width, height, drawn, title, description)


class _Marks:
    """Where each mark's line begins, and its label."""

    def __init__(self) -> None:
        self.lines: list[tuple[float, float, str]] = []
        self.kinds: list[OutcomeMarkKind] = []
        self.labels: list[Label] = []


def _marks(chart: DistributionChart, axis: OutcomeAxis) -> tuple[_Marks, float]:
    """The marks placed from the top of the picture, and the height of their strip."""
    found = _Marks()
    texts = [(axis.x(mark.at), one_line(mark.text)) for mark in chart.marks]
    rows = 0
    for placed in place_labels(texts, left=2, right=axis.right):
        baseline = placed.row * ROW + 12
        over = placed.left < placed.x < placed.right
        found.lines.append((placed.x, baseline + 4 if over else baseline - 10, texts[placed.number][1]))
        found.kinds.append(chart.marks[placed.number].kind)
        found.labels.append(Label(Role.INK, placed.left, baseline, placed.text, size=LABEL_SIZE, strong=True, halo=True))
        rows = max(rows, placed.row + 1)
    return found, rows * ROW


def _titles(chart: DistributionChart) -> list[str]:
    return ([chart.bins_title] if chart.bins or not chart.curve else []) + ([chart.curve_title] if chart.curve else [])


def _title(text: str, axis: OutcomeAxis, top: float) -> Label:
    text = fitted(one_line(text), size=11, width=axis.right - axis.left)
    return Label(Role.QUIET, axis.left, top + 12, text, size=11, halo=True)


def _later(chart: DistributionChart, axis: OutcomeAxis, top: float, *, beside: Label) -> list[Label]:
    """What lies beyond the axis, at its right end, a line lower where the title leaves no room."""
    text = one_line(chart.later)
    if not text:
        return []
    lower = beside.extent[1] + 20 + text_width(text, size=11) > axis.right
    text = fitted(text, size=11, width=axis.right - axis.left - 8)
    return [Label(Role.QUIET, axis.right - 4, top + (12 if lower else -8), text, Anchor.END, 11, halo=True)]


def _histogram(chart: DistributionChart, axis: OutcomeAxis, measure: Measure, top: float) -> list[Shape]:
    largest = max((each.share for each in chart.bins), default=0)
    values = value_scale(percent_of(largest), top=top, bottom=top + _PANEL)
    shapes = value_axis(values, left=axis.left, right=axis.right, share=True)
    split = axis.x(chart.split_at) if chart.split_at is not None else axis.right + 1
    for each in chart.bins:
        left, right = axis.x(each.lower), axis.x(each.upper)
        if right - left < 2:  # every outcome is the same
            left, right = (left + right) / 2 - 9, (left + right) / 2 + 9
            split = right if left <= split <= right else split
        span = phrase("{start} to {finish}", start=outcome_text(each.lower, measure), finish=outcome_text(each.upper, measure))
        tip = f"{span}: {_percent(each.share)}"
        shapes += _bar(left, right, values.y(percent_of(each.share)), values, split, tip)
    return shapes


def _bar(left: float, right: float, y: float, values: ValueScale, split: float, tip: str) -> list[Shape]:
    """One bar; the one the percentile falls into is cut there."""
    gap = 0.5 if right - left > 4 else 0.0
    left, right = left + gap, right - gap
    if values.bottom - y < 0.5:
        return []
    cut = min(max(split, left), right)
    parts = ((Role.OUTCOME, left, cut), (Role.BEYOND, cut, right))
    return [Box(role, x, y, end - x, values.bottom - y, tip=tip) for role, x, end in parts if end - x >= 0.5]


def _curve(chart: DistributionChart, axis: OutcomeAxis, measure: Measure, top: float) -> list[Shape]:
    """The chance of not exceeding a value, from 0 at the left end of the axis to its last share at the right."""
    values = ValueScale(Decimal(100), Decimal(100), top, top + _PANEL)
    points = [(axis.x(point.value), values.y(percent_of(point.share))) for point in chart.curve]
    points = [(axis.left, values.bottom), (points[0][0], values.bottom), *points, (axis.right, points[-1][1])]
    shapes: list[Shape] = []
    for share in sorted({0, *chart.guides, FULL_SHARE}):
        y = values.y(percent_of(share))
        role = Role.RULE if share == 0 else Role.GRID
        shapes.append(Line(role, ((axis.left, y), (axis.right, y))))
        shapes.append(Label(Role.QUIET, axis.left - 6, y + 3.5, _percent(share), Anchor.END, 10.5))
    shapes.append(Line(Role.CUMULATIVE, tuple(points)))
    taken = [axis.x(mark.at) for mark in chart.marks]
    for share in sorted(chart.guides):
        shapes += _guide(share, points, values, axis, taken)
    return shapes


def _guide(share: int, points: list[tuple[float, float]], values: ValueScale, axis: OutcomeAxis, taken: list[float]) -> list[Shape]:
    """From the axis of shares to the curve, and down to the value there unless a mark already stands on it."""
    y = values.y(percent_of(share))
    for (x0, y0), (x1, y1) in pairwise(points):
        if y1 <= y <= y0 and y0 > y1:
            x = x0 + (x1 - x0) * (y0 - y) / (y0 - y1)
            down = [] if any(abs(x - other) < 2 for other in taken) else [Line(Role.GUIDE, ((x, y), (x, values.bottom)))]
            return [Line(Role.GUIDE, ((axis.left, y), (x, y))), *down, Box(Role.DOT, x - 4, y - 4, 8, 8, 4)]
    return []


def _percent(share: int) -> str:
    return percent_text(share, digits=0 if share % 10_000 == 0 else 1)
