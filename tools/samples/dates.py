"""A small forward pass over a sample plan: the dates its file stores, and its baseline. Written without the engine, to witness for it."""

from dataclasses import dataclass
from datetime import datetime

from source import After, Plan, Row
from week import add, minutes_between, opening


@dataclass(frozen=True)
class Dates:
    """Start, finish, and the working (or elapsed) minutes between them as the task's own calendar counts."""

    start: datetime
    finish: datetime
    minutes: int


def calendar_of(row: Row) -> str:
    """Which calendar counts a task's time."""
    assert row.duration is not None
    return "clock" if row.duration.elapsed else "night" if row.night else "day"


def schedule(plan: Plan, *, actuals: bool) -> dict[str, Dates]:
    """Dates by key, summaries included. Without `actuals` it is the plan as first agreed."""
    begin = datetime.fromisoformat(plan.heading["start"])
    rows = {row.key: row for row in plan.rows}
    found: dict[str, Dates] = {}

    def visit(key: str, path: tuple[str, ...] = ()) -> Dates:
        if key in path:
            raise ValueError(f"cycle: {' -> '.join((*path, key))}")
        if key not in found:
            row = rows[key]
            earlier = {link.key: visit(link.key, (*path, key)) for link in row.after}
            found[key] = place(row, earlier, rows, begin, actuals=actuals)
        return found[key]

    for row in plan.rows:
        if not row.summary:
            visit(row.key)
    delay_alap(plan, found)
    roll_up(plan, found)
    return found


def place(row: Row, earlier: dict[str, Dates], rows: dict[str, Row], begin: datetime, *, actuals: bool) -> Dates:
    """One task after its predecessors."""
    assert row.duration is not None
    calendar, minutes = calendar_of(row), row.duration.minutes
    if actuals and row.done:
        return Dates(*row.done, minutes_between(*row.done, calendar=calendar))
    if actuals and row.begun:
        return Dates(row.begun[0], add(row.begun[0], minutes, calendar=calendar), minutes)
    start = max([begin, *(bound(link, row, earlier[link.key], rows[link.key]) for link in row.after)])
    if actuals and row.expected:
        start = max(start, row.expected)
    date = row.constraint_date
    if date and row.constraint in ("snet", "mso"):
        start = date if row.constraint == "mso" else max(start, date)
    if date and row.constraint in ("fnet", "mfo"):
        latest = add(date, -minutes, calendar=calendar)
        start = latest if row.constraint == "mfo" else max(start, latest)
    start = opening(start, calendar=calendar) if minutes else resting(start, calendar=calendar)
    return Dates(start, add(start, minutes, calendar=calendar), minutes)


def resting(moment: datetime, *, calendar: str) -> datetime:
    """A milestone stays where its driver ends; one that falls outside working time waits for the next opening."""
    before = add(moment, -1, calendar=calendar)
    return moment if (moment - before).total_seconds() == 60 else opening(moment, calendar=calendar)


def bound(link: After, row: Row, dates: Dates, predecessor: Row) -> datetime:
    """The earliest start that one link allows."""
    lag, calendar = link.lag, calendar_of(row)
    if lag.unit == "%":
        minutes, counted = round(dates.minutes * lag.amount / 100), calendar_of(predecessor)
    else:
        minutes, counted = lag.minutes, "clock" if lag.elapsed else "day"
    anchor = dates.finish if link.kind in ("FS", "FF") else dates.start
    moment = add(anchor, minutes, calendar=counted)
    assert row.duration is not None
    return moment if link.kind in ("FS", "SS") else add(moment, -row.duration.minutes, calendar=calendar)


def delay_alap(plan: Plan, found: dict[str, Dates]) -> None:
    """Moves as-late-as-possible tasks against their first successor; they have plain finish-to-start ones here."""
    for row in plan.rows:
        if row.constraint == "alap":
            assert row.duration is not None
            latest = min(found[other.key].start for other in plan.rows for link in other.after if link.key == row.key)
            start = add(latest, -row.duration.minutes, calendar="day")
            if start > found[row.key].start:
                found[row.key] = Dates(start, add(start, row.duration.minutes, calendar="day"), row.duration.minutes)


def roll_up(plan: Plan, found: dict[str, Dates]) -> None:
    """Summaries span their children."""
    for index in range(len(plan.rows) - 1, -1, -1):
        row = plan.rows[index]
        if row.summary:
            below = []
            for child in plan.rows[index + 1 :]:
                if child.level <= row.level:
                    break
                below.append(found[child.key])
            start, finish = min(d.start for d in below), max(d.finish for d in below)
            found[row.key] = Dates(start, finish, minutes_between(start, finish, calendar="day"))
