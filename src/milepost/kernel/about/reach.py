"""The filter for rows about other records: where the record is visible, and the permission reaches it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Q

from milepost.kernel.about.targets import targets
from milepost.kernel.access import Actor, can_anywhere, reach, visible
from milepost.kernel.entity import Entity
from milepost.kernel.operations import current

NOTHING = Q(pk__in=[])
Reach = Callable[[Actor, str], Q]
_only: ContextVar[tuple[Entity, ...] | None] = ContextVar("only_about", default=None)


@contextmanager
def only_about(*entities: Entity) -> Iterator[None]:
    """Within it only what hangs on records of these entities is reached, and of links those that have both ends among them: for a page of
    such a record, which needs not ask of all the others."""
    token = _only.set(entities)
    try:
        yield
    finally:
        _only.reset(token)


def reach_where(actor: Actor, permission: str, *, before: str = "") -> Q:
    """Rows whose record the actor can see and on which they hold the permission ("comment.view"): both are asked of the record's own
    scopes, so that a grant for one organisation reaches the comments of that organisation alone. A record that is gone is nobody's."""
    if not can_anywhere(actor, permission):
        return NOTHING
    found, only = NOTHING, _only.get()
    for target in targets() if only is None else only:
        where = reach(target, actor, permission)
        if where != NOTHING and can_anywhere(actor, target.permission("view")):
            records = visible(target, actor).filter(where)
            found |= Q(**{f"{before}entity": target.name, f"{before}record__in": records.values("pk")})
    return found


def reach_of_own(*own: str, moderated: str = "") -> Reach:
    """As `reach_where`, but for the permissions `own` only one's own rows (by `author_id`). `moderated` is a permission with which the
    last of these may be done to the rows of others too."""

    def found(actor: Actor, permission: str) -> Q:
        usual = reach_where(actor, permission)
        if permission not in own:
            return usual
        mine = usual & Q(author_id=actor.account) if actor.account is not None else NOTHING
        return mine | reach_where(actor, moderated) if moderated and permission == own[-1] else mine

    return found


def author_of(records: Any) -> None:
    """Sets who acts as the author of rows that are new."""
    call = current()
    for record in records:
        if record.pk is None:
            record.author_id = call.actor.account if call is not None else None
