"""Reads calendars: weeks, exceptions in their old and new form, alternative weeks."""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from milepost.engine.model import Calendar, CalendarException, Recurrence, RecurrenceKind, Shift, WorkWeek
from milepost.engine.working_time.recurrence import exception_days
from milepost.exchange.mspdi import scalars
from milepost.exchange.mspdi.carry import Extras, Kept
from milepost.exchange.mspdi.codes import DAILY_TYPES, RECURRENCES
from milepost.exchange.mspdi.document import Document, Slot, Table, line_of
from milepost.exchange.mspdi.order import CALENDAR
from milepost.values import DAY, said

Shifts = tuple[Shift, ...]
Week = tuple[Shifts | None, ...]

_CALENDAR = Table(
    {
        "UID": Slot("uid", scalars.uid, vital=True),
        "GUID": Slot("guid", scalars.text),
        "Name": Slot("name", scalars.text),
        "IsBaseCalendar": Slot("is_base", scalars.flag, vital=True),
        "BaseCalendarUID": Slot("base", scalars.uid, vital=True),
        "WeekDays": Slot("week_days"),
        "Exceptions": Slot("exceptions"),
        "WorkWeeks": Slot("work_weeks"),
    },
    CALENDAR,
)
_DAY = Table(
    {
        "DayType": Slot("type", scalars.choice({n: n for n in range(8)}, "a day from 1 Sunday to 7 Saturday, or 0"), vital=True),
        "DayWorking": Slot("working", scalars.flag, vital=True),
        "TimePeriod": Slot("period"),
        "WorkingTimes": Slot("times"),
    }
)
_EXCEPTION = Table(
    {
        "EnteredByOccurrences": Slot("by_occurrences", scalars.flag),
        "TimePeriod": Slot("period"),
        "Occurrences": Slot("occurrences", scalars.integer),
        "Name": Slot("name", scalars.text),
        "Type": Slot("type", scalars.choice({n: n for n in range(1, 10)}, "a kind of recurrence"), vital=True),
        "Period": Slot("every", scalars.integer, vital=True),
        "DaysOfWeek": Slot("days", scalars.choice({n: n for n in range(128)}, "a sum of Sunday 1 to Saturday 64"), vital=True),
        "MonthItem": Slot("item", scalars.choice({n: n for n in range(10)}, "a kind of day"), vital=True),
        "MonthPosition": Slot("position", scalars.choice({n: n for n in range(5)}, "a position in the month"), vital=True),
        "Month": Slot("month", scalars.choice({n: n + 1 for n in range(12)}, "a month from 0 January to 11 December"), vital=True),
        "MonthDay": Slot("month_day", scalars.choice({n: n for n in range(1, 32)}, "a day of the month"), vital=True),
        "DayWorking": Slot("working", scalars.flag, vital=True),
        "WorkingTimes": Slot("times"),
    }
)
_WORK_WEEK = Table(
    {"TimePeriod": Slot("period"), "Name": Slot("name", scalars.text), "WeekDays": Slot("week_days"), "WeekDay": Slot("days")}
)
_PERIOD = Table({"FromDate": Slot("start", scalars.moment, vital=True), "ToDate": Slot("finish", scalars.moment, vital=True)})
_TIME = Table({"FromTime": Slot("start", scalars.time_of_day, vital=True), "ToTime": Slot("finish", scalars.time_of_day, vital=True)})
_MONTH_ITEMS = {0: frozenset(range(7)), 1: frozenset(range(5)), 2: frozenset((5, 6))} | {3 + n: frozenset(((n + 6) % 7,)) for n in range(7)}


@dataclass(frozen=True, slots=True)
class CalendarRecord:
    """A calendar as read, its line, its extras, and the XML its week, exceptions and work weeks came from."""

    calendar: Calendar
    line: int | None
    extras: Extras
    source: tuple[Kept, ...]


def read_calendar(document: Document, element: etree._Element) -> CalendarRecord | None:
    """One calendar; None when it has no usable UID (reported)."""
    values, extras = document.fields(element, _CALENDAR)
    if "uid" not in values:
        return None
    week: list[Shifts | None] = [None] * 7
    legacy: list[CalendarException] = []
    for container in values.get("week_days", ()):
        for day in container:
            _read_day(document, element, day, week, legacy)
    exceptions = [e for container in values.get("exceptions", ()) for child in container if (e := _exception(document, element, child))]
    work_weeks = [w for container in values.get("work_weeks", ()) for child in container if (w := _work_week(document, element, child))]
    exceptions += [old for old in legacy if not _covered(old, exceptions)]
    is_base = values.get("is_base", True)
    base = values.get("base")
    if base in ("-1", values["uid"]) or (is_base and base == "0"):
        base = None
    if base is None and None in week:
        missing = week.count(None)
        why = "are not given and there is no base calendar; they were taken as days off"
        message = said("{label}: {missing} days of its week {why}.", label=document.label(element), missing=missing, why=why)
        document.report.warn("calendar-days-missing", line_of(element), message)
        week = [() if shifts is None else shifts for shifts in week]
    calendar = Calendar(
        values["uid"], values.get("name", ""), tuple(week), base, tuple(exceptions), tuple(work_weeks), not is_base, values.get("guid", "")
    )
    source = tuple(
        (CALENDAR[name], document.xml(part))
        for name, key in (("WeekDays", "week_days"), ("Exceptions", "exceptions"), ("WorkWeeks", "work_weeks"))
        for part in values.get(key, ())
    )
    return CalendarRecord(calendar, line_of(element), document.rows(extras), source)


