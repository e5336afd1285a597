"""The days a recurrence rule falls on: for recurring tasks and for calendar exceptions that come back."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from milepost.engine.model.calendar import Day, Recurrence, RecurrenceKind

MOST_OCCURRENCES = 10_000
_EPOCH = date(1970, 1, 1)


def occurrence_days(rule: Recurrence, *, first_day: Day, last_day: Day | None = None) -> tuple[Day, ...]:
    """Days (since 1970-01-01) the rule falls on, ascending, from `first_day` to `last_day` inclusive.

    `rule.occurrences`, where given, ends the row earlier. Weeks begin on Monday and count from the week of `first_day`; months
    and years count from those of `first_day`. A month day beyond the month's end falls on its last day, as MS Project has it;
    29 February falls on 28 February in other years.

    Raises ValueError when neither `last_day` nor `rule.occurrences` ends the row, when the period is below 1, when the rule lacks
    what its kind needs, or when more than 10,000 days would come.
    """
    if last_day is None and rule.occurrences is None:
        raise ValueError("a recurrence needs a last day or a number of occurrences")
    if rule.period < 1:
        raise ValueError(f"a recurrence comes back every 1 or more, not every {rule.period}")
    days: list[Day] = []
    for day in _candidates(rule, first_day):
        if day < first_day:
            continue
        if (last_day is not None and day > last_day) or (rule.occurrences is not None and len(days) >= rule.occurrences):
            break
        if len(days) >= MOST_OCCURRENCES:
            raise ValueError(f"the recurrence has more than {MOST_OCCURRENCES:,} occurrences")
        days.append(day)
    return tuple(days)


def _candidates(rule: Recurrence, first_day: Day) -> Iterator[Day]:
    """Days of the rule, ascending, without end (until the calendar's year 9999), from the period of `first_day` on."""
    start = _EPOCH + timedelta(days=first_day)
    try:
        if rule.kind is RecurrenceKind.DAILY:
            yield from _daily(rule, first_day)
        elif rule.kind is RecurrenceKind.WEEKLY:
            yield from _weekly(rule, first_day, start)
        else:
            yield from _by_month(rule, start)
    except OverflowError:
        return


def _daily(rule: Recurrence, first_day: Day) -> Iterator[Day]:
    """Every n-th day, or, with weekdays named, every day that is one of them."""
    last = (date.max - _EPOCH).days
    for day in range(first_day, last + 1, rule.period):
        if not rule.weekdays or (day + 3) % 7 in rule.weekdays:
            yield day


def _weekly(rule: Recurrence, first_day: Day, start: date) -> Iterator[Day]:
    weekdays = sorted(rule.weekdays) or [start.weekday()]
    monday = first_day - start.weekday()
    last = (date.max - _EPOCH).days
    for week in range(monday, last - 6, 7 * rule.period):
        for weekday in weekdays:
            yield week + weekday


def _by_month(rule: Recurrence, start: date) -> Iterator[Day]:
    yearly = rule.kind in (RecurrenceKind.YEARLY_BY_DAY, RecurrenceKind.YEARLY_BY_POSITION)
    by_day = rule.kind in (RecurrenceKind.MONTHLY_BY_DAY, RecurrenceKind.YEARLY_BY_DAY)
    year, month = start.year, (rule.month or start.month) if yearly else start.month
    first = True
    while year <= date.max.year:
        day = _month_day(year, month, rule.month_day or start.day) if by_day else _position(year, month, rule)
        # A yearly rule whose day has passed in the first year begins in the next one, and counts its period from there.
        if first and yearly and day < start:
            year += 1
            first = False
            continue
        first = False
        yield (day - _EPOCH).days
        if yearly:
            year += rule.period
        else:
            year, month = year + (month - 1 + rule.period) // 12, (month - 1 + rule.period) % 12 + 1


def _month_day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _position(year: int, month: int, rule: Recurrence) -> date:
    """The first to fourth or the last (-1) day of a month that is one of the rule's weekdays (none named: any day)."""
    position = rule.position
    if position not in (1, 2, 3, 4, -1):
        raise ValueError(f"a position in the month is 1 to 4 or -1 for the last, not {position}")
    wanted = rule.weekdays or frozenset(range(7))
    days = [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]
    fitting = [day for day in days if day.weekday() in wanted]
    return fitting[-1] if position == -1 else fitting[position - 1]
