"""What a record is marked with: its tags, and its links with other records; put there and taken away in place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from milepost.kernel.about import only_about, targets
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Fault, Invalid, Missing, Refused
from milepost.kernel.links import LINK, ends_of, kinds_at, links_of
from milepost.kernel.operations import Done, operation_named, perform
from milepost.kernel.rows import key_from, question_from, read_page, read_row, rows_of
from milepost.kernel.tags import TAG, TAGGING
from milepost.values import begun, said
from milepost.web.address import paged, record_url
from milepost.web.htmx import is_part
from milepost.web.once import SentBefore, do_once
from milepost.web.parts.title import title_of
from milepost.web.sentences import in_words
from milepost.web.toasts import say_done
from milepost.web.who import View, actor_at, page

MOST = 200
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag on the record: `id` is that of its being there."""

    id: int
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A link as the record sees it: "blocks Quay Housing"."""

    id: int
    says: str
    kind: str
    title: str
    address: str
    note: str


def marks_about(entity: Entity, actor: Actor, row: Row) -> dict[str, Any]:
    """Tags and links of a record, and what may be added."""
    return {
        "tags": _tags(entity, actor, row["id"]),
        "links": _links(entity, actor, row["id"]),
        "may_tag": can_anywhere(actor, TAGGING.permission("create")),
        "may_untag": can_anywhere(actor, TAGGING.permission("delete")),
        "may_link": can_anywhere(actor, LINK.permission("create")),
        "may_unlink": can_anywhere(actor, LINK.permission("delete")),
        "kinds": list(LINK.by_name["kind"].input.options.items()),  # type: ignore[attr-defined]
    }


def _tags(entity: Entity, actor: Actor, record: int) -> list[Tagged]:
    with only_about(entity):
        rows = _rows(TAGGING, actor, Q(entity=entity.name, record=record))
    known = {tag["id"]: tag for tag in rows_of(TAG, actor, [row["tag"]["id"] for row in rows])} if rows else {}
    found = [(row["id"], known.get(row["tag"]["id"])) for row in rows]
    return sorted((Tagged(key, tag["name"], tag["colour"]) for key, tag in found if tag), key=lambda one: one.name.casefold())


def _links(entity: Entity, actor: Actor, record: int) -> list[Linked]:
    kinds = kinds_at(entity.name, record)
    if not kinds:
        return []
    with only_about(*map(entity_named, kinds)):
        rows = _rows(LINK, actor, links_of(entity.name, record))
    found = []
    for one in ends_of(rows, actor, word=entity.name, record=record):
        other = entity_named(one["other"]["entity"])
        title = one["other"]["title"] or f"{other.singular} {one['other']['id']}"
        address = record_url(other, {"id": one["other"]["id"]})
        found.append(Linked(one["id"], one["says"], other.singular, title, address, one["note"]))
    return found


def _rows(about: Entity, actor: Actor, where: Q) -> tuple[Row, ...]:
    if not can_anywhere(actor, about.permission("view")):
        return ()
    question = question_from(about, actor, {"limit": [str(MOST)]})
    return read_page(about, actor, replace(question, where=where)).rows


def marks(entity: Entity) -> View:
    """GET /organisations/ORG-3/marks/: both, for pages that fetch them later."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        row = read_row(entity, actor, key_from(key))
        return _shown(request, entity, actor, row)

    return view


def tag(entity: Entity) -> View:
    """POST /organisations/ORG-3/tags/ with `tag`: its id, or its name; a new name makes a new tag, for those who may."""

    def deed(request: HttpRequest, actor: Actor, row: Row) -> Any:
        about = {"entity": entity.name, "record": row["id"], "tag": _tag(request, actor)}
        return _perform(request, actor, TAGGING.permission("create"), given=about)

    return _changing(entity, deed, "tag")


def link(entity: Entity) -> View:
    """POST /organisations/ORG-3/links/ with `kind` and `other`: "site:4" as it was chosen, or a number as it was typed."""

    def deed(request: HttpRequest, actor: Actor, row: Row) -> Any:
        other, key = _other(request.POST.get("other", ""), actor)
        given = {"entity": entity.name, "record": row["id"], "kind": request.POST.get("kind", ""), "note": request.POST.get("note", "")}
        given |= {"other_entity": other.name, "other_record": key}
        return _perform(request, actor, LINK.permission("create"), given=given)

    return _changing(entity, deed, "other")


