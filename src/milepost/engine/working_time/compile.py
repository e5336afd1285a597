"""All calendars of a plan compiled over one horizon of days; calendars with the same rules share one compilation."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from milepost.engine.model.calendar import Calendar, CalendarException, Day, Shift
from milepost.engine.problem import Problem
from milepost.engine.working_time.days import intervals_between, lineage, week_of
from milepost.engine.working_time.working_time import WorkingTime, intersection
from milepost.values import said

ELAPSED = "\0elapsed"
"""The id of the calendar of clock time: every second of the horizon works."""

KEPT = 64
"""So many compilations are kept for the next version of a plan; each is about half a megabyte for ten years."""


@lru_cache(KEPT)
def _compiled(chain: tuple[Calendar, ...], first: Day, last: Day) -> WorkingTime:
    """Of a calendar and its bases; their names are left out, for they change nothing."""
    return WorkingTime(*intervals_between(chain, first, last))


class Calendars:
    """Compiled calendars by id, made when first asked for, from `first` day to `last` day inclusive (days since 1970-01-01)."""

    def __init__(self, calendars: Iterable[Calendar], *, first: Day, last: Day) -> None:
        self._source = {calendar.id: calendar for calendar in calendars}
        self._made: dict[str, WorkingTime] = {ELAPSED: WorkingTime([first * 86400], [(last + 1) * 86400])}
        self._same: dict[object, WorkingTime] = {}
        self._both: dict[tuple[int, int], WorkingTime] = {}
        self.first = first
        self.last = last

    def __getitem__(self, calendar: str) -> WorkingTime:
        """Working time of a calendar; KeyError for an id the plan does not have."""
        made = self._made.get(calendar)
        if made is None:
            chain = lineage(self._source[calendar], self._source)
            rules = (week_of(chain), *((c.work_weeks, c.exceptions) for c in chain if c.work_weeks or c.exceptions))
            made = self._same.get(rules)
            if made is None:
                bare = tuple(Calendar("", "", c.week, exceptions=c.exceptions, work_weeks=c.work_weeks) for c in chain)
                made = self._same[rules] = _compiled(bare, self.first, self.last)
            self._made[calendar] = made
        return made

    def both(self, one: str, other: str) -> WorkingTime:
        """The time two calendars share."""
        a, b = self[one], self[other]
        if a is b:
            return a
        key = (id(a), id(b))
        if key not in self._both:
            self._both[key] = intersection(a, b)
        return self._both[key]


def check_calendars(calendars: Mapping[str, Calendar]) -> list[Problem]:
    """Calendars that cannot be used: a base that is missing or leads back to itself, weeks without any work, shifts that overlap."""
    problems = []
    for calendar in calendars.values():
        place = said("calendar '{name}'", name=calendar.name)
        if not all(_in_order(shifts) for shifts in _all_shifts(calendar)):
            problems.append(
                Problem(
                    "calendar-shifts",
                    place,
                    said("the working times of one of its days overlap, end before they begin, or leave the day."),
                    said("Write them in order, within 00:00 to 24:00; a night shift ends at 24:00 and goes on at 00:00 of the next day."),
                )
            )
        seen = {calendar.id}
        base = calendar.base
        while base is not None and base in calendars and base not in seen:
            seen.add(base)
            base = calendars[base].base
        if base is not None and base not in calendars:
            problems.append(
                Problem(
                    "calendar-base-missing",
                    place,
                    said("its base calendar '{base}' is not in the plan.", base=base),
                    said("Add that calendar or choose another base."),
                )
            )
        elif base is not None:
            problems.append(
                Problem(
                    "calendar-base-cycle",
                    place,
                    said("its base calendars lead back to itself."),
                    said("Give one of them no base calendar."),
                )
            )
        elif not any(week_of(lineage(calendar, calendars))) and not _works_by_exception(calendar, calendars):
            problems.append(
                Problem(
                    "calendar-without-work",
                    place,
                    said("no day of its week has working time."),
                    said("Give at least one weekday a shift, for example 08:00-12:00 and 13:00-17:00."),
                )
            )
    return problems


def _all_shifts(calendar: Calendar) -> Iterator[tuple[Shift, ...]]:
    weeks = (calendar.week, *(other.week for other in calendar.work_weeks))
    yield from (shifts for week in weeks for shifts in week if shifts)
    yield from (exception.shifts for exception in calendar.exceptions if exception.shifts)


def _in_order(shifts: tuple[Shift, ...]) -> bool:
    """Whether each shift lies within the day, begins before it ends, and none begins before the one before it has ended."""
    bounds = [0, *(moment for shift in shifts for moment in shift), 86400]
    return all(a <= b for a, b in pairwise(bounds)) and all(a < b for a, b in shifts)


def _works_by_exception(calendar: Calendar, calendars: Mapping[str, Calendar]) -> bool:
    chain = lineage(calendar, calendars)
    exceptions: list[CalendarException] = [e for c in chain for e in c.exceptions]
    return any(e.shifts for e in exceptions) or any(any(w.week) for c in chain for w in c.work_weeks)
