"""Calendars: weeks, exceptions in both forms, recurrences, alternative weeks, bases."""

from datetime import date
from typing import Any

import pytest

from milepost.engine.model import CalendarException, Recurrence, RecurrenceKind
from milepost.exchange.mspdi import read
from milepost.values import HOUR
from tests.exchange.mspdi.making import NAME, STANDARD, WEEK, WORKING_DAY, again, codes, document, element, plan_of

DAY_SHIFTS = ((8 * HOUR, 12 * HOUR), (13 * HOUR, 17 * HOUR))


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def period(first: str, last: str) -> str:
    return f"<TimePeriod><FromDate>{first}T00:00:00</FromDate><ToDate>{last}T23:59:00</ToDate></TimePeriod>"


def exception(first: str, last: str, *, name: str = "", working: bool = False, **rule: int) -> str:
    more = "".join(f"<{key}>{value}</{key}>" for key, value in rule.items())
    shifts = WORKING_DAY if working else "<DayWorking>0</DayWorking>"
    return f"<Exception>{period(first, last)}<Name>{name}</Name>{more}{shifts}</Exception>"


def calendar(*, week: str = WEEK, exceptions: str = "", work_weeks: str = "", uid: int = 1, base: int = -1, is_base: int = 1) -> str:
    inside = f"<WeekDays>{week}</WeekDays>" if week else ""
    inside += f"<Exceptions>{exceptions}</Exceptions>" if exceptions else ""
    inside += f"<WorkWeeks>{work_weeks}</WorkWeeks>" if work_weeks else ""
    head = element("Calendar", UID=uid, Name=f"Calendar {uid}", IsBaseCalendar=is_base, BaseCalendarUID=base)
    return head.replace("</Calendar>", f"{inside}</Calendar>")


def test_a_week_begins_on_monday_in_the_model_and_on_sunday_in_the_file() -> None:
    found = plan_of(document()).calendars[0]
    assert found.week == (DAY_SHIFTS,) * 5 + ((),) * 2
    assert (found.id, found.name, found.base, found.personal) == ("1", "Standard", None, False)


def test_a_shift_to_midnight_ends_with_the_day() -> None:
    times = element("WorkingTime", FromTime="00:00:00", ToTime="00:00:00")
    whole = f"<DayWorking>1</DayWorking><WorkingTimes>{times}</WorkingTimes>"
    week = "".join(f"<WeekDay><DayType>{n}</DayType>{whole}</WeekDay>" for n in range(1, 8))
    first, second = again(document(calendars=calendar(week=week)))
    assert first.plan.calendars[0].week == (((0, 24 * HOUR),),) * 7
    assert first.plan == second.plan


def test_a_persons_calendar_inherits_the_days_it_does_not_give() -> None:
    own = calendar(uid=5, base=1, is_base=0, week=f"<WeekDay><DayType>2</DayType>{WORKING_DAY}</WeekDay>")
    found = plan_of(document(calendars=STANDARD + own)).calendars[1]
    assert (found.base, found.personal, found.week) == ("1", True, (DAY_SHIFTS, *(None,) * 6))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"Type": 1, "Occurrences": 5}, None),
        ({"Type": 9}, None),
        ({"Type": 7, "Period": 3}, Recurrence(RecurrenceKind.DAILY, 3)),
        (
            {"EnteredByOccurrences": 1, "Occurrences": 4, "Type": 6, "Period": 2, "DaysOfWeek": 1 + 2 + 64},
            Recurrence(RecurrenceKind.WEEKLY, 2, frozenset((6, 0, 5)), occurrences=4),
        ),
        ({"Type": 4, "Period": 3, "MonthDay": 31}, Recurrence(RecurrenceKind.MONTHLY_BY_DAY, 3, month_day=31)),
        (
            {"Type": 5, "Period": 1, "MonthItem": 4, "MonthPosition": 4},
            Recurrence(RecurrenceKind.MONTHLY_BY_POSITION, 1, frozenset((0,)), position=-1),
        ),
        ({"Type": 2, "Month": 11, "MonthDay": 25}, Recurrence(RecurrenceKind.YEARLY_BY_DAY, 1, month=12, month_day=25)),
        (
            {"Type": 3, "MonthItem": 1, "MonthPosition": 0, "Month": 0},
            Recurrence(RecurrenceKind.YEARLY_BY_POSITION, 1, frozenset(range(5)), 1, position=1),
        ),
        (
            {"Type": 3, "MonthItem": 2, "MonthPosition": 2, "Month": 6},
            Recurrence(RecurrenceKind.YEARLY_BY_POSITION, 1, frozenset((5, 6)), 7, position=3),
        ),
    ],
)
def test_exceptions_recur_in_every_way_the_format_knows(rule: dict[str, Any], expected: Recurrence | None) -> None:
    first, second = again(document(calendars=calendar(exceptions=exception("2026-01-05", "2026-12-31", name="Off", **rule))))
    found = first.plan.calendars[0].exceptions
    assert found == (CalendarException(day("2026-01-05"), day("2026-12-31"), (), "Off", expected),)
    assert first.plan == second.plan


