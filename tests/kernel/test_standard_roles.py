"""Standard roles: every word of theirs is a permission, the auditor's change nothing, and what a house made its own stays."""

import pytest

from milepost.kernel.access import Actor, scope_kinds
from milepost.kernel.access.changing import changing
from milepost.kernel.administration import known_permissions, make_everybody, make_standard_roles, standard_roles
from milepost.kernel.administration.standard import StandardRole, allow, standard_role
from milepost.kernel.installation.beginning import Beginning, begin
from milepost.kernel.models import Grant, Role
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.settings import ensure_settings, value_of

EVERY = pytest.mark.parametrize("role", standard_roles(), ids=lambda one: one.name)
LETS_IN = {"role.create", "role.edit", "grant.create", "account.create", "account.reopen", "setting.change"}


@EVERY
def test_it_allows_only_what_there_is_where_there_is_such_a_scope(role: StandardRole) -> None:
    assert role.permissions and role.permissions <= known_permissions()
    assert role.within == "house" or role.within in scope_kinds()
    assert role.told.endswith(".")


@EVERY
def test_none_lets_others_in_or_changes_the_house(role: StandardRole) -> None:
    assert not role.permissions & LETS_IN


def test_the_auditor_sees_everything_and_changes_nothing() -> None:
    (auditor,) = (one for one in standard_roles() if one.name == "Auditor")
    assert auditor.permissions == known_permissions() - changing()


def test_colleagues_do_not_see_whose_leave_it_is_or_why() -> None:
    (colleague,) = (one for one in standard_roles() if one.name == "Colleague")
    assert not {"leave.view", "leave.kind", "certificate.view", "account.address"} & colleague.permissions


def test_a_name_that_is_taken_and_a_role_that_is_unknown_are_refused() -> None:
    with pytest.raises(ValueError, match="two standard roles"):
        standard_role("Auditor", told="Again.")
    with pytest.raises(KeyError):
        allow("Nobody", "person.view")


def test_they_are_made_once_and_what_the_house_changed_stays(anybody: Actor) -> None:
    perform(operation_named("role.create"), anybody, given={"name": "Finance", "permissions": ["person.view"]})
    first = make_standard_roles(anybody)
    assert set(first) == {one.name for one in standard_roles()} and make_standard_roles(anybody) == first
    assert Role.objects.get(name="Finance").permissions == ["person.view"]
    assert Role.objects.count() == len(first)


def test_everybody_is_a_group_that_is_granted_what_is_for_all_and_stays_as_it_is(anybody: Actor) -> None:
    group = make_everybody(anybody)
    granted = set(Grant.objects.filter(group=group).values_list("role__name", "scope_kind"))
    assert granted == {(one.name, one.within) for one in standard_roles() if one.for_all}
    Grant.objects.filter(group=group).delete()
    assert make_everybody(anybody) == group and not Grant.objects.filter(group=group).exists()


def test_a_house_that_begins_is_told_whose_it_is(anybody: Actor) -> None:
    ensure_settings()
    told = Beginning(name="Marlen Vale Council", country="GB", zone="Europe/Dublin", standard_roles=True)
    begin(told)
    begin(told)
    assert value_of("zone") == "Europe/Dublin" and Role.objects.filter(name="Team lead").exists()


def test_a_house_that_is_told_nothing_is_as_ever(anybody: Actor) -> None:
    ensure_settings()
    begin(Beginning())
    assert value_of("zone") == "Europe/London" and not Role.objects.exists()
