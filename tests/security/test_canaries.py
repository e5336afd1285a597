"""Every column of every record holds a value that stands nowhere else; no answer holds one that its reader may not see."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from milepost.api.urls import word
from milepost.cli.main import main
from milepost.kernel.entity import Entity, entities, entity
from milepost.kernel.rows import fields_of, filters_of
from tests.security import rules
from tests.security.canaries import mark
from tests.security.two_sides import SIDES, TwoSides, rolled_back

PEOPLE = ("anonymous", "stranger", "few scopes", "client", "other client", "reader", "member")
"""All but the owner, who sees everything."""
Planted = dict[bytes, tuple[str, str, str]]


def planted(sides: TwoSides) -> Planted:
    """Every canary, with where it stands: entity, column, side."""
    found = {mark(v): (name, c, side) for side in SIDES for name, of in sides.planted[side].items() for c, v in of.items()}
    assert len(found) > 100 and len(found) == sum(len(of) for side in SIDES for of in sides.planted[side].values())
    return found


def may_know(person: str, name: str, column: str, side: str) -> bool:
    return rules.sees(person, entity(name), side) and not entity(name).by_name[column].sees


def forbidden(sides: TwoSides, person: str) -> Planted:
    return {one: where for one, where in planted(sides).items() if not may_know(person, *where)}


def leaks(content: bytes, unseen: Planted) -> list[tuple[str, str, str]]:
    return [where for one, where in unseen.items() if one in content]


class Reader:
    """Somebody who reads everything that they can."""

    def __init__(self, sides: TwoSides, person: str) -> None:
        token = sides.tokens.get(person)
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str) -> tuple[int, bytes]:
        found = self.client.get(f"/api/v1/{path}", headers=self.headers)
        told = b"".join(found.streaming_content) if found.streaming else found.content
        return found.status_code, told + str(dict(found.headers)).encode()


def pages(sides: TwoSides, one: Entity) -> Iterator[str]:
    """Every address that gives something of an entity's records."""
    yield f"{word(one)}/?limit=1000"
    yield f"{word(one)}/?format=csv"
    for side in SIDES:
        key = sides.keys[side][one.name]
        yield from (f"{word(one)}/{key}/", f"{word(one)}/{key}/history/")
        if one.reach is None:
            yield from (f"{word(one)}/{key}/{part}/" for part in rules.PARTS if one.name in ("organisation", "person") or rules.THOROUGH)
    if one.name == "attachment":
        yield from (f"attachments/{sides.keys[side]['attachment']}/content/" for side in SIDES)


