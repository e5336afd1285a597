"""The scope gate: work that no client has approved is held, whatever is to be done with it."""

from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from milepost.apps.projects.models import Approval, ScopeItem
from milepost.apps.projects.rules.gate import PROJECT_STATES, Item, Work, verdict
from milepost.apps.projects.selectors.gate import verdicts
from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from tests.apps.projects.works import approved_by_client, done, for_client, internal, item, made

ITEM_STATES = ("proposed", "in-scope", "out-of-scope", "withdrawn")
STATES = ("proposed", "active", "on-hold", "closed", "cancelled")


def facts(**given: Any) -> Item:
    usual = {"number": "SCP-1", "state": "in-scope", "approval": 7, "by_client": True, "project": "PRJ-1"}
    usual |= {"project_kind": "client", "project_state": "active"}
    return Item(**(usual | given))


def test_the_states_named_here_are_all_there_are() -> None:
    assert set(ITEM_STATES) == set(entity("scope-item").workflow.states)  # type: ignore[union-attr]
    assert set(STATES) == set(entity("project").workflow.states)  # type: ignore[union-attr]


@pytest.mark.duty_part("PS-7", "work outside the approved scope is held, for each use of it", where="the scope gate")
@pytest.mark.parametrize(("state", "kind", "project", "work"), list(product(ITEM_STATES, ("client", "internal"), STATES, Work)))
def test_every_case_has_its_verdict(state: str, kind: str, project: str, work: Work) -> None:
    approval = 7 if state == "in-scope" else None
    found = verdict(facts(state=state, approval=approval, project_kind=kind, project_state=project), work)
    billed = work in (Work.LOG, Work.INVOICE)
    expected = state == "in-scope" and project in PROJECT_STATES[work] and not (kind == "internal" and billed)
    assert found.allowed == expected
    assert found.approval == (7 if expected else None)
    assert bool(found.why) == (not expected) and bool(found.code) == (not expected)


def test_a_state_that_says_in_scope_without_an_approval_lets_nothing_through() -> None:
    assert all(not verdict(facts(approval=None), work).allowed for work in Work)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"state": "proposed", "approval": None}, "SCP-1 is held: the client has not approved it"),
        ({"state": "proposed", "approval": None, "project_kind": "internal"}, "its sponsor has not approved it"),
        ({"state": "out-of-scope", "approval": None}, "SCP-1 is out of scope: propose it again, and let the client approve it"),
        ({"project_state": "on-hold"}, "PRJ-1 is on hold: its work cannot be booked now."),
    ],
)
def test_a_refusal_says_what_is_in_the_way_and_what_to_do(given: dict[str, Any], told: str) -> None:
    assert told in verdict(facts(**given), Work.BOOK).why


def test_the_gate_answers_for_many_items_in_one_query(anybody: Actor, django_assert_num_queries: Any) -> None:
    project, contact = for_client()
    keys = [item(project, name=f"Item {number}") for number in range(20)]
    approved_by_client(keys[0], contact)
    with django_assert_num_queries(1):
        found = verdicts(keys, Work.PLAN)
    assert [found[key].allowed for key in keys] == [True] + [False] * 19


def test_what_is_revoked_is_held_again(anybody: Actor) -> None:
    project, contact = for_client()
    key = item(project)
    approved_by_client(key, contact)
    assert verdicts([key], Work.PLAN)[key].allowed
    done("scope-item.revoke", key, reason="Signed by the wrong office.")
    assert not verdicts([key], Work.PLAN)[key].allowed
    assert list(Approval.objects.order_by("id").values_list("decision", flat=True)) == ["given", "revoked"]


def test_a_project_that_is_held_is_not_booked_and_one_that_is_closed_is_still_invoiced(anybody: Actor) -> None:
    project, contact = for_client(manager=made("person", name="Petra Plan"))
    key = item(project)
    approved_by_client(key, contact)
    done("project.start", project)
    assert verdicts([key], Work.LOG)[key].allowed
    done("project.hold", project, reason="The building is closed.")
    assert not verdicts([key], Work.BOOK)[key].allowed
    done("project.resume", project)
    done("project.close", project, anyway=True)
    assert verdicts([key], Work.INVOICE)[key].allowed and not verdicts([key], Work.LOG)[key].allowed


def test_internal_work_is_planned_and_booked_and_never_billed(anybody: Actor) -> None:
    project, sponsor = internal()
    key = item(project)
    done("scope-item.approve", key, person=sponsor, authority="Director", document="Board minutes 3")
    assert verdicts([key], Work.BOOK)[key].allowed and not verdicts([key], Work.INVOICE)[key].allowed


def test_the_database_itself_knows_no_scope_without_an_approval(anybody: Actor) -> None:
    project, contact = for_client()
    key = item(project)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScopeItem.objects.filter(pk=key).update(state="in-scope")
    approved_by_client(key, contact)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScopeItem.objects.filter(pk=key).update(approval=None)


def test_the_database_itself_keeps_approvals_as_they_are(anybody: Actor) -> None:
    project, contact = for_client()
    approved_by_client(item(project), contact)
    for statement in ("UPDATE projects_approval SET effort_minutes = 1", "DELETE FROM projects_approval"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Approval.objects.get().effort_minutes == 4 * 420
