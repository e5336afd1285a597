"""Tokens: made once and shown once; known afterwards by their hash."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from milepost.kernel.access.actor import Actor, actor_of
from milepost.kernel.clock import now
from milepost.kernel.models import Account, Token

PREFIX = "mp_"
ALL = "*"
USED_EVERY = timedelta(minutes=5)
"""How exactly the last use is kept: a write for every request would cost more than it tells."""


def make_token(account: Account, name: str, *, scopes: list[str] | None = None, expires_at: datetime | None = None) -> str:
    """A new token in clear text, which nothing keeps. `scopes` are permissions; all of the account's without."""
    text = PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(
        account=account,
        name=name,
        start=text[:10],
        digest=_digest(text),
        scopes=scopes or [ALL],
        created_at=now(),
        expires_at=expires_at,
    )
    return text


def actor_of_token(text: str) -> Actor | None:
    """Who acts with a token; None for one that is unknown, ended or past its date, and for a closed account."""
    at = now()
    token = Token.objects.select_related("account").filter(digest=_digest(text), ended_at=None).first()
    if token is None or not token.account.is_active or (token.expires_at is not None and token.expires_at <= at):
        return None
    if token.used_at is None or at - token.used_at > USED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=at)
    actor = actor_of(token.account)
    if ALL in token.scopes:
        return actor
    allowed = frozenset(token.scopes)
    return replace(actor, held=tuple(replace(held, permissions=held.permissions & allowed) for held in actor.held))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
