"""What moves the result most: a bar a cause around a centre line, the widest first, each end labelled with its signed value."""

from decimal import Decimal

from milepost.documents.charts.measure import fitted, text_width
from milepost.documents.charts.number_scale import TICK_SIZE, Measure, aligned_texts
from milepost.documents.charts.outcome_axis import OutcomeAxis, outcome_axis
from milepost.documents.charts.ranges import ROWS_IN_PICTURE
from milepost.documents.charts.row_frame import RowFrame, RowTexts, head_shapes, row_frame, row_texts
from milepost.documents.charts.shapes import Anchor, Box, Label, Line, Picture, Role, Shape
from milepost.documents.tongue import phrase
from milepost.documents.tree.outcome import TornadoChart, TornadoRow
from milepost.documents.tree.text import one_line
from milepost.documents.wording import part_text

_HALF = 7.0
_STRIP = 18.0  # for the words above the centre line


def layout_tornado(
    chart: TornadoChart, *, title: str, description: str, width: float, rows_in_picture: int = ROWS_IN_PICTURE
) -> tuple[Picture, ...]:
    """Pictures of about equally many rows, all with the same axis."""
    rows = sorted(chart.rows, key=lambda row: row.low - row.high)
    measure = Measure(chart.currency, one_line(chart.unit), signed=True)
    texts = [RowTexts(row.name, (), row.note) for row in rows]
    heads = RowTexts(chart.names_title, (), chart.note_title)
    frame = row_frame(texts, heads, width=width)
    ends = [end for row in rows for end in (row.low, row.high)]
    written = dict(zip(ends, aligned_texts(ends, measure), strict=True))
    axis = outcome_axis(list(_reach(rows, written, room=frame.right - frame.left)), measure, left=frame.left, right=frame.right, pad=2)
    count = max(1, -(-len(rows) // rows_in_picture))
    size = max(1, -(-len(rows) // count))
    pictures = []
    for first in range(0, max(1, len(rows)), size):
        part = rows[first : first + size]
        named = title if count == 1 else f"{title} ({part_text(first + 1, first + len(part), len(rows))})"
        top = _STRIP + axis.height
        bottom = top + len(part) * frame.height
        shapes: list[Shape] = [Box(Role.GROUND, 0, 0, width, bottom + 1)]
        if not frame.stacked:
            shapes += axis.grid(top=top, bottom=bottom)
        shapes += [*axis.header(top=_STRIP), *head_shapes(frame, heads, baseline=top - 7)]
        for number, beside in enumerate(texts[first : first + size]):
            shapes += row_texts(frame, beside, heads, top=top + number * frame.height)
        shapes += _centre(chart, axis, frame, top=top, bottom=bottom, rows=len(part))
        for number, row in enumerate(part):
            shapes += _bar(row, axis, written, room=frame.right - frame.left, y=top + number * frame.height + frame.middle)
        pictures.append(Picture(width, bottom + 1, tuple(shapes), named, description))
    return tuple(pictures)


def _reach(rows: list[TornadoRow], written: dict[Decimal, str], *, room: float) -> tuple[Decimal, Decimal]:
    """From the lowest to the highest value with room for the words beside each bar, found by widening a few times."""
    low, high = min([Decimal(0), *(row.low for row in rows)]), max([Decimal(0), *(row.high for row in rows)])
    for _ in range(60):
        a_pixel = (high - low) / Decimal(max(1, int(room)))
        left, right = [low], [high]
        for row in rows:
            before, after = (Decimal(int(text_width(text, size=TICK_SIZE, strong=True)) + 10) for text in _words(row, written, room))
            left.append(row.low - before * a_pixel)
            right.append(row.high + after * a_pixel)
        low, high = min(left), max(right)
    return low, high


def _centre(chart: TornadoChart, axis: OutcomeAxis, frame: RowFrame, *, top: float, bottom: float, rows: int) -> list[Shape]:
    """The line that everything is measured from, and what it is; on a phone it does not run through the words."""
    x = axis.x(Decimal(0))
    text = fitted(one_line(chart.centre_label), size=11, width=frame.width - 4, strong=True)
    half = text_width(text, size=11, strong=True) / 2
    middle = min(max(x, half + 2), frame.width - half - 2)
    shapes: list[Shape] = [Label(Role.INK, middle, 12, text, Anchor.MIDDLE, 11, strong=True)] if text else []
    if not frame.stacked:
        return [*shapes, Line(Role.MARK_PERCENTILE, ((x, top), (x, bottom)))]
    middles = (top + number * frame.height + frame.middle for number in range(rows))
    return [*shapes, *(Line(Role.MARK_PERCENTILE, ((x, y - _HALF - 4), (x, y + _HALF + 4))) for y in middles)]


def _words(row: TornadoRow, written: dict[Decimal, str], room: float) -> tuple[str, str]:
    """What stands left and right of a bar: each end's value, both at the far end where the bar lies on one side of the centre."""
    low, high = written[row.low], written[row.high]
    if row.low == row.high:
        low, high = (low, "") if row.low < 0 else ("", high)
    elif row.low > 0:
        low, high = "", _span(low, high)
    elif row.high < 0:
        low, high = _span(low, high), ""
    before, after = (fitted(text, size=TICK_SIZE, width=room * 0.42, strong=True) for text in (low, high))
    return before, after


def _span(low: str, high: str) -> str:
    return phrase("{start} to {finish}", start=low, finish=high)


def _bar(row: TornadoRow, axis: OutcomeAxis, written: dict[Decimal, str], *, room: float, y: float) -> list[Shape]:
    """The part below the centre is solid, the part above it open."""
    low, high, zero = axis.x(row.low), axis.x(row.high), axis.x(Decimal(0))
    tip = f"{one_line(row.name)[:200]}: {_span(written[row.low], written[row.high])}"
    parts = ((Role.OUTCOME, low, min(high, zero)), (Role.BEYOND, max(low, zero), high))
    shapes: list[Shape] = [Box(role, x, y - _HALF, end - x, 2 * _HALF, tip=tip) for role, x, end in parts if end - x >= 0.5]
    if high - low < 0.5:
        shapes.append(Box(Role.TICK, low - 1.5, y - _HALF, 3, 2 * _HALF, tip=tip))
    for text, x, anchor in zip(_words(row, written, room), (low - 6, high + 6), (Anchor.END, Anchor.START), strict=True):
        if text:
            shapes.append(Label(Role.INK, x, y + 4, text, anchor, TICK_SIZE, strong=True, halo=True))
    return shapes