def _read_day(
    document: Document, owner: etree._Element, element: etree._Element, week: list[Shifts | None], legacy: list[CalendarException]
) -> None:
    """A day of the week, or an exception in the form Project 2003 and GanttProject write (DayType 0)."""
    values, _ = document.fields(element, _DAY, owner)
    kind = values.get("type")
    if kind is None:
        return
    if kind == 0:
        days = _days(document, owner, element, values)
        if days is not None:
            legacy.append(CalendarException(*days, _shifts(document, owner, element, values)))
        return
    week[(kind + 5) % 7] = _shifts(document, owner, element, values)


def _shifts(document: Document, owner: etree._Element, element: etree._Element, values: dict[str, Any]) -> Shifts:
    times = [time for container in values.get("times", ()) for time in container]
    if not values.get("working", bool(times)):
        return ()
    shifts = sorted(shift for time in times if (shift := _shift(document, owner, time)))
    if not shifts:
        message = said(
            "{label}: a day is marked as working but has no working times; it was taken as a day off.", label=document.label(owner)
        )
        document.report.warn("working-day-without-times", line_of(element), message)
    joined: list[Shift] = []
    for start, finish in shifts:
        if joined and start < joined[-1][1]:
            message = said("{label}: working times of a day overlap; they were taken as one.", label=document.label(owner))
            document.report.warn("working-times-overlap", line_of(element), message)
            joined[-1] = (joined[-1][0], max(joined[-1][1], finish))
        else:
            joined.append((start, finish))
    return tuple(joined)


def _shift(document: Document, owner: etree._Element, element: etree._Element) -> Shift | None:
    values, _ = document.fields(element, _TIME, owner)
    if "start" not in values or "finish" not in values:
        return None
    start, finish = values["start"], values["finish"] or DAY
    if finish <= start:
        message = said(
            "{label}: a working time ends at or before its start; expected FromTime before ToTime on the same day.",
            label=document.label(owner),
        )
        document.report.error("working-time-reversed", line_of(element), message, said("Split a night shift at midnight into two days."))
        return None
    return start, finish


def _days(document: Document, owner: etree._Element, element: etree._Element, values: dict[str, Any]) -> tuple[int, int] | None:
    """First and last day of a TimePeriod; None when it is missing or ends before it starts (reported)."""
    found = document.fields(values["period"][0], _PERIOD, owner)[0] if "period" in values else {}
    start, finish = found.get("start"), found.get("finish", found.get("start"))
    if start is not None and finish is not None and start // DAY <= finish // DAY:
        return start // DAY, finish // DAY
    message = said(
        "{label}: {local} has no TimePeriod with a FromDate that is not after its ToDate.",
        label=document.label(owner),
        local=document.local(element),
    )
    document.report.error("bad-period", line_of(element), message, said("Give the first and the last day of the period."))
    return None


def _exception(document: Document, owner: etree._Element, element: etree._Element) -> CalendarException | None:
    values, _ = document.fields(element, _EXCEPTION, owner)
    days = _days(document, owner, element, values)
    if days is None:
        return None
    kind = values.get("type", 1)
    if kind == 8:
        label = f"{document.label(owner)}: exception '{values.get('name', '')}'"
        message = said("{label} counts working days (Type 8), which is not understood; it was left out.", label=label)
        document.report.warn("exception-kind-unknown", line_of(element), message, said("Enter the days one by one."))
        return None
    recurrence = _recurrence(kind, values)
    return CalendarException(*days, _shifts(document, owner, element, values), values.get("name", ""), recurrence)


def _recurrence(kind: int, values: dict[str, Any]) -> Recurrence | None:
    every = max(values.get("every", 1), 1)
    occurrences = values.get("occurrences") if values.get("by_occurrences") else None
    if occurrences is not None and occurrences < 1:
        occurrences = None
    if kind in DAILY_TYPES:
        return Recurrence(RecurrenceKind.DAILY, every, occurrences=occurrences) if every > 1 else None
    rule = RECURRENCES[kind]
    if rule is RecurrenceKind.WEEKLY:
        # The sum's lowest bit is Sunday, the model's weekdays begin with 0 for Monday.
        days = frozenset((bit + 6) % 7 for bit in range(7) if values.get("days", 0) >> bit & 1)
        return Recurrence(rule, every, days, occurrences=occurrences)
    month = values.get("month") if rule in (RecurrenceKind.YEARLY_BY_DAY, RecurrenceKind.YEARLY_BY_POSITION) else None
    if rule in (RecurrenceKind.YEARLY_BY_DAY, RecurrenceKind.MONTHLY_BY_DAY):
        return Recurrence(rule, every, month=month, month_day=values.get("month_day"), occurrences=occurrences)
    position = values.get("position", 0)
    weekdays = _MONTH_ITEMS[values.get("item", 0)]
    return Recurrence(rule, every, weekdays, month, None, -1 if position == 4 else position + 1, occurrences)


def _work_week(document: Document, owner: etree._Element, element: etree._Element) -> WorkWeek | None:
    values, _ = document.fields(element, _WORK_WEEK, owner)
    days = _days(document, owner, element, values)
    week: list[Shifts | None] = [None] * 7
    for day in (*values.get("days", ()), *(day for container in values.get("week_days", ()) for day in container)):
        _read_day(document, owner, day, week, [])
    return WorkWeek(*days, tuple(week), values.get("name", "")) if days is not None else None


def _covered(old: CalendarException, exceptions: list[CalendarException]) -> bool:
    """Project 2007 and later write each exception twice, in the old form too: those doubles are not read again."""
    wanted = set(range(old.first_day, min(old.last_day, old.first_day + 3660) + 1))
    for exception in exceptions:
        if exception.shifts == old.shifts:
            wanted.difference_update(exception_days(exception, old.first_day, old.last_day))
    return not wanted
