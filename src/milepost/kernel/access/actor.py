"""Who acts: an account with everything it was granted, read once; or the house itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from milepost.kernel.access.granted import HOUSE, Granted, granted_by, granted_from, with_grants
from milepost.kernel.models import Account

__all__ = ["HOUSE", "NOBODY", "Actor", "Granted", "Held", "Through", "actor_of", "held_by", "house"]


@dataclass(frozen=True, slots=True)
class Held:
    """Permissions in one scope; of the scope "house" the id is None. What is among `drafts` may be drafted, and is done when somebody
    else countersigns it."""

    permissions: frozenset[str]
    scope_kind: str = HOUSE
    scope_id: int | None = None
    drafts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Through:
    """The token somebody acts with: the permissions it is limited to (None: all of its account's), and when it ends."""

    token: int
    scopes: frozenset[str] | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """`account` is None for the house itself, which may do everything (jobs, the first set-up), and for nobody, who may do nothing.
    `through` is the token of a program; None where a person or the house acts without one. `drafting` is who asks what they may draft."""

    account: int | None
    name: str
    kind: str
    granted: tuple[Granted, ...] = ()
    unbounded: bool = False
    through: Through | None = None
    drafting: bool = False

    @property
    def held(self) -> tuple[Held, ...]:
        """What was granted, scope by scope."""
        return tuple(Held(one.permissions, one.scope_kind, scope, one.drafts) for one in self.granted for scope in one.scope_ids)

    def scopes(self, permission: str) -> tuple[Granted, ...]:
        """The grants that hold a permission."""
        return tuple(one for one in self.granted if permission in one.permissions)

    def as_drafter(self) -> "Actor":
        """The same actor as if what they may draft were theirs to do: to find out what they may draft, never to do it."""
        return replace(self, granted=tuple(one.as_drafter() for one in self.granted), drafting=True)


NOBODY = Actor(None, "nobody", "anonymous")


def house(why: str) -> Actor:
    """The house itself; `why` names the job or command in the journal."""
    return Actor(None, why, "house", unbounded=True)


def actor_of(account: Account) -> Actor:
    """The actor behind an account, in one query; an account that was closed holds nothing."""
    if not account.is_active:
        return Actor(account.pk, account.name, account.kind)
    who = f"SELECT id FROM {Account._meta.db_table} WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(with_grants(who, vendor=connection.vendor), [account.pk])
        return Actor(account.pk, account.name, account.kind, granted_from(row[1:] for row in cursor.fetchall()))


def held_by(permissions: Iterable[str], kind: str, scope: int | None, countersigned: bool = False) -> Held:
    """What a grant of a role gives: under countersignature what changes something only as a draft."""
    one = granted_by(permissions, kind, (scope,), countersigned)
    return Held(one.permissions, kind, scope, one.drafts)
