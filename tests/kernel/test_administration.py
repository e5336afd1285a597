"""Accounts, groups, roles and grants: nobody gives what they do not hold, and who is closed out is out at once."""

from typing import Any

import pytest

from milepost.kernel.access import Actor, actor_of
from milepost.kernel.access.tokens import actor_of_token, make_token
from milepost.kernel.administration import ACCOUNT
from milepost.kernel.errors import Denied, Invalid, WrongState
from milepost.kernel.models import Account, Grant, Group, JournalEntry, Role
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page, read_row

OFFICE = (
    *(f"account.{verb}" for verb in ("view", "create", "edit", "close", "reopen")),
    *(f"{entity}.{verb}" for entity in ("group", "role", "grant", "membership") for verb in ("view", "create", "edit", "delete")),
)


def role(*permissions: str) -> int:
    return Role.objects.create(name=f"role {Role.objects.count()}", permissions=list(permissions)).pk


def account(name: str) -> int:
    return Account.objects.create(email=f"{name.lower()}@example.org", name=name).pk


def grant(actor: Actor, who: int, what: int, kind: str = "house", scope: int | None = None) -> int:
    given = {"account": who, "role": what, "scope_kind": kind, "scope_id": scope}
    return perform(operation_named("grant.create"), actor, given=given).records[0].pk


def test_nobody_grants_what_they_do_not_hold(staff: Any) -> None:
    mia = staff("Mia", *OFFICE, "organisation.view")
    ann = account("Ann")
    grant(mia, ann, role("organisation.view"))
    for who in (ann, mia.account):
        with pytest.raises(Denied, match=r"it takes organisation\.edit, which you do not hold"):
            grant(mia, who, role("organisation.view", "organisation.edit"))
    assert JournalEntry.objects.filter(entity="grant").count() == 1


def test_nobody_grants_further_than_they_hold_it(staff: Any) -> None:
    staff("Mia", *OFFICE)
    mia = staff("Mia", "organisation.view", kind="organisation", scope=5)
    ann, viewing = account("Ann"), role("organisation.view")
    grant(mia, ann, viewing, "organisation", 5)
    for kind, scope in (("organisation", 6), ("house", None), ("team", 5), ("own", None)):
        with pytest.raises(Denied):
            grant(mia, ann, viewing, kind, scope)


@pytest.mark.parametrize(("kind", "scope"), [("house", 3), ("organisation", None), ("galaxy", 1)])
def test_a_scope_that_cannot_be_meant_is_told(kind: str, scope: int | None, anybody: Actor) -> None:
    with pytest.raises(Invalid):
        grant(anybody, account("Ann"), role(), kind, scope)


def test_a_grant_is_for_an_account_or_a_group_and_made_once(anybody: Actor) -> None:
    ann, viewing = account("Ann"), role("organisation.view")
    group = Group.objects.create(name="Engineers").pk
    for given in ({}, {"account": ann, "group": group}):
        with pytest.raises(Invalid, match="one account or for one group"):
            perform(operation_named("grant.create"), anybody, given={"role": viewing, "scope_kind": "house", **given})
    grant(anybody, ann, viewing)
    with pytest.raises(Invalid, match="granted already"):
        grant(anybody, ann, viewing)


def test_nobody_makes_a_role_larger_than_what_they_hold(staff: Any) -> None:
    mia = staff("Mia", *OFFICE)
    mine = Role.objects.get(grants__account=mia.account)
    with pytest.raises(Denied):
        perform(operation_named("role.edit"), mia, on=[mine.pk], given={"permissions": [*OFFICE, "organisation.delete"]})
    perform(operation_named("role.edit"), mia, on=[mine.pk], given={"name": "Office"})
    with pytest.raises(Denied):
        perform(operation_named("role.create"), mia, given={"name": "Larger", "permissions": "organisation.view"})
    perform(operation_named("role.create"), mia, given={"name": "Smaller", "permissions": "account.view account.edit"})


def test_a_role_holds_known_permissions_only(anybody: Actor) -> None:
    with pytest.raises(Invalid, match=r"'organisation\.fly' is no permission"):
        perform(operation_named("role.create"), anybody, given={"name": "x", "permissions": ["organisation.fly"]})


