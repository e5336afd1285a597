"""Requests that nobody means well, at the addresses of the door: refused with problem details, never with a failure of ours."""

import json
import os
from typing import Any
from zlib import crc32

import pytest
from django.test import Client

from milepost.api.openapi import description
from milepost.kernel.access.tokens import make_token
from milepost.kernel.installation.administrator import make_administrator

THOROUGH = os.environ.get("MILEPOST_THOROUGH") == "1"
METHODS = ("get", "post", "patch", "delete")
JSON = "application/json"
BODIES = {
    "nothing": (b"", JSON),
    "no JSON": (b"{", JSON),
    "no UTF-8": (b'{"name": "\xff\xfe"}', JSON),
    "half a character": (b'{"name": "\\ud800"}', JSON),
    "NUL": (b'{"name": "a\\u0000b", "reason": "\\u0000", "ids": [1], "email": "\\u0000"}', JSON),
    "control characters and other directions": ('{"name": "\\u0007\u202eevil\u2066", "title": "\u202e"}'.encode(), JSON),
    "deep": (b"[" * 100_000, JSON),
    "deep and whole": (b'{"name": ' + b"[" * 900 + b"]" * 900 + b"}", JSON),
    "huge numbers": (b'{"name": 1e400, "ids": [99999999999999999999999], "version": -170141183460469231731687303715884105728}', JSON),
    "largest ids": (b'{"ids": [9223372036854775807], "inputs": {}, "versions": {"9223372036854775807": 1}}', JSON),
    "not a number": (b'{"name": NaN}', JSON),
    "wrong types": (b'{"ids": "1", "name": {"a": []}, "email": 5, "file": true, "permissions": 3}', JSON),
    "a list of nonsense": (b"[null, 1, [], {}]", JSON),
    "XML": (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "application/xml"),
    "a form": (b"name=a", "application/x-www-form-urlencoded"),
    "a damaged form with files": (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
    "no type": (b"{}", ""),
}
KEYS = ("1", "0", "9" * 18, "9" * 60, "a%00b", "%F0%9F%92%A9", "..%2F..", "%D9%A3", "-1", "%FF")
QUESTIONS = (
    "limit=0",
    "limit=1e9",
    "offset=99999999999",
    "order=%00",
    "fields=%00",
    "search=%00%FF",
    "a__b__c=1",
    "id=%00",
    "id__gte=",
    "%00=1",
)


@pytest.fixture
def ask(db: None, settings: Any) -> Any:
    """Sends a request as somebody who may do everything."""
    settings.RATE_LIMIT = 0
    token = make_token(make_administrator("root@example.org", "Root"), "all")
    client = Client(raise_request_exception=False)

    def send(method: str, path: str, body: bytes = b"", kind: str = JSON, **headers: str) -> Any:
        told = {"Authorization": f"Bearer {token}", "If-Match": '"1"'} | {name.replace("_", "-"): value for name, value in headers.items()}
        return client.generic(method.upper(), f"/api/v1{path}", body, content_type=kind, headers=told)

    return send


def addresses(what: str, *wanted: str) -> list[tuple[str, str]]:
    """One in five for each thing that is tried, so that each address meets some; MILEPOST_THOROUGH=1 tries all at all."""
    found = [(method, path) for path, methods in description()["paths"].items() for method in wanted if method in methods]
    return [one for one in found if THOROUGH or crc32("".join((what, *one)).encode()) % 5 == 0]


def fine(answer: Any, *of: Any) -> None:
    assert answer.status_code < 500, (*of, answer.content[:300])
    if answer.status_code >= 400:
        told = json.loads(answer.content)
        assert answer["Content-Type"] == "application/problem+json" and told["status"] == answer.status_code and told["detail"], of
        assert answer["X-Request-Id"], of


@pytest.mark.parametrize("body", BODIES)
def test_no_body_breaks_any_address(ask: Any, body: str) -> None:
    content, kind = BODIES[body]
    for method, path in addresses(body, "post", "patch"):
        fine(ask(method, path.replace("{key}", "1"), content, kind), method, path, body)


@pytest.mark.parametrize("key", KEYS)
def test_no_key_breaks_any_address(ask: Any, key: str) -> None:
    for method, path in addresses(key, *METHODS):
        if "{key}" in path:
            fine(ask(method, path.replace("{key}", key), b"{}"), method, path, key)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_breaks_any_list(ask: Any, question: str) -> None:
    for method, path in addresses(question, "get"):
        fine(ask(method, f"{path.replace('{key}', '1')}?{question}"), path, question)


@pytest.mark.parametrize(
    ("name", "value"),
    [("If-Match", "0x1"), ("If-Match", "²"), ("If-Match", '"1", "2"'), ("Idempotency-Key", "\x00"), ("Idempotency-Key", "k" * 101)],
)
def test_no_header_breaks_a_change(ask: Any, name: str, value: str) -> None:
    for method in ("post", "patch"):
        path = "/organisations/" if method == "post" else "/organisations/1/"
        answer = ask(method, path, b'{"name": "x", "kind": "client"}', **{name: value})
        fine(answer, name, value)


def test_a_paste_of_ten_megabytes_is_told_to_be_too_long(ask: Any) -> None:
    content = json.dumps({"name": "x" * (10 * 1024 * 1024 - 100), "kind": "client"}).encode()
    answer = ask("post", "/organisations/", content)
    assert answer.status_code == 422 and "characters; at most 200" in answer.content.decode()
    assert ask("post", "/organisations/", content + b" " * 200).status_code == 413


def test_who_does_not_say_how_long_a_body_is_is_refused(ask: Any) -> None:
    answer = Client().generic("POST", "/api/v1/organisations/", b"", headers={"Transfer-Encoding": "chunked"})
    assert answer.status_code == 411