def unmark(entity: Entity, about: Entity) -> View:
    """POST /organisations/ORG-3/tags/7/remove/ and /links/7/remove/."""

    def deed(request: HttpRequest, actor: Actor, row: Row, number: int) -> Any:
        here = links_of(entity.name, row["id"]) if about is LINK else Q(entity=entity.name, record=row["id"])
        if not _rows(about, actor, here & Q(pk=number)):
            raise Missing(said("It is not there any more."))
        return _perform(request, actor, about.permission("delete"), on=[number])

    return _changing(entity, deed, "")


def _perform(request: HttpRequest, actor: Actor, name: str, **how: Any) -> Any:
    return perform(operation_named(name), actor, request=request.META.get("milepost.request", ""), **how)


def _changing(entity: Entity, deed: Callable[..., Any], field: str) -> View:
    @page
    def view(request: HttpRequest, key: str, **named: int) -> HttpResponse:
        actor = actor_at(request)
        row = read_row(entity, actor, key_from(key))
        address, fault = f"{record_url(entity, row)}#marks", ""
        done: list[Done] = []

        def effect() -> str:
            done[:] = [deed(request, actor, row, **named)]
            return address

        if request.method == "POST":
            try:
                do_once(request, actor, effect)
            except SentBefore:
                fault = gettext("This was sent already.")
            except Refused as refusal:
                fault = _told(refusal)
        if is_part(request):
            return _shown(request, entity, actor, row, field=field, fault=fault)
        if fault:
            messages.error(request, fault)
        elif done:
            say_done(request, actor, done[0], gettext("{title} saved.").format(title=title_of(entity, row)))
        return HttpResponseRedirect(address)

    return view


def _told(refusal: Refused) -> str:
    """Without the name of the field: there is but one."""
    if isinstance(refusal, Invalid):
        return " ".join(str(begun(in_words(fault))) for faults in refusal.fields.values() for fault in faults)
    return in_words(refusal)


def _shown(request: HttpRequest, entity: Entity, actor: Actor, row: Row, *, field: str = "", fault: str = "") -> HttpResponse:
    context = {
        "entity": entity,
        "address": record_url(entity, row),
        "title": title_of(entity, row),
        "marks": marks_about(entity, actor, row),
        "at": field or "tag",
        "focus": is_part(request) and request.method == "POST",
        "fault": fault,
        "typed": request.POST if fault else {},
    }
    template = "web/marks.html" if is_part(request) else "web/marks_page.html"
    return render(request, template, context, status=422 if fault else 200)


def _tag(request: HttpRequest, actor: Actor) -> int | str:
    """The tag that is meant. A name that no tag has makes one in grey, if the actor may."""
    text = " ".join(request.POST.get("tag", "").split())
    if not text or text.isdecimal():
        return text
    question = question_from(TAG, actor, {"limit": ["1"]})
    found = read_page(TAG, actor, replace(question, where=Q(name__iexact=text))).rows
    if found:
        return int(found[0]["id"])
    if not can_anywhere(actor, TAG.permission("create")):
        raise Invalid({"tag": [Fault("no-such-tag", said("there is no tag '{text}'; choose one that is there.", text=text[:60]))]})
    return int(_perform(request, actor, TAG.permission("create"), given={"name": text, "colour": "grey"}).records[0].pk)


def _other(text: str, actor: Actor) -> tuple[Entity, int]:
    """The record that is meant. Raises Invalid."""
    word, _, key = text.strip().partition(":")
    known = {one.name: one for one in targets() if one in paged()}
    if word in known and key.isdecimal() and len(key) < 19:
        return known[word], int(key)
    prefix = text.strip().upper().rpartition("-")[0]
    for one in known.values():
        if prefix and one.prefix == prefix:
            return one, int(read_row(one, actor, key_from(text))["id"])
    raise Invalid(
        {
            "other": [
                Fault("no-record", said("'{text}' names no record; choose one from the list, or type its number (ORG-3).", text=text[:60]))
            ]
        }
    )
