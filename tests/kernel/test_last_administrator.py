"""A house does not lock itself out: somebody who is let in always holds what has to be granted."""

from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.administration import known_permissions
from milepost.kernel.errors import Invalid
from milepost.kernel.models import Account, Grant, Group, Role
from milepost.kernel.operations import operation_named, perform


def role(*permissions: str) -> int:
    return Role.objects.create(name=f"role {Role.objects.count()}", permissions=list(permissions)).pk


def account(name: str) -> int:
    return Account.objects.create(email=f"{name.lower()}@example.org", name=name).pk


def administrator(staff: Any, name: str) -> Actor:
    return staff(name, *sorted(known_permissions()))


def closing(actor: Actor, who: Actor) -> None:
    perform(operation_named("account.close"), actor, on=[who.account or 0])


def test_the_last_administrator_is_not_closed_whoever_asks(staff: Any, anybody: Actor) -> None:
    chief, other = administrator(staff, "Chief"), administrator(staff, "Other")
    closing(chief, other)
    with pytest.raises(Invalid, match="nobody who is let in would hold all"):
        closing(anybody, chief)
    perform(operation_named("account.reopen"), chief, on=[other.account or 0])
    closing(other, chief)


def test_nor_are_both_at_once(staff: Any, anybody: Actor) -> None:
    both = [administrator(staff, name).account or 0 for name in ("Chief", "Other")]
    with pytest.raises(Invalid, match="give it to somebody else first"):
        perform(operation_named("account.close"), anybody, on=both)
    assert Account.objects.filter(pk__in=both, is_active=True).count() == 2


def test_nor_is_their_last_grant_or_their_role_taken(staff: Any) -> None:
    chief = administrator(staff, "Chief")
    (own,) = Grant.objects.filter(account=chief.account).values_list("pk", flat=True)
    with pytest.raises(Invalid, match="nobody who is let in"):
        perform(operation_named("grant.delete"), chief, on=[own])
    role_of_chief = Role.objects.get(grants=own)
    with pytest.raises(Invalid, match="nobody who is let in"):
        perform(operation_named("role.edit"), chief, on=[role_of_chief.pk], given={"permissions": ["account.view"]})
    perform(operation_named("role.edit"), chief, on=[role_of_chief.pk], given={"name": "Administrators"})
    given = {"account": account("Ann"), "role": role_of_chief.pk, "scope_kind": "house"}
    perform(operation_named("grant.create"), chief, given=given)
    perform(operation_named("grant.delete"), chief, on=[own])


def test_nor_is_the_last_one_taken_out_of_the_group_that_holds_it(anybody: Actor) -> None:
    group = Group.objects.create(name="Administrators").pk
    perform(operation_named("grant.create"), anybody, given={"group": group, "role": role(*known_permissions()), "scope_kind": "house"})
    members = [
        perform(operation_named("membership.create"), anybody, given={"group": group, "account": account(name)}).records[0].pk
        for name in ("Ann", "Bob")
    ]
    perform(operation_named("membership.delete"), anybody, on=members[:1])
    with pytest.raises(Invalid, match="nobody who is let in"):
        perform(operation_named("membership.delete"), anybody, on=members[1:])
    with pytest.raises(Invalid, match="nobody who is let in"):
        perform(operation_named("grant.delete"), anybody, on=[Grant.objects.get(group=group).pk])


def test_who_is_closed_or_may_only_draft_does_not_count(staff: Any, anybody: Actor) -> None:
    chief, closed, drafter = (administrator(staff, name) for name in ("Chief", "Closed", "Drafter"))
    Account.objects.filter(pk=closed.account).update(is_active=False)
    Grant.objects.filter(account=drafter.account).update(countersigned=True)
    with pytest.raises(Invalid, match="nobody who is let in"):
        closing(anybody, chief)


def test_after_an_upgrade_the_one_who_lets_others_in_counts(staff: Any, anybody: Actor) -> None:
    """A new version brings permissions that no role holds yet."""
    chief = staff("Chief", *sorted(known_permissions() - {"site.view"}))
    with pytest.raises(Invalid, match="nobody who is let in"):
        closing(anybody, chief)
