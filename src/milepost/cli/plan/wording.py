"""How dates, spans and counts are written for people, in the terminal and in the report: one way for both."""

from datetime import date, datetime

from milepost.engine.model import LagKind, Link, Plan, Task
from milepost.values import DAY, HOUR, MINUTE, to_datetime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def when(moment: int) -> datetime:
    """A moment for a chart or a table."""
    return to_datetime(moment)


def day(moment: int, *, finish: bool = False) -> date:
    """The date of a moment; a finish at midnight belongs to the day it ends."""
    return to_datetime(moment - 1 if finish and moment % DAY == 0 else moment).date()


def day_text(moment: int, *, finish: bool = False) -> str:
    """ "12 May 2026"."""
    it = day(moment, finish=finish)
    return f"{it.day} {_MONTHS[it.month - 1]} {it.year}"


def weekday_text(moment: int, *, finish: bool = False) -> str:
    """ "Tue 12 May 2026"."""
    return f"{_DAYS[day(moment, finish=finish).weekday()]} {day_text(moment, finish=finish)}"


def moment_text(moment: int) -> str:
    """ "Tue 12 May 2026 17:00"; seconds only where there are some."""
    it = to_datetime(moment)
    return f"{weekday_text(moment)} {it:%H:%M:%S}" if it.second else f"{weekday_text(moment)} {it:%H:%M}"


def days_text(first_day: int, last_day: int) -> str:
    """Days since 1970-01-01 as a stretch: "12 May 2026", "12–15 May 2026", "30 Apr – 4 May 2026"."""
    one, other = to_datetime(first_day * DAY).date(), to_datetime(last_day * DAY).date()
    end = f"{other.day} {_MONTHS[other.month - 1]} {other.year}"
    if one == other:
        return end
    if (one.year, one.month) == (other.year, other.month):
        return f"{one.day}–{end}"
    return f"{one.day} {_MONTHS[one.month - 1]}{'' if one.year == other.year else f' {one.year}'} – {end}"


def span(seconds: int, plan: Plan) -> str:
    """Working time in the plan's own days: "3 d", "1.5 d", "−2 d"; less than a quarter of a day in hours or minutes."""
    size = abs(seconds)
    sign = "\u2212" if seconds < 0 else ""
    hours_per_day = plan.settings.day or 8 * HOUR
    if size == 0 or size * 4 >= hours_per_day:
        return f"{sign}{_figure(size / hours_per_day)} d"
    if size >= HOUR:
        return f"{sign}{_figure(size / HOUR)} h"
    return f"{sign}{_figure(size / MINUTE)} min"


def working_days(seconds: int, plan: Plan) -> str:
    """The same in words: "1 working day", "2.5 working days", "3 working hours"."""
    hours_per_day = plan.settings.day or 8 * HOUR
    size = abs(seconds)
    if size * 4 >= hours_per_day:
        return counted(_figure(size / hours_per_day), "working day")
    if size >= HOUR:
        return counted(_figure(size / HOUR), "working hour")
    return counted(_figure(size / MINUTE), "working minute")


def duration_text(task: Task, plan: Plan) -> str:
    """A task's duration; time by the clock says so."""
    if task.elapsed:
        return elapsed(task.duration)
    return span(task.duration, plan)


def elapsed(seconds: int) -> str:
    """Time by the clock: "28 d elapsed", "6 h elapsed"."""
    return f"{_figure(seconds / DAY)} d elapsed" if seconds >= DAY else f"{_figure(seconds / HOUR)} h elapsed"


def short_day(moment: int, *, finish: bool = False, year: bool = False) -> str:
    """ "3 Jun", or "3 Jun 27" where the year is not plain from what stands around it."""
    it = day(moment, finish=finish)
    return f"{it.day} {_MONTHS[it.month - 1]}{f' {it.year % 100:02d}' if year else ''}"


def link_text(link: Link, plan: Plan) -> str:
    """How a link is written in tables: "12", "12 SS", "12 FS + 2 d"."""
    one = plan.task.get(link.predecessor)
    number = reference(one) if one is not None else link.predecessor
    lag = lag_text(link, plan)
    return f"{number}{'' if link.kind.value == 'FS' and not lag else ' ' + link.kind.value}{lag}"


def lag_text(link: Link, plan: Plan) -> str:
    """ " + 2 d", " − 50 %", ""."""
    if link.lag == 0:
        return ""
    sign, size = ("+" if link.lag > 0 else "\u2212"), abs(link.lag)
    if link.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT):
        return f" {sign} {_figure(size / 100)} %"
    if link.lag_kind is LagKind.ELAPSED:
        return f" {sign} {elapsed(size)}"
    return f" {sign} {span(size, plan)}"


def reference(task: Task) -> str:
    """The number people know a task by: its row, else its id."""
    return str(task.row) if task.row is not None else task.id


def named(task: Task) -> str:
    """A task in a sentence: 12 ‘Install switches’."""
    return f"{reference(task)} ‘{task.name}’"


def counted(number: int | str, noun: str, plural: str = "") -> str:
    """ "1 task", "2 tasks", "1,204 tasks"."""
    figure = f"{number:,}" if isinstance(number, int) else number
    return f"{figure} {noun if figure == '1' else plural or noun + 's'}"


def listed(words: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def _figure(value: float) -> str:
    """At most two decimals, none that are zero."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")
