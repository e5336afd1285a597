"""Calendars of the engine, made from what the house knows of people's hours, leave and public holidays, and of change freezes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from milepost.apps.planning.selectors.hours import Hours
from milepost.engine.model import Calendar, CalendarException, Shift, WorkWeek, weekdays
from milepost.kernel.inputs.hours import minutes_of

EPOCH = date(1970, 1, 1)
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
MINUTE = 60
STANDARD = "standard"
USUAL = weekdays((9 * 3600, 12 * 3600 + 1800), (13 * 3600 + 1800, 17 * 3600 + 1800))
"""Seven and a half hours from Monday to Friday, for work that nobody in particular does."""
NEVER: tuple[tuple[Shift, ...], ...] = ((),) * 7


def plan_calendar(freezes: Iterable[tuple[str, date, date]], holidays: Mapping[date, str]) -> Calendar:
    """The calendar of a plan: usual hours, and no work on frozen days and public holidays."""
    free = [_free(name, first, last) for name, first, last in freezes]
    free += [_free(name, day, day) for day, name in sorted(holidays.items())]
    return Calendar(STANDARD, "Usual hours", USUAL, exceptions=tuple(free))


def frozen_days(freezes: Iterable[tuple[str, date, date]]) -> tuple[CalendarException, ...]:
    """No work on them."""
    return tuple(_free(name, first, last) for name, first, last in freezes)


def personal_calendar(key: str, name: str, hours: Hours, freezes: Sequence[tuple[str, date, date]]) -> Calendar:
    """Somebody's own: their patterns, without public holidays, leave, frozen days, and days before or after they are here. Who has no
    pattern works the usual hours; the first pattern holds for the time before it too, as far as they were here then."""
    weeks = [(begins, tuple(_shifts(text) for text in week)) for begins, week in hours.patterns] or [(FIRST, USUAL)]
    weeks[0] = (FIRST, weeks[0][1])
    work_weeks = [
        WorkWeek(_day(begins), _day(behind[0]) - 1 if behind is not None else _day(LAST), week)
        for (begins, week), behind in zip(weeks, [*weeks[1:], None], strict=True)
    ]
    # The last that names a day holds: half days first, so that none opens a holiday, a frozen day or a whole day off.
    leave = sorted(hours.leave, key=lambda stretch: stretch[2] == "day")
    exceptions = [exception for stretch in leave for exception in _leave(stretch, weeks)]
    exceptions += _both_halves(leave)
    exceptions += [_free(name, first, last) for name, first, last in freezes]
    exceptions += [_free("Public holiday", day, day) for day in sorted(hours.holidays)]
    if hours.joined is not None:
        exceptions.append(_free("Not here yet", FIRST, hours.joined - timedelta(days=1)))
    if hours.left is not None:
        exceptions.append(_free("Here no more", hours.left + timedelta(days=1), LAST))
    return Calendar(key, name, NEVER, exceptions=tuple(exceptions), work_weeks=tuple(work_weeks), personal=True)


def _leave(stretch: tuple[date, date, str], weeks: Sequence[tuple[date, tuple[tuple[Shift, ...], ...]]]) -> list[CalendarException]:
    """Whole days off are one exception; of half days each has the other half's hours."""
    first, last, part = stretch
    if part == "day":
        return [_free("Leave", first, last)]
    found = []
    day = first
    while day <= last:
        week = next((shifts for begins, shifts in reversed(weeks) if begins <= day), NEVER)
        found.append(CalendarException(_day(day), _day(day), _half(week[day.weekday()], morning=part == "afternoon"), "Leave"))
        day += timedelta(days=1)
    return found


def _both_halves(leave: Sequence[tuple[date, date, str]]) -> list[CalendarException]:
    """Days of which somebody takes the morning by one leave and the afternoon by another."""
    mornings = [(first, last) for first, last, part in leave if part == "morning"]
    afternoons = [(first, last) for first, last, part in leave if part == "afternoon"]
    spans = [(max(one[0], other[0]), min(one[1], other[1])) for one in mornings for other in afternoons]
    return [_free("Leave", first, last) for first, last in spans if first <= last]


def _half(shifts: Sequence[Shift], *, morning: bool) -> tuple[Shift, ...]:
    """The first or second half of a day's working time; an odd minute belongs to the morning."""
    total = sum(end - start for start, end in shifts) // MINUTE
    cut = (total - total // 2) * MINUTE
    found: list[Shift] = []
    gone = 0
    for start, end in shifts:
        middle = min(end, max(start, start + cut - gone))
        piece = (start, middle) if morning else (middle, end)
        if piece[0] < piece[1]:
            found.append(piece)
        gone += end - start
    return tuple(found)


def _shifts(text: str) -> tuple[Shift, ...]:
    return tuple((start * MINUTE, end * MINUTE) for start, end in minutes_of(text))


def _free(name: str, first: date, last: date) -> CalendarException:
    return CalendarException(_day(first), _day(last), (), name)


def _day(day: date) -> int:
    return (day - EPOCH).days


def calendars(people: Mapping[int, Hours], freezes: Sequence[tuple[str, date, date]], holidays: Mapping[date, str]) -> tuple[Calendar, ...]:
    """That of the plan first, then one for each person."""
    own = (personal_calendar(f"person {key}", hours.name, hours, freezes) for key, hours in people.items())
    return (plan_calendar(freezes, holidays), *own)
