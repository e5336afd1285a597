"""The Gantt chart's one layout: rows into bands that fit a page, over one time axis; names drawn beside it or left to the renderer."""

from dataclasses import dataclass, replace
from datetime import datetime

from milepost.documents.charts.axis import HEADER_HEIGHT, TimeScale, grid, header, scale_over, shading
from milepost.documents.charts.bars import ROW_HEIGHT, bar_ends, label, row_shapes
from milepost.documents.charts.links import Route, arrowhead, clipped, route
from milepost.documents.charts.measure import fitted, text_width
from milepost.documents.charts.shapes import Anchor, Box, Label, Line, Picture, Role, Shape
from milepost.documents.tongue import phrase, told
from milepost.documents.tree.chart import BarKind, Gantt, GanttRow
from milepost.documents.tree.table import DEEPEST_LEVEL
from milepost.documents.tree.text import one_line
from milepost.documents.wording import part_text, short_day_text
from milepost.values import said

STATUS_STRIP = 16.0
MOST_ROWS = 600
_INDENT = 13.0


@dataclass(frozen=True, slots=True)
class Band:
    """Some consecutive rows of the chart and their picture, axis included. `header` is how many pixels stand above the first row."""

    first: int
    rows: tuple[GanttRow, ...]
    picture: Picture
    header: float


@dataclass(frozen=True, slots=True)
class GanttLayout:
    """Every band in order, and the sentence that says what was left out ("" when everything is shown)."""

    bands: tuple[Band, ...]
    scale: TimeScale
    omission: str


