"""Who is shown what on the pages: every address with a record × every kind of person × every place of a record, from the same table as the
door for programs; and no page holds a value that its reader may not see."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.test import Client

from milepost.kernel.entity import Entity, entity
from milepost.kernel.journal.seal import seal
from milepost.kernel.models import Account
from milepost.kernel.operations import Operation, operations
from milepost.kernel.search import follow
from milepost.web.address import paged, word
from tests.security import rules
from tests.security.canaries import mark
from tests.security.conftest import files, sides
from tests.security.two_sides import TwoSides, rolled_back, standing
from tests.web.routes import patterns

__all__ = ["files", "sides"]

PEOPLE = ("anonymous", "stranger", "client", "other client", "reader", "member", "owner")
PLACES = ("A", "B", "missing")
MISSING = 987654321
ONE_IN = 12
"""Each run tries one cell in so many; MILEPOST_THOROUGH=1 every one."""
SHOWN = frozenset({200})
OF_A_RECORD = re.compile(r"/(?P<word>[a-z-]+)/<str:key>/(?P<rest>.*)")


def found_by_search() -> None:
    """What was made can be searched for."""
    while seal() or follow():
        pass


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TwoSides, Path]]:
    folder = tmp_path_factory.mktemp("files")
    with standing(django_db_blocker, folder, found_by_search) as made:
        yield made, folder


def browser_of(sides: TwoSides, person: str) -> Client:
    """Somebody who is logged in; nobody for those without an account."""
    client = Client(raise_request_exception=False)
    if person != "anonymous":
        client.force_login(Account.objects.get(email=sides.addresses[person]))
    return client


def rows() -> list[tuple[str, Entity, str]]:
    """Pattern, entity and the rest of it, for every address with a record in it."""
    by_word = {word(one): one for one in paged()}
    found = []
    for pattern in patterns():
        if (match := OF_A_RECORD.fullmatch(pattern)) and match["word"] in by_word and "<" not in match["rest"]:
            found.append((pattern, by_word[match["word"]], match["rest"]))
    return found


def operation_of(one: Entity, rest: str) -> Operation | None:
    return next((found for found in operations(one) if found.verb == rest.strip("/") and found.kind != "create"), None)


def expected(person: str, one: Entity, place: str) -> frozenset[int]:
    """A page that is asked for: who is no person of the house is sent to the log-in or away; who does not see the record is told that there
    is none, or that they see none of its kind."""
    if person == "anonymous":
        return frozenset({302})
    if "client" in person:
        return frozenset({403})
    return SHOWN if rules.sees(person, one, place) else frozenset({404})


def chosen(*cell: str) -> bool:
    return rules.THOROUGH or not crc32(" ".join(cell).encode()) % ONE_IN


def test_there_is_a_page_for_every_entity_and_a_row_for_every_page() -> None:
    found = rows()
    assert {one.name for _, one, _ in found} == {one.name for one in paged()} and len(found) > 150


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_is_shown_what_the_table_says(person: str, sides: TwoSides) -> None:
    client, wrong = browser_of(sides, person), []
    for pattern, one, rest in rows():
        for place in PLACES:
            if not chosen(person, pattern, place) and not (rest == "" and place != "missing"):
                continue
            key = MISSING if place == "missing" else sides.keys[place][one.name]
            path = pattern.replace("<str:key>", str(key))
            for part in ("", "dialog#peek") if rest == "" else ("",):
                answer = client.get(path, headers={"HX-Request": "true", "HX-Target": part} if part else {})
                allowed = expected(person, one, place)
                if part and person == "anonymous":
                    allowed = frozenset({401})
                elif part and "client" in person:
                    allowed = frozenset({204})
                if rest and answer.status_code in (302, 403, 405, 409) and allowed == SHOWN:
                    continue  # seen, and no page to read: a deed, or one that is refused in this state
                if answer.status_code not in allowed:
                    wrong.append(f"{path} {place} {part}: {answer.status_code}, declared {sorted(allowed)}")
    assert not wrong, "\n".join([f"{person}: {len(wrong)}", *wrong])


@pytest.mark.parametrize("person", ("stranger", "reader", "member", "client"))
def test_who_may_not_do_it_cannot_do_it_by_a_form(person: str, sides: TwoSides) -> None:
    client, wrong = browser_of(sides, person), []
    for pattern, one, rest in rows():
        operation = operation_of(one, rest)
        if operation is None:
            continue
        for place in PLACES:
            if not chosen(person, "POST", pattern, place):
                continue
            key = MISSING if place == "missing" else sides.keys[place][one.name]
            given = {name: str(asked.example(5000)) for name, asked in operation.inputs.items()}
            with rolled_back():
                answer = client.post(pattern.replace("<str:key>", str(key)), given)
            refused = "client" in person or not rules.sees(person, one, place) or rules.may(person, operation, place)
            if refused and answer.status_code not in (403, 404, 409, 422):
                wrong.append(f"{pattern} {place}: {answer.status_code} {answer.get('Location', '')}")
            if refused and answer.status_code == 422 and not rules.sees(person, one, place):
                wrong.append(f"{pattern} {place}: tells that it is there")
    assert not wrong, "\n".join([f"{person}: {len(wrong)}", *wrong])


def test_bulk_deeds_reach_no_further_than_single_ones(sides: TwoSides) -> None:
    client, wrong = browser_of(sides, "member"), []
    for one in paged():
        for operation in operations(one):
            if operation.kind not in ("verb", "delete") or not chosen("bulk", operation.name):
                continue
            keys = [sides.keys[side][one.name] for side in ("A", "B")]
            given = {name: str(asked.example(5000)) for name, asked in operation.inputs.items()}
            before = list(one.model._default_manager.filter(pk=keys[1]).values())
            with rolled_back():
                client.post(f"/{word(one)}/do/{operation.verb}/", {**given, "chosen": keys})
                if list(one.model._default_manager.filter(pk=keys[1]).values()) != before and not rules.sees("member", one, "B"):
                    wrong.append(operation.name)
    assert not wrong


def test_lists_are_shown_to_who_holds_the_permission(sides: TwoSides) -> None:
    for person in PEOPLE:
        client = browser_of(sides, person)
        for one in paged():
            if not chosen(person, "list", one.name):
                continue
            status = client.get(f"/{word(one)}/").status_code
            seen = person in ("reader", "owner") or (person == "member" and rules.sees(person, one, "A"))
            allowed = {302} if person == "anonymous" else {200} if seen else {403, 200} if person == "member" else {403}
            assert status in allowed, f"{person} {one.name}: {status}"


def forbidden(sides: TwoSides, person: str) -> dict[bytes, tuple[str, str, str]]:
    """Values that the person may not be shown, with where they stand; everybody's own address stands in their menu."""
    found = {}
    for side in ("A", "B"):
        for name, columns in sides.planted[side].items():
            for column, value in columns.items():
                if value == sides.addresses.get(person):
                    continue
                if not (rules.sees(person, entity(name), side) and not entity(name).by_name[column].sees):
                    found[mark(value)] = (name, column, side)
    assert len(found) > (5 if person == "reader" else 20), "a reader sees everything but guarded columns"
    return found


@pytest.mark.parametrize("person", ("anonymous", "stranger", "client", "reader", "member"))
def test_no_page_holds_what_its_reader_may_not_see(person: str, sides: TwoSides) -> None:
    client, unseen, wrong = browser_of(sides, person), forbidden(sides, person), []
    pages = ["/", "/account/", "/inbox/", "/search/?q=example", "/palette/?q=ex", "/pick/any/?q=e"]
    for one in paged():
        pages += [f"/{word(one)}/", f"/pick/{one.name}/?q="] if chosen(person, "see", one.name) or rules.sees(person, one, "A") else []
        for side in ("A", "B"):
            base = f"/{word(one)}/{sides.keys[side][one.name]}/"
            pages += [base]
            pages += [f"{base}{rest}" for pattern, owner, rest in rows() if owner is one and rest and chosen(person, "leak", pattern, side)]
    for path in pages:
        for part in ({}, {"HX-Request": "true", "HX-Target": "dialog#peek"}) if path.count("/") == 3 else ({},):
            answer = client.get(path, headers=part)
            told = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]
            told += str(dict(answer.headers)).encode()
            wrong += [f"{path}: {where}" for one_value, where in unseen.items() if one_value in told]
    assert not wrong, "\n".join(sorted(set(wrong)))
