"""A scope item is let in by those who may, with what they said, and by nobody else."""

import json
from hashlib import sha256
from typing import Any

import pytest

from milepost.apps.people.models import Person
from milepost.apps.projects.models import Approval, ScopeItem
from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.errors import Denied, Invalid, WrongState
from milepost.kernel.operations import operation_named, perform
from tests.apps.people.crew import approved, at
from tests.apps.projects.works import AGREED, approved_by_client, done, for_client, internal, item, made

APPROVE = "scope-item.approve"


def test_an_approval_keeps_who_when_on_what_authority_and_every_word(anybody: Actor) -> None:
    project, contact = for_client()
    key = item(project, description="48 ports each.")
    approved_by_client(key, contact)
    found, row = Approval.objects.get(), ScopeItem.objects.get(pk=key)
    assert (row.state, row.approval_id) == ("in-scope", found.pk)
    assert (found.given_by_contact_id, str(found.given_on), found.authority) == (contact, "2026-01-05", AGREED["authority"])
    said = json.loads(found.subject)
    assert (said["number"], said["description"], said["effort_minutes"]) == (row.number, "48 ports each.", 1680)
    assert found.sha256 == sha256(found.subject.encode()).hexdigest()


def test_several_items_are_approved_by_one_signature(anybody: Actor) -> None:
    project, contact = for_client()
    keys = [item(project, name=f"Item {number}") for number in range(3)]
    perform(operation_named(APPROVE), anybody, on=keys, given={"contact": contact, **AGREED})
    assert ScopeItem.objects.filter(state="in-scope").count() == Approval.objects.count() == 3


def test_fewer_days_than_estimated_may_be_approved(anybody: Actor) -> None:
    project, contact = for_client()
    approved_by_client(item(project), contact, effort="21:00")
    assert Approval.objects.get().effort_minutes == 21 * 60


def test_what_is_approved_cannot_be_rewritten_afterwards(anybody: Actor) -> None:
    project, contact = for_client()
    key = item(project)
    approved_by_client(key, contact)
    with pytest.raises(WrongState):
        done("scope-item.edit", key, name="Switches everywhere")
    with pytest.raises(WrongState):
        done("scope-item.delete", key)


@pytest.mark.parametrize(
    ("who", "field", "code"),
    [
        ({}, "contact", "one-of-two"),
        ({"contact": "theirs", "person": "ours"}, "contact", "one-of-two"),
        ({"person": "ours"}, "person", "not-the-client"),
        ({"contact": "other"}, "contact", "other-organisation"),
        ({"contact": "theirs", "on": "2199-01-01"}, "on", "to-come"),
    ],
)
def test_nobody_else_lets_a_client_s_scope_in(who: dict[str, str], field: str, code: str, anybody: Actor) -> None:
    project, contact = for_client()
    elsewhere = made("organisation", name="Elsewhere", kind="client")
    named = {"theirs": contact, "ours": made("person", name="Sam"), "other": made("contact", name="Otto", organisation=elsewhere)}
    given = {name: named.get(value, value) for name, value in who.items()}
    key = item(project)
    with pytest.raises(Invalid) as refusal:
        done(APPROVE, key, **AGREED, **given)
    assert [fault.code for fault in refusal.value.fields[field]] == [code]
    assert ScopeItem.objects.get(pk=key).state == "proposed" and not Approval.objects.exists()


def test_internal_scope_is_let_in_by_the_sponsor_and_by_nobody_else(anybody: Actor) -> None:
    project, sponsor = internal()
    key = item(project)
    with pytest.raises(Invalid, match="its sponsor decides"):
        done(APPROVE, key, person=made("person", name="Sam"), **AGREED)
    done(APPROVE, key, person=sponsor, **AGREED)
    assert ScopeItem.objects.get(pk=key).state == "in-scope"


def test_without_a_sponsor_internal_scope_is_let_in_by_nobody(anybody: Actor) -> None:
    project, _ = internal(sponsor=None)
    with pytest.raises(Invalid, match="has none yet"):
        done(APPROVE, item(project), person=made("person", name="Sam"), **AGREED)


def test_a_sponsor_who_logs_in_decides_themselves(anybody: Actor, staff: Any) -> None:
    permissions = (APPROVE, "scope-item.view", "person.view", "project.view")
    sponsor_in, manager_in = staff("Dora", *permissions), staff("Petra", *permissions)
    project, sponsor = internal()
    Person.objects.filter(pk=sponsor).update(account_id=sponsor_in.account)
    key = item(project)
    given = {"person": sponsor, **AGREED}
    with pytest.raises(Denied, match="decides this, with an account of their own"):
        perform(operation_named(APPROVE), manager_in, on=[key], given=given)
    perform(operation_named(APPROVE), sponsor_in, on=[key], given=given)
    assert Approval.objects.get().recorded_by_id == sponsor_in.account


def test_who_stands_in_for_the_sponsor_decides_while_they_are_away(anybody: Actor, staff: Any) -> None:
    permissions = (APPROVE, "scope-item.view", "person.view", "project.view")
    deputy_in, sponsor_in = staff("Dan", *permissions), staff("Dora", *permissions)
    project, sponsor = internal()
    deputy = made("person", name="Dan Deputy")
    Person.objects.filter(pk=sponsor).update(account_id=sponsor_in.account)
    Person.objects.filter(pk=deputy).update(account_id=deputy_in.account)
    given = {"person": sponsor, **AGREED}
    key = item(project)
    made("stand-in", person=sponsor, stand_in=deputy, first_day="2026-03-02", last_day="2026-03-06")
    approved(sponsor, "2026-03-03", "2026-03-04")
    with standing_at(at("2026-03-05")), pytest.raises(Denied):
        perform(operation_named(APPROVE), deputy_in, on=[key], given=given)
    with standing_at(at("2026-03-04")):
        perform(operation_named(APPROVE), deputy_in, on=[key], given=given)
    assert ScopeItem.objects.get(pk=key).state == "in-scope"


def test_nothing_is_proposed_or_approved_for_a_project_that_has_ended(anybody: Actor) -> None:
    project, contact = for_client()
    key = item(project)
    done("project.cancel", project, reason="No money.")
    with pytest.raises(Invalid, match="has ended"):
        item(project)
    with pytest.raises(Invalid, match="has ended"):
        approved_by_client(key, contact)
