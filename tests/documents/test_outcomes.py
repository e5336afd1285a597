"""Charts of outcomes: bars add up, bands end where their values lie, labels never meet, and every state is drawn inside its picture."""

from datetime import datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.documents.charts.distribution import layout_distribution
from milepost.documents.charts.gantt import layout_gantt
from milepost.documents.charts.legend import legend
from milepost.documents.charts.lines import layout_lines
from milepost.documents.charts.mark_labels import place_labels
from milepost.documents.charts.number_scale import Measure, aligned_texts, amount_text, number_scale, roomy_scale
from milepost.documents.charts.pictures import plain_pictures
from milepost.documents.charts.ranges import layout_ranges
from milepost.documents.charts.shapes import Box, Label, Line, Picture, Role
from milepost.documents.charts.tornado import layout_tornado
from milepost.documents.html import html_text
from milepost.documents.markdown import markdown_text
from milepost.documents.tree import (
    CurveKind,
    CurvePoint,
    CurveSeries,
    DistributionChart,
    Gantt,
    GanttRow,
    Interval,
    LineChart,
    LineSeries,
    OutcomeBin,
    RangeChart,
    RangeRow,
    TornadoChart,
    TornadoRow,
)
from milepost.values import Currency
from tests.documents import demo_outcomes

ONE, TWO = Decimal(1), Decimal(2)
NUMBERS = st.decimals(Decimal(-(10**7)), Decimal(10**7), places=2)


def boxes(picture: Picture, *roles: Role) -> list[Box]:
    return [shape for shape in picture.shapes if isinstance(shape, Box) and shape.role in roles]


def labels(picture: Picture) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Label)]


@pytest.mark.parametrize("width", [1230.0, 820.0, 362.0])
@pytest.mark.parametrize("title", list(demo_outcomes.charts()))
def test_every_state_is_drawn_inside_its_picture(title: str, width: float) -> None:
    chart = demo_outcomes.charts()[title]
    assert not isinstance(chart, Gantt)
    for picture in plain_pictures(chart, title=title, description="D", width=width):
        for shape in picture.shapes:
            if isinstance(shape, Label):
                assert shape.extent[0] >= -1 and shape.extent[1] <= width + 1, shape
                assert 0 < shape.y <= picture.height + 1, shape
            elif isinstance(shape, Box):
                assert shape.x >= -1 and shape.x + shape.width <= width + 1 and shape.y + shape.height <= picture.height + 1, shape
            else:
                assert all(-1 <= x <= width + 1 and -1 <= y <= picture.height + 1 for x, y in shape.points), shape


def test_bars_are_as_high_as_their_shares_and_open_beyond_the_percentile() -> None:
    chart = demo_outcomes.dates()
    picture = layout_distribution(chart, title="T", description="D", width=1000)
    solid, beyond = boxes(picture, Role.OUTCOME), boxes(picture, Role.BEYOND)
    highest = max(solid + beyond, key=lambda box: box.height)
    largest = max(each.share for each in chart.bins)
    for box, each in zip(solid + beyond, (each for each in chart.bins if each.share * highest.height / largest >= 0.5), strict=False):
        assert abs(box.height - highest.height * each.share / largest) < 0.6
    assert max(box.x for box in solid) < min(box.x for box in beyond)
    assert {words for words, _ in legend(chart)} >= {"Up to P80", "Beyond P80"}


def test_the_bar_in_which_the_percentile_lies_is_cut_there() -> None:
    chart = DistributionChart(bins=(OutcomeBin(Decimal(0), Decimal(10), 1_000_000),), split_at=Decimal(4))
    picture = layout_distribution(chart, title="T", description="D", width=800)
    (solid,), (beyond,) = boxes(picture, Role.OUTCOME), boxes(picture, Role.BEYOND)
    assert abs(solid.width / (solid.width + beyond.width) - 0.4) < 0.01 and abs(solid.x + solid.width - beyond.x) < 0.01


def test_guides_meet_the_curve_at_their_share() -> None:
    curve = (CurvePoint(Decimal(0), 0), CurvePoint(Decimal(10), 1_000_000))
    picture = layout_distribution(DistributionChart(bins=(), curve=curve), title="T", description="D", width=800)
    line = next(shape for shape in picture.shapes if isinstance(shape, Line) and shape.role is Role.CUMULATIVE)
    (x0, y0), (x1, y1) = line.points[1], line.points[-2]
    for dot, share in zip(sorted(boxes(picture, Role.DOT), key=lambda box: box.x), (0.5, 0.8), strict=True):
        assert abs(dot.x + 4 - (x0 + (x1 - x0) * share)) < 0.01 and abs(dot.y + 4 - (y0 + (y1 - y0) * share)) < 0.01


