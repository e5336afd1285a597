"""Ranges side by side: a band a row from its lowest to its highest level, ticks between, planned value and deadline, and the odds."""

from datetime import datetime
from decimal import Decimal

from milepost.documents.charts.number_scale import Measure, aligned_texts
from milepost.documents.charts.outcome_axis import OutcomeAxis, outcome_axis, outcome_text
from milepost.documents.charts.row_frame import RowFrame, RowTexts, head_shapes, row_frame, row_texts
from milepost.documents.charts.shapes import Box, Line, Picture, Role, Shape
from milepost.documents.tree.outcome import Amount, RangeChart, RangeRow
from milepost.documents.tree.text import one_line
from milepost.documents.wording import part_text

ROWS_IN_PICTURE = 22
_HALF = 6.0  # of the band's height
_DIAMOND = 5.5


def layout_ranges(
    chart: RangeChart, *, title: str, description: str, width: float, rows_in_picture: int = ROWS_IN_PICTURE
) -> tuple[Picture, ...]:
    """Pictures of about equally many rows, all with the same axis."""
    measure = Measure(chart.currency, one_line(chart.unit))
    written = _written(chart, measure)
    texts = [_texts(chart, row, written) for row in chart.rows]
    heads = RowTexts(chart.names_title, tuple(one_line(level) for level in chart.printed), chart.note_title)
    frame = row_frame(texts, heads, width=width)
    axis = outcome_axis([each for row in chart.rows for each in row.amounts], measure, left=frame.left, right=frame.right, pad=10)
    count = max(1, -(-len(chart.rows) // rows_in_picture))
    size = max(1, -(-len(chart.rows) // count))
    pictures = []
    for first in range(0, max(1, len(chart.rows)), size):
        rows = chart.rows[first : first + size]
        named = title if count == 1 else f"{title} ({part_text(first + 1, first + len(rows), len(chart.rows))})"
        bottom = axis.height + len(rows) * frame.height
        shapes: list[Shape] = [Box(Role.GROUND, 0, 0, width, bottom + 1)]
        if not frame.stacked:
            shapes += axis.grid(top=axis.height, bottom=bottom)
        shapes += [*axis.header(), *head_shapes(frame, heads, baseline=axis.height - 7)]
        for number, row in enumerate(rows):
            top = axis.height + number * frame.height
            shapes += row_texts(frame, texts[first + number], heads, top=top)
            shapes += row_shapes(chart, row, axis, frame, measure, top=top)
        pictures.append(Picture(width, bottom + 1, tuple(shapes), named, description))
    return tuple(pictures)


def _written(chart: RangeChart, measure: Measure) -> dict[Amount, str]:
    """The values that are printed, in words that line up."""
    values = [each for row in chart.rows for each in row.values]
    numbers = [each for each in values if isinstance(each, Decimal)]
    dates: dict[Amount, str] = {each: outcome_text(each, measure) for each in values if isinstance(each, datetime)}
    return {**dates, **dict(zip(numbers, aligned_texts(numbers, measure), strict=True))}


def _texts(chart: RangeChart, row: RangeRow, written: dict[Amount, str]) -> RowTexts:
    named = dict(zip(chart.levels, row.values, strict=False))
    figures = tuple(written.get(named[level], "") if level in named else "" for level in chart.printed)
    return RowTexts(row.name, figures, row.note, row.status)


def row_shapes(chart: RangeChart, row: RangeRow, axis: OutcomeAxis, frame: RowFrame, measure: Measure, *, top: float) -> list[Shape]:
    """Band, ticks and marks of one row."""
    y = top + frame.middle
    shapes = band_shapes(chart, row, axis, measure, y=y)
    if row.planned is not None:
        shapes.append(planned_mark(axis.x(row.planned), y, tip=f"{chart.planned_label} {outcome_text(row.planned, measure)}"))
    if row.deadline is not None:
        shapes.append(deadline_mark(axis.x(row.deadline), y, tip=f"{chart.deadline_label} {outcome_text(row.deadline, measure)}"))
    return shapes


def band_shapes(chart: RangeChart, row: RangeRow, axis: OutcomeAxis, measure: Measure, *, y: float) -> list[Shape]:
    """The band: solid up to the level of the split, open beyond it, a tick or the dot at each level between its ends."""
    if not row.values:
        return []
    levels = dict(zip(chart.levels, (axis.x(value) for value in row.values), strict=True))
    left, right = min(levels.values()), max(levels.values())
    if right - left < 3:  # every outcome is the same
        left, right = (left + right) / 2 - 1.5, (left + right) / 2 + 1.5
    cut = min(max(levels[chart.split], left), right) if chart.split is not None else left
    tip = f"{one_line(row.name)[:200]}: {_tip(chart, row.values, measure)}"
    parts = ((Role.OUTCOME, left, cut), (Role.BEYOND, cut, right))
    shapes: list[Shape] = [Box(role, x, y - _HALF, end - x, 2 * _HALF, tip=tip) for role, x, end in parts if end - x >= 0.5]
    for level in chart.levels[1:-1]:
        if level == chart.point:
            continue
        tall = _HALF + (4 if level == chart.split else 2)
        shapes.append(Box(Role.TICK, levels[level] - 1.5, y - tall, 3, 2 * tall))
    if chart.point is not None:
        x = levels[chart.point]
        shown = outcome_text(row.values[chart.levels.index(chart.point)], measure)
        shapes.append(Box(Role.DOT, x - 5, y - 5, 10, 10, 5, f"{chart.point} {shown}"))
    return shapes


def planned_mark(x: float, y: float, *, tip: str = "") -> Line:
    """An open diamond."""
    return Line(Role.PLANNED_MARK, ((x, y - _DIAMOND), (x + _DIAMOND, y), (x, y + _DIAMOND), (x - _DIAMOND, y)), closed=True, tip=tip)


def deadline_mark(x: float, y: float, *, tip: str = "") -> Line:
    """The arrow of a deadline as in a Gantt chart, its point on the band."""
    y -= 19
    tall = ((x, y + 13), (x - 4.5, y + 7), (x - 1.5, y + 7), (x - 1.5, y), (x + 1.5, y), (x + 1.5, y + 7), (x + 4.5, y + 7))
    return Line(Role.DEADLINE, tall, closed=True, tip=tip)


def _tip(chart: RangeChart, values: tuple[Amount, ...], measure: Measure) -> str:
    return ", ".join(f"{level} {outcome_text(value, measure)}" for level, value in zip(chart.levels, values, strict=True))
