"""The bars of a Gantt chart: tasks, splits, summaries, milestones, baselines, float, deadlines, constraints, and their labels."""

from milepost.documents.charts.axis import TimeScale
from milepost.documents.charts.links import BarEnds
from milepost.documents.charts.measure import fitted, text_width
from milepost.documents.charts.shapes import Anchor, Box, Label, Line, Role, Shape
from milepost.documents.tongue import phrase
from milepost.documents.tree.chart import BarKind, GanttRow, Interval, Mark, MarkKind
from milepost.documents.wording import day_text
from milepost.values import FULL_SHARE, to_moment

ROW_HEIGHT = 24.0
_BAR_TOP, _BAR_HEIGHT = 5.0, 11.0
_MIDDLE = _BAR_TOP + _BAR_HEIGHT / 2
_DIAMOND = 6.5
_RING = 4.5
_LEAST = 2.0  # pixels of the shortest bar
_LABEL_SIZE = 11.0
_LABEL_GAP = 12.0  # links turn 7 pixels from the bar: the label begins beyond


def bar_ends(row: GanttRow, *, scale: TimeScale, top: float) -> BarEnds | None:
    """Where links fasten on this row, or None when it has no dates."""
    if not row.segments:
        return None
    left, right = scale.x(row.segments[0].start), scale.x(row.segments[-1].finish)
    if row.kind is BarKind.MILESTONE:
        return BarEnds(right - _DIAMOND, right + _DIAMOND, top + _MIDDLE, _DIAMOND, right)
    right = max(right, left + _LEAST)
    half = 3.5 if row.kind is BarKind.SUMMARY else _BAR_HEIGHT / 2
    return BarEnds(left, right, top + _MIDDLE, half, min(left + 3, right))


def row_shapes(row: GanttRow, *, scale: TimeScale, top: float, baseline_label: str = "Baseline") -> list[Shape]:
    """Everything of one row except links and label, in painting order."""
    shapes: list[Shape] = []
    if row.baseline is not None:
        left, right = scale.x(row.baseline.start), scale.x(row.baseline.finish)
        tip = f"{baseline_label} {_span(row.baseline)}"
        shapes.append(Box(Role.BASELINE, left, top + 18, max(right - left, _LEAST), 3, 1, tip))
    ends = bar_ends(row, scale=scale, top=top)
    if ends is not None:
        if row.float_until is not None and scale.x(row.float_until) > ends.right + 2:
            x, y = scale.x(row.float_until), top + _MIDDLE
            shapes.append(Line(Role.FLOAT, ((ends.right, y), (x, y))))
            shapes.append(Line(Role.FLOAT, ((x, y - 3), (x, y + 3))))
        draw = {BarKind.TASK: _task, BarKind.SUMMARY: _summary, BarKind.MILESTONE: _milestone}[row.kind]
        shapes.extend(draw(row, ends, scale, top))
    for mark in row.marks:
        shapes += _mark(mark, x=scale.x(mark.at), top=top, ends=ends)
    return shapes


def label(row: GanttRow, *, scale: TimeScale, top: float, avoid: float | None = None) -> Label | None:
    """The row's label: right of everything drawn on the row, else left of it, else cut to the larger room, else nothing.
    It steps to the right of the vertical line at `avoid` rather than stand on it."""
    ends = bar_ends(row, scale=scale, top=top)
    if ends is None or not row.label:
        return None
    marks = [scale.x(mark.at) for mark in row.marks]
    slack = [scale.x(row.float_until)] if row.float_until is not None else []
    right, left = max([ends.right, *marks, *slack]) + _LABEL_GAP, min([ends.left, *marks]) - _LABEL_GAP
    wide = text_width(row.label, size=_LABEL_SIZE)
    if avoid is not None and right - 3 <= avoid <= right + wide + 3 and avoid + 6 + wide <= scale.right:
        right = avoid + 6
    room_right, room_left = scale.right - right - 2, left - scale.left - 2
    y = top + _MIDDLE + 4
    if wide <= room_right or room_right >= max(60.0, room_left):
        text = fitted(row.label, size=_LABEL_SIZE, width=room_right)
        return Label(Role.QUIET, right, y, text, Anchor.START, _LABEL_SIZE, halo=True) if text else None
    text = fitted(row.label, size=_LABEL_SIZE, width=room_left) if room_left >= 40 else ""
    return Label(Role.QUIET, left, y, text, Anchor.END, _LABEL_SIZE, halo=True) if text else None


