"""The days of recurring tasks: worked examples against a calendar page, and what every rule must hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.model import Recurrence, RecurrenceKind
from milepost.engine.recurring import occurrence_days

EPOCH = date(1970, 1, 1)


def day(text: str) -> int:
    return (date.fromisoformat(text) - EPOCH).days


def dates(rule: Recurrence, first: str, last: str | None = None) -> list[str]:
    found = occurrence_days(rule, first_day=day(first), last_day=None if last is None else day(last))
    return [date.fromordinal(number + EPOCH.toordinal()).isoformat() for number in found]


def test_every_second_monday_until_a_day_includes_that_day() -> None:
    rule = Recurrence(RecurrenceKind.WEEKLY, 2, frozenset({0}))
    assert dates(rule, "2026-01-05", "2026-02-16") == ["2026-01-05", "2026-01-19", "2026-02-02", "2026-02-16"]


def test_a_weekly_rule_without_weekdays_takes_that_of_its_first_day() -> None:
    assert dates(Recurrence(RecurrenceKind.WEEKLY, occurrences=2), "2026-01-07") == ["2026-01-07", "2026-01-14"]


def test_counting_begins_with_the_first_day_and_not_with_its_week() -> None:
    rule = Recurrence(RecurrenceKind.WEEKLY, 1, frozenset({0, 4}), occurrences=3)
    assert dates(rule, "2026-01-06") == ["2026-01-09", "2026-01-12", "2026-01-16"]


def test_day_of_the_month_in_months_that_have_it() -> None:
    rule = Recurrence(RecurrenceKind.MONTHLY_BY_DAY, 1, month_day=31, occurrences=3)
    assert dates(rule, "2026-01-01") == ["2026-01-31", "2026-03-31", "2026-05-31"]


def test_last_friday_and_first_working_day_of_the_month() -> None:
    last = Recurrence(RecurrenceKind.MONTHLY_BY_POSITION, 1, frozenset({4}), position=-1, occurrences=2)
    first = Recurrence(RecurrenceKind.MONTHLY_BY_POSITION, 1, frozenset(range(5)), position=1, occurrences=2)
    assert dates(last, "2026-01-01") == ["2026-01-30", "2026-02-27"]
    assert dates(first, "2026-02-01") == ["2026-02-02", "2026-03-02"]


def test_whichever_end_comes_first_ends_the_row() -> None:
    rule = Recurrence(RecurrenceKind.DAILY, 1, occurrences=10)
    assert dates(rule, "2026-01-01", "2026-01-03") == ["2026-01-01", "2026-01-02", "2026-01-03"]


@pytest.mark.parametrize(
    ("rule", "last", "why"),
    [
        (Recurrence(RecurrenceKind.DAILY), None, "needs a last day or a number"),
        (Recurrence(RecurrenceKind.DAILY, 0, occurrences=1), None, "every 1 or more"),
        (Recurrence(RecurrenceKind.DAILY), day("2100-01-01"), "more than 1,000"),
        (Recurrence(RecurrenceKind.MONTHLY_BY_POSITION, position=5, occurrences=1), None, "1 to 4 or -1"),
    ],
)
def test_a_rule_that_cannot_be_spread_says_why(rule: Recurrence, last: int | None, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        occurrence_days(rule, first_day=day("2026-01-01"), last_day=last)


@given(
    kind=st.sampled_from(RecurrenceKind),
    period=st.integers(1, 20),
    weekdays=st.frozensets(st.integers(0, 6)),
    position=st.sampled_from([1, 2, 3, 4, -1]),
    month_day=st.integers(1, 31),
    first=st.integers(15_000, 30_000),
    times=st.integers(1, 60),
)
def test_days_ascend_begin_in_time_and_are_no_more_than_asked(
    kind: RecurrenceKind, period: int, weekdays: frozenset[int], position: int, month_day: int, first: int, times: int
) -> None:
    rule = Recurrence(kind, period, weekdays, position=position, month_day=month_day, occurrences=times)
    days = occurrence_days(rule, first_day=first)
    assert list(days) == sorted(set(days))
    assert all(found >= first for found in days)
    assert len(days) <= times
    # A shorter row is the beginning of a longer one.
    shorter = Recurrence(kind, period, weekdays, position=position, month_day=month_day, occurrences=max(times // 2, 1))
    assert occurrence_days(shorter, first_day=first) == days[: max(times // 2, 1)]
