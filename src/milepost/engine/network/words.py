"""How the engine writes moments, spans and links in its reasons: short sentences, the same everywhere."""

from collections.abc import Mapping

from milepost.engine.model import Link, LinkKind, Plan, Task
from milepost.engine.network.build import lag_of
from milepost.values import Said, said, span_text, to_datetime

NAMED = "'{name}' ({row})"
"""The template of a task in a sentence, by which its number is found again where it stands beside."""
_LINKS: Mapping[LinkKind, Said] = {
    LinkKind.FS: said("finish to start"),
    LinkKind.SS: said("start to start"),
    LinkKind.FF: said("finish to finish"),
    LinkKind.SF: said("start to finish"),
}


def when(moment: int) -> Said:
    """ "Mon 12 Jan 2026 08:00"."""
    return Said("{at:weekday-minute}", {"at": to_datetime(moment)})


def span(plan: Plan, seconds: int) -> Said:
    """A working span in the plan's own days: "3 d", "4 h"."""
    return span_text(seconds, hours_per_day=plan.settings.minutes_per_day / 60)


def named(task: Task) -> Said:
    """A task in a sentence: "'Install switches' (12)"."""
    return Said(NAMED, {"name": task.name, "row": task.row if task.row is not None else task.id})


def link_words(plan: Plan, link: Link) -> Said:
    """ "finish to start, 2 d later"."""
    words = _LINKS[link.kind]
    lag, elapsed = lag_of(link, plan.task[link.predecessor])
    if not lag:
        return words
    if elapsed and lag % 8640 == 0:
        size = said("{days:g} calendar days", days=abs(lag) / 86400)
    else:
        size = said("{span} of clock time", span=span(plan, abs(lag))) if elapsed else span(plan, abs(lag))
    return said("{words}, {size} later", words=words, size=size) if lag > 0 else said("{words}, {size} earlier", words=words, size=size)
