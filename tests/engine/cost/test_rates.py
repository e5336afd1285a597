"""Rates as exact numbers, by table and by date."""

from decimal import Decimal
from fractions import Fraction

import pytest

from milepost.engine.cost import check_rates, rate_table, seconds_per
from milepost.engine.model import Rate, RateUnit, Resource, ResourceKind, Settings
from milepost.values import HOUR, Currency
from tests.engine.placed import at

SETTINGS = Settings()


def an_hour(table, moment):
    """Standard, overtime and per-use rate at a moment, in whole units of currency."""
    period = table.at(moment)
    smallest = Fraction(1, table.scale * 100)
    return period.standard * HOUR * smallest, period.overtime * HOUR * smallest, period.per_use * smallest


@pytest.mark.parametrize(
    ("unit", "hours"),
    [
        (RateUnit.MINUTE, Fraction(1, 60)),
        (RateUnit.HOUR, 1),
        (RateUnit.DAY, 8),
        (RateUnit.WEEK, 40),
        (RateUnit.MONTH, 160),
        (RateUnit.YEAR, 2080),
    ],
)
def test_a_rate_is_per_what_the_author_counts(unit, hours):
    table = rate_table(Resource("a", "A", rates=(Rate(standard=Decimal(2080), standard_per=unit),)), 0, SETTINGS)
    assert an_hour(table, 0)[0] == Fraction(2080) / hours


def test_a_day_of_seven_and_a_half_hours_makes_its_own_week_month_and_year():
    own = Settings(minutes_per_day=450, minutes_per_week=2250, days_per_month=21)
    assert [seconds_per(u, own) / HOUR for u in (RateUnit.DAY, RateUnit.WEEK, RateUnit.MONTH, RateUnit.YEAR)] == [7.5, 37.5, 157.5, 1950]


def test_settings_of_zero_do_not_divide_by_zero():
    assert seconds_per(RateUnit.MONTH, Settings(minutes_per_day=0, days_per_month=0)) == 1


def test_the_rate_in_force_on_the_date_counts():
    rates = (
        Rate(valid_to=at("12 00:00"), standard=Decimal(50), overtime=Decimal(80), per_use=Decimal(10)),
        Rate(valid_from=at("12 00:00"), standard=Decimal(60)),
        Rate(table=1, standard=Decimal(99)),
    )
    resource = Resource("a", "A", rates=rates)
    table = rate_table(resource, 0, SETTINGS)
    assert an_hour(table, at("11 23:59")) == (50, 80, 10)
    assert an_hour(table, at("12 00:00")) == (60, 0, 0)
    assert table.changes == (at("12 00:00"),)
    assert an_hour(rate_table(resource, 1, SETTINGS), 0)[0] == 99


def test_a_rate_that_ends_at_23_59_lasts_to_midnight():
    rates = (Rate(valid_to=at("11 23:59"), standard=Decimal(50)), Rate(valid_from=at("12 00:00"), standard=Decimal(60)))
    assert an_hour(rate_table(Resource("a", "A", rates=rates), 0, SETTINGS), at("11 23:59") + 30)[0] == 50


def test_before_between_and_without_rates_work_costs_nothing():
    rates = (
        Rate(valid_from=at("5 00:00"), valid_to=at("6 00:00"), standard=Decimal(50)),
        Rate(valid_from=at("8 00:00"), standard=Decimal(60)),
    )
    table = rate_table(Resource("a", "A", rates=rates), 0, SETTINGS)
    assert [an_hour(table, at(m))[0] for m in ("4 12:00", "5 12:00", "7 12:00", "8 12:00")] == [0, 50, 0, 60]
    assert an_hour(rate_table(Resource("a", "A"), 3, SETTINGS), 0) == (0, 0, 0)


def test_where_rates_overlap_the_one_that_begins_later_counts():
    rates = (Rate(valid_from=at("7 00:00"), standard=Decimal(60)), Rate(standard=Decimal(50)))
    table = rate_table(Resource("a", "A", rates=rates), 0, SETTINGS)
    assert [an_hour(table, at(m))[0] for m in ("6 12:00", "7 12:00")] == [50, 60]


def test_a_material_is_priced_by_its_unit_whatever_time_the_file_names():
    cable = Resource("c", "Cable", ResourceKind.MATERIAL, rates=(Rate(standard=Decimal("1.25"), standard_per=RateUnit.HOUR),))
    table = rate_table(cable, 0, SETTINGS)
    assert Fraction(table.at(0).standard, table.scale) == 125


def test_a_currency_without_decimals_counts_in_whole_units():
    yen = Settings(currency=Currency("JPY", "¥", 0))
    table = rate_table(Resource("a", "A", rates=(Rate(standard=Decimal(7200)),)), 0, yen)
    assert Fraction(table.at(0).standard, table.scale) == 2


@pytest.mark.parametrize(
    ("rates", "codes"),
    [
        ((Rate(standard=Decimal(-5)),), ["negative-rate"]),
        ((Rate(overtime=Decimal("NaN"), per_use=Decimal(-1)),), ["negative-rate", "negative-rate"]),
        ((Rate(standard=Decimal(1)), Rate(valid_from=at("5 00:00"), standard=Decimal(2))), ["rate-overlap"]),
        ((Rate(standard=Decimal(1)), Rate(standard=Decimal(2))), ["rate-overlap"]),
        ((Rate(valid_to=at("5 00:00")), Rate(valid_from=at("7 00:00"))), ["rate-gap"]),
        ((Rate(valid_from=at("7 00:00"), valid_to=at("5 00:00")),), ["rate-period-reversed"]),
        ((Rate(table=4),), ["rate-table-empty"]),
        ((Rate(valid_to=at("4 23:59")), Rate(valid_from=at("5 00:00"))), []),
        ((), []),
    ],
)
def test_rates_that_cannot_be_meant_are_reported(rates, codes):
    problems = check_rates((Resource("a", "Asha", rates=rates),), frozenset({("a", 0)}))
    assert [p.code for p in problems] == codes
    assert all("'Asha', rate table A" in p.place and p.remedy for p in problems)


def test_tables_nobody_uses_are_not_looked_at():
    assert (
        check_rates((Resource("a", "Asha", rates=(Rate(table=2, standard=Decimal(-1)),)),), frozenset({("a", 0)}))[0].code
        == "rate-table-empty"
    )
    assert check_rates((Resource("a", "Asha", rates=(Rate(table=2, standard=Decimal(-1)),)),), frozenset()) == []


def test_a_negative_rate_counts_as_none():
    table = rate_table(Resource("a", "A", rates=(Rate(standard=Decimal(-5), per_use=Decimal("Infinity")),)), 0, SETTINGS)
    assert an_hour(table, 0) == (0, 0, 0)
