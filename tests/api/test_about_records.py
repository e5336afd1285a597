"""What hangs on a record, at its own address; and that a stranger is told nothing of it."""

import json
from typing import Any

import pytest
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.administration import known_permissions
from milepost.kernel.entity import entities
from milepost.kernel.models import Account, Attachment
from milepost.kernel.operations import operation_named, perform

CANARY = "canary 7131"
PDF = b"%PDF-1.7\n"
PARTS = ("comments", "attachments", "tags", "links", "watch")


class Caller:
    """A program with a token."""

    def __init__(self, actor: Actor) -> None:
        self.client = Client()
        self.token = make_token(Account.objects.get(pk=actor.account), "script")

    def __call__(self, method: str, path: str, body: Any = None, kind: str = "application/json", **headers: str) -> Any:
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        more = {"Authorization": f"Bearer {self.token}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(method, f"/api/v1/{path}", data, content_type=kind, headers=more)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def two(anybody: Actor) -> list[int]:
    rows = [{"name": name, "kind": "client"} for name in ("Harbour Council", CANARY)]
    return [record.pk for record in perform(operation_named("organisation.create"), anybody, given=rows).records]


@pytest.fixture
def call(staff: Any) -> Caller:
    return Caller(staff("Ann", *sorted(known_permissions())))


def test_a_comment_is_written_read_edited_and_withdrawn(two: list[int], call: Caller) -> None:
    made = call("POST", "organisations/ORG-1/comments/", {"text": "First"})
    assert made.status_code == 201 and made.json()["author"]["title"] == "Ann" and made["Location"].startswith("/api/v1/comments/")
    path = made["Location"].removeprefix("/api/v1/")
    assert call("PATCH", path, {"text": "Better"}, If_Match='"1"').json()["text"] == "Better"
    assert [row["text"] for row in call("GET", "organisations/ORG-1/comments/").json()["results"]] == ["Better"]
    assert call("GET", "organisations/ORG-2/comments/").json()["count"] == 0
    assert call("POST", f"{path}withdraw/", {}).json()["state"] == "withdrawn"
    assert call("DELETE", path, If_Match='"3"').status_code == 405


def test_a_comment_cannot_be_moved_to_another_record(two: list[int], call: Caller) -> None:
    made = call("POST", "organisations/ORG-1/comments/", {"text": "First", "record": two[1]})
    assert made.json()["record"] == two[0]
    moved = call("PATCH", f"comments/{made.json()['id']}/", {"record": two[1]}, If_Match='"1"')
    assert moved.status_code == 422


def test_a_file_goes_up_and_comes_down_as_it_was_and_never_to_be_shown(two: list[int], call: Caller) -> None:
    made = call("POST", "organisations/ORG-1/attachments/?name=Pl%C3%A4ne%20%22A%22.pdf", PDF, "application/pdf")
    assert made.status_code == 201 and made.json()["size"] == len(PDF)
    found = call("GET", f"attachments/{made.json()['id']}/content/")
    assert b"".join(found.streaming_content) == PDF
    assert found["Content-Disposition"].startswith("attachment;") and found["X-Content-Type-Options"] == "nosniff"
    assert found["Content-Security-Policy"] == "default-src 'none'; sandbox" and found["Cache-Control"] == "private, no-store"
    assert "\n" not in found["Content-Disposition"] and "Pl%C3%A4ne" in found["Content-Disposition"]


def test_a_file_goes_up_as_json_once_for_a_key(two: list[int], call: Caller) -> None:
    body = {"name": "notes.txt", "content": "SGVsbG8="}
    answers = [call("POST", "organisations/ORG-1/attachments/", body, Idempotency_Key="f-1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201] and Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "body", "kind", "status"),
    [
        ("?name=a.exe", b"MZ\0", "application/octet-stream", 422),
        ("?name=a.html", b"<html>", "text/html", 422),
        ("?name=a.pdf", b"", "application/pdf", 422),
        ("", PDF, "application/pdf", 422),
        ("?name=a.pdf", PDF, "multipart/form-data; boundary=x", 415),
        ("", b'{"name": "a.txt", "content": "%%%"}', "application/json", 422),
        ("", b"[]", "application/json", 400),
        ("?name=a.txt", b"x" * (1024 * 1024 + 1), "text/plain", 413),
    ],
)
def test_a_file_that_is_not_taken_is_told_why(
    query: str, body: bytes, kind: str, status: int, two: list[int], call: Caller, anybody: Actor
) -> None:
    from milepost.kernel.models import Setting
    from milepost.kernel.settings import ensure_settings

    ensure_settings()
    key = Setting.objects.get(name="attachment-megabytes").pk
    perform(operation_named("setting.change"), anybody, on=[key], given={"value": 1})
    found = call("POST", f"organisations/ORG-1/attachments/{query}", body, kind)
    assert (found.status_code, found["Content-Type"]) == (status, "application/problem+json") and not Attachment.objects.exists()


def test_tags_links_and_watching(two: list[int], call: Caller) -> None:
    tag = call("POST", "tags/", {"name": "Pilot", "colour": "teal"}).json()["id"]
    assert call("POST", "organisations/ORG-1/tags/", {"tag": tag}).json()["tag"] == {"id": tag, "title": "Pilot"}
    link = {"kind": "blocks", "other_entity": "organisation", "other_record": two[1]}
    assert call("POST", "organisations/ORG-1/links/", link).status_code == 201
    (row,) = call("GET", "organisations/ORG-2/links/").json()["results"]
    assert (row["says"], row["other"]) == ("Is blocked by", {"entity": "organisation", "id": two[0], "title": "Harbour Council"})
    assert call("POST", "organisations/ORG-1/watch/").json()["account"]["title"] == "Ann"
    assert call("POST", "organisations/ORG-1/watch/").status_code == 422
    assert [call("DELETE", "organisations/ORG-1/watch/").status_code for _ in range(2)] == [204, 204]
    assert call("GET", "organisations/ORG-1/watch/").json()["count"] == 0


def test_a_stranger_is_told_nothing_anywhere(two: list[int], call: Caller, staff: Any) -> None:
    call("POST", "organisations/ORG-2/comments/", {"text": CANARY})
    file = call("POST", "organisations/ORG-2/attachments/?name=canary%207131.pdf", PDF, "application/pdf").json()["id"]
    call("POST", "organisations/ORG-1/links/", {"kind": "blocks", "other_entity": "organisation", "other_record": two[1], "note": CANARY})
    everything = [name for name in sorted(known_permissions()) if not name.startswith(("account", "grant", "role"))]
    stranger = Caller(staff("Stranger", *everything, kind="organisation", scope=two[0]))
    paths = [f"organisations/ORG-2/{part}/" for part in PARTS] + [f"attachments/{file}/content/", f"attachments/{file}/", "comments/1/"]
    for path in paths:
        found = stranger("GET", path)
        assert found.status_code == 404 and CANARY.encode() not in found.content, path
    for path in [f"organisations/ORG-1/{part}/" for part in PARTS] + [f"{one.plural.replace(' ', '-')}/?limit=1000" for one in entities()]:
        assert b"7131" not in stranger("GET", path).content, path
    for part in ("comments", "links"):
        assert b"7131" not in stranger("GET", f"{part}/?search=7131").content
    assert Client().get(f"/api/v1/attachments/{file}/content/").status_code == 401
