"""The days a recurring calendar exception falls on."""

from collections.abc import Iterator
from datetime import date, timedelta

from milepost.engine.model.calendar import CalendarException, Day, Recurrence, RecurrenceKind

_EPOCH = date(1970, 1, 1)


def weekday(day: Day) -> int:
    """0 Monday to 6 Sunday."""
    return (day + 3) % 7


def to_day(when: date) -> Day:
    """Days since 1970-01-01."""
    return (when - _EPOCH).days


def to_date(day: Day) -> date:
    """The date of a day number."""
    return _EPOCH + timedelta(days=day)


def exception_days(exception: CalendarException, first: Day, last: Day) -> Iterator[Day]:
    """The days between `first` and `last` inclusive that the exception covers, in order.

    Occurrences are counted from the exception's own first day, so that a window later in time sees the same days.
    """
    rule = exception.recurrence
    if rule is None:
        yield from range(max(first, exception.first_day), min(last, exception.last_day) + 1)
        return
    end = last if rule.occurrences is not None else min(last, exception.last_day)
    for number, day in enumerate(_occurrences(rule, exception.first_day, end)):
        if rule.occurrences is not None and number >= rule.occurrences:
            return
        if day >= first:
            yield day


def _occurrences(rule: Recurrence, start: Day, end: Day) -> Iterator[Day]:
    period = max(rule.period, 1)
    if rule.kind is RecurrenceKind.DAILY:
        yield from range(start, end + 1, period)
    elif rule.kind is RecurrenceKind.WEEKLY:
        # Weeks count from the Sunday on or before the first day, as the author of the rule sees them on a calendar page.
        sunday = start - (weekday(start) + 1) % 7
        days = sorted((d + 1) % 7 for d in (rule.weekdays or {weekday(start)}))
        for week in range(sunday, end + 1, 7 * period):
            yield from (week + d for d in days if start <= week + d <= end)
    else:
        yield from (day for day in _in_months(rule, start, end) if start <= day <= end)


def _in_months(rule: Recurrence, start: Day, end: Day) -> Iterator[Day]:
    yearly = rule.kind in (RecurrenceKind.YEARLY_BY_DAY, RecurrenceKind.YEARLY_BY_POSITION)
    by_day = rule.kind in (RecurrenceKind.MONTHLY_BY_DAY, RecurrenceKind.YEARLY_BY_DAY)
    first, last = to_date(start), to_date(end)
    step = 12 * max(rule.period, 1) if yearly else max(rule.period, 1)
    month = rule.month if yearly and rule.month else first.month
    for number in range(first.year * 12 + month - 1, last.year * 12 + last.month, step):
        year, month_index = divmod(number, 12)
        day = _by_day(rule, year, month_index + 1, first) if by_day else _by_position(rule, year, month_index + 1)
        if day is not None:
            yield day


def _by_day(rule: Recurrence, year: int, month: int, first: date) -> Day | None:
    try:
        return to_day(date(year, month, rule.month_day or first.day))
    except ValueError:  # 30 February: that year or month has no such day
        return None


def _by_position(rule: Recurrence, year: int, month: int) -> Day | None:
    start = to_day(date(year, month, 1))
    end = to_day(date(year + month // 12, month % 12 + 1, 1))
    counted = [day for day in range(start, end) if not rule.weekdays or weekday(day) in rule.weekdays]
    position = rule.position or 1
    if position < 0:
        return counted[-1] if counted else None
    return counted[position - 1] if position <= len(counted) else None
