"""The Gantt layout: every bar where its dates say, every arrow at the end its kind names, no label over a bar or off the page."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.documents.charts.bars import ROW_HEIGHT, bar_ends, label
from milepost.documents.charts.gantt import GanttLayout, layout_gantt, reduced, without_empty_columns
from milepost.documents.charts.links import BarEnds, clipped, route
from milepost.documents.charts.shapes import Box, Label, Line, Role
from milepost.documents.tree import BarKind, Gantt, GanttLink, GanttRow, Interval, LinkKind
from tests.documents import demo

DAY = timedelta(days=1)
START = datetime(2026, 1, 5)
BARS = {Role.BAR, Role.CRITICAL, Role.SUMMARY}


def laid_out(chart: Gantt, **options: float) -> GanttLayout:
    return layout_gantt(chart, title="T", description="D", width=options.pop("width", 900.0), **options)  # type: ignore[arg-type]


def chart_of(*spans: tuple[int, int], links: tuple[GanttLink, ...] = ()) -> Gantt:
    rows = tuple(
        GanttRow(id=str(number), name=f"T{number}", segments=(Interval(START + start * DAY, START + finish * DAY),), label="Asha Shah")
        for number, (start, finish) in enumerate(spans)
    )
    return Gantt(rows=rows, links=links)


spans = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(0, 400)).map(lambda pair: (pair[0], pair[0] + pair[1])), min_size=1, max_size=12
)


@given(spans)
def test_bars_lie_in_the_order_of_their_dates_inside_the_axis_and_can_be_seen(dates: list[tuple[int, int]]) -> None:
    layout = laid_out(chart_of(*dates))
    bars = [shape for shape in layout.bands[0].picture.shapes if isinstance(shape, Box) and shape.role in BARS]
    assert len(bars) == len(dates)
    assert all(bar.width >= 1 and bar.x >= 0 and bar.x + bar.width <= 900 for bar in bars)
    for (before, first), (after, second) in pairwise(sorted(zip(dates, bars, strict=True), key=lambda pair: pair[0])):
        assert first.x <= second.x if before[0] <= after[0] else first.x >= second.x
    assert [bar.y for bar in bars] == sorted(bar.y for bar in bars)


@given(spans)
def test_a_label_never_leaves_the_chart_and_never_covers_its_bar(dates: list[tuple[int, int]]) -> None:
    chart = chart_of(*dates)
    scale = laid_out(chart).scale
    for row in chart.rows:
        ends, text = bar_ends(row, scale=scale, top=0), label(row, scale=scale, top=0, avoid=450)
        assert ends is not None
        if text is not None:
            left, right = text.extent
            assert left >= 0 and right <= 900
            assert left > ends.right or right < ends.left


@pytest.mark.parametrize("kind", list(LinkKind))
@given(st.floats(20, 400), st.floats(1, 300), st.floats(20, 400), st.floats(1, 300), st.sampled_from([-48.0, 24.0, 240.0]))
def test_a_link_joins_the_ends_its_kind_names_with_right_angles(
    kind: LinkKind, x0: float, w0: float, x1: float, w1: float, down: float
) -> None:
    source = BarEnds(x0, x0 + w0, 300, 5.5, min(x0 + 3, x0 + w0))
    target = BarEnds(x1, x1 + w1, 300 + down, 5.5, min(x1 + 3, x1 + w1))
    way = route(source, target, kind=kind, row_height=ROW_HEIGHT)
    assert way.points[0] == (source.right if kind.value[0] == "F" else source.left, 300)
    tip = way.points[-1]
    if way.direction[0]:
        assert tip == (target.left if kind.value[1] == "S" else target.right, 300 + down)
        assert way.direction[0] == (1 if kind.value[1] == "S" else -1)
    else:  # straight from above or below, on the start of the bar
        assert kind is LinkKind.FINISH_START
        assert target.left <= tip[0] <= target.left + 3 and abs(tip[1] - target.y) == target.half
    assert all(xa == xb or ya == yb for (xa, ya), (xb, yb) in pairwise(way.points))
    last, before = way.points[-1], way.points[-2]
    arrives = ((last[0] > before[0]) - (last[0] < before[0]), (last[1] > before[1]) - (last[1] < before[1]))
    assert arrives == way.direction


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=8), st.integers(0, 25), st.integers(26, 50))
def test_a_clipped_line_stays_between_the_edges_and_loses_nothing_inside(turns: list[tuple[int, int]], top: int, bottom: int) -> None:
    corners = [(float(turns[0][0]), float(turns[0][1]))]
    for number, (x, y) in enumerate(turns[1:]):
        corners.append((float(x), corners[-1][1]) if number % 2 else (corners[-1][0], float(y)))
    pieces = clipped(tuple(corners), top=top, bottom=bottom)
    assert all(top <= y <= bottom for piece in pieces for _, y in piece)
    assert all(point in [p for piece in pieces for p in piece] for point in corners if top < point[1] < bottom)


def test_every_row_stands_in_exactly_one_band_and_every_band_has_its_axis() -> None:
    layout = laid_out(demo.gantt(demo.jobs()), band_rows=26)
    assert [row.id for band in layout.bands for row in band.rows] == [row.id for row in demo.gantt(demo.jobs()).rows]
    assert [len(band.rows) for band in layout.bands] == [24, 24, 22]
    for band in layout.bands:
        texts = [shape.text for shape in band.picture.shapes if isinstance(shape, Label)]
        assert "October 2026" in texts and "Status date 16 Nov" in texts
        assert band.picture.height == band.header + len(band.rows) * ROW_HEIGHT + 1


def test_a_link_between_bands_is_drawn_in_both_and_its_arrow_only_in_the_last() -> None:
    chart = chart_of(*((day, day + 2) for day in range(40)), links=(GanttLink(source="1", target="38", critical=True),))
    bands = laid_out(chart, band_rows=20).bands
    drawn = [{shape.role for shape in band.picture.shapes if isinstance(shape, Line)} for band in bands]
    assert all(Role.LINK_CRITICAL in roles for roles in drawn)
    assert [Role.ARROW_CRITICAL in roles for roles in drawn] == [False, True]


def test_critical_work_differs_by_more_than_colour() -> None:
    chart = chart_of((0, 5), (5, 9))
    chart = replace(chart, rows=(replace(chart.rows[0], critical=True), chart.rows[1]))
    shapes = laid_out(chart).bands[0].picture.shapes
    assert sum(isinstance(shape, Box) and shape.role is Role.SPINE for shape in shapes) == 1
    critical = next(shape for shape in shapes if isinstance(shape, Box) and shape.role is Role.CRITICAL)
    assert critical.radius == 0 and critical.tip.endswith("critical")


def test_a_split_is_drawn_as_segments_with_its_progress_in_order() -> None:
    parts = (Interval(START, START + 4 * DAY), Interval(START + 8 * DAY, START + 12 * DAY))
    shapes = laid_out(Gantt(rows=(GanttRow(id="1", name="x", segments=parts, progress=500_000),))).bands[0].picture.shapes
    bars = [shape for shape in shapes if isinstance(shape, Box) and shape.role is Role.BAR]
    done = [shape for shape in shapes if isinstance(shape, Box) and shape.role is Role.DONE]
    assert len(bars) == 2 and bars[0].x + bars[0].width < bars[1].x
    assert [(shape.x, shape.width) for shape in done] == [(bars[0].x, bars[0].width)]


def test_a_plan_of_5000_rows_keeps_what_matters_and_says_what_it_left_out() -> None:
    rows = tuple(
        GanttRow(id=str(n), name=f"T{n}", level=int(n % 20 > 0), kind=BarKind.TASK if n % 20 else BarKind.SUMMARY, critical=n % 50 == 7)
        for n in range(5000)
    )
    shown, sentence = reduced(Gantt(rows=rows))
    assert {row.id for row in shown.rows} == {row.id for row in rows if row.kind is BarKind.SUMMARY or row.critical}
    assert sentence == ("This chart shows 350 of 5,000 rows: summaries, milestones and critical tasks. The table below has every row.")


@pytest.mark.parametrize(("critical", "kinds", "expected"), [
    (True, (BarKind.TASK,), "the first 600"),
    (False, (BarKind.TASK,), "the first 600"),
    (True, (BarKind.SUMMARY, BarKind.TASK), "the first 600"),
])  # fmt: skip
def test_a_chart_never_has_more_than_600_rows(critical: bool, kinds: tuple[BarKind, ...], expected: str) -> None:
    rows = tuple(GanttRow(id=str(n), name="x", kind=kinds[n % len(kinds)], critical=critical) for n in range(5000))
    shown, sentence = reduced(Gantt(rows=rows))
    assert len(shown.rows) == 600 and expected in sentence


def test_a_status_date_far_away_does_not_squeeze_the_plan() -> None:
    near = laid_out(chart_of((0, 30)))
    far = laid_out(replace(chart_of((0, 30)), status_at=datetime(2031, 1, 1)))
    assert far.scale == near.scale


@pytest.mark.parametrize("rows", [(), (GanttRow(id="1", name="No dates"),)])
def test_a_chart_without_dates_is_still_a_chart(rows: tuple[GanttRow, ...]) -> None:
    layout = laid_out(Gantt(rows=rows), names_width=200.0)
    assert len(layout.bands) == 1


def test_names_and_columns_beside_the_chart_never_meet() -> None:
    chart = demo.gantt(demo.jobs())
    layout = laid_out(chart, width=1100.0, names_width=330.0)
    for band in layout.bands:
        panel = [shape for shape in band.picture.shapes if isinstance(shape, Label) and shape.extent[1] <= 330 and shape.y > band.header]
        for y in {shape.y for shape in panel}:
            extents = sorted(shape.extent for shape in panel if shape.y == y)
            assert all(before[1] <= after[0] for before, after in pairwise(extents))


def test_a_column_nobody_filled_is_left_out() -> None:
    chart = Gantt(
        rows=(GanttRow(id="1", name="a", columns=("5 May", " ")), GanttRow(id="2", name="b", columns=("", ""))), columns=("Finish", "%")
    )
    assert without_empty_columns(chart).columns == ("Finish",)
    assert [row.columns for row in without_empty_columns(chart).rows] == [("5 May",), ("",)]
