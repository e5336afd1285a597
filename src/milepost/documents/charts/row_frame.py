"""Where names, bars, figures and notes of a chart of rows stand: side by side where there is room, one below the other on a phone."""

from dataclasses import dataclass

from milepost.documents.charts.measure import fitted, text_width
from milepost.documents.charts.shapes import Anchor, Label, Line, Role, Shape
from milepost.documents.tree.table import Status
from milepost.documents.tree.text import one_line
from milepost.documents.wording import STATUS_SIGNS

_NARROW = 560.0
_MOST_NAME, _MOST_NOTE = 300.0, 250.0
_SIZE, _STRONG_SIZE = 11.0, 11.5
_NOTE_ROLES = {Status.GOOD: Role.GOOD_TEXT, Status.NOTICE: Role.STATUS_TEXT, Status.BAD: Role.WARNING_TEXT}


@dataclass(frozen=True, slots=True)
class RowTexts:
    """What is written of a row beside its bar: name, aligned figures, note."""

    name: str
    figures: tuple[str, ...] = ()
    note: str = ""
    status: Status = Status.NONE


@dataclass(frozen=True, slots=True)
class RowFrame:
    """Pixels: bars lie from `left` to `right`, `middle` pixels below the top of a row of `height`; figures end at `figure_ends`,
    notes begin at `note_at`."""

    stacked: bool
    left: float
    right: float
    middle: float
    height: float
    width: float
    figure_ends: tuple[float, ...] = ()
    note_at: float = 0


def row_frame(rows: list[RowTexts], heads: RowTexts, *, width: float) -> RowFrame:
    """A frame for these rows; `heads` are the titles above them."""
    if width < _NARROW:
        under = any(row.figures or row.note for row in rows)
        return RowFrame(True, 2, width - 2, 34, 72 if under else 54, width)
    everything = [heads, *rows]
    names = min(_MOST_NAME, width / 3.6, max(text_width(one_line(row.name)[:200], size=_STRONG_SIZE) for row in everything) + 16)
    notes = min(_MOST_NOTE, width / 4, max(text_width(_note(row), size=_SIZE) for row in everything))
    right = width - (notes + 16 if notes else 4)
    note_at = right + 14
    ends: list[float] = []
    for number in reversed(range(len(heads.figures))):
        ends.insert(0, right)
        right -= max(text_width(row.figures[number], size=_SIZE) for row in everything if row.figures) + 16
    return RowFrame(False, names, right, 20, 34, width, tuple(ends), note_at)


def head_shapes(frame: RowFrame, heads: RowTexts, *, baseline: float) -> list[Shape]:
    """The titles of names, figures and notes; on a phone the rows explain themselves."""
    if frame.stacked:
        return []
    shapes: list[Shape] = [Label(Role.QUIET, 4, baseline, fitted(one_line(heads.name), size=_SIZE, width=frame.left - 12))]
    for text, end in zip(heads.figures, frame.figure_ends, strict=True):
        shapes.append(Label(Role.QUIET, end, baseline, text, Anchor.END))
    if heads.note:
        shapes.append(
            Label(Role.QUIET, frame.note_at, baseline, fitted(one_line(heads.note), size=_SIZE, width=frame.width - frame.note_at))
        )
    return shapes


def row_texts(frame: RowFrame, row: RowTexts, heads: RowTexts, *, top: float) -> list[Shape]:
    """Name, figures and note of one row, and the line above it."""
    role = _NOTE_ROLES.get(row.status, Role.QUIET)
    shapes: list[Shape] = [Line(Role.GRID, ((0, top), (frame.width, top)))]
    if frame.stacked:
        shapes.append(
            Label(Role.INK, 2, top + 16, fitted(one_line(row.name), size=12, width=frame.width - 4, strong=True), size=12, strong=True)
        )
        pairs = [f"{head} {text}" for head, text in zip(heads.figures, row.figures, strict=False) if text]
        figures = " · ".join(pairs)
        shapes.append(Label(Role.QUIET, 2, top + 62, fitted(figures, size=_SIZE, width=frame.width - 4), halo=True))
        room = frame.width - 12 - text_width(figures, size=_SIZE)
        shapes.append(Label(role, frame.width - 2, top + 62, fitted(_note(row), size=_SIZE, width=room), Anchor.END, halo=True))
        return [shape for shape in shapes if not isinstance(shape, Label) or shape.text]
    y = top + frame.middle + 4
    shapes.append(Label(Role.INK, 4, y, fitted(one_line(row.name), size=_STRONG_SIZE, width=frame.left - 12), size=_STRONG_SIZE))
    for text, end in zip(row.figures, frame.figure_ends, strict=False):
        shapes.append(Label(Role.INK, end, y, text, Anchor.END))
    if row.note:
        shapes.append(Label(role, frame.note_at, y, fitted(_note(row), size=_SIZE, width=frame.width - frame.note_at)))
    return shapes


def _note(row: RowTexts) -> str:
    return f"{STATUS_SIGNS[row.status]} {one_line(row.note)}".strip() if row.note else ""
