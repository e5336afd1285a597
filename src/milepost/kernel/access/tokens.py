"""Tokens: made once and shown once; known afterwards by their hash."""

import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256

import orjson
from django.db import DatabaseError, connection, transaction

from milepost.kernel.access.actor import Actor, Through
from milepost.kernel.access.granted import granted_from, with_grants
from milepost.kernel.clock import now
from milepost.kernel.models import Account, Token

PREFIX = "mp_"
ALL = "*"
USED_EVERY = timedelta(minutes=5)
"""How exactly the last use is kept: a write for every request would cost more than it tells."""


def make_token(account: Account, name: str, *, scopes: list[str] | None = None, expires_at: datetime | None = None) -> str:
    """A new token in clear text, which nothing keeps, and not journalled: people make theirs by the operation token.create. `scopes` are
    permissions; all of the account's without."""
    token = Token(account=account, name=name, scopes=scopes or [ALL], expires_at=expires_at)
    text = give_text(token)
    token.save(force_insert=True)
    return text


def give_text(token: Token) -> str:
    """Gives a token that is not saved yet its secret: the text that acts. The token itself keeps the beginning and the hash of it."""
    text = PREFIX + secrets.token_urlsafe(32)
    token.start, token.digest = text[:10], _digest(text)
    return text


def actor_of_token(text: str) -> Actor | None:
    """Who acts with a token, in one query; None for one that is unknown, ended or past its date, and for a closed account."""
    at = now()
    moment = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(with_grants(_who(), vendor=connection.vendor), [moment(at - USED_EVERY), _digest(text), moment(at)])
        rows = cursor.fetchall()
    if not rows:
        return None
    account, name, kind, token, scopes, expires_at, unused = rows[0][:7]
    if unused:
        # A house that can only be read, for its disk is full or its database a copy, can still be read.
        with suppress(DatabaseError), transaction.atomic():
            Token.objects.filter(pk=token).update(used_at=at)
    granted = granted_from(row[7:] for row in rows)
    words = frozenset(orjson.loads(scopes))
    allowed = None if ALL in words else words
    if allowed is not None:
        granted = tuple(one.within(allowed) for one in granted)
    return Actor(account, name, kind, granted, through=Through(token, allowed, _aware(expires_at)))


@cache
def _who() -> str:
    """The open account of a valid token, by its hash. Asked anew by every request: what is revoked ends at once."""
    return f"""SELECT a.id, a.name, a.kind, t.id AS token, t.scopes, t.expires_at, (t.used_at IS NULL OR t.used_at < %s) AS unused
FROM {Token._meta.db_table} t JOIN {Account._meta.db_table} a ON a.id = t.account_id
WHERE t.digest = %s AND t.ended_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > %s) AND a.is_active"""


def _aware(moment: datetime | str | None) -> datetime | None:
    """A moment as the database gives it without Django: SQLite keeps UTC without saying so."""
    found = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