@pytest.mark.parametrize("person", PEOPLE)
def test_no_answer_holds_what_its_reader_may_not_see(person: str, sides: TwoSides, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    reader, unseen = Reader(sides, person), forbidden(sides, person)
    wrong = []
    for one in entities():
        for number, path in enumerate(pages(sides, one)):
            if number and (number + len(person)) % 3 and not rules.THOROUGH:
                continue
            wrong += [(path, where) for where in leaks(reader.get(path)[1], unseen)]
    assert not wrong
    told = (caplog.text + "".join(str(record.__dict__) for record in caplog.records if record.name.startswith("milepost"))).encode()
    assert not leaks(told, planted(sides))


@pytest.mark.parametrize("person", ("few scopes", "client", "member", "reader"))
def test_no_filter_search_or_order_tells_what_is_hidden(person: str, sides: TwoSides) -> None:
    reader, unseen = Reader(sides, person), forbidden(sides, person)
    wrong = []
    for number, (canary, (name, column, _)) in enumerate(unseen.items()):
        if not rules.THOROUGH and (number + len(person)) % 4:
            continue
        one, value = entity(name), quote(canary.decode())
        hidden = one.by_name[column].sees
        asked = [f"search={value}"]
        if column in filters_of(one):
            asked += [f"{column}={value}" if b"-" in canary or hidden else f"{column}__contains={value}"]
        for question in asked:
            status, told = reader.get(f"{word(one)}/?{question}")
            if not (b'"count":0,' in told if status == 200 else status == 422) or leaks(told.replace(canary, b""), unseen):
                wrong.append((question, name, column, status, told[:200]))
    for one in entities():
        for field in fields_of(one).values():
            if not field.sees:
                continue
            status, told = reader.get(f"{word(one)}/?order={field.name}")
            if status == 200 and all(field.name in row for row in json.JSONDecoder().raw_decode(told.decode())[0]["results"]):
                continue  # who sees it on every row, or no row at all, learns nothing by their order
            if status != 422:
                wrong.append(("order", one.name, field.name, status, told[:200]))
    assert not wrong


@pytest.mark.parametrize("person", ("stranger", "client", "member", "reader"))
def test_no_command_prints_what_its_caller_may_not_see(person: str, sides: TwoSides, capsys: Any) -> None:
    unseen = forbidden(sides, person)
    wrong = []
    for number, one in enumerate(entities()):
        asked: list[tuple[str, ...]] = [("list", "--format", "csv"), ("list", "--format", "json"), ("list",)]
        for side in SIDES:
            asked += [("show", str(sides.keys[side][one.name])), ("history", str(sides.keys[side][one.name]))]
        for words in asked if rules.THOROUGH or number % 3 == len(person) % 3 else asked[:1]:
            capsys.readouterr()
            main([one.name, *words, "--as", sides.addresses[person]])
            found = capsys.readouterr()
            wrong += [(one.name, words, where) for where in leaks((found.out + found.err).encode(), unseen)]
    assert not wrong


def test_what_is_public_holds_nothing_of_anybody(sides: TwoSides) -> None:
    every = planted(sides)
    for path in ("", "openapi.json", "page.css", "page.js", "nothing/"):
        assert not leaks(Client().get(f"/api/v1/{path}").content, every), path


def test_the_owner_sees_every_canary_so_that_the_others_mean_something(sides: TwoSides) -> None:
    reader = Reader(sides, "owner")
    told = b"".join(reader.get(path)[1] for one in entities() for path in pages(sides, one))
    assert {where for one, where in planted(sides).items() if one not in told} == set()


def test_a_refusal_names_no_hidden_column_and_nothing_in_it(sides: TwoSides) -> None:
    key = sides.keys["A"]["leave"]
    entity("leave").model._default_manager.filter(pk=key).update(part="day")  # whatever its example said
    client = Client()

    def patch(person: str, body: str, version: int) -> Any:
        headers = {"Authorization": f"Bearer {sides.tokens[person]}", "If-Match": f'"{version}"'}
        return client.patch(f"/api/v1/leave/{key}/", body, content_type="application/json", headers=headers)

    assert patch("owner", '{"note": "secret sorrow", "part": "morning"}', 1).status_code == 200
    stale = patch("member", '{"part": "afternoon"}', 1)
    assert stale.status_code == 412 and stale.json()["changed"] == ["part"]
    assert "note" not in stale.content.decode().lower() and "sorrow" not in stale.content.decode()
    assert "owner changed Part" in stale.json()["detail"]
    for guess in ("secret sorrow", "something else"):
        refused = patch("member", f'{{"note": "{guess}"}}', 2)
        assert (refused.status_code, list(refused.json()["errors"])) == (422, ["note"])
    assert patch("member", '{"part": "afternoon"}', 2).status_code == 200


def test_who_may_see_a_membership_learns_nobodys_name_by_a_refusal(sides: TwoSides, staff: Any) -> None:
    from milepost.kernel.errors import Denied
    from milepost.kernel.operations import operation_named, perform

    looker = staff("Looker", "membership.view")
    with rolled_back(), pytest.raises(Denied) as refused:
        perform(operation_named("membership.delete"), looker, on=[sides.keys["B"]["membership"]])
    assert not leaks(str(refused.value).encode(), planted(sides))
