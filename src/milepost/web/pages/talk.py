"""Comments and files on a record: read, written, put there, withdrawn."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from milepost.kernel.about import only_about
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.attachments import ATTACHMENT
from milepost.kernel.attachments.answer import file_answer
from milepost.kernel.attachments.limits import MEBIBYTE, largest
from milepost.kernel.comments import COMMENT
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Refused
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import fields_of, key_from, question_from, read_page, read_row
from milepost.web.address import back, record_url
from milepost.web.kept import keep
from milepost.web.once import SentBefore, do_once
from milepost.web.parts.initials import initials
from milepost.web.parts.value import shown, shown_whole
from milepost.web.sentences import in_words
from milepost.web.toasts import sent
from milepost.web.who import View, actor_at, page

MOST = 200


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, or one that was withdrawn; `mine` may be withdrawn by whoever looks."""

    id: int
    who: str
    initials: str
    at: Any
    text: Any
    withdrawn: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class File:
    """A file with its size in words."""

    id: int
    name: str
    size: str
    who: str
    at: Any
    mine: bool


def talk_about(entity: Entity, actor: Actor, row: dict[str, Any]) -> dict[str, Any]:
    """What hangs on the record, and what may be added."""
    return {
        "comments": [_said(one, actor) for one in _rows(COMMENT, entity, actor, row["id"])],
        "files": [_file(one, actor) for one in _rows(ATTACHMENT, entity, actor, row["id"]) if one["state"] != "withdrawn"],
        "may_comment": can_anywhere(actor, COMMENT.permission("create")),
        "may_attach": can_anywhere(actor, ATTACHMENT.permission("create")),
        "largest": f"{largest() // MEBIBYTE} MB",
    }


def _rows(about: Entity, entity: Entity, actor: Actor, record: int) -> tuple[dict[str, Any], ...]:
    if not can_anywhere(actor, about.permission("view")):
        return ()
    question = question_from(about, actor, {"limit": [str(MOST)]})
    with only_about(entity):
        return read_page(about, actor, replace(question, where=Q(entity=entity.name, record=record))).rows


def _said(row: dict[str, Any], actor: Actor) -> Said:
    who = (row.get("author") or {}).get("title") or gettext("somebody")
    at = shown(_input(COMMENT, "created_at"), row["created_at"])
    mine = (row.get("author") or {}).get("id") == actor.account and row["state"] == "posted"
    text = shown_whole(COMMENT.by_name["text"].input, row["text"])
    return Said(row["id"], who, initials(who), at, text, row["state"] == "withdrawn", mine)


def _file(row: dict[str, Any], actor: Actor) -> File:
    who = (row.get("author") or {}).get("title") or gettext("somebody")
    at = shown(_input(ATTACHMENT, "created_at"), row["created_at"])
    size = f"{row['size'] / MEBIBYTE:,.1f} MB" if row["size"] >= MEBIBYTE else f"{max(1, row['size'] // 1024)} kB"
    return File(row["id"], row["name"], size, who, at, (row.get("author") or {}).get("id") == actor.account)


def _input(entity: Entity, name: str) -> Any:
    return fields_of(entity)[name].input


def comment(entity: Entity) -> View:
    """POST /organisations/ORG-3/comments/."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        return _add(request, entity, key, {"text": request.POST.get("text", "")}, COMMENT)

    return view


def attach(entity: Entity) -> View:
    """POST /organisations/ORG-3/files/, with one file."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        file = request.FILES.get("file")
        given = {"name": file.name, "content": file.read(largest() + 1)} if file is not None else {"name": "", "content": b""}
        return _add(request, entity, key, given, ATTACHMENT)

    return view


def _add(request: HttpRequest, entity: Entity, key: str, given: dict[str, Any], about: Entity) -> HttpResponse:
    actor = actor_at(request)
    row = read_row(entity, actor, key_from(key))
    address = f"{record_url(entity, row)}#talk"
    if request.method == "POST":
        number = request.META.get("milepost.request", "")
        whole = {**given, "entity": entity.name, "record": row["id"]}

        def deed() -> str:
            perform(operation_named(about.permission("create")), actor, given=whole, request=number)
            return address

        try:
            do_once(request, actor, deed)
            sent(request)
        except SentBefore:
            keep(request, gettext("You have sent this already; what you changed in it since is below, and would be another one."))
        except Refused as refusal:
            keep(request, in_words(refusal))
    return redirect(address)


@page
def withdraw(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """POST /comments/7/withdraw/ and /files/7/withdraw/; back to the record."""
    about = COMMENT if kind == "comments" else ATTACHMENT
    actor = actor_at(request)
    if request.method == "POST":
        perform(operation_named(about.permission("withdraw")), actor, on=[key], request=request.META.get("milepost.request", ""))
        messages.success(request, gettext("Withdrawn."))
    return redirect(back(request, request.headers.get("Referer")))


@page
def content(request: HttpRequest, key: int) -> HttpResponse:
    """/files/7/: the file itself, to be saved and never shown in its place."""
    return file_answer(actor_at(request), key)
