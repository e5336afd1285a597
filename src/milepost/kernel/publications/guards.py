"""Who may read what was published of a kind of document: only who may see what stands in it, for the record that it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from milepost.kernel.about import reach_where
from milepost.kernel.access import Actor, can_anywhere, holds_everywhere, reach
from milepost.kernel.entity import entity as entity_named

HOUSE_WORD, HOUSE_RECORD = "house", 1
"""What a publication is about that is about no record, but about the house."""
NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Guard:
    """Of a kind of document: the permissions that it takes, and the entities that it can be about."""

    permissions: tuple[str, ...]
    entities: tuple[str, ...]


_known: dict[str, Guard] = {}


def guard(kind: str, permissions: Sequence[str], entities: Sequence[str]) -> None:
    """Make a kind known: what is published of it takes these permissions beside those of publications."""
    _known[kind] = Guard(tuple(permissions), tuple(dict.fromkeys(entities)))


def reach_published(actor: Actor, permission: str) -> Q:
    """Publications on whose record the actor holds the permission, and of a kind of document all that it shows: else one could read in it
    what is hidden everywhere else. What is about the house takes grants for the whole house."""
    if not can_anywhere(actor, permission):
        return NOTHING
    usual = reach_where(actor, permission)
    if holds_everywhere(actor, permission):
        usual |= Q(entity=HOUSE_WORD, record=HOUSE_RECORD)
    allowed = ~Q(kind__in=sorted(_known))
    for kind, one in sorted(_known.items()):
        if all(can_anywhere(actor, needed) for needed in one.permissions):
            allowed |= Q(kind=kind) & _where(actor, one)
    return usual & allowed


def _where(actor: Actor, one: Guard) -> Q:
    found = Q(entity=HOUSE_WORD) if all(holds_everywhere(actor, needed) for needed in one.permissions) else NOTHING
    for word in one.entities:
        target = entity_named(word)
        where = Q()
        for needed in one.permissions:
            where &= reach(target, actor, needed)
        records = target.model._default_manager.filter(where)
        found |= Q(entity=word, record__in=records.values("pk")) if where else Q(entity=word)
    return found
