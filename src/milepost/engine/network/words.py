"""How the engine writes moments, spans and links in its reasons: short English, the same everywhere."""

from milepost.engine.model import Link, LinkKind, Plan, Task
from milepost.engine.network.build import lag_of
from milepost.values import span_text, to_datetime

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def when(moment: int) -> str:
    """ "Mon 12 Jan 2026 08:00"."""
    at = to_datetime(moment)
    return f"{_WEEKDAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year} {at:%H:%M}"


def span(plan: Plan, seconds: int) -> str:
    """A working span in the plan's own days: "3 d", "4 h"."""
    return span_text(seconds, hours_per_day=plan.settings.minutes_per_day / 60)


def named(task: Task) -> str:
    """A task in a sentence: "'Install switches' (12)"."""
    return f"'{task.name}' ({task.row if task.row is not None else task.id})"


def link_words(plan: Plan, link: Link) -> str:
    """ "finish to start, 2 d later"."""
    words = {
        LinkKind.FS: "finish to start",
        LinkKind.SS: "start to start",
        LinkKind.FF: "finish to finish",
        LinkKind.SF: "start to finish",
    }[link.kind]
    lag, elapsed = lag_of(link, plan.task[link.predecessor])
    if not lag:
        return words
    size = (
        f"{abs(lag) / 86400:g} calendar days"
        if elapsed and lag % 8640 == 0
        else span(plan, abs(lag)) + (" of clock time" if elapsed else "")
    )
    return f"{words}, {size} {'later' if lag > 0 else 'earlier'}"
