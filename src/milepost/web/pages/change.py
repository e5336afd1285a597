"""Forms that do operations: create, edit, and the verbs; on one record or on several that were chosen in a list."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from milepost.kernel.access import can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied, Fault, Invalid, Stale, WrongState
from milepost.kernel.operations import Done, Operation, operation_named, perform
from milepost.kernel.rows import key_from, read_row, rows_of
from milepost.web.address import list_url, record_url
from milepost.web.htmx import is_part, part, whole_page
from milepost.web.pages.form import Typed, controls, left_over, typed_in
from milepost.web.parts.title import title_of
from milepost.web.toasts import say_done
from milepost.web.who import View, actor_at, page

MOST = 1000


def create(entity: Entity) -> View:
    """/organisations/new/. What stands in the address after "?" is filled in, so that other pages can begin one."""
    operation = operation_named(entity.permission("create"))

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        if not can_anywhere(actor, operation.name):
            raise Denied(f"You may not create {entity.plural}.")
        if request.method != "POST":
            return _form(request, operation, dict(request.GET.items()))
        typed = typed_in(request, operation.inputs)
        try:
            done = perform(operation, actor, given=typed, request=request.META.get("milepost.request", ""))
        except Invalid as refusal:
            return _form(request, operation, typed, refusal)
        if done.shown:
            return _shown(request, operation, done)
        row = rows_of(entity, actor, [done.records[0].pk])
        say_done(request, actor, done, f"{entity.singular.capitalize()} created.")
        if "again" in request.POST:
            return _go(request, request.get_full_path())
        return _go(request, record_url(entity, row[0]) if row else list_url(entity))

    return view


def edit(entity: Entity) -> View:
    """/organisations/ORG-3/edit/."""
    operation = operation_named(entity.permission("edit"))

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        row = read_row(entity, actor, key_from(key))
        if request.method != "POST":
            return _form(request, operation, row, row=row)
        typed = typed_in(request, operation.inputs)
        version = _version(request, row)
        number = request.META.get("milepost.request", "")
        try:
            done = perform(operation, actor, on=[row["id"]], given=typed, versions={row["id"]: version}, request=number)
        except Invalid as refusal:
            return _form(request, operation, typed, refusal, row=row)
        except Stale as stale:
            return _form(request, operation, typed, row=row, stale=stale)
        say_done(request, actor, done, f"{title_of(entity, row)} saved.")
        return _go(request, record_url(entity, row))

    return view


def verb(operation: Operation) -> View:
    """/organisations/ORG-3/close/: asks for the inputs, if there are some, and says what follows."""
    entity = operation.entity

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        row = read_row(entity, actor, key_from(key))
        if request.method != "POST":
            return _form(request, operation, {}, row=row)
        typed = typed_in(request, operation.inputs)
        number = request.META.get("milepost.request", "")
        try:
            done = perform(operation, actor, on=[row["id"]], given=typed, request=number)
        except Invalid as refusal:
            return _form(request, operation, typed, refusal, row=row)
        if done.shown:
            return _shown(request, operation, done)
        say_done(request, actor, done, f"{operation.label}: {title_of(entity, row)}.")
        return _go(request, list_url(entity) if operation.kind == "delete" else record_url(entity, row))

    return view


def verb_on_chosen(operation: Operation) -> View:
    """/organisations/do/close/: the operation on the records chosen in a list, all or none."""
    entity = operation.entity

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        keys = [int(key) for key in (request.POST if request.method == "POST" else request.GET).getlist("chosen") if key.isdecimal()][:MOST]
        rows = rows_of(entity, actor, keys)
        if not rows:
            raise Invalid({"": [Fault("none-chosen", f"No {entity.plural} are chosen that you can see. Choose some in the list first.")]})
        if request.method != "POST":
            return _form(request, operation, {}, rows=rows)
        typed = typed_in(request, operation.inputs)
        try:
            done = perform(operation, actor, on=[row["id"] for row in rows], given=typed, request=request.META.get("milepost.request", ""))
        except Invalid as refusal:
            return _form(request, operation, typed, refusal, rows=rows)
        except WrongState as refusal:
            return _form(request, operation, typed, rows=rows, told=str(refusal))
        say_done(request, actor, done, f"{operation.label}: {len(rows)} {entity.plural if len(rows) > 1 else entity.singular}.")
        return _go(request, list_url(entity))

    return view


def _shown(request: HttpRequest, operation: Operation, done: Done) -> HttpResponse:
    """What the operation shows once, to be copied now: no page ever shows it again."""
    values = [
        (operation.shows[name].label or name.replace("_", " ").capitalize(), value)
        for shown in done.shown.values()
        for name, value in shown.items()
    ]
    context = {"entity": operation.entity, "operation": operation, "values": values, "list_address": list_url(operation.entity)}
    template = "web/shown_part.html" if is_part(request) else "web/shown.html"
    return render(request, template, context | {"heading": "h2" if part(request) == "dialog" else "h1"})


def _form(
    request: HttpRequest,
    operation: Operation,
    values: Mapping[str, Any] | Typed,
    refusal: Invalid | None = None,
    *,
    row: dict[str, Any] | None = None,
    rows: Sequence[dict[str, Any]] = (),
    stale: Stale | None = None,
    told: str = "",
) -> HttpResponse:
    """The form, on a page of its own or in a dialog; what was typed stays."""
    entity = operation.entity
    dialog = part(request) == "dialog"
    chosen = [(one["id"], title_of(entity, one)) for one in rows]
    context = {
        "entity": entity,
        "heading": "h2" if dialog else "h1",
        "operation": operation,
        "row": row,
        "title": title_of(entity, row) if row else "",
        "chosen": chosen,
        "controls": controls(actor_at(request), operation.inputs, values, refusal),
        "faults": [*left_over(operation.inputs, refusal), *([told] if told else [])],
        "stale": stale,
        "version": stale.version if stale else row.get("version") if row else "",
        "list_address": list_url(entity),
        "back": record_url(entity, row) if row else list_url(entity),
        "danger": operation.kind == "delete",
    }
    status = 412 if stale else 422 if refusal or told else 200
    return render(request, "web/form_part.html" if is_part(request) else "web/form.html", context, status=status)


def _version(request: HttpRequest, row: dict[str, Any]) -> int:
    """The version that the form was made from."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else int(row["version"])


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """On to another page; from within a dialog the whole page goes."""
    if is_part(request):
        return whole_page(address)
    return HttpResponseRedirect(address)