def _tip(row: GanttRow) -> str:
    start, finish = row.segments[0].start, row.segments[-1].finish
    when = day_text(finish) if row.kind is BarKind.MILESTONE else _span(Interval(start, finish))
    done = f", {phrase('{share} % done', share=row.progress * 100 // FULL_SHARE)}" if row.kind is not BarKind.MILESTONE else ""
    return f"{row.name[:200]}: {when}{done}{', ' + phrase('critical') if row.critical else ''}"


def _span(span: Interval) -> str:
    return phrase("{start} to {finish}", start=day_text(span.start), finish=day_text(span.finish))


def _task(row: GanttRow, ends: BarEnds, scale: TimeScale, top: float) -> list[Shape]:
    """Segments joined by a dotted line, the done part darker; a critical one has square ends and a dark edge along its top."""
    body, done = (Role.CRITICAL, Role.CRITICAL_DONE) if row.critical else (Role.BAR, Role.DONE)
    y = top + _BAR_TOP
    shapes: list[Shape] = []
    if len(row.segments) > 1:
        shapes.append(Line(Role.SPLIT_CRITICAL if row.critical else Role.SPLIT, ((ends.left, top + _MIDDLE), (ends.right, top + _MIDDLE))))
    total = sum(to_moment(part.finish) - to_moment(part.start) for part in row.segments)
    left_to_fill = total * min(max(row.progress, 0), FULL_SHARE) / FULL_SHARE
    for part in row.segments:
        left = scale.x(part.start)
        width = max(scale.x(part.finish) - left, _LEAST)
        length = to_moment(part.finish) - to_moment(part.start)
        shapes.append(Box(body, left, y, width, _BAR_HEIGHT, 0 if row.critical else 2, _tip(row)))
        share = min(1.0, left_to_fill / length) if length else float(row.progress >= FULL_SHARE)
        left_to_fill = max(0.0, left_to_fill - length)
        if share * width >= 1:
            shapes.append(Box(done, left, y, share * width, _BAR_HEIGHT, 0 if row.critical else 2))
        if row.critical:
            shapes.append(Box(Role.SPINE, left, y, width, 3))
    return shapes


def _summary(row: GanttRow, ends: BarEnds, scale: TimeScale, top: float) -> list[Shape]:
    """A slim beam with a foot at each end."""
    y, width = top + _BAR_TOP + 2, ends.right - ends.left
    shapes: list[Shape] = [Box(Role.SUMMARY, ends.left, y, width, 5, 0, _tip(row))]
    if row.progress > 0:
        shapes.append(Box(Role.SUMMARY_DONE, ends.left, y, width * min(row.progress, FULL_SHARE) / FULL_SHARE, 5))
    foot = min(5.0, width)
    for x, inner in ((ends.left, ends.left + foot), (ends.right, ends.right - foot)):
        shapes.append(Line(Role.SUMMARY_DONE, ((x, y), (inner, y), (x, y + 10)), closed=True))
    return shapes


def _milestone(row: GanttRow, ends: BarEnds, scale: TimeScale, top: float) -> list[Shape]:
    """A diamond; a critical one has an eye."""
    x, y = (ends.left + ends.right) / 2, ends.y
    points = ((x, y - _DIAMOND), (x + _DIAMOND, y), (x, y + _DIAMOND), (x - _DIAMOND, y))
    role = Role.MILESTONE_CRITICAL if row.critical else Role.MILESTONE
    shapes: list[Shape] = [Line(role, points, closed=True, tip=_tip(row))]
    if row.critical:
        shapes.append(Box(Role.MILESTONE_EYE, x - 1.75, y - 1.75, 3.5, 3.5, 1.75))
    return shapes


def _mark(mark: Mark, *, x: float, top: float, ends: BarEnds | None) -> list[Shape]:
    """A deadline is an arrow pointing down at its date, a constraint a square bracket, a forecast a ring tied to its bar."""
    y = top + 3
    if mark.kind is MarkKind.FORECAST:
        middle = top + _MIDDLE
        near = [] if ends is None else [ends.right if x >= ends.right else ends.left]
        tie = [Line(Role.TIE, ((at, middle), (x, middle))) for at in near if abs(x - at) > _RING + 1]
        return [*tie, Box(Role.FORECAST_MARK, x - _RING, middle - _RING, 2 * _RING, 2 * _RING, _RING, mark.text)]
    if mark.kind is MarkKind.DEADLINE:
        tall = ((x, y + 13), (x - 4.5, y + 7), (x - 1.5, y + 7), (x - 1.5, y), (x + 1.5, y), (x + 1.5, y + 7), (x + 4.5, y + 7))
        return [Line(Role.DEADLINE, tall, closed=True, tip=mark.text)]
    return [Line(Role.CONSTRAINT, ((x + 3, y), (x, y), (x, y + 15), (x + 3, y + 15)), tip=mark.text)]
