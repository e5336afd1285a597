"""Which rows an actor can reach for what: one SQL filter, used by every door."""

from django.db.models import Q, QuerySet

from milepost.kernel.access.actor import HOUSE, Actor
from milepost.kernel.access.scopes import scope_kinds
from milepost.kernel.entity import Entity
from milepost.kernel.models import Record

NOTHING = Q(pk__in=[])


def reach(entity: Entity, actor: Actor, permission: str) -> Q:
    """The rows of the entity on which the actor holds the permission; none unless a grant says so."""
    if actor.unbounded:
        return Q()
    if entity.reach is not None:
        about: Q = entity.reach(actor, permission)
        return about
    found = NOTHING
    kinds = scope_kinds()
    for held in actor.scopes(permission):
        if held.scope_kind == HOUSE:
            return Q()
        path = entity.scopes.get(held.scope_kind)
        kind = kinds.get(held.scope_kind)
        if path is not None and kind is not None:
            found |= Q(**{f"{path}__in": kind.reached(held.scope_id, actor.account)})
    return found


def visible(entity: Entity, actor: Actor) -> QuerySet[Record]:
    """The rows the actor may know of."""
    return entity.model._default_manager.filter(reach(entity, actor, entity.permission("view")))


def can_anywhere(actor: Actor, permission: str) -> bool:
    """Whether the actor holds the permission somewhere: decides whether a button or a command is offered, never whether it works."""
    return actor.unbounded or bool(actor.scopes(permission))


def sees_all(entity: Entity, actor: Actor, permission: str) -> bool:
    """Whether the actor holds the permission on every row they can see; else sorting or filtering by it would tell what is hidden."""
    if actor.unbounded:
        return True
    held = {(h.scope_kind, h.scope_id) for h in actor.scopes(permission)}
    if any(kind == HOUSE for kind, _ in held):
        return True
    reaching = [h for h in actor.scopes(entity.permission("view")) if h.scope_kind in (HOUSE, *entity.scopes)]
    return all((h.scope_kind, h.scope_id) in held for h in reaching)
