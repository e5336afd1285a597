"""How many minutes a person is available on a day: their pattern, less public holidays, less leave. Whole minutes of local days, so that no
change of clocks comes into it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from milepost.apps.people.rules.leave import Stretch

ONE = timedelta(days=1)
Week = tuple[int, int, int, int, int, int, int]
"""Minutes of work from Monday to Sunday."""


@dataclass(frozen=True, slots=True)
class Working:
    """What is known of a person: the patterns by the day from which they hold, in order; the public holidays where they work, by name
    where that is known; approved leave; from when to when they are here, both included; what they are called, and the time zone of where
    they usually work."""

    person: int
    patterns: Sequence[tuple[date, Week]] = ()
    holidays: Collection[date] | Mapping[date, str] = ()
    leave: Sequence[Stretch] = ()
    joined: date | None = None
    left: date | None = None
    name: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Available:
    """Minutes of one day, or summed over several: by `pattern`, of which a public `holiday` takes some, and `leave` of the others."""

    person: int
    first_day: date
    last_day: date
    pattern: int
    holiday: int
    leave: int

    @property
    def minutes(self) -> int:
        """What is left."""
        return self.pattern - self.holiday - self.leave


def days_of(one: Working, first: date, last: date) -> Iterator[Available]:
    """Every day from the first to the last, both included."""
    day = first
    while day <= last:
        pattern = _pattern(one, day)
        holiday = pattern if day in one.holidays else 0
        yield Available(one.person, day, day, pattern, holiday, _on_leave(one.leave, day, pattern - holiday))
        day += ONE


def summed(days: Sequence[Available]) -> Available:
    """Several days of one person as one."""
    pattern, holiday, leave = (sum(getattr(one, name) for one in days) for name in ("pattern", "holiday", "leave"))
    return Available(days[0].person, days[0].first_day, days[-1].last_day, pattern, holiday, leave)


def beginning_of(day: date, by: str) -> date:
    """The first day of the week (Monday) or month that a day lies in; "day" gives the day itself, and "span" one for all."""
    if by == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if by == "month" else date.min if by == "span" else day


def _pattern(one: Working, day: date) -> int:
    if (one.joined is not None and day < one.joined) or (one.left is not None and day > one.left):
        return 0
    valid = [week for begins, week in one.patterns if begins <= day]
    return valid[-1][day.weekday()] if valid else 0


def _on_leave(leave: Sequence[Stretch], day: date, minutes: int) -> int:
    """Half a day is half of that day's minutes; an odd minute belongs to the morning."""
    part = part_on(leave, day)
    return minutes if part == "day" else minutes - minutes // 2 if part == "morning" else minutes // 2 if part else 0


def part_on(leave: Sequence[Stretch], day: date) -> str:
    """Which part of a day leave takes: "day", "morning", "afternoon", or none of it. Two halves are a day."""
    parts = {part for first, last, part in leave if first <= day <= last}
    return "day" if "day" in parts or len(parts) > 1 else next(iter(parts), "")


def name_of_holiday(one: Working, day: date) -> str:
    """What a public holiday is called; empty on other days, and where the name is not known."""
    return one.holidays.get(day, "") if isinstance(one.holidays, Mapping) else ""


def half_days_taken(one: Working, stretch: Stretch, first: date, last: date) -> Iterator[tuple[date, int]]:
    """The days between the first and the last on which a stretch of leave takes something, with the half-days it takes: only those on
    which the person would have worked."""
    begins, ends, part = stretch
    for day in days_of(one, max(first, begins), min(last, ends)):
        if day.pattern > day.holiday:
            yield day.first_day, 2 if part == "day" else 1
