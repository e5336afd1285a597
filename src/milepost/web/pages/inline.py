"""/organisations/ORG-3/cell/kind/: one value of a record, edited where it stands; without script on a page of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied, Invalid, Missing, Stale, WrongState
from milepost.kernel.operations import Done, Operation, operation_named, perform
from milepost.kernel.rows import key_from, read_row
from milepost.web.address import list_url, record_url
from milepost.web.htmx import is_part
from milepost.web.pages.columns import columns
from milepost.web.pages.form import controls, typed_in
from milepost.web.parts.cell import editable, inputs_in_place
from milepost.web.parts.table import labels_of, row_of
from milepost.web.parts.title import title_of
from milepost.web.toasts import say_done, toast_done
from milepost.web.who import View, actor_at, page

Row = dict[str, Any]


def cell_of(entity: Entity) -> View:
    """The view. Asked for as a part it gives the control; saved as a part, the row in which it stands, or where there is none nothing."""
    operation = operation_named(entity.permission("edit"))

    @page
    def view(request: HttpRequest, key: str, name: str) -> HttpResponse:
        actor = actor_at(request)
        row = read_row(entity, actor, key_from(key))
        if name not in inputs_in_place(entity) or name not in row:
            raise Missing(f"There is no value '{name[:60]}' of this {entity.singular} that you can edit.")
        if not can_anywhere(actor, operation.name):
            raise Denied(f"You may not change {entity.plural}.")
        if request.method != "POST":
            return _control(request, operation, row, name, row)
        typed = typed_in(request, {name: operation.inputs[name]})
        try:
            done = _save(request, operation, actor, row, typed)
        except Invalid as refusal:
            return _control(request, operation, row, name, typed, refusal=refusal)
        except (Stale, Denied, WrongState) as refusal:
            return _control(request, operation, row, name, typed, told=refusal)
        if not is_part(request):
            say_done(request, actor, done, gettext("{title} saved.").format(title=title_of(entity, row)))
            return HttpResponseRedirect(record_url(entity, row))
        return _saved(request, entity, actor, done, name)

    return view


def _save(request: HttpRequest, operation: Operation, actor: Actor, row: Row, typed: dict[str, Any]) -> Done:
    """Who changed another value meanwhile is in nobody's way: only this one is saved. Raises Stale when it is this one that changed."""
    text, number = request.POST.get("version", ""), request.META.get("milepost.request", "")
    version = int(text) if text.isdecimal() and len(text) < 10 else int(row["version"])
    try:
        return perform(operation, actor, on=[row["id"]], given=typed, versions={row["id"]: version}, request=number)
    except Stale as stale:
        if not stale.changed or set(stale.changed) & set(typed):
            raise
        return perform(operation, actor, on=[row["id"]], given=typed, versions={row["id"]: stale.version}, request=number)


def _control(
    request: HttpRequest,
    operation: Operation,
    row: Row,
    name: str,
    values: dict[str, Any],
    *,
    refusal: Invalid | None = None,
    told: Stale | Denied | WrongState | None = None,
) -> HttpResponse:
    """The control; what is wrong stands beside it, and what was typed in it."""
    entity = operation.entity
    (one,) = controls(actor_at(request), {name: operation.inputs[name]}, values, refusal)
    others = [fault.message for key, faults in (refusal.fields.items() if refusal is not None else ()) if key != name for fault in faults]
    stale = isinstance(told, Stale)
    context = {
        "entity": entity,
        "title": title_of(entity, row),
        "address": record_url(entity, row),
        "list_address": list_url(entity),
        "one": one,
        "operation": operation,
        "version": told.version if isinstance(told, Stale) else request.POST.get("version") or row["version"],
        "told": [*others, *([str(told)] if told is not None else [])],
        "stale": stale,
    }
    status = 412 if stale else 403 if isinstance(told, Denied) else 409 if told is not None else 422 if refusal is not None else 200
    return render(request, "web/cell_part.html" if is_part(request) else "web/cell.html", context, status=status)


def _saved(request: HttpRequest, entity: Entity, actor: Actor, done: Done, name: str) -> HttpResponse:
    """The row as it is now, for a list with these columns, and the message with its Undo."""
    told = gettext("{field} saved.").format(field=gettext(entity.by_name[name].label))
    try:
        row = read_row(entity, actor, done.records[0].pk)
    except Missing:  # moved out of their sight by themselves
        return render(request, "web/cell_saved.html", {"row": "", "toast": toast_done(request, actor, done, told)})
    fields = columns(entity, request.POST.get("columns", ""))
    made = row_of(entity, fields, row, labels=labels_of(fields), marks=False, edits=editable(entity, actor))
    return render(request, "web/cell_saved.html", {"row": made, "toast": toast_done(request, actor, done, told)})
