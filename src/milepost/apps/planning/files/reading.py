"""Reads a plan file of any known kind that was brought, within what one import may cost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from milepost.apps.planning.files.forms import MOST_MB
from milepost.engine.model import Settings
from milepost.engine.problem import Problem
from milepost.exchange.detect import Reader, detect
from milepost.exchange.imported import Imported, Unreadable
from milepost.exchange.read import Limits, content_of, ending_told, others_told, read_own
from milepost.values import said

MOST_TASKS = 20_000
LIMITS = Limits(file_mb=MOST_MB)


def read_file(
    place: Path, *, name: str, start: int | None, day: int | None = None, progress: Callable[[str], None] | None = None
) -> Imported:
    """The plan in the file, of several projects the first; `start` is the moment at which tables begin that say none, and a day has so many
    minutes in them. Raises Unreadable."""
    data = content_of(place, name=name, limits=LIMITS)
    detected = detect(data, name=name)
    if detected.reader is Reader.FOREIGN:
        from milepost.exchange import foreign

        plans = foreign.read(data, name=name, what=detected.what, limits=LIMITS, progress=progress)
    else:
        settings = Settings(minutes_per_day=day, minutes_per_week=5 * day) if day is not None else None
        plans = (read_own(detected, data, name=name, start=start, settings=settings),)
    found = plans[0]
    if len(found.plan.tasks) > MOST_TASKS:
        message = said(
            "The plan has {count:,} tasks; at most {most_tasks:,} are imported at once.", count=len(found.plan.tasks), most_tasks=MOST_TASKS
        )
        raise Unreadable([Problem("too-many-tasks", name, message, said("Split it into a file for each part of the project."))])
    if not any(task.level for task in found.plan.tasks):
        raise Unreadable(
            [Problem("no-tasks", name, said("The file holds a plan without a single task."), said("Check that it is the right file."))]
        )
    return replace(found, notices=(*ending_told(detected, name=name), *others_told(plans[1:], name=name), *found.notices))
