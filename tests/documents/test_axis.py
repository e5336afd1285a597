"""The time axis: from one day to ten thousand years its labels never meet, never leave the axis, and never grow without bound."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from milepost.documents.charts.axis import header, scale_over, shading, steps_for
from milepost.documents.charts.shapes import Box, Label

spans = st.builds(
    lambda start, days: (start, min(start + timedelta(days=min(days, (datetime.max - start).days)), datetime.max)),
    st.datetimes(datetime(1, 1, 1), datetime(9998, 1, 1)),
    st.integers(0, 3_600_000),
)


@given(spans, st.floats(150, 2000))
def test_labels_of_one_line_never_meet_and_stay_on_the_axis(span: tuple[datetime, datetime], width: float) -> None:
    scale = scale_over(list(span), left=100, right=100 + width)
    labels = [shape for shape in header(scale) if isinstance(shape, Label)]
    for line in {label.y for label in labels}:
        extents = sorted(label.extent for label in labels if label.y == line)
        assert all(before[1] < after[0] for before, after in pairwise(extents))
        assert all(left >= 100 and right <= 100 + width for left, right in extents)
    assert len(labels) < 300


@given(spans)
def test_every_moment_lies_on_the_axis_with_room_at_both_ends(span: tuple[datetime, datetime]) -> None:
    scale = scale_over(list(span), left=0, right=800)
    assert 13 <= scale.x(span[0]) <= scale.x(span[1]) <= 787


def test_the_cut_grows_with_the_span() -> None:
    start = datetime(2026, 1, 5)
    names = [
        steps_for(scale_over([start, start + timedelta(days=days)], left=0, right=900))[0].name
        for days in (10, 100, 700, 3000, 7000, 60000)
    ]
    assert names == ["day", "week", "month", "quarter", "year", "decade"]


def test_weeks_begin_on_mondays_and_are_written_alike() -> None:
    scale = scale_over([datetime(2026, 9, 7), datetime(2027, 2, 4)], left=0, right=800)
    labels = [shape for shape in header(scale) if isinstance(shape, Label) and not shape.strong]
    assert [label.text for label in labels[:5]] == ["7", "14", "21", "28", "5"]


def test_an_axis_without_any_moment_still_stands() -> None:
    assert header(scale_over([], left=0, right=500))


def test_weekends_too_narrow_to_see_are_not_drawn() -> None:
    weekend = [(datetime(2026, 1, 10), datetime(2026, 1, 12))]
    near = scale_over([datetime(2026, 1, 5), datetime(2026, 2, 5)], left=0, right=800)
    far = scale_over([datetime(2026, 1, 5), datetime(2036, 2, 5)], left=0, right=800)
    drawn = shading(near, weekend, top=0, bottom=10)
    assert len(drawn) == 1 and isinstance(drawn[0], Box) and drawn[0].width > 40
    assert shading(far, weekend, top=0, bottom=10) == []
