"""The sessions of an account: listed for its owner, and ended."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.contrib.auth import HASH_SESSION_KEY
from django.utils.crypto import constant_time_compare

from milepost.kernel.clock import now
from milepost.kernel.models import Account, Session
from milepost.kernel.sessions.store import SessionStore


@dataclass(frozen=True, slots=True)
class Own:
    """A session without its key, which would let in whoever reads it: `id` is a digest that only names it."""

    id: str
    agent: str
    began_at: datetime
    seen_at: datetime
    here: bool


def _id(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:16]


def sessions_of(account: int, *, here: str | None) -> list[Own]:
    """Those that still let in, the one that asks first, then the one last seen."""
    found = Session.objects.filter(account=account, expire_date__gt=now()).order_by("-seen_at")
    signs = Account.objects.get(pk=account).get_session_auth_hash()
    alive = [row for row in found if constant_time_compare(SessionStore().decode(row.session_data).get(HASH_SESSION_KEY, ""), signs)]
    told = [Own(_id(row.session_key), row.agent, row.began_at, row.seen_at, row.session_key == here) for row in alive]
    return sorted(told, key=lambda one: not one.here)


def end_session(account: int, number: str) -> bool:
    """End one of the account's sessions; whether there was one."""
    keys = Session.objects.filter(account=account).values_list("session_key", flat=True)
    wanted = [key for key in keys if _id(key) == number]
    return bool(Session.objects.filter(session_key__in=wanted).delete()[0])


def end_sessions(account: int, *, besides: str | None = None) -> int:
    """End all of the account's sessions but one; how many there were."""
    return Session.objects.filter(account=account).exclude(session_key=besides or "").delete()[0]
