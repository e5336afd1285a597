"""Random plans of any size, the same for a seed on every machine: three calendars, four link kinds, lags, constraints.

A `Sketch` is a plan as plain rows of numbers in topological order; `plan_of` makes the engine's `Plan` of it, and
`arrays.network_of` the kernel's network without any object per task. Only Python's own generator of random numbers is
used, because its sequence for a seed is promised to stay.

Shape: row j waits for about two rows among those shortly before it, so that the network is `lanes` rows wide and the work
takes some years whatever the count of tasks. Every `PROJECT` rows make a project with a summary of its own.
"""

from dataclasses import dataclass
from random import Random

from milepost.engine.model import Calendar, CalendarException, Constraint, LagKind, Link, LinkKind, Plan, Task, every_day, weekdays
from milepost.values import DAY, HOUR, read_moment

START = read_moment("2026-01-05T08:00")
PROJECT = 40
"""Rows of one project."""

KINDS = (LinkKind.FS, LinkKind.SS, LinkKind.FF, LinkKind.SF)
KIND_WEIGHTS = (85, 7, 7, 1)
CONSTRAINTS = (Constraint.ASAP, Constraint.SNET, Constraint.FNET, Constraint.SNLT, Constraint.FNLT, Constraint.MSO)
CONSTRAINT_WEIGHTS = (9600, 250, 60, 40, 40, 10)
YEARS_OF_HOLIDAYS = range(2026, 2046)


@dataclass(frozen=True, slots=True)
class Sketch:
    """Rows 0..n-1 in topological order: calendar (0 to 2), duration in seconds, constraint and its date; links by successor.

    `links` are (predecessor, successor, kind, lag in seconds, elapsed), kinds and constraints as positions in KINDS and CONSTRAINTS.
    """

    calendar: list[int]
    duration: list[int]
    constraint: list[int]
    constraint_date: list[int]
    links: list[tuple[int, int, int, int, bool]]

    @property
    def size(self) -> int:
        """Count of tasks."""
        return len(self.duration)


def sketch(size: int, *, seed: int = 1, constrained: bool = True, lanes: int | None = None) -> Sketch:
    """A network of `size` tasks and about twice as many links over some five years."""
    random = Random(seed)
    lanes = lanes or max(size // 220, 3)
    window = 2 * lanes
    made = Sketch([], [], [], [], [])
    for row in range(size):
        made.calendar.append(random.choices((0, 1, 2), (70, 20, 10))[0])
        made.duration.append(0 if random.random() < 0.05 else random.randint(1, 20) * 4 * HOUR)
        kind, date = _constraint(random, row / size, constrained)
        made.constraint.append(kind)
        made.constraint_date.append(date)
        first = max(0, row - window)
        for predecessor in sorted({random.randrange(first, row) for _ in range(random.choices((0, 1, 2, 3, 4, 5), (3, 30, 42, 15, 7, 3))[0])} if row else ()):
            made.links.append((predecessor, row, *_link(random)))
    return made


def _constraint(random: Random, progress: float, constrained: bool) -> tuple[int, int]:
    """A constraint near the time the row would be reached in a plan of some five years."""
    kind = random.choices(range(len(CONSTRAINTS)), CONSTRAINT_WEIGHTS)[0]
    if kind == 0 or not constrained:
        return 0, 0
    day = int(progress * 1500) + random.randint(0, 400)
    return kind, START - START % DAY + day * DAY + (17 if CONSTRAINTS[kind] in (Constraint.FNET, Constraint.FNLT) else 8) * HOUR


def _link(random: Random) -> tuple[int, int, bool]:
    kind = random.choices(range(4), KIND_WEIGHTS)[0]
    if random.random() >= 0.1:
        return kind, 0, False
    lag = random.choice((-16, -8, -4, 4, 8, 16, 24, 40)) * HOUR
    return kind, lag, random.random() < 0.2


def calendars() -> tuple[Calendar, ...]:
    """Office hours with public holidays; a night shift that crosses midnight; every day with a break at noon and a summer shutdown."""
    holidays = []
    for year in YEARS_OF_HOLIDAYS:
        for name, month_day in (("New Year", "01-01"), ("Spring holiday", "05-01"), ("Summer holiday", "08-28"), ("Christmas", "12-25"), ("Boxing Day", "12-26")):
            day = read_moment(f"{year}-{month_day}T00:00") // DAY
            holidays.append(CalendarException(day, day, name=f"{name} {year}"))
    shutdowns = [
        CalendarException(read_moment(f"{year}-08-03T00:00") // DAY, read_moment(f"{year}-08-09T00:00") // DAY, name=f"Shutdown {year}")
        for year in YEARS_OF_HOLIDAYS
    ]
    nights = ((0, 6 * HOUR), (22 * HOUR, 24 * HOUR))
    # Monday begins at 22:00 only, and Saturday ends the shift that began on Friday.
    night_week = (nights[1:], nights, nights, nights, nights, nights[:1], ())
    return (
        Calendar("office", "Office", weekdays(), exceptions=tuple(holidays)),
        Calendar("nights", "Nights", night_week, exceptions=tuple(holidays)),
        Calendar("every-day", "Every day", every_day((7 * HOUR, 12 * HOUR), (12 * HOUR + 1800, 19 * HOUR)), exceptions=tuple(shutdowns)),
    )


def plan_of(rows: Sketch, *, name: str = "Generated network") -> Plan:
    """The plan: a summary for every PROJECT rows, then its rows; ids are numbers as MSPDI wants them."""
    names = calendars()
    tasks: list[Task] = []
    ids: list[str] = []
    summary = ""
    for row in range(rows.size):
        if row % PROJECT == 0:
            summary = str(len(tasks) + 1)
            tasks.append(Task(summary, f"Project {row // PROJECT + 1}", uid=len(tasks) + 1, row=len(tasks) + 1))
        number = len(tasks) + 1
        ids.append(str(number))
        kind = CONSTRAINTS[rows.constraint[row]]
        tasks.append(
            Task(
                str(number),
                f"Task {row + 1}",
                level=2,
                parent=summary,
                uid=number,
                row=number,
                duration=rows.duration[row],
                milestone=rows.duration[row] == 0,
                calendar=names[rows.calendar[row]].id if rows.calendar[row] else None,
                constraint=kind,
                constraint_date=None if kind is Constraint.ASAP else rows.constraint_date[row],
            )
        )
    links = tuple(
        Link(ids[a], ids[b], KINDS[kind], lag, LagKind.ELAPSED if elapsed else LagKind.WORKING, 8 if elapsed else 7) for a, b, kind, lag, elapsed in rows.links
    )
    return Plan(name, START, tuple(tasks), links, calendars=names, calendar="office")
