"""What a job keeps of who asked for it, and the actor that it acts as later: with what they may do then, and never more than was asked
with."""

from hashlib import sha256
from typing import Any

import orjson
from django.db.models import Q

from milepost.kernel.access.actor import Actor, actor_of
from milepost.kernel.access.tokens import ALL
from milepost.kernel.clock import now
from milepost.kernel.errors import Denied
from milepost.kernel.models import Account, Token
from milepost.values import said

Kept = dict[str, Any]


def kept_of(actor: Actor) -> Kept:
    """The account, and the token through which it acts, as JSON. Raises Denied for who has no account: nobody could ask for what comes
    of the job."""
    if actor.account is None:
        raise Denied(said("This is done for an account, and the house itself has none."))
    return {"account": actor.account, "token": actor.through.token if actor.through is not None else None}


def actor_from(kept: Kept) -> Actor:
    """The actor again, as it is now. Raises Denied where the account is closed or the token has ended."""
    account = Account.objects.filter(pk=kept["account"], is_active=True).first()
    if account is None:
        raise Denied(said("The account that asked for this is closed."))
    actor = actor_of(account)
    if kept["token"] is None:
        return actor
    valid = Q(ended_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now()))
    token = Token.objects.filter(valid, pk=kept["token"], account=account).first()
    if token is None:
        raise Denied(said("The token that asked for this has ended."))
    words = frozenset(token.scopes)
    if ALL in words:
        return actor
    return Actor(actor.account, actor.name, actor.kind, tuple(one.within(words) for one in actor.granted))


def held_by_now(actor: Actor) -> str:
    """A mark of everything the actor may do; another as soon as any of it changes."""
    held = [(one.scope_kind, sorted(map(str, one.scope_ids)), sorted(one.permissions), sorted(one.drafts)) for one in actor.granted]
    return sha256(orjson.dumps([actor.unbounded, sorted(held)])).hexdigest()