def legacy(first: str, last: str) -> str:
    return f"<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking>{period(first, last)}</WeekDay>"


def test_exceptions_in_the_old_form_are_read() -> None:
    found = plan_of(document(calendars=calendar(week=WEEK + legacy("2026-04-03", "2026-04-06")))).calendars[0]
    assert found.exceptions == (CalendarException(day("2026-04-03"), day("2026-04-06")),)


def test_an_exception_written_in_both_forms_is_read_once() -> None:
    both = calendar(
        week=WEEK + legacy("2026-04-03", "2026-04-03"), exceptions=exception("2026-04-03", "2026-04-03", name="Good Friday", Type=1)
    )
    assert [e.name for e in plan_of(document(calendars=both)).calendars[0].exceptions] == ["Good Friday"]


def test_the_old_form_of_each_occurrence_of_a_recurring_exception_is_not_read_again() -> None:
    fridays = legacy("2026-01-09", "2026-01-09") + legacy("2026-01-16", "2026-01-16")
    rule = exception("2026-01-05", "2026-01-31", Type=6, Period=1, DaysOfWeek=32)
    assert len(plan_of(document(calendars=calendar(week=WEEK + fridays, exceptions=rule))).calendars[0].exceptions) == 1


def test_an_old_exception_beside_other_new_ones_is_kept() -> None:
    both = calendar(week=WEEK + legacy("2026-05-04", "2026-05-04"), exceptions=exception("2026-04-03", "2026-04-03", Type=1))
    assert len(plan_of(document(calendars=both)).calendars[0].exceptions) == 2


def test_a_working_exception_has_its_shifts() -> None:
    found = plan_of(document(calendars=calendar(exceptions=exception("2026-01-10", "2026-01-10", working=True, Type=1)))).calendars[0]
    assert found.exceptions[0].shifts == DAY_SHIFTS


@pytest.mark.parametrize(
    "inside",
    [f"<WeekDay><DayType>7</DayType>{WORKING_DAY}</WeekDay>", f"<WeekDays><WeekDay><DayType>7</DayType>{WORKING_DAY}</WeekDay></WeekDays>"],
)
def test_alternative_weeks_are_read_with_their_days(inside: str) -> None:
    week = f"<WorkWeek>{period('2026-06-01', '2026-06-30')}<Name>June</Name>{inside}</WorkWeek>"
    first, second = again(document(calendars=calendar(work_weeks=week)))
    found = first.plan.calendars[0].work_weeks[0]
    assert (found.name, found.first_day, found.last_day) == ("June", day("2026-06-01"), day("2026-06-30"))
    assert found.week == (None,) * 5 + (DAY_SHIFTS, None)
    assert first.plan == second.plan


@pytest.mark.parametrize(
    ("calendars", "code"),
    [
        ("", "no-calendar"),
        (calendar(week=""), "calendar-days-missing"),
        (calendar(uid=3), "plan-calendar-missing"),
        (calendar(week=WEEK.replace("<ToTime>12:00:00</ToTime>", "<ToTime>14:00:00</ToTime>")), "working-times-overlap"),
        (calendar(week=WEEK + "<WeekDay><DayType>1</DayType><DayWorking>1</DayWorking></WeekDay>"), "working-day-without-times"),
        (calendar(exceptions=exception("2026-01-05", "2026-01-31", Type=8, Period=2)), "exception-kind-unknown"),
    ],
)
def test_calendars_that_leave_doubts_are_read_and_told(calendars: str, code: str) -> None:
    found = read(document(calendars=calendars), name=NAME)
    assert code in codes(found)
    assert any(c.id == found.plan.calendar for c in found.plan.calendars)


def test_a_calendar_without_any_working_time_is_read() -> None:
    off = "".join(f"<WeekDay><DayType>{n}</DayType><DayWorking>0</DayWorking></WeekDay>" for n in range(1, 8))
    assert plan_of(document(calendars=calendar(week=off))).calendars[0].week == ((),) * 7
