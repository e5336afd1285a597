"""What is done with accounts, groups, roles and grants."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from milepost.kernel.access import Actor, Held, actor_of, scope_kinds
from milepost.kernel.access.actor import HOUSE
from milepost.kernel.administration.entities import ACCOUNT, GRANT, GROUP, MEMBERSHIP, ROLE
from milepost.kernel.administration.last import check_somebody_stays
from milepost.kernel.administration.permissions import check_covers, check_held, check_known
from milepost.kernel.errors import Fault, Invalid, WrongState
from milepost.kernel.inputs import LongText
from milepost.kernel.models import Account, Grant, Group, Membership, Role, Token
from milepost.kernel.operations import current, operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import said

CHANGE_ACCOUNT = said("change an account that may do more than you")


def _actor() -> Actor:
    call = current()
    assert call is not None
    return call.actor


def _accounts(accounts: Sequence[Account]) -> None:
    """An account without a password lets nobody in until its person has set one. One's own may be edited."""
    for account in accounts:
        if account.pk is None:
            account.set_unusable_password()
        elif account.pk != _actor().account:
            check_covers(_actor(), held_by_account(account), to=CHANGE_ACCOUNT)


def held_by_account(account: Account) -> tuple[Held, ...]:
    """What an account was granted, whether it is open or not."""
    return actor_of(Account(pk=account.pk, name=account.name, kind=account.kind, is_active=True)).held


@operation(ACCOUNT, "close")
def close(accounts: Sequence[Account], *, reason: Annotated[str, LongText(label="Why", most=2000, required=False)]) -> None:
    """Close an account: it lets nobody in any more, and its tokens end, both at once. What it did stays."""
    for account in accounts:
        if account.pk == _actor().account:
            raise Invalid({"": [Fault("own-account", said("nobody closes their own account; somebody else has to."))]})
        if not account.is_active:
            raise WrongState(said("account '{account}' is closed already.", account=account.name), state="closed", allowed=("open",))
        check_covers(_actor(), held_by_account(account), to=CHANGE_ACCOUNT)
        account.is_active = False
    check_somebody_stays(accounts=[account.pk for account in accounts])
    tokens = list(Token.objects.filter(account__in=accounts, ended_at=None).values_list("pk", flat=True))
    if tokens:
        perform(operation_named("token.revoke"), _actor(), on=tokens)


@operation(ACCOUNT, "reopen")
def reopen(accounts: Sequence[Account]) -> None:
    """Open a closed account again, with the grants it has; its tokens stay ended."""
    for account in accounts:
        if account.is_active:
            raise WrongState(said("account '{account}' is open.", account=account.name), state="open", allowed=("closed",))
        check_covers(_actor(), held_by_account(account), to=CHANGE_ACCOUNT)
        account.is_active = True


def _roles(roles: Sequence[Role]) -> None:
    """A role may be granted anywhere, so it takes all that it held and holds, in the whole house, to change it."""
    for role in roles:
        role.permissions = role.permissions or []
        before: list[str] = Role.objects.filter(pk=role.pk).values_list("permissions", flat=True).first() or []
        check_known(set(role.permissions) - set(before))
        check_held(_actor(), {*before, *role.permissions}, to=said("make a role so"))
    check_somebody_stays(roles={role.pk: role.permissions for role in roles if role.pk is not None})


def _grants(grants: Sequence[Grant]) -> None:
    for grant in grants:
        needs_id = grant.scope_kind != HOUSE and not scope_kinds()[grant.scope_kind].of_holder
        if (grant.scope_kind == HOUSE and grant.scope_id is not None) or (needs_id and grant.scope_id is None):
            message = (
                said("the whole house has no id.")
                if grant.scope_kind == HOUSE
                else said("of which {scope_kind}? Its id is needed.", scope_kind=grant.scope_kind)
            )
            raise Invalid({"scope_id": [Fault("scope-id", message)]})
        permissions = Role.objects.get(pk=grant.role_id).permissions
        check_held(_actor(), permissions, kind=grant.scope_kind, scope=grant.scope_id, to=said("grant this role there"))
    check_somebody_stays(grants=[grant.pk for grant in grants if grant.pk is not None])


def _memberships(memberships: Sequence[Membership]) -> None:
    """Who joins a group holds what it was granted."""
    for one in memberships:
        check_covers(_actor(), _held_by_group(one.group_id), to=said("change who belongs to this group"))
    check_somebody_stays(memberships=[one.pk for one in memberships if one.pk is not None])


def _held_by_group(group: int) -> list[Held]:
    rows = Grant.objects.filter(group=group).values_list("role__permissions", "scope_kind", "scope_id")
    return [Held(frozenset(permissions), kind, scope) for permissions, kind, scope in rows]


def _groups(groups: Sequence[Group]) -> None:
    for group in groups:
        if group.pk is not None:
            check_covers(_actor(), _held_by_group(group.pk), to=said("change this group"))


_RULES: tuple[tuple[Any, Callable[[Any], None]], ...] = (
    (ACCOUNT, _accounts),
    (GROUP, _groups),
    (MEMBERSHIP, _memberships),
    (ROLE, _roles),
    (GRANT, _grants),
)
for _entity, _rule in _RULES:
    add_generated(_entity, then=_rule)
