"""Hostile values in every input of every operation, at the API and the command line: told what is wrong and where, nothing half saved."""

import json
from typing import Any
from zlib import crc32

import pytest
from django.test import Client

from milepost.api.urls import word
from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.entity import Entity, entities
from milepost.kernel.inputs import Amount, Input, JsonValue, LongText, Number, Percent, Rate, Text, Unread
from milepost.kernel.installation.administrator import make_administrator
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import Operation, operation_named, operations
from tests.conformance_examples import example, made
from tests.security.rules import THOROUGH

LONG = "x" * 30_000
REFUSED = {
    "over-long": LONG,
    "NUL": "a\0b",
    "control character": "a\x07b",
    "escape of a terminal": "a\x1b[31mb",
    "other direction": "a\u202eb",
    "isolated direction": "a\u2066b",
    "line that is none": "a\u2028b",
    "private use": "a\ue000b",
    "no character": "a\uffffb",
    "not assigned": "a\u0378b",
    "marks without end": "a" + "\u0301" * 40,
}
NO_TEXT = {"a number": 5, "a list": ["a"], "an object": {"a": 1}, "yes": True, "deep": json.loads("[" * 500 + "]" * 500)}
TEXTS = [
    (operation, name)
    for operation in operations()
    for name, asked in operation.inputs.items()
    if isinstance(asked, Text) and operation.kind in ("create", "edit")
]


@pytest.fixture
def send(db: None) -> Any:
    """As somebody who may do everything: what is refused is refused for what it is."""
    token = make_token(make_administrator("root@example.org", "Root"), "all")
    client = Client(raise_request_exception=False)

    def one(method: str, path: str, body: bytes, kind: str = "application/json", **more: str) -> Any:
        headers = {"Authorization": f"Bearer {token}", "If-Match": '"1"'}
        return client.generic(method, f"/api/v1/{path}", body, content_type=kind, headers=headers, **more)

    return one


def creatable() -> list[Entity]:
    return [one for one in entities() if one.creatable]


@pytest.mark.parametrize("asked", creatable(), ids=lambda one: one.name)
def test_every_text_refuses_what_is_no_text_and_names_its_field(asked: Entity, send: Any, anybody: Actor) -> None:
    operation = operation_named(asked.permission("create"))
    texts = [name for name, one in operation.inputs.items() if isinstance(one, Text)]
    given = example(asked, anybody)
    before, entries = asked.model._default_manager.count(), JournalEntry.objects.count()
    for name in texts:
        for what, value in (REFUSED | NO_TEXT).items():
            if not THOROUGH and crc32(f"{asked.name} {name} {what}".encode()) % 4:
                continue
            answer = send("POST", f"{word(asked)}/", json.dumps({**given, name: value}).encode())
            assert answer.status_code == 422, (name, what, answer.content[:200])
            (fault,) = answer.json()["errors"][name]
            assert list(answer.json()["errors"]) == [name] and fault["message"] and fault["code"] != "required", (name, what)
            assert LONG not in answer.content.decode() and len(answer.content) < 2000, (name, what)
    assert (asked.model._default_manager.count(), JournalEntry.objects.count()) == (before, entries)


@pytest.mark.parametrize("value", ("عبد الرحمن", "יוסף כהן", "Nguye\u0302\u0303n Văn", "Zoë 🦊", "O’Neill-Ångström", "می\u200cخواهم"))
def test_names_in_every_script_are_kept_composed(value: str, send: Any) -> None:
    import unicodedata

    answer = send("POST", "organisations/", json.dumps({"name": value, "kind": "client"}).encode())
    assert (answer.status_code, answer.json()["name"]) == (201, unicodedata.normalize("NFC", value))


