"""Dates of a column: forms that stand for themselves, and the order of day and month that must be proved or said."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.exchange.grid import DateColumn, DayTime, Findings, Sheet

SHEET = Sheet("plan.csv", "", ())


def learn(*cells: object, order: str | None = None) -> tuple[DateColumn, Findings]:
    column, findings = DateColumn(order), Findings()
    column.learn(list(enumerate(cells, start=2)), sheet=SHEET, column="Start", findings=findings)  # type: ignore[arg-type]
    return column, findings


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05",
        "2026/01/05",
        "05.01.2026",
        "5 Jan 2026",
        "5-Jan-26",
        "Jan 5, 2026",
        "January 5 2026",
        "Mon 5 January 2026",
        "Montag 5. Januar 2026",
        "5 janvier 2026",
        "Mo 05.01.26",
        datetime(2026, 1, 5),
        date(2026, 1, 5),
    ],
)
def test_a_clear_date_is_read_without_any_proof(text: object) -> None:
    column, findings = learn(text)
    assert not findings.errors
    assert column.read(text) == DayTime(date(2026, 1, 5))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2026-01-05T08:30", time(8, 30)),
        ("2026-01-05 08:30:15", time(8, 30, 15)),
        ("Mon 5 Jan 2026 5:30 PM", time(17, 30)),
        ("2026-01-05T08:30:00.000Z", time(8, 30)),
    ],
)
def test_a_time_of_day_is_kept(text: str, clock: time) -> None:
    found = DateColumn().read(text)
    assert found == DayTime(date(2026, 1, 5), clock.hour * 3600 + clock.minute * 60 + clock.second)


def test_one_day_above_twelve_proves_the_order_of_the_column() -> None:
    column, findings = learn("03/04/2026", "25/04/2026")
    assert not findings.errors
    assert column.read("03/04/2026") == DayTime(date(2026, 4, 3))
    column, findings = learn("03/04/2026", "04/25/2026")
    assert not findings.errors
    assert column.read("03/04/2026") == DayTime(date(2026, 3, 4))


def test_a_day_of_the_week_proves_the_order_too() -> None:
    column, findings = learn("Fri 03/04/26")
    assert not findings.errors
    assert column.read("Fri 03/04/26") == DayTime(date(2026, 4, 3))


def test_an_order_nothing_proves_is_refused_with_the_remedy() -> None:
    _, findings = learn("", "03/04/2026", "05/04/2026")
    problem = findings.problems[0]
    assert problem.code == "date-order-unclear"
    assert problem.place == "plan.csv line 3, column 'Start'"
    assert "2 such dates" in problem.message
    assert "--date-order dmy" in problem.remedy


def test_the_same_day_and_month_needs_no_order() -> None:
    column, findings = learn("04/04/2026")
    assert not findings.errors
    assert column.read("04/04/2026") == DayTime(date(2026, 4, 4))


def test_two_orders_in_one_column_are_named_with_both_rows() -> None:
    _, findings = learn("25/04/2026", "04/25/2026")
    assert findings.problems[0].code == "date-order-mixed"
    assert "row 3" in findings.problems[0].message


def test_what_the_person_says_wins() -> None:
    column, findings = learn("03/04/2026", order="mdy")
    assert not findings.errors
    assert column.read("03/04/2026") == DayTime(date(2026, 3, 4))


@pytest.mark.parametrize(
    "text", ["soon", "31/02/2026", "2026-13-01", "0001-01-01", "12026-01-01", "Tue 2026-01-05", "46027", 46027, "1/2/3", "99:99"]
)
def test_what_is_no_date_raises_a_sentence(text: object) -> None:
    with pytest.raises(ValueError, match="'"):
        DateColumn("dmy").read(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "  ", "NA", "n/a", "-", None])
def test_nothing_is_nothing(text: str | None) -> None:
    assert DateColumn().read(text) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["dmy", "mdy"]))
def test_a_written_date_reads_back(day: date, order: str) -> None:
    column = DateColumn(order)
    form = "%d/%m/%Y" if order == "dmy" else "%m/%d/%Y"
    assert column.read(day.strftime(form)) == DayTime(day)
    assert column.read(day.isoformat()) == DayTime(day)
    assert column.read(day.strftime("%d.%m.%Y")) == DayTime(day)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    column, _ = learn(text)
    try:
        column.read(text)
    except ValueError as error:
        assert str(error)
