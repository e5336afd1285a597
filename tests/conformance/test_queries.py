"""How many queries each address takes is written down in query_baseline.tsv, so that a change of it is seen and meant, and it is the
same for few rows and for many."""

import json
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from milepost.api.urls import word
from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.administration import known_permissions
from milepost.kernel.entity import Entity, entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.models import Account
from milepost.kernel.operations import Operation, operation_named, operations, perform
from tests import conformance_examples
from tests.conformance_examples import changed, example, given_to, made, put_in

BASELINE = Path(__file__).with_name("query_baseline.tsv")
ANEW = "MILEPOST_QUERY_BASELINE"
HOW = f"If that is meant, write it down: {ANEW}=write ./milepost test -n 0 tests/conformance/test_queries.py, and say why in the commit."
EVERY = pytest.mark.parametrize("asked", entities(), ids=lambda one: one.name)
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET")
WORDS = "kernel_search_words"  # SQLite is told about the words of its index, PostgreSQL finds them in the rows
LARGE = ("organisation", "contact", "person")
FEW, MANY = 10, 1000


@pytest.fixture(autouse=True)
def numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same examples whatever was tested before: what is planned for other days takes other queries."""
    monkeypatch.setattr(conformance_examples, "_numbers", count(1))


@pytest.fixture
def caller(staff: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A program of somebody who may do everything; the command line acts as them too."""
    actor = staff("Reader", *sorted(known_permissions()))
    monkeypatch.setenv("MILEPOST_AS", "reader@example.org")
    token = make_token(Account.objects.get(pk=actor.account), "script")
    return Client(headers={"Authorization": f"Bearer {token}"})


@EVERY
def test_each_address_takes_the_queries_that_are_written_down(asked: Entity, caller: Client, anybody: Actor, capsys: Any) -> None:
    measured = {f"{asked.name} {what}": counted(deed) for what, deed in deeds(asked, caller, anybody).items()}
    known = written()
    if os.environ.get(ANEW) == "write":
        kept = {name: count for name, count in known.items() if name.split(" ")[0] != asked.name}
        BASELINE.write_text("".join(f"{name}\t{count}\n" for name, count in sorted({**kept, **measured}.items())), "utf-8")
        return
    expected = {name: count for name, count in known.items() if name.split(" ")[0] == asked.name}
    assert measured == expected, HOW


def test_nothing_is_written_down_that_is_not_there() -> None:
    names = {one.name for one in entities()}
    assert {name.split(" ")[0] for name in written()} == names, HOW


@EVERY
def test_reading_takes_as_many_queries_for_a_few_rows_as_for_more(asked: Entity, caller: Client, anybody: Actor, capsys: Any) -> None:
    made(asked, anybody)
    few = {what: queries(deed) for what, deed in reads(asked, caller, made(asked, anybody).pk).items()}
    for _ in range(6):
        made(asked, anybody)
    assert {what: queries(deed) for what, deed in reads(asked, caller, made(asked, anybody).pk).items()} == few


@pytest.mark.parametrize("name", LARGE)
def test_a_thousand_rows_take_as_many_queries_as_ten(name: str, caller: Client, anybody: Actor) -> None:
    """Made in one operation, changed in one, read in one answer."""
    assert of_a_set(entity_named(name), caller, anybody, MANY) == of_a_set(entity_named(name), caller, anybody, FEW)


def of_a_set(asked: Entity, caller: Client, anybody: Actor, size: int) -> list[int]:
    create, edit = operation_named(asked.permission("create")), operation_named(asked.permission("edit"))
    given, change = example(asked, anybody), {"phone": "1"} if "phone" in asked.by_name else {"reference": "other"}
    rows = [given | {"name": f"{size} {number}"} | mail(given, f"{size}.{number}@example.org") for number in range(size)]
    keys: list[int] = [made(asked, anybody).pk][:0]  # the counter of its numbers is there
    path = f"/api/v1/{word(asked)}/?limit={size}"
    found = [
        queries(lambda: keys.extend(record.pk for record in perform(create, anybody, given=rows).records), warm=False),
        queries(lambda: perform(edit, anybody, on=keys, given=change), warm=False),
        queries(lambda: got(caller.get(path))),
    ]
    assert len(json.loads(caller.get(path).content)["results"]) == size
    return found


