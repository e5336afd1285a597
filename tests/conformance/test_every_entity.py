"""What holds for every entity at every door: a new one is covered by existing."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from milepost.api.urls import word
from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.administration import known_permissions
from milepost.kernel.entity import Entity, entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Denied, Invalid, Missing, Stale, WrongState
from milepost.kernel.inputs import Input, Ref
from milepost.kernel.models import Account, JournalEntry
from milepost.kernel.operations import Operation, operation_named, operations, perform
from milepost.kernel.rows import question_from, read_page, read_row
from tests.conformance_examples import changed, example, given_to, made

EVERY = pytest.mark.parametrize("asked", entities(), ids=lambda one: one.name)
EDITED = pytest.mark.parametrize("asked", [one for one in entities() if one.editable], ids=lambda one: one.name)
VERBS = [
    (operation, state)
    for operation in operations()
    if operation.entity.workflow is not None and operation.kind != "create"
    for state in operation.entity.workflow.states
]
LIST_QUERIES = 12


def names(actor: Actor, asked: Entity, **parameters: str) -> list[int]:
    page = read_page(asked, actor, question_from(asked, actor, {name: [value] for name, value in parameters.items()}))
    return [row["id"] for row in page.rows]


@EVERY
def test_a_record_is_created_read_edited_and_journalled(asked: Entity, anybody: Actor) -> None:
    given = example(asked, anybody)
    record = perform(operation_named(asked.permission("create")), anybody, given=given).records[0]
    row = read_row(asked, anybody, record.pk)
    for name, value in ((name, value) for name, value in given.items() if name in asked.by_name):
        shown = row[name]["id"] if isinstance(row[name], dict) and isinstance(asked.by_name[name].input, Ref) else row[name]
        assert shown == asked.by_name[name].input.write(asked.by_name[name].input.take(value)), name
    told = [asked.permission("create")]
    if asked.editable:
        perform(operation_named(asked.permission("edit")), anybody, on=[record.pk], given=changed(asked, anybody), versions={record.pk: 1})
        assert read_row(asked, anybody, record.pk)["version"] == 2
        told.append(asked.permission("edit"))
    entries = JournalEntry.objects.filter(entity=asked.name, record=record.pk).order_by("id")
    assert [entry.operation for entry in entries] == told


@EDITED
def test_a_stale_edit_is_refused(asked: Entity, anybody: Actor) -> None:
    record = made(asked, anybody)
    edit = operation_named(asked.permission("edit"))
    perform(edit, anybody, on=[record.pk], given=changed(asked, anybody), versions={record.pk: 1})
    with pytest.raises(Stale):
        perform(edit, anybody, on=[record.pk], given=changed(asked, anybody), versions={record.pk: 1})


@EVERY
def test_lists_filter_sort_and_page(asked: Entity, anybody: Actor) -> None:
    keys = [made(asked, anybody).pk for _ in range(3)]
    assert set(names(anybody, asked)) >= set(keys)
    assert names(anybody, asked, id=str(keys[1])) == [keys[1]]
    down = names(anybody, asked, order="-id")
    assert down == sorted(down, reverse=True)
    assert names(anybody, asked, order="id", limit="1", offset="1") == sorted(down)[1:2]


@EVERY
def test_a_list_takes_few_queries_however_many_rows(asked: Entity, anybody: Actor, django_assert_max_num_queries: Any) -> None:
    for _ in range(2):
        made(asked, anybody)
        with django_assert_max_num_queries(LIST_QUERIES) as few:
            names(anybody, asked)
        several = len(few)
    for _ in range(10):
        made(asked, anybody)
    with django_assert_max_num_queries(several):
        names(anybody, asked)


@EVERY
def test_nobody_reaches_what_was_not_granted(asked: Entity, anybody: Actor, staff: Any) -> None:
    record = made(asked, anybody)
    views = {asked.permission("view"), *(one.permission("view") for one in entities() if asked.reach is not None)}
    stranger, reader = staff("Stranger"), staff("Reader", *sorted(views))
    elsewhere = staff("Elsewhere", *(op.name for op in operations(asked)), asked.permission("view"), kind="organisation", scope=987654)
    for actor in (stranger, elsewhere):
        assert names(actor, asked) == []
        with pytest.raises(Missing):
            read_row(asked, actor, record.pk)
    assert record.pk in names(reader, asked)
    for operation in operations(asked):
        creating = operation.kind == "create"
        for actor in (stranger, reader, elsewhere):
            # Somebody who may create elsewhere names records that are not there for them: that is told as such.
            refusals = (Denied, Missing, Invalid) if creating and actor is elsewhere else (Denied, Missing)
            with pytest.raises(refusals):
                perform(operation, actor, on=[] if creating else [record.pk], given=example(asked, anybody) if creating else {})
    assert read_row(asked, anybody, record.pk)["version"] == record.version


@EVERY
def test_what_an_entity_does_not_allow_is_offered_at_no_door(asked: Entity, anybody: Actor, staff: Any) -> None:
    record = made(asked, anybody)
    actor = staff("Reader", *sorted(known_permissions()))
    token = make_token(Account.objects.get(pk=actor.account), "script")
    base = f"/api/v1/{word(asked)}/"
    for allowed, method, path in (
        (asked.creatable, "post", base),
        (asked.editable, "patch", f"{base}{record.pk}/"),
        (asked.deletable, "delete", f"{base}{record.pk}/"),
    ):
        answer = getattr(Client(), method)(path, b"[]", content_type="application/json", headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code == 405) == (not allowed), method
    if not asked.creatable:
        with pytest.raises(Denied):
            perform(operation_named(asked.permission("create")), actor, given=example(asked, anybody))


@EVERY
def test_the_same_rows_come_from_the_api_and_as_csv(asked: Entity, anybody: Actor, staff: Any, capsys: Any, monkeypatch: Any) -> None:
    for _ in range(2):
        made(asked, anybody)
    seen = {permission for one in entities() for permission in (one.permission("view"), *(c.sees for c in one.columns if c.sees))}
    actor = staff("Reader", *sorted(seen))
    token = make_token(Account.objects.get(pk=actor.account), "script")
    answer = Client().get(f"/api/v1/{word(asked)}/", headers={"Authorization": f"Bearer {token}"})
    rows = json.loads(answer.content)["results"]
    monkeypatch.setenv("MILEPOST_AS", "reader@example.org")
    assert main([asked.name, "list", "--format", "csv"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in table] == [str(row["id"]) for row in rows] and list(table[0]) == list(rows[0])


@EVERY
def test_anonymous_requests_are_told_nothing(asked: Entity, anybody: Actor) -> None:
    record = made(asked, anybody)
    for path in ("", f"{record.pk}/", f"{record.pk}/history/"):
        answer = Client().get(f"/api/v1/{word(asked)}/{path}")
        assert answer.status_code == 401 and b"version" not in answer.content


@pytest.mark.parametrize(("operation", "state"), VERBS, ids=lambda value: value if isinstance(value, str) else value.name)
def test_every_state_allows_what_its_workflow_says_and_nothing_else(operation: Operation, state: str, anybody: Actor) -> None:
    workflow = operation.entity.workflow
    assert workflow is not None
    record = made(operation.entity, anybody)
    operation.entity.model._default_manager.filter(pk=record.pk).update(**{workflow.column: state})
    given = {name: _example(asked, anybody) for name, asked in operation.inputs.items()} if operation.kind == "verb" else {}
    given |= given_to(operation.name)
    if state in workflow.sources(operation.verb):
        perform(operation, anybody, on=[record.pk], given=given)
        move = workflow.move(operation.verb)
        if move is not None:
            assert operation.entity.model._default_manager.filter(pk=record.pk, **{workflow.column: move.target}).exists()
    else:
        with pytest.raises(WrongState):
            perform(operation, anybody, on=[record.pk], given=given)


def _example(asked: Input, actor: Actor) -> Any:
    return made(entity_named(asked.entity), actor).pk if isinstance(asked, Ref) else asked.example(5000)