BODIES = {
    "half a character": (b'{"name": "\\ud800", "kind": "client"}', 400),
    "no UTF-8": (b'{"name": "\xff\xfe", "kind": "client"}', 400),
    "said twice": (b'{"name": "a", "kind": "client", "name": "b"}', 400),
    "said twice, deep within": (b'{"name": [{"a": 1, "a": 2}], "kind": "client"}', 400),
    "10,000 levels": (b'{"name": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", 400),
    "1,000 levels": (b'{"name": ' + b"[" * 1000 + b"]" * 1000 + b"}", (400, 422)),
    "no number": (b'{"name": NaN, "kind": "client"}', 400),
    "infinity": (b'{"name": Infinity, "kind": "client"}', 400),
    "5,000 digits": (b'{"name": ' + b"9" * 5000 + b', "kind": "client"}', (400, 422)),
    "two bodies": (b"{}{}", 400),
    "a mark of bytes before it": (b'\xef\xbb\xbf{"name": "a"}', 400),
}


@pytest.mark.parametrize("body", BODIES)
def test_no_body_is_guessed_at(body: str, send: Any) -> None:
    content, status = BODIES[body]
    answer = send("POST", "organisations/", content)
    assert answer.status_code in (status if isinstance(status, tuple) else (status,)), answer.content
    assert answer.json()["detail"] and not JournalEntry.objects.filter(entity="organisation").exists()


@pytest.mark.parametrize(
    "kind", ("text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "")
)
def test_other_types_of_content_are_told_what_is_taken(kind: str, send: Any) -> None:
    assert send("POST", "organisations/", b'{"name": "a", "kind": "client"}', kind).status_code == 415


@pytest.mark.parametrize("told", ("abc", "-1", "1e3", "\u00b2"))
def test_a_length_that_is_none_breaks_nothing(told: str, send: Any) -> None:
    assert send("POST", "organisations/", b'{"name": "a", "kind": "client"}', CONTENT_LENGTH=told).status_code < 500


def test_ten_megabytes_of_marks_are_refused_before_they_are_sorted(send: Any) -> None:
    # Composing 40,000 marks in the wrong order takes seconds, four million hours.
    pasted = json.dumps({"name": "a" + "\u0301\u0316" * 400_000, "kind": "client", "notes": "a" + "\u0301\u0316" * 35_000}).encode()
    answer = send("POST", "organisations/", pasted)
    codes = {name: found[0]["code"] for name, found in answer.json()["errors"].items()}
    assert codes == {"name": "too-long", "notes": "too-many-marks"}


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        (
            JsonValue(),
            ('"\\ud800"', '{"\\ud800": 1}', '"\\u0000"', "99999999999999999999999", "1e999", "NaN", "[" * 50 + "]" * 50, [2**64]),
        ),
        (Number(), ("1e999999", "-1e999999", "1e-999999", "NaN", "Infinity", "sNaN", "9" * 50, 10**5000, 0.1, True)),
        (Amount(), ("1e999999", "1e-999999", "9" * 59, "0.001", 10**5000)),
        (Rate(), ("1e999999", "-1", "9" * 59)),
        (Percent(), ("1e999999", "1e-999999", "101", "-1 %", "0.00001")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_that_no_column_holds_are_refused(asked: Input, values: tuple[Any, ...]) -> None:
    for value in values:
        with pytest.raises(Unread) as refused:
            asked.read(value)
        assert len(str(refused.value)) < 300


@pytest.mark.parametrize("what", [*REFUSED, "bytes that are no UTF-8"])
def test_the_command_line_refuses_the_same(what: str, send: Any, anybody: Actor, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("MILEPOST_AS", "root@example.org")
    value = REFUSED.get(what, "a\udcff")
    chosen = TEXTS if THOROUGH else [one for one in TEXTS if crc32(f"{what} {one[0].name} {one[1]}".encode()) % 12 == 0]
    for operation, name in chosen:
        words = _command(operation, name, value, anybody)
        if not operation.entity.creatable and operation.kind == "create":
            continue
        before = JournalEntry.objects.count()
        capsys.readouterr()
        assert main(words) == 2, words[:3]
        told = capsys.readouterr()
        assert name.replace("_", "-") in told.err or what not in REFUSED
        assert "Milepost itself" not in told.err and not told.out and JournalEntry.objects.count() == before


@pytest.mark.parametrize(
    "words", (("show", "a\udcff"), ("list", "--search", "\udcff"), ("list", "--order", "\udcff"), ("list", "name=\udcff"))
)
def test_no_argument_in_another_encoding_breaks_a_command(words: tuple[str, ...], send: Any, capsys: Any) -> None:
    assert main(["organisation", *words, "--as", "root@example.org"]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_standard_input_in_another_encoding_is_told_as_such(send: Any, anybody: Actor, capsys: Any, monkeypatch: Any) -> None:
    import io

    made = send("POST", "organisations/", b'{"name": "a", "kind": "client"}').json()["number"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9"), encoding="utf-8"))
    assert main(["organisation", "comment", made, "--text", "-", "--as", "root@example.org"]) == 3
    assert "standard input: it is no text in UTF-8" in " ".join(capsys.readouterr().err.split())


def _command(operation: Operation, name: str, value: str, anybody: Actor) -> list[str]:
    given = example(operation.entity, anybody) if operation.kind == "create" else {}
    options = [
        f"--{one.replace('_', '-')}={json.dumps(v) if isinstance(v, dict | list) else v}"
        for one, v in {**given, name: value}.items()
        if v is not None
    ]
    shown = [option for option in options if "\0" not in option or name.replace("_", "-") in option]
    return [operation.entity.name, operation.verb, *([str(made(operation.entity, anybody).pk)] if operation.kind == "edit" else []), *shown]


def test_long_text_keeps_its_lines_and_short_text_has_none() -> None:
    assert LongText().read(" a\r\nb\rc\t\n") == "a\nb\nc"
    with pytest.raises(Unread):
        Text().read("a\nb")
