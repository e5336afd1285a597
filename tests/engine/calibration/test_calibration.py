"""Calibration: what the ratios of past work say, small classes drawn to the whole, and forecasts that hold on later records."""

import random
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.calibration import Record, back_test, calibrate, mid_percentile
from milepost.engine.risk import Shape


def drawn(count: int, *, seed: int = 1, groups: dict[str, tuple[float, float]] | None = None) -> list[Record]:
    """Records whose log ratios are normal: group -> (mean, deviation)."""
    dice = random.Random(seed)
    known = groups or {"build": (0.2, 0.5), "test": (-0.1, 0.3)}
    made = []
    for order in range(count):
        group = dice.choice(sorted(known))
        estimate = dice.choice([4.0, 8.0, 16.0, 40.0])
        made.append(Record(estimate, estimate * exp(dice.gauss(*known[group])), group, order))
    return made


def test_factors_are_those_the_records_were_drawn_with() -> None:
    found = calibrate(drawn(8000), shrink=0)
    build = found.by_group["build"]
    assert build.factor(50) == pytest.approx(exp(0.2), rel=0.05)
    assert build.factor(80) == pytest.approx(exp(0.2 + 0.8416 * 0.5), rel=0.05)
    assert build.mean == pytest.approx(exp(0.2), rel=0.03)


def test_a_class_of_one_record_is_nearly_the_whole_and_a_large_one_itself() -> None:
    records = [*drawn(4000, groups={"many": (0.5, 0.2)}), Record(10, 1, "one", 9999)]
    found = calibrate(records)
    assert found.whole is not None
    assert found.by_group["one"].factor(80) == pytest.approx(found.whole.factor(80), rel=0.05)
    assert calibrate(records, shrink=0).by_group["one"].factor(80) == pytest.approx(0.1)
    assert found.of("never seen") is found.whole


@given(st.lists(st.tuples(st.integers(1, 100), st.integers(1, 100), st.sampled_from("ab")), min_size=1, max_size=60))
def test_percentiles_rise_and_stay_within_the_records(rows: list[tuple[int, int, str]]) -> None:
    records = [Record(a, b, group, i) for i, (a, b, group) in enumerate(rows)]
    found = calibrate(records)
    ratios = [b / a for a, b, _ in rows]
    for reference in found.by_group.values():
        factors = [reference.factor(percent) for percent in (1, 10, 50, 80, 99)]
        assert factors == sorted(factors)
        assert min(ratios) * 0.999 <= factors[0] <= factors[-1] <= max(ratios) * 1.001
    assert sum(reference.count for reference in found.by_group.values()) == len(rows)


def test_a_heavy_point_counts_half_below_and_half_above() -> None:
    # Three of ten below, four at the value, three above: its middle is the middle of all.
    assert mid_percentile(((-1.0, 3.0), (0.0, 4.0), (1.0, 3.0)), 0.5) == pytest.approx(0)
    assert mid_percentile(((-1.0, 4.0), (0.0, 4.0), (1.0, 2.0)), 0.5) < 0


def test_a_reference_is_a_relative_spread_for_the_simulation() -> None:
    reference = calibrate(drawn(2000)).by_group["build"]
    assert (reference.spread.low, reference.spread.likely, reference.spread.high) == tuple(reference.factor(p) for p in (10, 50, 90))
    assert reference.spread.shape is Shape.LOGNORMAL


def test_forecasts_cover_what_they_promise_on_later_records() -> None:
    tested = back_test(drawn(4000))
    assert tested.count == pytest.approx(2000, abs=2)
    assert tested.calibrated is not None
    assert tested.raw is not None
    assert 0.45 <= tested.calibrated.coverage[50] <= 0.55
    assert 0.75 <= tested.calibrated.coverage[80] <= 0.85
    assert tested.calibrated.pinball[80] < tested.raw.pinball[80]
    assert set(tested.by_group) == {"build", "test"}


def test_nothing_is_learned_from_the_records_it_is_tested_on() -> None:
    # The later half took ten times as long: forecasts from the earlier half cannot know.
    early = [Record(10, 10 + i % 3, "g", 1) for i in range(100)]
    late = [Record(10, 100 + i % 3, "g", 2) for i in range(100)]
    tested = back_test([*late, *early], folds=1)
    assert tested.count == 100
    assert tested.calibrated is not None
    assert tested.calibrated.coverage[80] == 0


def test_records_of_one_moment_are_never_on_both_sides() -> None:
    records = [Record(10, 10 + i % 7, "g", i // 50) for i in range(200)]
    assert back_test(records, learn=0.6, folds=1).count == 50


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (Record(0, 5, place="history.csv row 3"), "calibration-zero-estimate"),
        (Record(-2, 5, place="history.csv row 3"), "calibration-zero-estimate"),
        (Record(5, 0, place="history.csv row 3"), "calibration-zero-actual"),
        (Record(float("nan"), 5, place="history.csv row 3"), "calibration-not-a-number"),
        (Record(1, 5000, place="history.csv row 3"), "calibration-far-off"),
    ],
)
def test_records_nothing_can_be_learned_from_are_left_out_and_told(record: Record, code: str) -> None:
    clean = drawn(50)
    found = calibrate([record, *clean])
    assert [p.code for p in found.problems] == [code]
    assert "history.csv row 3" in found.problems[0].place
    assert found.by_group == calibrate(clean).by_group


def test_no_record_at_all_is_told_and_gives_no_reference() -> None:
    found = calibrate([])
    assert (found.whole, found.of("any")) == (None, None)
    assert [p.code for p in found.problems] == ["calibration-no-records"]
    assert "calibration-too-few" in [p.code for p in back_test([]).problems]
    assert "calibration-too-few" in [p.code for p in back_test([Record(1, 2)] * 50).problems]


def test_many_bad_records_are_named_in_part_and_counted() -> None:
    (problem,) = [p for p in calibrate([Record(0, 1, order=i) for i in range(9)]).problems if p.code == "calibration-zero-estimate"]
    assert "and 4 more" in problem.place
