"""Numbers, lengths of time, hours and flags as people type them."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.model import Settings
from milepost.exchange.grid import Length, Numbers, hours_value, read_length, shifts_value, yes_no

HOUR = 3600
SETTINGS = Settings(minutes_per_day=450, minutes_per_week=2250, days_per_month=20)


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("3", "", "3"),
        ("2,5", "", "2.5"),
        ("2.5", "", "2.5"),
        ("1.234,5", "", "1234.5"),
        ("1,234.5", "", "1234.5"),
        ("1 234,5", "", "1234.5"),
        ("1,000", ".", "1000"),
        ("1,000", ",", "1.000"),
        ("1,234,567", "", "1234567"),
        ("-4", "", "-4"),
        (2.5, "", "2.5"),
        ("1'000", "", "1000"),
    ],
)
def test_numbers_with_point_comma_and_thousands(text: str, decimal: str, value: str) -> None:
    assert Numbers(decimal).read(text) == Decimal(value)


def test_a_mark_that_may_be_either_is_refused_with_both_readings() -> None:
    with pytest.raises(ValueError, match="may be 1000 or 1"):
        Numbers().read("1,000")


@pytest.mark.parametrize("text", ["", "x", "1.2.3", "1,2,3", "--1", "nan", "inf", "1e400", True, "٣x", "1.23,4,5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        Numbers().read(text)


@pytest.mark.parametrize(
    ("text", "value"), [("£1,250.50", "1250.50"), ("1250.50 EUR", "1250.50"), ("$ 5", "5"), ("-£3", "-3"), ("12", "12")]
)
def test_money_with_its_sign(text: str, value: str) -> None:
    assert Numbers(".").money(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 d", Length(3 * 27000)),
        ("3", Length(3 * 27000)),
        (3, Length(3 * 27000)),
        ("3 days?", Length(3 * 27000, estimated=True)),
        ("2w", Length(2 * 135000, format=9)),
        ("4h", Length(4 * HOUR, format=5)),
        ("30m", Length(1800, format=3)),
        ("1mo", Length(20 * 27000, format=11)),
        ("3 ed", Length(3 * 86400, True, format=8)),
        ("2 ewks", Length(14 * 86400, True, format=10)),
        ("1,5 Tage", Length(40500)),
        ("2 sem.", Length(270000, format=9)),
        ("0", Length(0)),
        ("8:30", Length(30600, format=5)),
        (timedelta(hours=6), Length(6 * HOUR, format=5)),
        (time(1, 30), Length(5400, format=5)),
        ("1.5 hrs", Length(5400, format=5)),
    ],
)
def test_lengths_by_the_plans_own_conversions(text: object, expected: Length) -> None:
    assert read_length(text, settings=SETTINGS, numbers=Numbers()) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-1 d", "negative"),
        ("10000 y", "not a unit"),
        ("999999 mo", "500 years"),
        ("soon", "not a length"),
        ("3 parsecs", "not a unit"),
        (-1, "negative"),
        (True, "not a length"),
        ("1,000 d", "may be"),
        ("d", "not a length"),
    ],
)
def test_a_length_that_cannot_be_says_why(text: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_length(text, settings=SETTINGS, numbers=Numbers())  # type: ignore[arg-type]


@given(st.integers(0, 100_000), st.sampled_from([("m", 60, 3), ("h", 3600, 5), ("d", 27000, 7), ("w", 135000, 9)]))
def test_every_whole_length_is_exact(amount: int, unit: tuple[str, int, int]) -> None:
    word, size, form = unit
    if amount * size <= 500 * 366 * 86400:
        assert read_length(f"{amount} {word}", settings=SETTINGS, numbers=Numbers()) == Length(amount * size, format=form)


@pytest.mark.parametrize(
    ("text", "seconds"), [("9", 32400), ("09:30", 34200), ("5:30 pm", 63000), ("12 am", 0), ("24:00", 86400), ("8.15", 29700)]
)
def test_times_of_day(text: str, seconds: int) -> None:
    assert hours_value(text) == seconds


@pytest.mark.parametrize("text", ["25:00", "9:75", "noon", "13 pm", "24:01", ""])
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(ValueError, match="time of day"):
        hours_value(text)


def test_working_hours_of_a_day() -> None:
    assert shifts_value("09:00-12:30, 13:30-17:30") == ((32400, 45000), (48600, 63000))
    assert shifts_value("22:00 to 24:00") == ((79200, 86400),)
    assert shifts_value("off") == shifts_value("") == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("17:00-09:00", "before it begins"),
        ("09:00-12:00,11:00-13:00", "in front of it"),
        ("nine to five", "time of day"),
        ("09:00", "stretch"),
    ],
)
def test_hours_that_cannot_be(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        shifts_value(text)


def test_flags_in_several_languages() -> None:
    assert [yes_no(word) for word in ("Yes", "x", 1, "ja", True, "TRUE")] == [True] * 6
    assert [yes_no(word) for word in ("No", "", 0, "nein", False, None)] == [False] * 6
    with pytest.raises(ValueError, match="neither yes nor no"):
        yes_no("perhaps")
