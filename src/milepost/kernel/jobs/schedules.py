"""Jobs that come back: declared by the rooms, enqueued once for each minute they are due, however many workers look. What was due while
nobody looked, for the only worker was at a long job or the machine was off over night, is made up for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from milepost.kernel.clock import now
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.models import Counter

MINUTE = timedelta(minutes=1)
MADE_UP = timedelta(days=1)
"""So far back."""


@dataclass(frozen=True)
class Schedule:
    """`due` says of a minute (UTC) whether the task is to run then."""

    name: str
    task: str
    due: Callable[[datetime], bool]


_known: dict[str, Schedule] = {}


def schedule(made: Schedule) -> Schedule:
    """Make a schedule known. Raises ValueError for a name that is taken."""
    if made.name in _known:
        raise ValueError(f"two schedules are called '{made.name}'")
    _known[made.name] = made
    return made


@dataclass(frozen=True, slots=True)
class Kept:
    """A schedule and the minute it was last enqueued for; None before the first."""

    name: str
    task: str
    last: datetime | None


def schedules() -> tuple[Kept, ...]:
    """Every schedule by name, in one query."""
    counters = dict(Counter.objects.filter(name__in=[_counter(name) for name in _known]).values_list("name", "last"))
    found = []
    for name in sorted(_known):
        minutes = counters.get(_counter(name), 0)
        found.append(Kept(name, _known[name].task, datetime.fromtimestamp(minutes * 60, UTC) if minutes else None))
    return tuple(found)


def _counter(name: str) -> str:
    return f"schedule {name}"[:40]


def enqueue_due(*, looked: int = 0) -> int:
    """Enqueue what was due since somebody last looked, if nobody has yet: once, however often it was; how many. `looked` is the minute at
    which the caller did, in minutes since 1970."""
    minute = now().replace(second=0, microsecond=0)
    last = {one.name: one.last for one in schedules()}
    count = 0
    for name, made in _known.items():
        since = max(minute - MADE_UP, datetime.fromtimestamp(looked * 60, UTC), last[name] or minute - MADE_UP)
        due = _last_due(made, since, minute)
        if due is None:
            continue
        stamp = int(due.timestamp()) // 60
        # The counter is raised from an earlier minute to this one by one worker only: who does not change the row was not the first.
        # Both or neither: a worker killed in between would lose the minute.
        Counter.objects.get_or_create(name=_counter(name), defaults={"last": 0})
        with transaction.atomic():
            if Counter.objects.filter(name=_counter(name), last__lt=stamp).update(last=stamp):
                enqueue(made.task, unique=f"{name} {stamp}")
                count += 1
    return count


def _last_due(made: Schedule, since: datetime, until: datetime) -> datetime | None:
    """The last minute at which it was due, after `since`."""
    while until > since and not made.due(until):
        until -= MINUTE
    return until if until > since else None
