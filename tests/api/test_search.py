"""The search over everything as programs ask it."""

from typing import Any

import pytest
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.journal.seal import seal
from milepost.kernel.models import Account
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.search import follow


@pytest.fixture
def asked(anybody: Actor, staff: Any) -> Any:
    perform(operation_named("organisation.create"), anybody, given=[{"name": f"Harbour {n}", "kind": "client"} for n in range(3)])
    perform(operation_named("person.create"), anybody, given={"name": "Ann Harbour"})
    perform(operation_named("account.create"), anybody, given={"name": "Zoe", "email": "harbour.secret@example.org", "kind": "person"})
    while seal() or follow():
        pass

    def ask(question: str, *permissions: str) -> Any:
        actor = staff(f"Reader {len(permissions)}", *(permissions or ("organisation.view", "person.view", "account.view")))
        token = make_token(Account.objects.get(pk=actor.account), "script")
        return Client().get(f"/api/v1/search/?{question}", headers={"Authorization": f"Bearer {token}"})

    return ask


def test_records_are_found_counted_by_kind_and_paged(asked: Any) -> None:
    found = asked("q=harb&limit=2").json()
    assert (found["count"], found["limit"], found["offset"], len(found["results"])) == (4, 2, 0, 2)
    assert found["kinds"] == [{"kind": "organisation", "count": 3}, {"kind": "person", "count": 1}]
    rest = asked("q=harb&limit=2&offset=2").json()["results"]
    assert len({(one["kind"], one["id"]) for one in [*found["results"], *rest]}) == 4
    of_kind = asked("q=harb&kind=person").json()
    assert of_kind["count"] == 1 and of_kind["results"][0]["title"] == "Ann Harbour"
    assert of_kind["results"][0]["address"].startswith("/api/v1/people/") and len(of_kind["kinds"]) == 2


def test_what_is_masked_or_not_theirs_is_not_even_counted(asked: Any) -> None:
    assert asked("q=secret").json()["count"] == 0
    assert asked("q=harb", "person.view").json()["kinds"] == [{"kind": "person", "count": 1}]


def test_what_cannot_be_meant_is_told(asked: Any) -> None:
    assert set(asked("q=a&limit=0&kind=ship&shoe=4").json()["errors"]) == {"limit", "shoe"}
    assert "known are" in asked("q=a&kind=ship").json()["errors"]["kind"][0]["message"]
    assert asked("").json()["count"] == 0
    assert Client().get("/api/v1/search/?q=a").status_code == 401