@given(st.lists(st.tuples(st.floats(0, 900), st.text("abc ", max_size=30)), max_size=7))
def test_labels_of_marks_never_meet_and_stay_inside(marks: list[tuple[float, str]]) -> None:
    placed = place_labels(marks, left=0, right=900)
    assert sorted(each.number for each in placed) == list(range(len(marks)))
    for number, one in enumerate(placed):
        assert one.left >= -0.01 and one.right <= 900.01
        for other in placed[:number]:
            assert one.row != other.row or one.right <= other.left or other.right <= one.left


def test_marks_at_one_date_each_keep_their_label_and_no_line_crosses_a_label() -> None:
    placed = place_labels([(450.0, f"Mark number {n}") for n in range(6)], left=0, right=900)
    assert len({(each.row, each.left) for each in placed}) == 6
    assert all(each.right < 450 or each.left > 450 for each in placed)


def test_a_band_ends_at_its_levels_and_is_solid_up_to_the_split() -> None:
    row = RangeRow(name="Live", values=tuple(Decimal(each) for each in (10, 20, 30, 50)), planned=Decimal(15), deadline=Decimal(40))
    (picture,) = layout_ranges(RangeChart(rows=(row,), printed=("P80",)), title="T", description="D", width=1000)
    (solid,), (beyond,) = boxes(picture, Role.OUTCOME), boxes(picture, Role.BEYOND)
    assert abs(solid.width - beyond.width) < 0.01 and abs(solid.x + solid.width - beyond.x) < 0.01
    assert len(boxes(picture, Role.TICK)) == 2
    assert {shape.role for shape in picture.shapes} >= {Role.PLANNED_MARK, Role.DEADLINE}
    assert "P80" in labels(picture) and "30" in labels(picture)


def test_an_interval_of_a_forecast_shows_its_point_as_a_dot() -> None:
    (picture,) = layout_ranges(demo_outcomes.forecasts(), title="T", description="D", width=1000)
    assert len(boxes(picture, Role.DOT)) == 3 and not boxes(picture, Role.OUTCOME)
    assert {"£412.0k", "£436.5k", "£471.0k"} <= set(labels(picture))


def test_the_odds_carry_a_sign_as_well_as_a_colour() -> None:
    (picture,) = layout_ranges(demo_outcomes.milestones(5), title="T", description="D", width=1000)
    odds = [shape for shape in picture.shapes if isinstance(shape, Label) and "%" in shape.text]
    assert odds and all(label.text[0] in "✓▲✗" and label.role is not Role.QUIET for label in odds)


@pytest.mark.parametrize("width", [1000.0, 362.0])
def test_many_rows_are_cut_into_pictures_with_the_same_axis(width: float) -> None:
    pictures = layout_ranges(demo_outcomes.milestones(40), title="T", description="D", width=width)
    assert [picture.title for picture in pictures] == ["T (rows 1 to 20 of 40)", "T (rows 21 to 40 of 40)"]
    names = [text for picture in pictures for text in labels(picture) if text.startswith("Milestone ")]
    assert names == [f"Milestone {n}" for n in range(1, 41)]


def test_a_tornado_stands_widest_first_and_writes_both_ends_with_their_sign() -> None:
    rows = (TornadoRow("small", -ONE, ONE), TornadoRow("large", Decimal("-2.5"), Decimal(9)), TornadoRow("only later", ONE, TWO))
    (picture,) = layout_tornado(TornadoChart(rows=rows, centre_label="P80 25 Aug", unit="d"), title="T", description="D", width=1000)
    words = labels(picture)
    assert words.index("large") < words.index("small") < words.index("only later")
    assert {"\u22122.5 d", "+9.0 d", "\u22121.0 d", "+1.0 d", "+1.0 d to +2.0 d", "P80 25 Aug"} <= set(words)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8), st.sampled_from([362.0, 820.0, 1230.0]))
def test_the_words_beside_the_bars_of_a_tornado_have_room(ends: list[tuple[Decimal, Decimal]], width: float) -> None:
    rows = tuple(TornadoRow(f"cause {n}", min(pair), max(pair)) for n, pair in enumerate(ends))
    (picture,) = layout_tornado(TornadoChart(rows=rows, centre_label="Now", currency=Currency()), title="T", description="D", width=width)
    assert all(shape.extent[0] >= -1 and shape.extent[1] <= width + 1 for shape in picture.shapes if isinstance(shape, Label))


def test_a_step_line_keeps_its_value_until_the_next_point() -> None:
    series = LineSeries("Best", ((ONE, Decimal(9)), (TWO, Decimal(4))), step=True)
    picture = layout_lines(LineChart(series=(series,), x_title="Tried", y_title="Delay"), title="T", description="D", width=900)
    line = next(shape for shape in picture.shapes if isinstance(shape, Line) and shape.role is Role.LINE_1)
    (x0, y0), (x1, y1), (x2, y2) = line.points
    assert x0 < x1 == x2 and y0 == y1 < y2
    assert "Best 4" in labels(picture)


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.integers(300, 1200))
def test_a_number_scale_reaches_every_value_with_ticks_that_differ(values: list[Decimal], width: int) -> None:
    whole = number_scale(values, start=0, end=width)
    assert all(whole.low <= value <= whole.high for value in values) and len(whole.ticks) <= 8
    scale = roomy_scale(values, Measure(), left=0, right=width, pad=8)
    assert all(-0.01 <= scale.at(value) <= width + 0.01 for value in values)
    texts = scale.tick_texts(Measure())
    assert len(set(texts)) == len(texts)


