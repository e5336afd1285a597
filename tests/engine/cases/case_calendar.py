"""Calendars of a case: weeks, exceptions, rules that come back, and the moments they are written with."""

import re
from dataclasses import replace
from typing import Any

from milepost.engine.model import Calendar, CalendarException, Recurrence, RecurrenceKind, WorkWeek
from milepost.values import DAY, HOUR, MINUTE, read_moment

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
RULE = re.compile(r"(.+?) to (.+?) every (\d+) (day|week|month|year)s?(?: on (.+))?")


def moment(text: str) -> int:
    """ "Mon 01-05 08:00" of 2026, or with its year "2027-01-05 08:00"; 24:00 ends a day. A wrong weekday is refused."""
    found = re.fullmatch(r"(?:([A-Z]\w\w) )?(?:(\d{4})-)?(\d\d-\d\d) (\d\d):(\d\d)", text)
    if found is None:
        raise ValueError(f"{text!r} is no moment")
    weekday, year, date, hours, minutes = found.groups()
    midnight = read_moment(f"{year or 2026}-{date}")
    if weekday and WEEKDAYS[(midnight // DAY + 3) % 7] != weekday:
        raise ValueError(f"{date} is no {weekday}")
    return midnight + int(hours) * HOUR + int(minutes) * MINUTE


def add_calendar(calendars: dict[str, Calendar], rest: str) -> None:
    """calendar night on standard: Mon-Fri 22:00-24:00, Tue-Sat 00:00-06:00 (days not named are the base's, or days off)."""
    head, _, days = rest.partition(":")
    name, _, base = head.partition(" on ")
    calendars[name] = Calendar(name, name, _week_of(days, None if base else ()), base=base or None)


def _week_of(text: str, other: tuple[()] | None) -> tuple[Any, ...]:
    week: list[Any] = [other] * 7
    for part in filter(None, (p.strip() for p in text.split(","))):
        days, _, shifts = part.partition(" ")
        first, _, last = days.partition("-")
        for day in range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1):
            week[day] = (week[day] or ()) + _shifts(shifts)
    return tuple(tuple(sorted(day)) if day else day for day in week)


def _shifts(text: str) -> tuple[tuple[int, int], ...]:
    def second(clock: str) -> int:
        return moment(f"1970-01-01 {clock}")

    return () if text == "off" else tuple((second(p[:5]), second(p[6:])) for p in text.split())


def add_exception(calendars: dict[str, Calendar], rest: str) -> None:
    """except standard: 01-07 to 01-09 off; or a rule: 01-01 to 12-31 every 2 weeks on Wed off."""
    name, _, words = rest.partition(": ")
    days, shifts = re.fullmatch(r"(.+?) (off|\d\d:\d\d-.+)", words).groups()  # type: ignore[union-attr]
    rule = RULE.fullmatch(days)
    first, _, last = (f"{rule[1]} to {rule[2]}" if rule else days).partition(" to ")
    made = CalendarException(_day(first), _day(last or first), _shifts(shifts), recurrence=rule and _rule(rule))
    calendars[name] = replace(calendars[name], exceptions=(*calendars[name].exceptions, made))


def _day(text: str) -> int:
    return moment(f"{text} 00:00") // DAY


def _rule(rule: re.Match[str]) -> Recurrence:
    """every 2 weeks on Mon Wed; every 1 month on 15; every 1 year on 12-25; every 1 month on last Fri."""
    period, unit, on = int(rule[3]), rule[4], (rule[5] or "").split()
    if unit in ("day", "week"):
        kind = RecurrenceKind.DAILY if unit == "day" else RecurrenceKind.WEEKLY
        return Recurrence(kind, period, frozenset(WEEKDAYS.index(d) for d in on))
    month = int(on[-1][:2]) if unit == "year" else None
    if on[0][0].isdigit():
        kind = RecurrenceKind.YEARLY_BY_DAY if month else RecurrenceKind.MONTHLY_BY_DAY
        return Recurrence(kind, period, month=month, month_day=int(on[-1][-2:]))
    kind = RecurrenceKind.YEARLY_BY_POSITION if month else RecurrenceKind.MONTHLY_BY_POSITION
    position = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}[on[0]]
    return Recurrence(kind, period, frozenset({WEEKDAYS.index(on[1])}), month=month, position=position)


def add_work_week(calendars: dict[str, Calendar], rest: str) -> None:
    name, first, last, days = re.fullmatch(r"(\S+) (\S+) to (\S+): (.+)", rest).groups()  # type: ignore[union-attr]
    made = WorkWeek(_day(first), _day(last), _week_of(days, None))
    calendars[name] = replace(calendars[name], work_weeks=(*calendars[name].work_weeks, made))
