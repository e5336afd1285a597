"""The door for programs: the ways of HTTP, told in problem details."""

import json
from typing import Any

import pytest
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.models import Account, JournalEntry
from milepost.kernel.operations import operation_named, perform

ALL = ("organisation.view", "organisation.create", "organisation.edit", "organisation.delete", "organisation.close", "organisation.reopen")
HARBOUR = {"name": "Harbour Council", "kind": "client"}


class Caller:
    """A program with a token."""

    def __init__(self, token: str) -> None:
        self.client, self.token = Client(), token

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        more = {"Authorization": f"Bearer {self.token}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        data = b"" if body is None else json.dumps(body).encode()
        return self.client.generic(method, f"/api/v1/{path}", data, content_type="application/json", headers=more)


@pytest.fixture
def call(staff) -> Caller:  # type: ignore[no-untyped-def]
    ann = staff("Ann", *ALL)
    return Caller(make_token(Account.objects.get(pk=ann.account), "script"))


def test_a_record_is_created_read_changed_closed_and_deleted(call: Caller) -> None:
    made = call("POST", "organisations/", HARBOUR)
    assert (made.status_code, made["ETag"], made.json()["number"]) == (201, '"1"', "ORG-1")
    path = made["Location"].removeprefix("/api/v1/")
    assert call("GET", path).json() == made.json()
    changed = call("PATCH", path, {"reference": "HC"}, If_Match='"1"')
    assert (changed.status_code, changed["ETag"], changed.json()["reference"]) == (200, '"2"', "HC")
    closed = call("POST", f"{path}close/", {"reason": "end of contract"})
    assert closed.json()["state"] == "closed"
    assert call("POST", "organisations/ORG-1/reopen/", {}).json()["state"] == "active"
    assert call("DELETE", path, If_Match='"4"').status_code == 204
    assert call("GET", path).status_code == 404


def test_a_list_is_filtered_and_paged(call: Caller) -> None:
    call("POST", "organisations/", [{"name": f"Client {n}", "kind": "client"} for n in range(5)])
    found = call("GET", "organisations/?name__contains=client&limit=2&offset=3&fields=id,name").json()
    assert found["count"] == 5 and [row["name"] for row in found["results"]] == ["Client 3", "Client 4"]
    assert set(found["results"][0]) == {"id", "name"}


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "organisations/999/", None, {}, 404),
        ("PUT", "organisations/1/", {}, {}, 405),
        ("PATCH", "organisations/1/", {"name": "x"}, {}, 428),
        ("PATCH", "organisations/1/", {"name": "x"}, {"If_Match": '"7"'}, 412),
        ("PATCH", "organisations/1/", {"colour": "red"}, {"If_Match": '"1"'}, 422),
        ("POST", "organisations/", [], {}, 400),
        ("POST", "organisations/", {"name": "", "kind": "client"}, {}, 422),
        ("POST", "organisations/1/reopen/", {}, {}, 409),
        ("POST", "organisations/close/", {"ids": [1, 2], "inputs": {"reason": "x"}}, {}, 404),
        ("GET", "organisations/?colour=red", None, {}, 422),
        ("GET", "nothing/", None, {}, 404),
    ],
)
def test_refusals_are_problem_details(call: Caller, method: str, path: str, body: Any, headers: dict[str, str], status: int) -> None:
    first = call("POST", "organisations/", HARBOUR).json()["id"]
    found = call(method, path.replace("/1/", f"/{first}/"), body, **headers)
    assert found.status_code == status
    if path != "nothing/":
        told = found.json()
        assert found["Content-Type"] == "application/problem+json" and told["status"] == status and told["detail"]


def test_without_a_valid_token_nothing_is_told(db: None) -> None:
    for token in ("", "mp_wrong"):
        found = Caller(token)("GET", "organisations/")
        assert found.status_code == 401 and found["WWW-Authenticate"] == "Bearer"


def test_a_token_can_do_no_more_than_its_scopes(staff) -> None:  # type: ignore[no-untyped-def]
    ann = staff("Ann", *ALL)
    reader = Caller(make_token(Account.objects.get(pk=ann.account), "reader", scopes=["organisation.view"]))
    assert reader("GET", "organisations/").status_code == 200
    assert reader("POST", "organisations/", HARBOUR).status_code == 403


def test_the_same_key_gives_the_same_answer_and_one_effect(call: Caller) -> None:
    one = call("POST", "organisations/", HARBOUR, Idempotency_Key="a-1")
    two = call("POST", "organisations/", HARBOUR, Idempotency_Key="a-1")
    assert one.status_code == two.status_code == 201 and one.content == two.content
    assert JournalEntry.objects.count() == 1
    assert call("POST", "organisations/", {"name": "Other", "kind": "client"}, Idempotency_Key="a-1").status_code == 422


def test_a_refused_request_may_be_sent_again_with_its_key(call: Caller) -> None:
    assert call("POST", "organisations/", {"name": "", "kind": "client"}, Idempotency_Key="a-2").status_code == 422
    assert call("POST", "organisations/", HARBOUR, Idempotency_Key="a-2").status_code == 201


def test_history_tells_who_did_what(call: Caller) -> None:
    key = call("POST", "organisations/", HARBOUR).json()["id"]
    call("POST", f"organisations/{key}/close/", {"reason": "end of contract"})
    found = call("GET", f"organisations/{key}/history/").json()["results"]
    assert [(row["operation"], row["by"], row["reason"]) for row in found] == [
        ("organisation.close", "Ann", "end of contract"),
        ("organisation.create", "Ann", ""),
    ]
    assert found[0]["difference"] == {"state": ["active", "closed"]}


def test_a_page_of_a_hundred_takes_few_queries(call: Caller, anybody: Actor, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    rows = [{"name": f"Client {n}", "kind": "client"} for n in range(150)]
    perform(operation_named("organisation.create"), anybody, given=rows)
    call("GET", "organisations/")
    with django_assert_num_queries(3):
        call("GET", "organisations/?limit=100")


def test_who_may_create_and_not_see_is_told_the_id_alone(staff: Any) -> None:
    actor = staff("Clerk", "organisation.create")
    call = Caller(make_token(Account.objects.get(pk=actor.account), "script"))
    made = call("POST", "organisations/", HARBOUR)
    assert made.status_code == 201 and set(json.loads(made.content)) == {"id", "version"}
    several = call("POST", "organisations/", [{"name": "Quay Housing", "kind": "client"}, {"name": "Bath", "kind": "client"}])
    assert several.status_code == 201 and [set(row) for row in json.loads(several.content)["results"]] == [{"id", "version"}] * 2
