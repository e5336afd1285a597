"""Who acts: an account with everything it was granted, read once; or the house itself."""

from dataclasses import dataclass

from django.db.models import Q

from milepost.kernel.models import Account, Grant

HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Held:
    """Permissions in one scope; of the scope "house" the id is None."""

    permissions: frozenset[str]
    scope_kind: str = HOUSE
    scope_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """`account` is None for the house itself, which may do everything (jobs, the first set-up), and for nobody, who may do nothing."""

    account: int | None
    name: str
    kind: str
    held: tuple[Held, ...] = ()
    unbounded: bool = False

    def scopes(self, permission: str) -> tuple[Held, ...]:
        """The grants that hold a permission."""
        return tuple(held for held in self.held if permission in held.permissions)


NOBODY = Actor(None, "nobody", "anonymous")


def house(why: str) -> Actor:
    """The house itself; `why` names the job or command in the journal."""
    return Actor(None, why, "house", unbounded=True)


def actor_of(account: Account) -> Actor:
    """The actor behind an account, in one query; an account that was closed holds nothing."""
    if not account.is_active:
        return Actor(account.pk, account.name, account.kind)
    rows = (
        Grant.objects.filter(Q(account=account) | Q(group__members=account))
        .values_list("role__permissions", "scope_kind", "scope_id")
        .distinct()
    )
    held = tuple(Held(frozenset(permissions), kind, scope) for permissions, kind, scope in rows)
    return Actor(account.pk, account.name, account.kind, held)