def test_amounts_are_short_signed_and_line_up() -> None:
    days, pounds = Measure(unit="d", signed=True), Measure(Currency())
    assert [amount_text(Decimal(each), days) for each in ("-5.5", "0", "12")] == ["\u22125.5 d", "0 d", "+12 d"]
    assert amount_text(Decimal(-1_250_000), pounds) == "\u2212£1.25M"
    assert aligned_texts([Decimal(412_000), Decimal(436_500)], pounds) == ["£412.0k", "£436.5k"]
    assert aligned_texts([ONE, TWO], days) == ["+1 d", "+2 d"]


def test_what_cannot_be_drawn_is_refused() -> None:
    when = datetime(2026, 1, 5)
    with pytest.raises(TypeError, match="mixes dates and numbers"):
        DistributionChart(bins=(OutcomeBin(ONE, TWO, 1),), split_at=when)
    with pytest.raises(ValueError, match="must ascend"):
        DistributionChart(bins=(OutcomeBin(TWO, ONE, 1),))
    with pytest.raises(ValueError, match="must be cumulative"):
        DistributionChart(bins=(), curve=(CurvePoint(ONE, 5), CurvePoint(TWO, 4)))
    with pytest.raises(ValueError, match="millionths"):
        DistributionChart(bins=(OutcomeBin(ONE, TWO, 1_000_001),))
    with pytest.raises(ValueError, match="2 values for 4 levels"):
        RangeChart(rows=(RangeRow(name="a", values=(ONE, TWO)),))
    with pytest.raises(ValueError, match="'P70' is none of the levels"):
        RangeChart(rows=(), split="P70")
    with pytest.raises(ValueError, match="'a' of a tornado chart"):
        TornadoRow("a", TWO, ONE)
    with pytest.raises(ValueError, match="no amount"):
        LineChart(series=(LineSeries("a", ((ONE, Decimal("NaN")),)),), x_title="", y_title="")
    with pytest.raises(ValueError, match="ends below its start"):
        CurveSeries(name="a", kind=CurveKind.FORECAST, totals=(), interval=(TWO, ONE))


def test_an_earned_curve_a_fan_and_the_forecast_finish_are_drawn_and_explained() -> None:
    chart = demo_outcomes.earned_hours()
    (picture,) = plain_pictures(chart, title="T", description="D", width=1230)
    roles = {shape.role for shape in picture.shapes}
    assert {Role.EARNED, Role.FAN, Role.FINISH} <= roles
    assert {"Earned", "Forecast range", "Forecast finish"} <= {words for words, _ in legend(chart)}
    assert any(text.startswith("Forecast finish ") for text in labels(picture))
    assert any(text == "Forecast 1.9k h (1.65k\u20132.25k)" for text in labels(picture))


def test_a_baseline_of_another_name_is_called_by_it() -> None:
    week = Interval(datetime(2026, 1, 5), datetime(2026, 1, 9))
    chart = Gantt(rows=(GanttRow(id="1", name="a", segments=(week,), baseline=week),), baseline_label="Before levelling")
    assert "Before levelling" in {words for words, _ in legend(chart)}
    (band,) = layout_gantt(chart, title="T", description="D", width=900).bands
    tips = [shape.tip for shape in band.picture.shapes if isinstance(shape, Box) and shape.role is Role.BASELINE]
    assert tips == ["Before levelling 05 Jan 2026 to 09 Jan 2026"]


def test_a_page_shows_a_chart_for_wide_screens_and_one_for_phones_and_text_formats_tell_it() -> None:
    document = demo_outcomes.demo_outcomes()
    text = html_text(document)
    assert text.count('class="on-wide"') == text.count('class="on-phone"') == len(demo_outcomes.charts())
    told = markdown_text(document)
    assert all(f"{title}. Every value is in the table." in told.replace("\\", "") for title in demo_outcomes.charts())


def test_dashes_tell_lines_apart_without_colour() -> None:
    from milepost.documents.charts.palette import LIGHT

    dashes = [LIGHT[Role(f"line-{number}")].dash for number in range(1, 7)]
    marks = [LIGHT[role] for role in (Role.MARK_PERCENTILE, Role.MARK_PLANNED, Role.MARK_DEADLINE, Role.MARK_TOLERANCE)]
    assert len(set(dashes)) == 6 and all(one != other for one, other in pairwise(dashes))
    assert len({(paint.dash, paint.width) for paint in marks}) == 4
