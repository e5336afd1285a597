"""The rule that keeps a house from locking itself out: somebody who is let in holds all that has to be granted."""

from collections.abc import Iterable, Mapping

from milepost.kernel.access.actor import HOUSE
from milepost.kernel.administration.permissions import known_permissions
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.models import Counter, Grant, Membership
from milepost.values import said

LETTING_IN = frozenset(
    {
        *(f"account.{verb}" for verb in ("view", "create", "reopen")),
        *(f"{one}.{verb}" for one in ("role", "grant") for verb in ("view", "create")),
    }
)
"""With no more than these somebody can let others in, and give them what they hold themselves."""
MESSAGE = said("then nobody who is let in would hold all that has to be granted; give it to somebody else first.")
Held = dict[int, set[str]]


def check_somebody_stays(
    *,
    accounts: Iterable[int] = (),
    grants: Iterable[int] = (),
    memberships: Iterable[int] = (),
    roles: Mapping[int, Iterable[str]] | None = None,
) -> None:
    """Refuse what would leave nobody: without these accounts, grants and memberships, and with these roles as they would be. Who held every
    permission of this version in the whole house, or at least those to let others in, must have somebody beside them. One change of the
    kind goes on at a time, so that the last two cannot close each other. Raises Invalid."""
    gone = (set(accounts), set(grants), set(memberships))
    if not any(gone) and not roles:
        return
    Counter.objects.select_for_update().get_or_create(name="last administrator")
    rows = _rows()
    before = _held(rows, {}, (set(), set(), set()))
    after = _held(rows, roles or {}, gone)
    for level in (known_permissions(), LETTING_IN):
        if any(level <= held for held in before.values()) and not any(level <= held for held in after.values()):
            raise Invalid({"": [Fault("last-administrator", MESSAGE)]})


Row = tuple[int, int, int | None, int, list[str]]
"""An account, a grant for the whole house, the membership it comes by, its role, and what that holds."""


def _rows() -> list[Row]:
    house = {"scope_kind": HOUSE, "countersigned": False}
    own = Grant.objects.filter(**house, account__is_active=True).values_list("account_id", "pk", "role_id", "role__permissions")
    through = Membership.objects.filter(account__is_active=True, **{f"group__grants__{name}": value for name, value in house.items()})
    columns = ("account_id", "group__grants__pk", "pk", "group__grants__role_id", "group__grants__role__permissions")
    return [(who, grant, None, role, held) for who, grant, role, held in own] + list(through.values_list(*columns))


def _held(rows: Iterable[Row], roles: Mapping[int, Iterable[str]], gone: tuple[set[int], set[int], set[int]]) -> Held:
    accounts, grants, memberships = gone
    found: Held = {}
    for who, grant, membership, role, permissions in rows:
        if who not in accounts and grant not in grants and membership not in memberships:
            found.setdefault(who, set()).update(roles.get(role, permissions))
    return found
