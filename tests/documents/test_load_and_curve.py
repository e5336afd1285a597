"""Histogram and curve: bars as high as their numbers, overloads hatched and numbered, labels apart."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from milepost.documents.charts.curve import layout_curve
from milepost.documents.charts.end_labels import spread
from milepost.documents.charts.histogram import layout_load
from milepost.documents.charts.shapes import Box, Label, Line, Role
from milepost.documents.charts.value_axis import short_number, value_scale
from milepost.documents.tree import CostCurve, CurveKind, CurveSeries, Interval, LoadHistogram, LoadLane
from milepost.values import HOUR
from tests.documents import demo

WEEKS = tuple(Interval(datetime(2026, 1, 5) + timedelta(days=7 * n), datetime(2026, 1, 12) + timedelta(days=7 * n)) for n in range(6))


def histogram(*hours: tuple[int, int]) -> LoadHistogram:
    loads = tuple((first * HOUR, second * HOUR) for first, second in hours)
    lane = LoadLane(name="Asha Shah", loads=loads, capacity=(40 * HOUR,) * len(hours))
    return LoadHistogram(periods=WEEKS[: len(hours)], series=("One", "Two"), lanes=(lane,))


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=1, max_size=6))
def test_what_is_drawn_of_a_bar_is_as_high_as_its_hours(hours: list[tuple[int, int]]) -> None:
    (picture,) = layout_load(histogram(*hours), title="T", description="D", width=900)
    boxes = [shape for shape in picture.shapes if isinstance(shape, Box) and shape.role in (Role.SERIES_1, Role.SERIES_2, Role.OVER)]
    tall = value_scale(Decimal(max(40, *(sum(each) for each in hours))), top=0, bottom=200)
    for number, each in enumerate(hours):
        columns = sorted({box.x for box in boxes})
        mine = [box for box in boxes if sum(each) and box.x == columns[sum(1 for other in hours[:number] if sum(other))]]
        assert abs(sum(box.height for box in mine) - (200 - tall.y(Decimal(sum(each))))) < 1.5
        over = [box for box in mine if box.role is Role.OVER]
        assert bool(over) == (sum(each) > 40)


def test_an_overload_is_hatched_and_numbered_not_only_red() -> None:
    (picture,) = layout_load(histogram((30, 5), (40, 12)), title="T", description="D", width=900)
    assert [shape.text for shape in picture.shapes if isinstance(shape, Label) and shape.text.startswith("+")] == ["+12"]
    assert any(isinstance(shape, Line) and shape.role is Role.HATCH for shape in picture.shapes)
    assert any(isinstance(shape, Label) and shape.text == "12 h above capacity" for shape in picture.shapes)


def test_numbers_above_bars_never_meet_even_when_bars_are_narrow() -> None:
    days = tuple(Interval(datetime(2026, 1, 1) + timedelta(days=n), datetime(2026, 1, 2) + timedelta(days=n)) for n in range(300))
    lane = LoadLane(name="x" * 300, loads=((50 * HOUR,),) * 300, capacity=(8 * HOUR,) * 300)
    (picture,) = layout_load(LoadHistogram(periods=days, series=("a",), lanes=(lane,)), title="T", description="D", width=900)
    extents = sorted(shape.extent for shape in picture.shapes if isinstance(shape, Label) and shape.text.startswith("+"))
    assert extents and all(before[1] < after[0] for before, after in pairwise(extents))
    bars = [shape for shape in picture.shapes if isinstance(shape, Box) and shape.role is Role.OVER]
    assert len(bars) == 300 and all(bar.width >= 1 for bar in bars)


def test_many_people_are_cut_into_pictures_that_say_who_is_on_them() -> None:
    lane = LoadLane(name="A", loads=((HOUR,),), capacity=(HOUR,))
    pictures = layout_load(LoadHistogram(periods=WEEKS[:1], series=("a",), lanes=(lane,) * 20), title="T", description="D", width=900)
    assert [picture.title for picture in pictures] == ["T (people 1 to 8 of 20)", "T (people 9 to 16 of 20)", "T (people 17 to 20 of 20)"]


@given(st.decimals(Decimal("0.01"), Decimal(10) ** 12, places=2), st.integers(2, 6))
def test_a_value_axis_reaches_the_largest_value_with_few_round_ticks(largest: Decimal, ticks: int) -> None:
    scale = value_scale(largest, top=10, bottom=210, ticks=ticks)
    assert scale.most >= largest and 10 <= scale.y(largest) <= 210
    assert 2 <= len(scale.ticks) <= ticks + 2 and scale.ticks[-1] == scale.most


def test_short_numbers_have_three_figures_at_most() -> None:
    numbers = ("0", "0.5", "40", "100", "999", "1500", "414080", "1250000", "2000000000")
    assert [short_number(Decimal(each)) for each in numbers] == ["0", "0.5", "40", "100", "999", "1.5k", "414k", "1.25M", "2bn"]


@given(st.lists(st.floats(50, 250), min_size=1, max_size=10))
def test_labels_at_the_ends_of_curves_are_pushed_apart(heights: list[float]) -> None:
    placed = spread([Label(Role.INK, 0, y, str(n)) for n, y in enumerate(heights)], top=50, bottom=250)
    assert all(after.y - before.y >= 14.9 for before, after in pairwise(placed))
    assert placed[-1].y <= 250
    assert sorted(label.text for label in placed) == sorted(str(n) for n in range(len(heights)))


def test_a_curve_ends_where_nothing_more_is_known_and_bars_show_each_period() -> None:
    chart = demo.curve(demo.jobs())
    picture = layout_curve(chart, title="T", description="D", width=1000)
    actual = next(shape for shape in picture.shapes if isinstance(shape, Line) and shape.role is Role.ACTUAL)
    planned = next(shape for shape in picture.shapes if isinstance(shape, Line) and shape.role is Role.PLANNED)
    known = sum(total is not None for total in chart.series[2].totals)
    assert len(actual.points) == known + 1 and len(planned.points) == len(chart.periods) + 1
    assert [y for _, y in planned.points] == sorted((y for _, y in planned.points), reverse=True)
    assert sum(isinstance(shape, Box) and shape.role is Role.PERIOD for shape in picture.shapes) == sum(bar > 0 for bar in chart.bars)
    assert all(label.extent[0] >= 0 and label.extent[1] <= 1000 for label in picture.shapes if isinstance(label, Label))


def test_a_curve_without_any_value_still_stands() -> None:
    empty = CostCurve(periods=WEEKS, series=(CurveSeries(name="Actual", kind=CurveKind.ACTUAL, totals=(None,) * 6),))
    assert layout_curve(empty, title="T", description="D", width=800).shapes
    assert layout_curve(CostCurve(periods=(), series=()), title="T", description="D", width=800).shapes