def mail(given: dict[str, Any], address: str) -> dict[str, str]:
    return {"email": address} if "email" in given else {}


def deeds(asked: Entity, caller: Client, anybody: Actor) -> dict[str, Callable[[], Any]]:
    """Everything that one record of the entity lets be done through the API, by a word; each may be done again and again."""
    base = f"/api/v1/{word(asked)}/"
    found = reads(asked, caller, made(asked, anybody).pk)
    if asked.creatable:
        found["create"] = Prepared(lambda: example(asked, anybody), lambda given: post(caller, base, given))
    if asked.editable:
        found["edit"] = Prepared(
            lambda: (made(asked, anybody), changed(asked, anybody)), lambda two: patch(caller, f"{base}{two[0].pk}/", two[1])
        )
    for operation in operations(asked):
        if operation.kind == "verb":
            found[operation.verb] = Prepared(
                lambda operation=operation: (in_a_state_for(operation, anybody), inputs(operation)),
                lambda two, operation=operation: post(caller, f"{base}{two[0]}/{operation.verb}/", two[1]),
            )
    return found


def reads(asked: Entity, caller: Client, key: int) -> dict[str, Callable[[], Any]]:
    """List, detail, history, and the list as CSV from the command line."""
    base = f"/api/v1/{word(asked)}/"
    return {
        "list": lambda: got(caller.get(base)),
        "detail": lambda: got(caller.get(f"{base}{key}/")),
        "history": lambda: got(caller.get(f"{base}{key}/history/")),
        "csv": lambda: main([asked.name, "list", "--format", "csv"]),
    }


class Prepared:
    """A deed whose preparation is not counted."""

    def __init__(self, before: Callable[[], Any], deed: Callable[[Any], Any]) -> None:
        self.before, self.deed = before, deed

    def __call__(self) -> Any:
        return self.deed(self.before())


def counted(deed: Callable[[], Any]) -> str:
    """How many queries it takes and how it ends: some deeds are refused even to this caller, as nobody may do them for another."""
    given = deed.before() if isinstance(deed, Prepared) else None
    run = (lambda: deed.deed(given)) if isinstance(deed, Prepared) else deed
    deed()
    ended: list[int] = []
    return f"{queries(lambda: ended.append(run()), warm=False)}\t{ended[0]}"


def queries(deed: Callable[[], Any], *, warm: bool = True) -> int:
    """How many it takes, when it has been done once already; transactions' own statements and those for the index of words left aside."""
    if warm:
        deed()
    with CaptureQueriesContext(connection) as seen:
        deed()
    return sum(1 for query in seen.captured_queries if not query["sql"].startswith(NOT_COUNTED) and WORDS not in query["sql"])


def in_a_state_for(operation: Operation, anybody: Actor) -> int:
    """A record on which the operation can be done."""
    record, workflow = made(operation.entity, anybody), operation.entity.workflow
    if workflow is not None:
        put_in(record, operation.entity, workflow.sources(operation.verb)[0], anybody)
    return record.pk


def inputs(operation: Operation) -> dict[str, Any]:
    return {name: asked.example(5000) for name, asked in operation.inputs.items()} | given_to(operation.name)


def post(caller: Client, path: str, given: Any) -> int:
    return done(caller.post(path, json.dumps(given), content_type="application/json"))


def patch(caller: Client, path: str, given: Any) -> int:
    return done(caller.patch(path, json.dumps(given), content_type="application/json", headers={"If-Match": '"1"'}))


def done(answer: Any) -> int:
    """Its status, when it was understood."""
    assert answer.status_code in (200, 201, 403, 409, 422), answer.content
    return int(answer.status_code)


def got(answer: Any) -> int:
    assert answer.status_code == 200, answer.content
    return 200


def written() -> dict[str, str]:
    """The baseline by entity and deed: how many queries, and the status of the answer or of the command."""
    lines = BASELINE.read_text("utf-8").splitlines() if BASELINE.exists() else []
    return {line.split("\t", 1)[0]: line.split("\t", 1)[1] for line in lines}
