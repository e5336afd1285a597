"""What of notices, mutes and preferences somebody reaches: their own; who may see them in the whole house sees everybody's."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q

from milepost.kernel.access import Actor
from milepost.kernel.access.actor import HOUSE
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.operations import current
from milepost.values import said

NOTHING = Q(pk__in=[])
SCOPES = (HOUSE, "own")


def reach_own(name: str) -> Callable[[Actor, str], Q]:
    """The filter for the entity of that name. Whatever is done beyond seeing is done by everybody for themselves."""

    def found(actor: Actor, permission: str) -> Q:
        kinds = {one.scope_kind for one in actor.scopes(permission)}
        if HOUSE in kinds and permission == f"{name}.view":
            return Q()
        mine = actor.account is not None and not kinds.isdisjoint(SCOPES)
        return Q(account_id=actor.account) if mine else NOTHING

    return found


def for_oneself(records: Sequence[Any], *, what: str) -> None:
    """Gives new rows their account; the house may name one, people only themselves. Raises Denied and Invalid."""
    call = current()
    assert call is not None
    for record in records:
        record.account_id = record.account_id or call.actor.account
        if record.account_id is None:
            raise Invalid({"account": [Fault("required", said("whose is it? The house itself hears nothing."))]})
        if not call.actor.unbounded and record.account_id != call.actor.account:
            raise Denied(said("Everybody {what} for themselves.", what=what))
