"""Working time of the samples' calendars, on plain datetimes: slow and simple, so that it can witness for the engine."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from house import FREEZES, HOLIDAYS, NIGHT, NIGHTS, WORKDAY

SHIFTS = {
    "day": (WORKDAY, (0, 1, 2, 3, 4), HOLIDAYS),
    "night": (NIGHT, NIGHTS, HOLIDAYS + FREEZES),
    "clock": (((0, 1440),), (0, 1, 2, 3, 4, 5, 6), ()),
}


def shifts(day: date, *, calendar: str) -> list[tuple[datetime, datetime]]:
    """Worked stretches of one day."""
    times, weekdays, exceptions = SHIFTS[calendar]
    if day.weekday() not in weekdays or any(first <= day <= last for first, last, _ in exceptions):
        return []
    midnight = datetime(day.year, day.month, day.day)
    return [(midnight + timedelta(minutes=begin), midnight + timedelta(minutes=end)) for begin, end in times]


def ahead(moment: datetime, *, calendar: str) -> Iterator[tuple[datetime, datetime]]:
    """Worked stretches from a moment on."""
    day = moment.date()
    while True:
        yield from ((max(begin, moment), end) for begin, end in shifts(day, calendar=calendar) if end > moment)
        day += timedelta(days=1)


def behind(moment: datetime, *, calendar: str) -> Iterator[tuple[datetime, datetime]]:
    """Worked stretches before a moment, latest first."""
    day = moment.date()
    while True:
        yield from ((begin, min(end, moment)) for begin, end in reversed(shifts(day, calendar=calendar)) if begin < moment)
        day -= timedelta(days=1)


def add(moment: datetime, minutes: int, *, calendar: str) -> datetime:
    """The moment so many working minutes later (earlier when negative); it ends a stretch rather than begins the next."""
    left = timedelta(minutes=abs(minutes))
    if not left:
        return moment
    for begin, end in ahead(moment, calendar=calendar) if minutes > 0 else behind(moment, calendar=calendar):
        if end - begin >= left:
            return begin + left if minutes > 0 else end - left
        left -= end - begin
    raise AssertionError("unreachable: calendars go on for ever")


def opening(moment: datetime, *, calendar: str) -> datetime:
    """The moment itself while work goes on, otherwise when it next begins."""
    return next(ahead(moment, calendar=calendar))[0]


def minutes_between(start: datetime, finish: datetime, *, calendar: str) -> int:
    """Working minutes from start to finish."""
    total = timedelta()
    for begin, end in ahead(start, calendar=calendar):
        if begin >= finish:
            break
        total += min(end, finish) - begin
    return int(total.total_seconds()) // 60
