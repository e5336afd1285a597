"""Rules of recurring tasks in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.model import Recurrence, RecurrenceKind
from milepost.exchange.tabular.repeats import read_repeat, weekday_names

WEEKLY, DAILY = RecurrenceKind.WEEKLY, RecurrenceKind.DAILY
BY_DAY, BY_POSITION = RecurrenceKind.MONTHLY_BY_DAY, RecurrenceKind.MONTHLY_BY_POSITION
WORKDAYS = frozenset(range(5))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every 2 weeks on Mon, 6 times", Recurrence(WEEKLY, 2, frozenset({0}), occurrences=6)),
        ("Every other week on Tuesday and Thursday 4 times", Recurrence(WEEKLY, 2, frozenset({1, 3}), occurrences=4)),
        ("every Mon, Wed for 3 occurrences", Recurrence(WEEKLY, 1, frozenset({0, 2}), occurrences=3)),
        ("weekly 5x", Recurrence(WEEKLY, 1, occurrences=5)),
        ("daily, 10 times", Recurrence(DAILY, 1, occurrences=10)),
        ("every 3 days 10 times", Recurrence(DAILY, 3, occurrences=10)),
        ("every weekday, 5 times", Recurrence(WEEKLY, 1, WORKDAYS, occurrences=5)),
        ("monthly on day 5, 6 times", Recurrence(BY_DAY, 1, month_day=5, occurrences=6)),
        ("monthly on the 5th, 6 times", Recurrence(BY_DAY, 1, month_day=5, occurrences=6)),
        ("monthly on the last Friday, 6 times", Recurrence(BY_POSITION, 1, frozenset({4}), position=-1, occurrences=6)),
        ("every 3 months on the first working day, 4 times", Recurrence(BY_POSITION, 3, WORKDAYS, position=1, occurrences=4)),
        ("quarterly on the last day, 4 times", Recurrence(BY_POSITION, 3, frozenset(range(7)), position=-1, occurrences=4)),
        ("yearly on 5 April, 3 times", Recurrence(RecurrenceKind.YEARLY_BY_DAY, 1, month=4, month_day=5, occurrences=3)),
        (
            "yearly on the second Tuesday of May, 2 times",
            Recurrence(RecurrenceKind.YEARLY_BY_POSITION, 1, frozenset({1}), 5, position=2, occurrences=2),
        ),
    ],
)
def test_a_rule_in_words(text: str, rule: Recurrence) -> None:
    found = read_repeat(text, order=None)
    assert found.rule == rule
    assert found.last_day is None


def test_an_end_date_and_a_time_of_day() -> None:
    found = read_repeat("every week on Fri at 2:30 pm until 2026-06-30", order=None)
    assert (found.last_day, found.clock, found.rule.occurrences) == (20634, 14 * 3600 + 1800, None)


def test_an_end_date_follows_the_order_of_the_file() -> None:
    assert read_repeat("weekly until 03/04/2026", order="dmy").last_day == 20546
    with pytest.raises(ValueError, match="not a clear date"):
        read_repeat("weekly until 03/04/2026", order=None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("weekly", "no end"),
        ("weekly, 0 times", "1 to 1000"),
        ("weekly, 99999 times", "1 to 1000"),
        ("every 0 days, 2 times", "comes back every 0"),
        ("monthly on day 31, 3 times", "the last day"),
        ("yearly on 30 February, 2 times", "that month does not have"),
        ("yearly on the 5th, 2 times", "no month"),
        ("every blue moon, 2 times", "not understood"),
        ("weekly on Funday, 2 times", "not understood"),
        ("weekly until never", "not a date"),
        ("daily at 25:00, 2 times", "time of day"),
        ("every 2 weekdays, 2 times", "not understood"),
    ],
)
def test_a_rule_that_is_not_clear_says_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_repeat(text, order=None)


@given(st.text(alphabet="every 23weekmonthlydaiuntl6tims,-onMFri:0", max_size=60))
def test_any_words_are_a_rule_or_a_sentence(text: str) -> None:
    try:
        rule = read_repeat(text, order=None)
    except ValueError as error:
        assert str(error)
    else:
        assert rule.last_day is not None or rule.rule.occurrences is not None


def test_names_of_weekdays() -> None:
    assert weekday_names("Mon-Fri") == WORKDAYS
    assert weekday_names("Sun to Thu") == frozenset({6, 0, 1, 2, 3})
    assert weekday_names("Saturday, Sunday") == frozenset({5, 6})
    with pytest.raises(ValueError, match="no days of the week"):
        weekday_names("all of them")
