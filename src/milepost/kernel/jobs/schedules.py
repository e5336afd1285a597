"""Jobs that come back: declared by the rooms, enqueued once for each minute they are due, however many workers look."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from milepost.kernel.clock import now
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.models import Counter

MINUTE = timedelta(minutes=1)


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


def enqueue_due() -> int:
    """Enqueue what this minute asks for, if nobody has yet; how many."""
    minute = now().replace(second=0, microsecond=0)
    stamp = int(minute.timestamp()) // 60
    count = 0
    for made in _known.values():
        if not made.due(minute):
            continue
        # The counter is raised from an earlier minute to this one by one worker only: who does not change the row was not the first.
        # Both or neither: a worker killed in between would lose the minute.
        Counter.objects.get_or_create(name=_counter(made.name), defaults={"last": 0})
        with transaction.atomic():
            if Counter.objects.filter(name=_counter(made.name), last__lt=stamp).update(last=stamp):
                enqueue(made.task, unique=f"{made.name} {stamp}")
                count += 1
    return count