def test_nobody_joins_a_group_that_may_do_more(anybody: Actor, staff: Any) -> None:
    mia = staff("Mia", *OFFICE)
    group = Group.objects.create(name="Administrators").pk
    perform(operation_named("membership.create"), mia, given={"group": group, "account": account("Bob")})
    perform(operation_named("grant.create"), anybody, given={"group": group, "role": role("organisation.delete"), "scope_kind": "house"})
    with pytest.raises(Denied):
        perform(operation_named("membership.create"), mia, given={"group": group, "account": mia.account})
    made = perform(operation_named("membership.create"), anybody, given={"group": group, "account": mia.account}).records[0]
    assert any("organisation.delete" in held.permissions for held in actor_of(Account.objects.get(pk=mia.account)).held)
    perform(operation_named("membership.delete"), anybody, on=[made.pk])
    assert not any("organisation.delete" in held.permissions for held in actor_of(Account.objects.get(pk=mia.account)).held)


def test_nobody_takes_over_an_account_that_may_do_more(staff: Any) -> None:
    mia, chief = staff("Mia", *OFFICE), staff("Chief", *OFFICE, "organisation.delete")
    for verb, given in (("edit", {"name": "Mia"}), ("close", {})):
        with pytest.raises(Denied, match="may do more than you"):
            perform(operation_named(f"account.{verb}"), mia, on=[chief.account], given=given)
    perform(operation_named("account.edit"), mia, on=[mia.account], given={"zone": "europe/berlin"})
    assert Account.objects.get(pk=mia.account).zone == "Europe/Berlin"


def test_a_closed_account_is_out_at_once_and_its_tokens_stay_ended(anybody: Actor, staff: Any) -> None:
    ann = staff("Ann", "organisation.view")
    token = make_token(Account.objects.get(pk=ann.account), "script")
    assert actor_of_token(token) is not None
    perform(operation_named("account.close"), anybody, on=[ann.account], given={"reason": "left the house"})
    assert actor_of_token(token) is None and actor_of(Account.objects.get(pk=ann.account)).held == ()
    assert JournalEntry.objects.latest("id").reason == "left the house"
    with pytest.raises(WrongState):
        perform(operation_named("account.close"), anybody, on=[ann.account])
    perform(operation_named("account.reopen"), anybody, on=[ann.account])
    assert actor_of_token(token) is None and actor_of(Account.objects.get(pk=ann.account)).held


def test_nobody_closes_their_own_account(staff: Any) -> None:
    mia = staff("Mia", *OFFICE)
    with pytest.raises(Invalid, match="nobody closes their own account"):
        perform(operation_named("account.close"), mia, on=[mia.account])


def test_a_new_account_has_no_password_and_its_address_is_taken_once(anybody: Actor) -> None:
    given = {"name": "Ann", "email": "ann@example.org", "kind": "person", "zone": "Europe/London"}
    made = perform(operation_named("account.create"), anybody, given=given).records[0]
    assert not Account.objects.get(pk=made.pk).has_usable_password()
    with pytest.raises(Invalid, match="an account with this address"):
        perform(operation_named("account.create"), anybody, given={**given, "email": "ANN@example.org"})


def test_names_are_for_many_and_addresses_for_few(staff: Any) -> None:
    ann = staff("Ann", "account.view")
    assert "email" not in read_row(ACCOUNT, ann, ann.account) and read_row(ACCOUNT, ann, ann.account)["name"] == "Ann"
    with pytest.raises(Invalid, match="you may not see every email"):
        read_page(ACCOUNT, ann, question_from(ACCOUNT, ann, {"email": ["ann@example.org"]}))
    assert read_page(ACCOUNT, ann, question_from(ACCOUNT, ann, {"search": ["example.org"]})).count == 0


def test_a_password_stands_in_no_answer_and_no_history(anybody: Actor) -> None:
    from milepost.kernel.journal.read import history_of

    key = account("Ann")
    perform(operation_named("account.edit"), anybody, on=[key], given={"name": "Anna"})
    assert "password" not in read_row(ACCOUNT, anybody, key)
    assert all("password" not in entry["difference"] for entry in history_of(ACCOUNT, anybody, key))


def test_a_group_with_grants_is_not_deleted_under_them(anybody: Actor) -> None:
    group = perform(operation_named("group.create"), anybody, given={"name": "Engineers"}).records[0].pk
    perform(operation_named("grant.create"), anybody, given={"group": group, "role": role(), "scope_kind": "house"})
    with pytest.raises(Invalid, match="need this one"):
        perform(operation_named("group.delete"), anybody, on=[group])
    assert Grant.objects.count() == 1
