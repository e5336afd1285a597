"""Questions and drafts at the door for programs."""

import json
from typing import Any

import pytest
from django.test import Client

from milepost.api.openapi import description
from milepost.api.urls import word
from milepost.kernel.access.tokens import make_token
from milepost.kernel.models import Account, Grant
from milepost.kernel.operations import operation_named, operations, perform
from milepost.kernel.questions import questions

PEOPLE = ("person.view", "person.availability", "person.create")


@pytest.fixture
def call(staff: Any) -> Any:
    """Sends a request as somebody, with that one's permissions."""

    def send(who: str, path: str, body: Any = None, *permissions: str, **more: Any) -> Any:
        actor = staff(who, *permissions, **more)
        token = make_token(Account.objects.get(pk=actor.account), f"script {Account.objects.count()}")
        headers = {"Authorization": f"Bearer {token}"}
        if body is None:
            return Client().get(f"/api/v1/{path}", headers=headers)
        return Client().post(f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=headers)

    return send


def test_availability_is_answered_with_what_has_to_be_known(call: Any, anybody: Any) -> None:
    perform(operation_named("person.create"), anybody, given={"name": "Ann", "country": "GB"})
    found = call("Mia", "people/availability/?from=2026-06-08&to=2026-06-12&by=span", None, *PEOPLE)
    assert found.status_code == 200
    told = found.json()
    assert told["count"] == 1 and told["results"][0]["person"]["title"] == "Ann" and told["results"][0]["minutes"] == 0
    assert "No working pattern" in told["notes"][0]
    wrong = call("Mia", "people/availability/?from=2026-06-08&to=soon", None, *PEOPLE)
    assert wrong.status_code == 422 and wrong.json()["errors"]["to"][0]["code"] == "not-a-day"
    assert call("Zoe", "people/availability/?from=2026-06-08&to=2026-06-12", None, "person.view").status_code == 403


@pytest.mark.parametrize("asked", questions(), ids=lambda one: one.name)
def test_nobody_is_answered_whom_no_grant_allows_to_ask(asked: Any, call: Any, anybody: Any) -> None:
    path = f"{word(asked.entity)}/{asked.word}/"
    given = "&".join(f"{name}={one.example()}" for name, one in asked.inputs.items() if one.required)
    assert Client().get(f"/api/v1/{path}?{given}").status_code == 401
    assert call("Reader", f"{path}?{given}", None, asked.entity.permission("view")).status_code == 403
    elsewhere = call("Elsewhere", f"{path}?{given}", None, asked.name, asked.entity.permission("view"), kind="organisation", scope=10**6)
    assert elsewhere.status_code == 422 or elsewhere.json()["count"] == 0


def test_every_question_stands_in_the_description_and_no_operation_has_its_name() -> None:
    told = {method["operationId"] for path in description()["paths"].values() for method in path.values() if isinstance(method, dict)}
    names = {asked.name for asked in questions()}
    assert names and names <= told
    assert not names & {operation.name for operation in operations()}


def test_a_draft_is_written_submitted_and_countersigned_over_the_door(call: Any, anybody: Any, staff: Any) -> None:
    mia, ann = staff("Mia"), staff("Ann")
    made = [perform(operation_named("person.create"), anybody, given={"name": name}).records[0].pk for name in ("Mia", "Ann")]
    for key, account in zip(made, (mia, ann), strict=True):
        perform(operation_named("person.connect"), anybody, on=[key], given={"account": account.account})
    perform(operation_named("person.edit"), anybody, on=[made[1]], given={"works_under": made[0]})
    call("Ann", "people/", None, "person.view", "person.edit")
    Grant.objects.filter(account=ann.account).update(countersigned=True)
    own = ("draft.view", "draft.inputs", "draft.create", "draft.submit")
    body = {"operation": "person.edit", "record": made[0], "inputs": {"phone": "0123"}}
    draft = call("Ann", "drafts/", body, *own, kind="own")
    assert draft.status_code == 201 and draft.json()["subject"] == "Edit person PER-1 'Mia'"
    assert call("Ann", "drafts/DRF-1/submit/", {}).json()["state"] == "submitted"
    refused = call("Ann", "drafts/DRF-1/countersign/", {}, "draft.countersign", kind="own")
    assert refused.status_code == 403 and "their own draft" in refused.json()["detail"]
    call("Mia", "people/", None, "person.view", "person.edit")
    done = call("Mia", "drafts/DRF-1/countersign/", {}, "draft.view", "draft.countersign", kind="works-under")
    assert done.json()["state"] == "countersigned"
    entry = call("Mia", "people/PER-1/history/").json()["results"][0]
    assert (entry["by"], entry["drafted_by"], entry["difference"]) == ("Mia", "Ann", {"phone": ["", "0123"]})
