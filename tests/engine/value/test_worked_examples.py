"""Worked examples of earned value and earned schedule from the literature, with their published answers."""

from decimal import Decimal as D

import pytest

from milepost.engine.value import EarnedValue, earned_schedule


def test_half_of_a_six_month_project() -> None:
    # K. Schwalbe, Information Technology Project Management, chapter on cost: BAC 200,000, six months, after three months.
    value = EarnedValue(pv=D(120_000), ev=D(100_000), ac=D(90_000), bac=D(200_000))
    assert (value.cv, value.sv) == (10_000, -20_000)
    assert value.cpi is not None
    assert value.spi is not None
    assert round(value.cpi, 2) == D("1.11")
    assert round(value.spi, 3) == D("0.833")
    assert value.eac_by_cpi == pytest.approx(180_000)
    assert 6 / value.spi == pytest.approx(D("7.2"))


def test_variances_indices_and_forecast_of_a_civil_works_lesson() -> None:
    # Arizval, Construction Methods and Project Management, lesson 8 (project control and monitoring), sample problems.
    value = EarnedValue(pv=D(500_000), ev=D(450_000), ac=D(480_000), bac=D(1_000_000))
    assert (value.cv, value.sv, value.cpi, value.spi) == (-30_000, -50_000, D("0.9375"), D("0.9"))
    assert value.eac_by_cpi == pytest.approx(D("1066666.67"), abs=D("0.01"))


def test_a_variance_that_will_not_come_again() -> None:
    # The same lesson: a storm cost 100,000 once.
    value = EarnedValue(pv=D(1_000_000), ev=D(1_000_000), ac=D(1_100_000), bac=D(2_000_000))
    assert value.eac_as_budgeted == 2_100_000


def test_what_the_rest_must_reach_to_keep_the_budget() -> None:
    # The same lesson: TCPI = (5.0 - 2.0) / (5.0 - 2.5).
    assert EarnedValue(pv=D(0), ev=D(2_000_000), ac=D(2_500_000), bac=D(5_000_000)).tcpi == D("1.2")


def test_seven_months_gone_and_five_earned() -> None:
    # W. Lipke, Earned Schedule, International Metrics Congress (2007): seven months have gone by, month five is earned.
    planned = [D(10 * month) for month in range(1, 11)]
    time = earned_schedule(planned, D(50), at=D(7))
    assert (time.es, time.sv) == (5, -2)
    assert time.spi is not None
    assert round(time.spi, 3) == D("0.714")
    assert time.forecast == 12
    assert time.forecast_by_spi == pytest.approx(14)


def test_a_period_is_earned_in_part_by_interpolation() -> None:
    # W. Lipke, Schedule is Different (2003): ES = C + (EV - PV_C) / (PV_C+1 - PV_C).
    assert earned_schedule([D(100), D(250), D(450)], D(325), at=D(3)).es == D("2.375")


def test_the_whole_at_the_efficiency_so_far() -> None:
    # Civil Engineering Board Exam Generator, Construction: Project control and earned value; BAC 5 million, 1.5 earned for 1.8.
    value = EarnedValue(pv=D(0), ev=D(1_500_000), ac=D(1_800_000), bac=D(5_000_000))
    assert value.eac_by_cpi is not None
    assert round(value.eac_by_cpi, 2) == 6_000_000
