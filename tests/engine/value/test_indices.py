"""Indices, earned schedule and intervals at their edges."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.value import COST_ERROR, EarnedValue, earned_schedule, index_limits, interval

ROUNDING = D("1e-20")
MONEY = st.integers(0, 10**9).map(D)


def test_nothing_spent_and_nothing_planned_gives_no_index() -> None:
    value = EarnedValue(D(0), D(0), D(0), D(100))
    assert (value.cpi, value.spi, value.eac_by_cpi, value.eac_by_cpi_and_spi) == (None, None, None, None)
    assert value.eac == 100
    assert EarnedValue(D(50), D(50), D(100), D(100)).tcpi is None


@given(MONEY, MONEY, MONEY.filter(bool), st.integers(1, 10**9).map(D))
def test_forecasts_lie_where_they_must(pv: D, ev: D, ac: D, bac: D) -> None:
    value = EarnedValue(pv, min(ev, bac), ac, bac)
    assert value.vac == bac - value.eac
    assert value.eac_bottom_up(bac - value.ev) == value.eac_as_budgeted
    assert value.eac >= ac
    if value.ev == bac:
        assert value.eac == ac
    assert value.cpi is not None
    low, high = sorted((D(1), value.cpi))
    assert low * (1 - ROUNDING) <= value.shrunk_cpi <= high * (1 + ROUNDING)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30), st.integers(0, 40_000), st.integers(0, 60))
def test_earned_schedule_rises_with_value_and_stays_within_the_plan(steps: list[int], ev: int, at: int) -> None:
    planned = [D(sum(steps[: i + 1])) for i in range(len(steps))]
    time = earned_schedule(planned, D(ev), at=D(at))
    assert 0 <= time.es <= time.pd <= len(planned)
    assert earned_schedule(planned, D(ev + 1), at=D(at)).es >= time.es
    for n, value in enumerate(planned, 1):
        if value and value < planned[-1]:
            assert earned_schedule(planned, value, at=D(1)).es >= n


def test_everything_earned_is_the_planned_duration_and_the_first_day_has_no_index() -> None:
    time = earned_schedule([D(10), D(20), D(20)], D(20), at=D(5))
    assert (time.es, time.pd, time.forecast) == (2, 2, 5)
    assert time.tspi is None
    assert earned_schedule([D(10)], D(0), at=D(0)).spi is None


@pytest.mark.parametrize("planned", [[], [D(20), D(10)]])
def test_planned_values_that_fall_are_refused(planned: list[D]) -> None:
    with pytest.raises(ValueError, match="never fall"):
        earned_schedule(planned, D(5), at=D(1))


def test_an_interval_shrinks_as_the_rest_does_and_closes_at_the_end() -> None:
    wide, narrow, none = (interval(D(done), D(100 - done), D(100), error=COST_ERROR) for done in (0, 80, 100))
    assert wide.high - wide.low > narrow.high - narrow.low > 0
    assert none.low == none.middle == none.high == 100
    assert wide.low < wide.middle < wide.high
    assert wide.high - wide.middle > wide.middle - wide.low
    assert interval(D(0), D(100), D(100), error=COST_ERROR, share=0.95).high > wide.high


def test_limits_of_an_index_close_when_the_project_ends_and_need_three_periods() -> None:
    values = [0.9, 1.1, 0.8, 1.0, 0.95]
    early, late, end = (index_limits(values, 0.95, done=done, whole=10) for done in (2, 8, 10))
    assert early is not None
    assert late is not None
    assert early[0] < late[0] < 0.95 < late[1] < early[1]
    assert end == (0.95, 0.95)
    assert index_limits(values[:2], 0.95, done=2, whole=10) is None
    assert index_limits([1, 0, 1], 0.95, done=2, whole=10) is None
