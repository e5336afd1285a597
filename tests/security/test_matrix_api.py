"""Every address × every kind of person × every place of a record: each answer is the one that the rules declare."""

import json
from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from milepost.kernel.entity import Entity
from milepost.kernel.models import Link
from milepost.kernel.operations import Operation
from tests.security import rules
from tests.security.two_sides import TwoSides, given_for, rolled_back

ONE_IN = 20
"""All cells are declared, and all are derived by the same code: each run tries one in twenty, MILEPOST_THOROUGH=1 every one."""
MISSING = 987654321
PLACES = ("A", "B", "missing")


def addresses() -> list[tuple[str, str]]:
    """Every address for programs with its name: of one without a name the name of its view. Those of pages have tests of their own."""
    return [(name, path) for name, path in _walk(get_resolver().url_patterns, "") if path.startswith(("/api/", "/livez", "/readyz"))]


def _walk(patterns: Any, before: str) -> Iterator[tuple[str, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, before + str(one.pattern))
        else:
            assert isinstance(one, URLPattern)
            yield one.name or one.callback.__name__, "/" + before + str(one.pattern)


@pytest.fixture
def cells(sides: TwoSides) -> list[tuple[str, str, str, Entity, Operation | None]]:
    found = []
    for name, path in addresses():
        if name not in rules.PUBLIC:
            found.append((name, path, *rules.kind_of(name)))
    return found


class Caller:
    """Somebody with their token."""

    def __init__(self, sides: TwoSides, person: str) -> None:
        self.sides, self.person, self.client = sides, person, Client(raise_request_exception=False)
        token = sides.tokens.get(person)
        self.headers = {"If-Match": '"1"'} | ({"Authorization": f"Bearer {token}"} if token else {})

    def ask(self, method: str, path: str, body: Any = None, content: bytes | None = None) -> Any:
        data = content if content is not None else json.dumps({} if body is None else body).encode() if method in ("POST", "PATCH") else b""
        kind = "text/plain" if content is not None else "application/json"
        return self.client.generic(method, path, data, content_type=kind, headers=self.headers)

    def at(self, method: str, path: str, kind: str, one: Entity, operation: Operation | None, place: str) -> Any:
        """The request for a record at a place."""
        key = MISSING if place == "missing" else self.sides.keys[place][one.name]
        where = path.replace("<str:key>", str(key))
        side = "A" if place == "missing" else place
        if method != "POST":
            return self.ask(method, where)
        if kind == "attachments":
            return self.ask(method, f"{where}?name=x.txt", content=b"text")
        return self.ask(method, where, self._body(kind, one, operation, side, key))

    def _body(self, kind: str, one: Entity, operation: Operation | None, side: str, key: int) -> Any:
        keys = self.sides.keys
        inputs = {name: asked.example(5000) for name, asked in operation.inputs.items()} if operation is not None else {}
        if kind == "list":
            return given_for(self.sides, one, side)
        if kind == "set":
            return {"ids": [key], "inputs": inputs}
        if kind == "tags":
            return {"tag": keys["B" if side == "A" else "A"]["tag"]}
        if kind == "links":
            other = "person" if one.name != "person" else "organisation"
            taken = Link.objects.filter(record=key).values_list("kind", flat=True)
            return {"kind": next(k for k in Link.KINDS if k not in taken), "other_entity": other, "other_record": keys[side][other]}
        return {"text": "x"} if kind == "comments" else inputs


def test_every_address_has_its_row(cells: Any) -> None:
    assert len(cells) > 150 and {name for name, _ in addresses()} == {cell[0] for cell in cells} | set(rules.PUBLIC)


def test_what_is_public_is_declared_and_asks_for_nothing(db: None) -> None:
    for name, path in addresses():
        if name in rules.PUBLIC:
            assert Client().get(path.replace("<str:kind>", "x")).status_code == rules.PUBLIC[name], path


@pytest.mark.parametrize("person", rules.PEOPLE)
def test_everybody_is_answered_as_declared(person: str, sides: TwoSides, cells: Any) -> None:
    caller = Caller(sides, person)
    wrong = []
    for name, path, kind, one, operation in cells:
        for method in rules.METHODS:
            offered = method in rules.offered(kind, one)
            places = PLACES if "<str:key>" in path or kind == "set" else ("A",)
            for place in places if offered and person not in rules.UNKNOWN else ("A",):
                if not rules.THOROUGH and crc32(f"{person} {method} {name} {place}".encode()) % ONE_IN:
                    continue
                with rolled_back():
                    answer = caller.at(method, path, kind, one, operation, place)
                if answer.status_code == 404 and place != "missing":
                    wrong += [
                        f"{method} {name}: {one_more}" for one_more in _differs(caller, answer, method, path, kind, one, operation, place)
                    ]
                wanted = rules.expected(person, kind, one, operation, method, place)
                if answer.status_code not in (wanted if isinstance(wanted, frozenset) else {wanted}):
                    told = b"" if answer.streaming else answer.content[:160]
                    wrong.append(f"{method} {name} {place}: {answer.status_code}, declared {wanted} {told!r}")
    assert not wrong, "\n".join([f"{person}: {len(wrong)}", *wrong])


def _differs(
    caller: Caller, answer: Any, method: str, path: str, kind: str, one: Entity, operation: Operation | None, place: str
) -> list[str]:
    """A record that is there and not theirs is answered like one that is not there, but for its key."""
    with rolled_back():
        other = caller.at(method, path, kind, one, operation, "missing")
    key, same = str(caller.sides.keys[place][one.name]), ("Content-Type", "Cache-Control", "ETag", "Allow")
    told = other.content.decode().replace(str(MISSING), key)
    fine = other.status_code == 404 and told == answer.content.decode() and all(other.get(name) == answer.get(name) for name in same)
    return [] if fine else [f"{answer.content!r} tells more than {other.content!r}"]
