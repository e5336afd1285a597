"""Which rows an actor can reach for what: one SQL filter, used by every door."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from milepost.kernel.access.actor import HOUSE, Actor
from milepost.kernel.access.changing import is_changing
from milepost.kernel.access.ids import among
from milepost.kernel.access.scopes import scope_kind_named
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
    ids: dict[str, set[int]] = {}
    found, alone = NOTHING, is_changing(permission) and not actor.drafting
    for one in actor.scopes(permission):
        if one.scope_kind == HOUSE:
            return Q()
        path, kind = entity.scopes.get(one.scope_kind), scope_kind_named(one.scope_kind)
        if path is None or kind is None:
            continue
        for reached in kind.all_reached(one.scope_ids, actor.account, alone=alone):
            if isinstance(reached, list | tuple | set | frozenset):
                ids.setdefault(path, set()).update(reached)
            else:
                found = _either(found, Q(**{f"{path}__in": reached}))
    for path, values in ids.items():
        if values:
            found = _either(found, Q(**{f"{path}__in": among(sorted(values))}))
    return found


def _either(one: Q, other: Q) -> Q:
    return other if one is NOTHING else one | other


def visible(entity: Entity, actor: Actor) -> QuerySet[Record]:
    """The rows the actor may know of."""
    return entity.model._default_manager.filter(reach(entity, actor, entity.permission("view")))


def can_anywhere(actor: Actor, permission: str) -> bool:
    """Whether the actor holds the permission somewhere: decides whether a button or a command is offered, never whether it works."""
    return actor.unbounded or any(permission in one.permissions for one in actor.granted)


def holds_everywhere(actor: Actor, permission: str) -> bool:
    """Whether it is held in the whole house: what concerns all is not for who holds it in a part of it."""
    return actor.unbounded or any(one.scope_kind == HOUSE for one in actor.scopes(permission))


def held_on(entity: Entity, actor: Actor, permissions: Sequence[str], key: int) -> frozenset[str]:
    """Which of the permissions reach one record of the entity, in one query: of rows that hang on a person, whether they would be reached
    can be asked of the person, for both are reached alike."""
    where = {permission: reach(entity, actor, permission) for permission in permissions if can_anywhere(actor, permission)}
    found = {permission for permission, one in where.items() if not one}
    limited = {f"_held_{n}": permission for n, (permission, one) in enumerate(where.items()) if one}
    if limited:
        marks = {name: Case(When(where[permission], then=Value(True)), default=Value(False)) for name, permission in limited.items()}
        row = entity.model._default_manager.filter(pk=key).annotate(**marks).values(*marks).first() or {}
        found |= {limited[name] for name, held in row.items() if held}
    return frozenset(found)


def sees_all(entity: Entity, actor: Actor, permission: str) -> bool:
    """Whether the actor holds the permission on every row they can see; else sorting or filtering by it would tell what is hidden."""
    if actor.unbounded:
        return True
    held = _scopes(actor, permission)
    if any(kind == HOUSE for kind, _ in held):
        return True
    return _scopes(actor, entity.permission("view"), kinds=(HOUSE, *entity.scopes)) <= held


def _scopes(actor: Actor, permission: str, *, kinds: Any = None) -> set[tuple[str, int | None]]:
    """Every single scope in which a permission is held."""
    reaching = (one for one in actor.scopes(permission) if kinds is None or one.scope_kind in kinds)
    return {(one.scope_kind, scope) for one in reaching for scope in one.scope_ids}
