"""What lists of tasks are filtered by beside their columns: who does them, and how they stand now."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from milepost.apps.planning.entities.assignment import ASSIGNMENT
from milepost.apps.planning.selectors.plan_clock import plan_now
from milepost.kernel.access import Actor, visible
from milepost.kernel.entity import Narrowing
from milepost.kernel.inputs import Choice, Ref

_OPEN = Q(finished_at=None)
_STANDS: Mapping[str, tuple[str, Callable[[int], Q]]] = {
    "to-do": ("Not begun", lambda now: _OPEN & Q(started_at=None)),
    "doing": ("Under way", lambda now: _OPEN & Q(started_at__isnull=False)),
    "done": ("Finished", lambda now: ~_OPEN),
    "late": ("Late", lambda now: _OPEN & (Q(dates__finish__lte=now, dates__held=False) | Q(deadline_at__lte=now))),
    "blocked": ("Blocked", lambda now: _OPEN & ~Q(blocked_by="")),
    "held": ("Held", lambda now: _OPEN & Q(dates__held=True)),
}


def _of_people(actor: Actor, people: Sequence[int]) -> Q:
    """What whoever looks may not know of who does what is told by no filter."""
    known: Any = visible(ASSIGNMENT, actor)
    return Q(pk__in=known.filter(person__in=people).exclude(state="declined").order_by().values("task"))


def _stands(actor: Actor, words: Sequence[str]) -> Q:
    found, now = Q(), plan_now()
    for word in words:
        found |= _STANDS[word][1](now)
    return found


NARROWINGS = (
    Narrowing(name="person", input=Ref(entity="person", label="Done by"), where=_of_people),
    Narrowing(name="stands", input=Choice(options={word: told for word, (told, _) in _STANDS.items()}, label="Stands"), where=_stands),
)
