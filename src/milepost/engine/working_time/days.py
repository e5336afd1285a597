"""The shifts of each day of a calendar, its base and its exceptions taken together."""

from collections.abc import Mapping

from milepost.engine.model.calendar import Calendar, Day, Shift
from milepost.engine.working_time.recurrence import exception_days, weekday

Shifts = tuple[Shift, ...]


def lineage(calendar: Calendar, calendars: Mapping[str, Calendar]) -> tuple[Calendar, ...]:
    """The calendar and its bases, nearest first. Stops at a base that is missing or already seen (reported by `check_calendars`)."""
    chain = [calendar]
    while (base := chain[-1].base) is not None and base in calendars and calendars[base] not in chain:
        chain.append(calendars[base])
    return tuple(chain)


def week_of(chain: tuple[Calendar, ...]) -> tuple[Shifts, ...]:
    """Seven days of shifts, Monday first; a day nobody defines is a day off."""
    return tuple(next((shifts for calendar in chain if (shifts := calendar.week[d]) is not None), ()) for d in range(7))


def shifts_by_day(chain: tuple[Calendar, ...], first: Day, last: Day) -> tuple[tuple[Shifts, ...], dict[Day, Shifts]]:
    """The plain week, and every day between `first` and `last` inclusive that differs from it.

    Written from the weakest rule to the strongest: work weeks of the bases, own work weeks, exceptions of the bases, own exceptions.
    """
    week = week_of(chain)
    special: dict[Day, Shifts] = {}
    for depth in reversed(range(len(chain))):
        own_days = [any(c.week[d] is not None for c in chain[:depth]) for d in range(7)]
        for alternative in chain[depth].work_weeks:
            for day in range(max(first, alternative.first_day), min(last, alternative.last_day) + 1):
                shifts = alternative.week[weekday(day)]
                if shifts is not None and not own_days[weekday(day)]:
                    special[day] = shifts
    for calendar in reversed(chain):
        for exception in calendar.exceptions:
            for day in exception_days(exception, first, last):
                special[day] = exception.shifts
    return week, special


def intervals_between(chain: tuple[Calendar, ...], first: Day, last: Day) -> tuple[list[int], list[int]]:
    """Starts and ends (moments) of the working intervals from `first` to `last` inclusive; intervals that touch are one."""
    week, special = shifts_by_day(chain, first, last)
    starts: list[int] = []
    ends: list[int] = []
    for day in range(first, last + 1):
        base = day * 86400
        for begin, end in special.get(day, week[(day + 3) % 7]):
            if ends and ends[-1] == base + begin:
                ends[-1] = base + end
            else:
                starts.append(base + begin)
                ends.append(base + end)
    return starts, ends
