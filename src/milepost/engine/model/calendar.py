"""Calendars as people write them: a week, alternative weeks, exceptions, and the calendar they are based on."""

from dataclasses import dataclass
from enum import Enum

Shift = tuple[int, int]
"""Working seconds of one day, from and to, 0 <= from < to <= 86400. A night shift is two shifts on two days."""

Day = int
"""Days since 1970-01-01 (a Thursday)."""


class RecurrenceKind(Enum):
    """How a calendar exception comes back (MSPDI Exception/Type)."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY_BY_DAY = "monthly by day"
    MONTHLY_BY_POSITION = "monthly by position"
    YEARLY_BY_DAY = "yearly by day"
    YEARLY_BY_POSITION = "yearly by position"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that yields days between an exception's first and last day, or `occurrences` of them when that is given.

    `period` is every n-th day, week, month or year. `weekdays` are 0 Monday to 6 Sunday. `position` is 1 to 4, or -1 for the last.
    For the by-position kinds `weekdays` says which days count (all seven: a calendar day; five: a working weekday).
    """

    kind: RecurrenceKind
    period: int = 1
    weekdays: frozenset[int] = frozenset()
    month: int | None = None
    month_day: int | None = None
    position: int | None = None
    occurrences: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarException:
    """Days that differ from the week: holidays (no shifts) or special working days, first to last day inclusive."""

    first_day: Day
    last_day: Day
    shifts: tuple[Shift, ...] = ()
    name: str = ""
    recurrence: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """A week that replaces the calendar's own between two days inclusive. Days that are None keep the calendar's own week."""

    first_day: Day
    last_day: Day
    week: tuple[tuple[Shift, ...] | None, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A named calendar. `week` has seven entries, Monday first; None inherits the day from `base`, () is a day off.

    Precedence for a day: own exception, base's exception, own work week, own week, base's work week, base's week.
    A resource's calendar is one with a base and `personal` set.
    """

    id: str
    name: str
    week: tuple[tuple[Shift, ...] | None, ...]
    base: str | None = None
    exceptions: tuple[CalendarException, ...] = ()
    work_weeks: tuple[WorkWeek, ...] = ()
    personal: bool = False
    guid: str = ""


def weekdays(*shifts: Shift) -> tuple[tuple[Shift, ...], ...]:
    """A Monday-to-Friday week of the given shifts; without any, 08:00-12:00 and 13:00-17:00."""
    day = shifts or ((28800, 43200), (46800, 61200))
    return (day,) * 5 + ((),) * 2


def every_day(*shifts: Shift) -> tuple[tuple[Shift, ...], ...]:
    """A seven-day week of the given shifts; without any, all 24 hours."""
    return (shifts or ((0, 86400),),) * 7
