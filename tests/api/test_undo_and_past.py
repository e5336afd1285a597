"""Programs take back what they did, and read records as they were."""

from datetime import timedelta
from typing import Any

import pytest

from milepost.api.openapi import description
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.clock import now
from milepost.kernel.models import Account, JournalEntry
from tests.api.test_door import ALL, HARBOUR, Caller


@pytest.fixture
def call(staff: Any) -> Caller:
    return Caller(make_token(Account.objects.get(pk=staff("Ann", *ALL).account), "script"))


def test_every_change_names_its_batch_and_is_taken_back_by_it(call: Caller) -> None:
    made = call("POST", "organisations/", HARBOUR)
    edited = call("PATCH", "organisations/ORG-1/", {"name": "Haven"}, If_Match='"1"')
    told = call("GET", f"undo/{edited['Milepost-Batch']}/").json()
    assert told == {"possible": True, "why": "", "operation": "organisation.edit", "entity": "organisation", "ids": [made.json()["id"]]}
    back = call("POST", f"undo/{edited['Milepost-Batch']}/", {})
    assert back.status_code == 200 and back.json()["results"][0]["name"] == "Harbour Council" and back.json()["count"] == 1
    assert back["Milepost-Batch"] == back.json()["batch"]
    assert call("GET", "organisations/ORG-1/history/").json()["results"][0]["cause"] == edited["Milepost-Batch"]
    again = call("POST", f"undo/{edited['Milepost-Batch']}/", {})
    assert again.status_code == 409 and "took it back already" in again.json()["detail"]
    assert call("GET", f"undo/{edited['Milepost-Batch']}/").json()["possible"] is False


def test_a_deletion_comes_back_with_its_number(call: Caller) -> None:
    row = call("POST", "organisations/", HARBOUR).json()
    gone = call("DELETE", "organisations/ORG-1/", If_Match='"1"')
    assert gone.status_code == 204 and call("GET", "organisations/ORG-1/").status_code == 404
    back = call("POST", f"undo/{gone['Milepost-Batch']}/", {}, Idempotency_Key="k1")
    again = call("POST", f"undo/{gone['Milepost-Batch']}/", {}, Idempotency_Key="k1")
    assert again["Idempotent-Replay"] == "true" and again.json() == back.json()
    assert call("GET", "organisations/ORG-1/").json()["id"] == row["id"]


def test_what_a_set_did_goes_back_as_a_set(call: Caller) -> None:
    ids = [call("POST", "organisations/", HARBOUR | {"name": name}).json()["id"] for name in ("One", "Two")]
    closed = call("POST", "organisations/close/", {"ids": ids, "inputs": {"reason": "merged"}})
    assert call("POST", f"undo/{closed['Milepost-Batch']}/", {}).json()["count"] == 2
    deleted = call("POST", "organisations/delete/", {"ids": ids, "inputs": {}})
    back = call("POST", f"undo/{deleted['Milepost-Batch']}/", {}).json()
    assert {row["number"] for row in back["results"]} == {"ORG-1", "ORG-2"}


def test_what_others_did_or_changed_since_stays(call: Caller, staff: Any) -> None:
    call("POST", "organisations/", HARBOUR)
    edited = call("PATCH", "organisations/ORG-1/", {"name": "Haven"}, If_Match='"1"')["Milepost-Batch"]
    ben = Caller(make_token(Account.objects.get(pk=staff("Ben", *ALL).account), "script"))
    assert ben("POST", f"undo/{edited}/", {}).status_code == ben("GET", f"undo/{edited}/").status_code == 404
    ben("PATCH", "organisations/ORG-1/", {"country": "GB"}, If_Match='"2"')
    stale = call("POST", f"undo/{edited}/", {})
    assert stale.status_code == 412 and "Ben changed Country" in stale.json()["detail"]
    reader = Account.objects.get(email="ann@example.org")
    narrow = Caller(make_token(reader, "reads", scopes=["organisation.view"]))
    assert narrow("POST", f"undo/{edited}/", {}).status_code in (403, 404)
    assert call("POST", "undo/nonsense/", {}).status_code == 404


def test_a_record_is_read_as_it_was(call: Caller, anybody: Actor) -> None:
    call("POST", "organisations/", HARBOUR)
    JournalEntry.objects.update(at=now() - timedelta(days=9))
    call("PATCH", "organisations/ORG-1/", {"name": "Haven", "country": "GB"}, If_Match='"1"')
    then = call("GET", f"organisations/ORG-1/?at={(now() - timedelta(days=3)).date()}")
    assert then.json()["name"] == "Harbour Council" and then.json()["version"] == 1 and "ETag" not in then
    assert set(then.json()) == set(call("GET", "organisations/ORG-1/").json())
    moment = (now() - timedelta(days=3)).isoformat().replace("+00:00", "Z")
    assert call("GET", f"organisations/ORG-1/?at={moment}").json()["name"] == "Harbour Council"
    assert call("GET", "organisations/ORG-1/?at=2020-01-01").status_code == 404
    for wrong in ("", "yesterday", "2199-01-01"):
        answer = call("GET", f"organisations/ORG-1/?at={wrong}")
        assert answer.status_code == 422 and "at" in answer.json()["errors"]


def test_both_stand_in_the_description() -> None:
    paths = description()["paths"]
    assert {"get", "post"} <= set(paths["/undo/{batch}/"])
    assert "at" in {one["name"] for one in paths["/organisations/{key}/"]["get"]["parameters"]}