def layout_gantt(
    chart: Gantt, *, title: str, description: str, width: float, names_width: float = 0, band_rows: int = 28, most_rows: int = MOST_ROWS
) -> GanttLayout:
    """Bands of at most `band_rows` rows, `width` pixels wide; the left `names_width` of them hold names and columns."""
    chart, omission = reduced(without_empty_columns(chart), most_rows=most_rows)
    scale = scale_over(_moments(chart), left=names_width, right=width)
    routes = _routes(chart, scale)
    count = max(1, -(-len(chart.rows) // band_rows))
    size = -(-len(chart.rows) // count)  # even bands: no last page with two rows
    bands = []
    for first in range(0, max(1, len(chart.rows)), max(1, size)):
        rows = chart.rows[first : first + size]
        named = title if count == 1 else f"{title} ({part_text(first + 1, first + len(rows), len(chart.rows))})"
        bands.append(_band(chart, rows, first, scale, routes, names_width, (named, description)))
    return GanttLayout(tuple(bands), scale, omission)


def without_empty_columns(chart: Gantt) -> Gantt:
    """The chart without columns in which no row has a text."""
    used = [number for number in range(len(chart.columns)) if any(row.columns[number].strip() for row in chart.rows)]
    if len(used) == len(chart.columns):
        return chart
    rows = tuple(replace(row, columns=tuple(row.columns[number] for number in used)) for row in chart.rows)
    return replace(chart, rows=rows, columns=tuple(chart.columns[number] for number in used))


def reduced(chart: Gantt, *, most_rows: int = MOST_ROWS) -> tuple[Gantt, str]:
    """The chart with at most `most_rows` rows, and a sentence about what is missing: first tasks that are not critical go, then
    everything but summaries and milestones, then the deepest levels, and only then the end of the list."""
    rows, total = chart.rows, len(chart.rows)
    if total <= most_rows:
        return chart, ""
    kept = tuple(row for row in rows if row.kind is not BarKind.TASK or row.critical)
    what = said("summaries, milestones and critical tasks")
    if len(kept) > most_rows:
        kept, what = tuple(row for row in rows if row.kind is not BarKind.TASK), said("summaries and milestones")
    deepest = max((row.level for row in kept), default=0)
    while len(kept) > most_rows and deepest > 0:
        deepest -= 1
        kept = tuple(row for row in kept if row.level <= deepest)
        what = said("summaries and milestones of the first {many} levels", many=deepest + 1)
    if len(kept) > most_rows or not kept:
        every = any(row.kind is BarKind.TASK for row in kept or rows)
        kept = (kept or rows)[:most_rows]
        many = len(kept)
        what = said("the first {many:,}", many=many) if every else said("the first {many:,} summaries and milestones", many=many)
    sentence = said(
        "This chart shows {shown:,} of {all:,} rows: {what}. The table below has every row.", shown=len(kept), all=total, what=what
    )
    return replace(chart, rows=kept), told(sentence)


def _moments(chart: Gantt) -> list[datetime]:
    """Every moment the axis must reach; the status date only when it lies near, or an old one would squeeze the plan."""
    found: list[datetime] = []
    for row in chart.rows:
        for part in (*row.segments, *([row.baseline] if row.baseline else [])):
            found += [part.start, part.finish]
        found += [mark.at for mark in row.marks]
        found += [row.float_until] if row.float_until else []
    if chart.status_at is not None and found:
        low, high = min(found), max(found)
        if low - (high - low) / 4 <= chart.status_at <= high + (high - low) / 4:
            found.append(chart.status_at)
    return found


def _routes(chart: Gantt, scale: TimeScale) -> list[tuple[Route, bool, int, int]]:
    """The course of every link between rows that are shown: route, critical, source row, target row."""
    places = {row.id: number for number, row in enumerate(chart.rows)}
    found = []
    for link in chart.links:
        if link.source not in places or link.target not in places or link.source == link.target:
            continue
        source, target = places[link.source], places[link.target]
        from_bar = bar_ends(chart.rows[source], scale=scale, top=source * ROW_HEIGHT)
        to_bar = bar_ends(chart.rows[target], scale=scale, top=target * ROW_HEIGHT)
        if from_bar is not None and to_bar is not None:
            found.append((route(from_bar, to_bar, kind=link.kind, row_height=ROW_HEIGHT), link.critical, source, target))
    return sorted(found, key=lambda each: each[1])  # critical ones on top


def _band(
    chart: Gantt,
    rows: tuple[GanttRow, ...],
    first: int,
    scale: TimeScale,
    routes: list[tuple[Route, bool, int, int]],
    names_width: float,
    named: tuple[str, str],
) -> Band:
    status_x = scale.x(chart.status_at) if chart.status_at is not None else None
    shown = status_x is not None and scale.left <= status_x <= scale.right
    above = HEADER_HEIGHT + (STATUS_STRIP if shown else 0)
    bottom = above + len(rows) * ROW_HEIGHT
    shapes: list[Shape] = [Box(Role.GROUND, 0, 0, scale.right, bottom + 1)]
    shapes += shading(scale, [(off.start, off.finish) for off in chart.non_working], top=above, bottom=bottom)
    shapes += grid(scale, top=above, bottom=bottom)
    for number in range(len(rows) + 1):
        y = above + number * ROW_HEIGHT
        shapes.append(Line(Role.GRID, ((0, y), (scale.right, y))))
    shapes += header(scale)
    if shown and status_x is not None and chart.status_at is not None:
        shapes += _status(f"{chart.status_label} {short_day_text(chart.status_at)}", status_x, scale, above, bottom)
    tops = [above + number * ROW_HEIGHT for number in range(len(rows))]
    lines, heads = _links(routes, first, len(rows), above)
    shapes += lines  # below the bars, so that a link which passes a bar does not cross it out
    for row, top in zip(rows, tops, strict=True):
        shapes += row_shapes(row, scale=scale, top=top, baseline_label=chart.baseline_label)
    shapes += heads
    shapes += [found for row, top in zip(rows, tops, strict=True) if (found := label(row, scale=scale, top=top, avoid=status_x))]
    if names_width:
        shapes += _names(chart, rows, names_width, above)
    return Band(first, rows, Picture(scale.right, bottom + 1, tuple(shapes), named[0], named[1]), above)


def _status(text: str, x: float, scale: TimeScale, above: float, bottom: float) -> list[Shape]:
    """The status line, its label in a strip of its own where it can meet no other."""
    y = above - 4
    half = text_width(text, size=10.5, strong=True) / 2
    centre = min(max(x, scale.left + half + 2), scale.right - half - 2)
    return [
        Line(Role.STATUS, ((x, above), (x, bottom))),
        Label(Role.STATUS_TEXT, centre, y, text, Anchor.MIDDLE, 10.5, strong=True),
    ]


def _links(routes: list[tuple[Route, bool, int, int]], first: int, count: int, above: float) -> tuple[list[Shape], list[Shape]]:
    """The pieces of all links that cross this band, and the arrowheads that end in it."""
    top, bottom, dy = first * ROW_HEIGHT, (first + count) * ROW_HEIGHT, above - first * ROW_HEIGHT
    lines: list[Shape] = []
    heads: list[Shape] = []
    for way, critical, source, target in routes:
        if max(source, target) < first or min(source, target) >= first + count:
            continue
        for piece in clipped(way.points, top=top, bottom=bottom):
            moved = tuple((x, y + dy) for x, y in piece)
            lines.append(Line(Role.LINK_CRITICAL if critical else Role.LINK, moved))
        if first <= target < first + count:
            head = arrowhead(way, role=Role.ARROW_CRITICAL if critical else Role.ARROW)
            heads.append(replace(head, points=tuple((x, y + dy) for x, y in head.points)))
    return lines, heads


def _names(chart: Gantt, rows: tuple[GanttRow, ...], width: float, above: float) -> list[Shape]:
    """The panel left of the time axis: indented names, and the columns at their widest text."""
    shapes: list[Shape] = []
    rights: list[float] = []
    right = width - 10
    for number in reversed(range(len(chart.columns))):
        rights.insert(0, right)
        texts = [chart.columns[number], *(row.columns[number] for row in chart.rows)]
        right -= min(90.0, max(text_width(text[:40], size=11) for text in texts)) + 12
    shapes.append(Label(Role.QUIET, 4, HEADER_HEIGHT - 7, phrase("Task"), size=11))
    for title, x in zip(chart.columns, rights, strict=True):
        shapes.append(Label(Role.QUIET, x, HEADER_HEIGHT - 7, fitted(title, size=11, width=90), Anchor.END))
    shapes.append(Line(Role.RULE, ((0, HEADER_HEIGHT), (width, HEADER_HEIGHT))))
    for number, row in enumerate(rows):
        y = above + number * ROW_HEIGHT + 15
        strong = row.kind is BarKind.SUMMARY
        x = 4 + min(row.level, DEEPEST_LEVEL) * _INDENT
        name = fitted(one_line(row.name), size=11.5, width=right - x, strong=strong)
        shapes.append(Label(Role.INK, x, y, name, size=11.5, strong=strong))
        for text, edge in zip(row.columns, rights, strict=True):
            shapes.append(Label(Role.QUIET, edge, y, fitted(text, size=11, width=90), Anchor.END))
    shapes.append(Line(Role.RULE, ((width, 0), (width, above + len(rows) * ROW_HEIGHT))))
    return shapes
