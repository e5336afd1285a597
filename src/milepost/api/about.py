"""What hangs on a record, at its own address: /organisations/12/comments/, attachments/, tags/, links/, watch/."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from milepost.api.answer import answer
from milepost.api.asked import Unanswerable, body_of
from milepost.api.door import door
from milepost.kernel.access import Actor
from milepost.kernel.attachments import ATTACHMENT
from milepost.kernel.attachments.answer import file_answer
from milepost.kernel.attachments.limits import MEBIBYTE, largest
from milepost.kernel.comments import COMMENT
from milepost.kernel.entity import Entity
from milepost.kernel.links import LINK, ends_of, links_of
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import Page, key_from, question_from, read_page, read_row
from milepost.kernel.tags import TAGGING
from milepost.kernel.watching import WATCH, watch_of

Given = Callable[[HttpRequest], Mapping[str, Any]]
PARTS = {"comments": COMMENT, "attachments": ATTACHMENT, "tags": TAGGING, "links": LINK, "watch": WATCH}


def parts(target: Entity) -> dict[str, Any]:
    """The views of everything that a record of the entity can have, by their word."""
    found = {name: door(get=_listing(target, one), post=_adding(target, one, _object)) for name, one in PARTS.items()}
    found["attachments"] = door(get=_listing(target, ATTACHMENT), post=_adding(target, ATTACHMENT, _file))
    found["watch"] = door(get=_listing(target, WATCH), post=_adding(target, WATCH, lambda request: {}), delete=_unwatching(target))
    return found


def content() -> Any:
    """/attachments/7/content/: the file itself, to be saved and never shown in its place."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        number = read_row(ATTACHMENT, actor, key_from(key))["id"]
        return file_answer(actor, number)

    return door(get=get)


def _listing(target: Entity, one: Entity) -> Any:
    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        number = read_row(target, actor, key_from(key))["id"]
        question = question_from(one, actor, {name: request.GET.getlist(name) for name in request.GET})
        here = links_of(target.name, number) if one is LINK else Q(entity=target.name, record=number)
        page = read_page(one, actor, replace(question, where=question.where & here))
        return answer({"count": page.count, "limit": page.limit, "offset": page.offset, "results": _rows(one, page, actor, target, number)})

    return get


def _rows(one: Entity, page: Page, actor: Actor, target: Entity, number: int) -> Any:
    """Links say what they are towards this end, unless only some of their fields were asked for."""
    whole = one is LINK and all("other_record" in row and "record" in row and "kind" in row for row in page.rows)
    return ends_of(page.rows, actor, word=target.name, record=number) if whole else page.rows


def _adding(target: Entity, one: Entity, given_by: Given) -> Any:
    def post(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        given = given_by(request)
        number = read_row(target, actor, key_from(key))["id"]
        about = {"entity": target.name, "record": number}
        made = perform(operation_named(one.permission("create")), actor, given={**given, **about}, request=request_id).records[0]
        row = read_row(one, actor, made.pk)
        return answer(row, status=201, version=1, location=f"/api/v1/{one.plural.replace(' ', '-')}/{made.pk}/")

    return post


def _unwatching(target: Entity) -> Any:
    def delete(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        number = read_row(target, actor, key_from(key))["id"]
        watch = watch_of(actor, target.name, number)
        if watch is not None:
            perform(operation_named(WATCH.permission("delete")), actor, on=[watch], request=request_id)
        return HttpResponse(status=204)

    return delete


def _object(request: HttpRequest) -> Mapping[str, Any]:
    found: Mapping[str, Any] = body_of(request, lambda body: isinstance(body, dict), "an object")
    return found


def _file(request: HttpRequest) -> Mapping[str, Any]:
    """{"name", "content" in Base64} as JSON, or the bytes themselves with ?name=. Never more is read than the house takes."""
    if request.content_type == "application/json":
        return _object(request)
    if (request.content_type or "").startswith(("multipart/", "application/x-www-form-urlencoded")):
        raise Unanswerable(415, "Not the file itself", "Send the file's bytes as the body, with ?name=plan.pdf, or as JSON with Base64.")
    most = largest()
    content = request.read(most + 1)
    if len(content) > most:
        raise Unanswerable(413, "Too large", f"A file has at most {most // MEBIBYTE} MB here.")
    return {"name": request.GET.get("name", ""), "content": content}
