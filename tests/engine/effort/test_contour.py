"""The published shapes of work."""

import pytest

from milepost.engine.effort import CONTOURS, shares_of, spread
from milepost.engine.model import Assignment, Contour
from tests.engine.placed import at, day, hours, office_hours

TEN_DAYS = {
    # Hours on each of ten days for an assignment whose span is ten days of 8 hours at 100 %: percent of 8 hours in each tenth.
    # Source: the percentages MS Project documents for its work contours; front and back loaded, turtle's 75, 50 and 25 % and flat
    # were also found in files it saved.
    Contour.FLAT: [8, 8, 8, 8, 8, 8, 8, 8, 8, 8],
    Contour.BACK_LOADED: [0.8, 1.2, 2, 4, 4, 6, 6, 8, 8, 8],
    Contour.FRONT_LOADED: [8, 8, 8, 6, 6, 4, 4, 2, 1.2, 0.8],
    Contour.DOUBLE_PEAK: [2, 4, 8, 4, 2, 2, 4, 8, 4, 2],
    Contour.EARLY_PEAK: [2, 4, 8, 8, 6, 4, 4, 2, 1.2, 0.8],
    Contour.LATE_PEAK: [0.8, 1.2, 2, 4, 4, 6, 8, 8, 4, 2],
    Contour.BELL: [0.8, 1.6, 3.2, 6.4, 8, 8, 6.4, 3.2, 1.6, 0.8],
    Contour.TURTLE: [2, 4, 6, 8, 8, 8, 8, 6, 4, 2],
}


@pytest.mark.parametrize(("contour", "by_day"), TEN_DAYS.items(), ids=lambda x: getattr(x, "value", ""))
def test_a_shape_over_ten_days_gives_each_day_its_percentage(contour, by_day):
    assignment = Assignment("1", "t", "bo", work=hours(sum(by_day)), contour=contour)
    found = dict(spread(assignment, at("5 08:00"), at("16 17:00"), office_hours()))
    working = [day(n) for n in (5, 6, 7, 8, 9, 12, 13, 14, 15, 16)]
    assert found == {d: hours(h) for d, h in zip(working, by_day, strict=True)}


@pytest.mark.parametrize(("one", "other"), [("FRONT_LOADED", "BACK_LOADED"), ("EARLY_PEAK", "LATE_PEAK")])
def test_front_and_back_mirror_each_other(one, other):
    assert CONTOURS[Contour[one]][::-1] == CONTOURS[Contour[other]]


def test_every_shape_peaks_at_the_full_units_and_edited_is_none():
    assert all(max(shares) == 100 and len(shares) == 10 for shares in CONTOURS.values())
    assert Contour.EDITED not in CONTOURS
    assert shares_of(Contour.EDITED) == shares_of(Contour.FLAT)
