"""Writes calendars: as they were read while they are unchanged, else from the model."""

from milepost.engine.model import Calendar, CalendarException, Recurrence, RecurrenceKind, Shift, WorkWeek
from milepost.exchange.mspdi import render
from milepost.exchange.mspdi.carry import Carry
from milepost.exchange.mspdi.codes import RECURRENCES
from milepost.exchange.mspdi.losses import Losses
from milepost.exchange.mspdi.order import CALENDAR
from milepost.exchange.mspdi.render import Element, flag, leaf
from milepost.values import DAY, MINUTE, said

_TYPES = {kind: number for number, kind in RECURRENCES.items()} | {RecurrenceKind.DAILY: 1}
_MOST_SHIFTS = 5
_ITEMS = {frozenset(range(7)): 0, frozenset(range(5)): 1, frozenset((5, 6)): 2} | {frozenset(((n + 6) % 7,)): 3 + n for n in range(7)}


def write_calendar(calendar: Calendar, carry: Carry, losses: Losses) -> str:
    """One Calendar element."""
    place = f"calendar {calendar.id} '{calendar.name}'"
    element = Element(CALENDAR, carry.calendars.get(calendar.id, ()))
    element.put("UID", calendar.id)
    element.text("GUID", calendar.guid)
    element.text("Name", losses.text(calendar.name, place, 512))
    element.put("IsBaseCalendar", flag(not calendar.personal))
    element.put("BaseCalendarUID", calendar.base or "-1")
    parsed = (calendar.week, calendar.exceptions, calendar.work_weeks)
    keys = [("calendar", calendar.id, "source", str(CALENDAR[name])) for name in ("WeekDays", "Exceptions", "WorkWeeks")]
    kept = [carry.parts.get(key) for key in keys]
    if any(part is not None and part[0] == parsed for part in kept):
        for name, part in zip(("WeekDays", "Exceptions", "WorkWeeks"), kept, strict=True):
            if part is not None:
                element.xml(name, part[1])
        return element.written("Calendar")
    if any(shifts is not None for shifts in calendar.week):
        days = ((weekday, calendar.week[(weekday + 5) % 7]) for weekday in range(1, 8))
        week = "".join(_day(n, shifts, place, losses) for n, shifts in days if shifts is not None)
        element.xml("WeekDays", f"<WeekDays>{week}</WeekDays>")
    if calendar.exceptions:
        element.xml("Exceptions", f"<Exceptions>{''.join(_exception(e, place, losses) for e in calendar.exceptions)}</Exceptions>")
    if calendar.work_weeks:
        element.xml("WorkWeeks", f"<WorkWeeks>{''.join(_work_week(w, place, losses) for w in calendar.work_weeks)}</WorkWeeks>")
    return element.written("Calendar")


def _day(number: int, shifts: tuple[Shift, ...], place: str, losses: Losses) -> str:
    return f"<WeekDay><DayType>{number}</DayType>{_shifts(shifts, place, losses)}</WeekDay>"


def _shifts(shifts: tuple[Shift, ...], place: str, losses: Losses) -> str:
    if len(shifts) > _MOST_SHIFTS:
        message = said("a day has {many} working times; MS Project knows at most five.", many=len(shifts))
        losses.tell("too-many-shifts", place, message, said("Join some of them."))
    times = "".join(
        f"<WorkingTime><FromTime>{render.time_of_day(start)}</FromTime><ToTime>{render.time_of_day(end)}</ToTime></WorkingTime>"
        for start, end in shifts
    )
    return f"<DayWorking>{flag(bool(shifts))}</DayWorking>" + (f"<WorkingTimes>{times}</WorkingTimes>" if times else "")


def _period(first_day: int, last_day: int) -> str:
    start, finish = render.moment(first_day * DAY), render.moment(last_day * DAY + DAY - MINUTE)
    return f"<TimePeriod><FromDate>{start}</FromDate><ToDate>{finish}</ToDate></TimePeriod>"


def _exception(exception: CalendarException, place: str, losses: Losses) -> str:
    rule = exception.recurrence
    occurrences = rule.occurrences if rule else exception.last_day - exception.first_day + 1
    return "".join(
        (
            "<Exception>",
            leaf("EnteredByOccurrences", flag(bool(rule and rule.occurrences))),
            _period(exception.first_day, exception.last_day),
            leaf("Occurrences", str(occurrences) if occurrences else None),
            leaf("Name", render.escape(losses.text(exception.name, place, 512))),
            leaf("Type", str(_TYPES[rule.kind] if rule else 1)),
            _rule(rule, place, losses) if rule else "",
            _shifts(exception.shifts, place, losses),
            "</Exception>",
        )
    )


def _rule(rule: Recurrence, place: str, losses: Losses) -> str:
    by_position = rule.kind in (RecurrenceKind.MONTHLY_BY_POSITION, RecurrenceKind.YEARLY_BY_POSITION)
    item = _ITEMS.get(rule.weekdays or frozenset(range(7)))
    if by_position and item is None:
        message = said("an exception recurs on a set of weekdays that MSPDI has no number for; all days were taken.")
        losses.tell("recurrence-not-expressible", place, message)
    days = sum(1 << (weekday + 1) % 7 for weekday in rule.weekdays)
    position = rule.position or 1
    return "".join(
        (
            leaf("Period", str(rule.period)),
            leaf("DaysOfWeek", str(days)) if rule.kind is RecurrenceKind.WEEKLY else "",
            leaf("MonthItem", str(item or 0)) if by_position else "",
            leaf("MonthPosition", "4" if position < 0 else str(position - 1)) if by_position else "",
            leaf("Month", str(rule.month - 1)) if rule.month else "",
            leaf("MonthDay", str(rule.month_day)) if rule.month_day else "",
        )
    )


def _work_week(week: WorkWeek, place: str, losses: Losses) -> str:
    days = ((weekday, week.week[(weekday + 5) % 7]) for weekday in range(1, 8))
    written = "".join(_day(n, shifts, place, losses) for n, shifts in days if shifts is not None)
    name = leaf("Name", render.escape(losses.text(week.name, place, 512)))
    return f"<WorkWeek>{_period(week.first_day, week.last_day)}{name}{written}</WorkWeek>"
