"""Documents at the door for programs: listed, given in every format, published and read again as they were."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from milepost.api.openapi import description
from milepost.documents.frozen import thaw
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.documents import FORMATS, documents
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Account, Publication
from tests.apps.people.crew import made, person

SEES = ("person.view", "team.view", "certificate.view", "publication.view", "publication.publish")


@pytest.fixture
def crew(anybody: Actor) -> dict[str, int]:
    found = {}
    for team, name in (("Networks", "Ann"), ("Cloud", "Canary7131")):
        found[team] = made("team", name=team)
        made("certificate", person=person(name, team=found[team]), name="CCNA", expires_on="2026-12-01")
    return found


@pytest.fixture
def call(staff: Any) -> Any:
    """Sends a request with the token of somebody who may see and publish."""
    token = make_token(Account.objects.get(pk=staff("Ann", *SEES).account), "script")

    def send(path: str, body: Any = None, **headers: str) -> Any:
        sent = {"Authorization": f"Bearer {token}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        if body is None:
            return Client().get(f"/api/v1/{path}", headers=sent)
        return Client().post(f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=sent)

    return send


def test_those_are_listed_in_which_there_may_be_something(call: Any, crew: dict[str, int]) -> None:
    found = call("documents/").json()
    assert [one["name"] for one in found["results"]] == ["people.certificates"] and found["results"][0]["asks"] == [
        "team",
        "person",
        "days",
    ]
    assert Client().get("/api/v1/documents/").status_code == 401


@pytest.mark.duty_part("SYS-6", "documents for programs, as JSON and as files", where="GET /api/v1/documents/{name}/")
def test_one_is_given_as_json_and_in_every_format(call: Any, crew: dict[str, int]) -> None:
    plain = call(f"documents/people-certificates/?team={crew['Networks']}")
    tree = thaw(plain.json())
    assert plain.status_code == 200 and tree.title.startswith("Networks") and "Canary7131" not in plain.content.decode()
    for form in FORMATS.values():
        answer = call(f"documents/people-certificates/?team={crew['Networks']}&format={form.name}")
        assert answer.status_code == 200 and answer["Content-Type"] == form.content_type and form.ending in answer["Content-Disposition"]


def test_a_large_one_is_written_by_a_job_while_the_caller_asks_how_far_it_is(call: Any, crew: dict[str, int], monkeypatch: Any) -> None:
    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], at_once=0))
    begun = call("documents/people-certificates/?format=pdf")
    assert begun.status_code == 202 and begun["Location"].startswith("/api/v1/documents/writing/")
    place = begun["Location"].removeprefix("/api/v1/")
    assert call(f"{place}file/").status_code == 409 and call(place).json()["file"] is None
    assert run_one("w")
    told = call(place).json()
    assert (told["state"], told["done"], told["whole"], told["refused"]) == ("done", 3, 3, "") and told["name"].endswith(".pdf")
    file = call(told["file"].removeprefix("/api/v1/"))
    assert b"".join(file).startswith(b"%PDF") and told["name"] in file["Content-Disposition"]
    assert call("documents/people-certificates/").status_code == 200
    published = call("documents/people-certificates/publish/", {}).json()
    frozen = call(f"publications/{published['number']}/file/?format=pdf")
    assert frozen.status_code == 202 and run_one("w")
    assert call(frozen["Location"].removeprefix("/api/v1/")).json()["name"].startswith(published["number"].lower())


def test_what_is_written_for_one_is_there_for_nobody_else(call: Any, crew: dict[str, int], staff: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], at_once=0))
    begun = call("documents/people-certificates/?format=pdf")
    assert run_one("w")
    token = make_token(Account.objects.get(pk=staff("Eve", *SEES).account), "script")
    for place in (begun["Location"], f"{begun['Location']}file/"):
        assert Client().get(place, headers={"Authorization": f"Bearer {token}"}).status_code == 404


def test_what_is_wrong_is_told_by_field(call: Any, crew: dict[str, int]) -> None:
    wrong = call("documents/people-certificates/?team=99&days=soon&colour=red")
    assert wrong.status_code == 422 and set(wrong.json()["errors"]) == {"team", "days", "colour"}
    assert set(call("documents/people-certificates/?format=odt").json()["errors"]) == {"format"}
    assert call("documents/house-access/").status_code == 403 and call("documents/people-nothing/").status_code == 404


def test_publishing_gives_the_publication_once_for_a_key(call: Any, crew: dict[str, int]) -> None:
    first, again = (call("documents/people-certificates/publish/", {"days": 30}, Idempotency_Key="quarterly-2026-4") for _ in range(2))
    assert first.status_code == 201 and again.json() == first.json() and Publication.objects.count() == 1
    one = first.json()
    assert one["kind"] == "people.certificates" and one["edition"] == 1 and first["Location"] == f"/api/v1/publications/{one['id']}/"
    files = [call(f"publications/{one['number']}/file/?format=xlsx").content for _ in range(2)]
    assert files[0] == files[1] and files[0][:2] == b"PK"
    assert one["sha256"] in json.dumps(call(f"publications/{one['number']}/file/").json())
    assert call("documents/people-certificates/publish/", {"days": "soon"}).status_code == 422
    named = call("publications/publish/", {"document": "people.certificates", "parameters": {"days": 60}})
    assert named.status_code == 201 and named.json()["edition"] == 2


def test_what_a_program_says_of_a_document_is_its_first_section(call: Any, crew: dict[str, int]) -> None:
    published = [
        call("documents/people-certificates/publish/", {"days": 30, "narrative": "Two lapse in March.\nRenew them."}),
        call("publications/publish/", {"document": "people.certificates", "narrative": "Two lapse in March.\nRenew them."}),
    ]
    for one in published:
        assert one.status_code == 201, one.content
        section = call(f"publications/{one.json()['number']}/file/").json()["document"]["sections"][0]
        assert "Two lapse in March." in json.dumps(section) and "Renew them." in json.dumps(section)
    refused = call("documents/people-certificates/publish/", {"narrative": "x" * 20_001})
    assert refused.status_code == 422 and "narrative" in refused.content.decode()
    body = description()["paths"]["/documents/people-certificates/publish/"]["post"]["requestBody"]
    assert "narrative" in json.dumps(body)


def test_every_document_is_described(db: None) -> None:
    paths = description()["paths"]
    for one in documents():
        get = paths[f"/documents/{one.slug}/"]["get"]
        assert {each["name"] for each in get["parameters"]} == {*one.inputs, "format", "language"}
        assert "application/pdf" in get["responses"]["200"]["content"]
        assert paths[f"/documents/{one.slug}/publish/"]["post"]["x-permission"] == "publication.publish"
    assert "/publications/{key}/file/" in paths
