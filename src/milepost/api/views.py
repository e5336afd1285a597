"""The views of an entity: its list, its records, its operations, its history."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from milepost.api.answer import BATCH, answer, unchanged
from milepost.api.asked import body_of, has_it, version_from
from milepost.api.door import door
from milepost.api.exports import as_file, form_of, parameters_of
from milepost.api.shown import with_shown
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.exporting import Form
from milepost.kernel.journal.read import history_of
from milepost.kernel.operations import Operation, operation_named, perform
from milepost.kernel.past import moment_from, row_at
from milepost.kernel.questions import Question, ask
from milepost.kernel.rows import key_from, question_from, read_page, read_row, rows_after
from milepost.kernel.settings import value_of
from milepost.kernel.settings.today import ZONE

MOST_ROWS = 1000


def collection(entity: Entity) -> Any:
    """/organisations/: list, and create one (an object) or many (a list)."""

    def get(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        if (form := form_of(request)) is not Form.JSON:
            return as_file(entity, actor, request, form)
        page = read_page(entity, actor, question_from(entity, actor, parameters_of(request)))
        return answer({"count": page.count, "limit": page.limit, "offset": page.offset, "results": page.rows})

    def post(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        given = body_of(request, _objects, f"an object, or a list of at most {MOST_ROWS} objects")
        done = perform(operation_named(entity.permission("create")), actor, given=given, request=request_id)
        rows, kept = with_shown(done, rows_after(entity, actor, done.records))
        if isinstance(given, list):
            return answer(_many(rows), kept=_many(kept) if done.shown else None, status=201, batch=done.batch)
        return answer(rows[0], kept=kept[0], status=201, version=1, location=f"{request.path}{done.records[0].pk}/", batch=done.batch)

    return door(get=get, **({"post": post} if entity.creatable else {}))


def member(entity: Entity) -> Any:
    """/organisations/12/: read, also as it was (?at=2026-01-31), change, delete."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        if "at" in request.GET:
            return answer(row_at(entity, actor, key_from(key), moment_from(request.GET["at"], zone=value_of(ZONE.name))).row)
        row = read_row(entity, actor, key_from(key))
        return unchanged(row["version"]) if has_it(request, row["version"]) else answer(row, version=row["version"])

    def patch(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        version = version_from(request)
        given = body_of(request, lambda found: isinstance(found, dict), "an object with the fields to change")
        number = read_row(entity, actor, key_from(key))["id"]
        edit, versions = operation_named(entity.permission("edit")), {number: version}
        done = perform(edit, actor, on=[number], given=given, versions=versions, request=request_id)
        row = rows_after(entity, actor, done.records)[0]
        return answer(row, version=row["version"], batch=done.batch)

    def delete(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        version = version_from(request)
        number = read_row(entity, actor, key_from(key))["id"]
        done = perform(operation_named(entity.permission("delete")), actor, on=[number], versions={number: version}, request=request_id)
        return HttpResponse(status=204, headers={BATCH: done.batch})

    changing = ({"patch": patch} if entity.editable else {}) | ({"delete": delete} if entity.deletable else {})
    return door(get=get, **changing)


def verb(operation: Operation) -> Any:
    """/organisations/12/close/: the operation on one record."""
    entity = operation.entity

    def post(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        given = body_of(request, lambda found: isinstance(found, dict), "an object with the inputs")
        number = read_row(entity, actor, key_from(key))["id"]
        versions = {number: version_from(request)} if request.headers.get("If-Match") else {}
        done = perform(operation, actor, on=[number], given=given, versions=versions, request=request_id)
        rows, kept = with_shown(done, rows_after(entity, actor, done.records))
        return answer(rows[0], kept=kept[0], version=rows[0]["version"], batch=done.batch)

    return door(post=post)


def verb_on_set(operation: Operation) -> Any:
    """/organisations/close/: the operation on many records, all or none: {"ids": [1, 2], "inputs": {…}, "versions": {"1": 3}}."""

    def post(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        given = body_of(request, _set, '{"ids": […], "inputs": {…}, "versions": {…}} with at most 1,000 ids')
        versions = {int(key): version for key, version in given.get("versions", {}).items()}
        done = perform(operation, actor, on=given["ids"], given=given.get("inputs", {}), versions=versions, request=request_id)
        found = () if operation.kind == "delete" else rows_after(operation.entity, actor, done.records)
        if not done.shown:
            return answer({"count": len(done.records), "results": found}, batch=done.batch)
        rows, kept = with_shown(done, found)
        return answer(_many(rows), kept=_many(kept), batch=done.batch)

    return door(post=post)


def history(entity: Entity) -> Any:
    """/organisations/12/history/: what was done with the record, the latest first."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        number = read_row(entity, actor, key_from(key))["id"]
        entries = history_of(entity, actor, number)
        return answer({"count": len(entries), "results": entries})

    return door(get=get)


def question(asked: Question) -> Any:
    """/people/availability/?from=…: the answer, whole, with what the reader has to know about it."""

    def get(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        found = ask(asked, actor, {name: request.GET.getlist(name)[-1] for name in request.GET})
        return answer({"count": len(found.rows), "results": found.rows, "notes": found.notes})

    return door(get=get)


def _many(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"count": len(rows), "results": rows}


def _objects(found: Any) -> bool:
    return isinstance(found, dict) or (
        isinstance(found, list) and 0 < len(found) <= MOST_ROWS and all(isinstance(row, dict) for row in found)
    )


def _set(found: Any) -> bool:
    if not isinstance(found, dict) or set(found) - {"ids", "inputs", "versions"}:
        return False
    ids, versions = found.get("ids"), found.get("versions", {})
    whole = isinstance(ids, list) and 0 < len(ids) <= MOST_ROWS and all(type(key) is int and 0 < key < 2**63 for key in ids)
    numbered = isinstance(versions, dict) and all(key.isdecimal() and len(key) < 19 and type(v) is int for key, v in versions.items())
    return whole and numbered and isinstance(found.get("inputs", {}), dict)
