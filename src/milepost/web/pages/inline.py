"""/organisations/ORG-3/cell/kind/: one value of a record, edited where it stands; without script on a page of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied, Invalid, Missing, Stale, WrongState
from milepost.kernel.merging import merged
from milepost.kernel.operations import Done, Operation, operation_named, perform
from milepost.kernel.rows import key_from, read_row
from milepost.values import said
from milepost.web.address import list_url, record_url
from milepost.web.htmx import is_part
from milepost.web.kept import Kept, take
from milepost.web.pages.columns import columns
from milepost.web.pages.form import controls, typed_in
from milepost.web.pages.meeting import version_of
from milepost.web.parts.cell import editable, inputs_in_place
from milepost.web.parts.table import INDENTED, labels_of, row_of
from milepost.web.parts.title import title_of
from milepost.web.sentences import in_words
from milepost.web.toasts import say, say_done, toast_done
from milepost.web.who import View, actor_at, page

Row = dict[str, Any]
THEIRS = gettext_noop("{field} was changed by somebody else meanwhile, and not by you; theirs stands.")
TRIES = 5
"""So often is a value saved again when others save other values of the record at that moment."""


def cell_of(entity: Entity) -> View:
    """The view. Asked for as a part it gives the control; saved as a part, the row in which it stands, or where there is none nothing."""
    operation = operation_named(entity.permission("edit"))

    @page
    def view(request: HttpRequest, key: str, name: str) -> HttpResponse:
        actor = actor_at(request)
        row = read_row(entity, actor, key_from(key))
        if name not in inputs_in_place(entity) or name not in row or name in entity.of_parts(row):
            raise Missing(said("There is no value '{name}' of this {kind} that you can edit.", name=name[:60], kind=entity.singular))
        if not can_anywhere(actor, operation.name):
            raise Denied(said("You may not change {kinds}.", kinds=entity.plural))
        if request.method != "POST":
            return _control(request, operation, row, name, row, kept=take(request))
        typed = typed_in(request, {name: operation.inputs[name]})
        try:
            done = _save(request, operation, actor, row, typed)
        except Invalid as refusal:
            return _control(request, operation, row, name, typed, refusal=refusal)
        except (Stale, Denied, WrongState) as refusal:
            return _control(request, operation, row, name, typed, told=refusal)
        told = (gettext("{field} saved.") if done is not None else gettext(THEIRS)).format(field=gettext(entity.by_name[name].label))
        if is_part(request):
            return _saved(request, entity, actor, row["id"], done, told)
        if done is not None:
            say_done(request, actor, done, told)
        else:
            say(request, told)
        return HttpResponseRedirect(record_url(entity, row))

    return view


def _save(request: HttpRequest, operation: Operation, actor: Actor, row: Row, typed: dict[str, Any]) -> Done | None:
    """Who changed something else meanwhile is in nobody's way, and what only they changed stands; then there is nothing to do. Raises Stale
    where both changed this value, and not to the same."""
    begun = version = version_of(request, row)
    number = request.META.get("milepost.request", "")
    for _ in range(TRIES):
        try:
            return perform(operation, actor, on=[row["id"]], given=typed, versions={row["id"]: version}, request=number)
        except Stale as refusal:
            stale = refusal
        found = merged(operation, actor, row["id"], version=begun, typed=typed)
        if found.clashing:
            break
        if not found.given:
            return None
        version = stale.version
    raise stale


def _control(
    request: HttpRequest,
    operation: Operation,
    row: Row,
    name: str,
    values: dict[str, Any],
    *,
    refusal: Invalid | None = None,
    told: Stale | Denied | WrongState | None = None,
    kept: Kept | None = None,
) -> HttpResponse:
    """The control; what is wrong stands beside it, and in it what was typed, be it before the session ended."""
    entity = operation.entity
    if kept is not None and name in kept.typed:
        values = {name: kept.typed[name]}
    (one,) = controls(actor_at(request), {name: operation.inputs[name]}, values, refusal)
    others = [in_words(fault) for key, faults in (refusal.fields.items() if refusal is not None else ()) if key != name for fault in faults]
    stale = isinstance(told, Stale)
    context = {
        "entity": entity,
        "title": title_of(entity, row),
        "address": record_url(entity, row),
        "list_address": list_url(entity),
        "one": one,
        "operation": operation,
        "version": told.version if isinstance(told, Stale) else version_of(request, row, kept),
        "kept": kept,
        "told": [*others, *([in_words(told)] if told is not None else [])],
        "stale": stale,
    }
    status = 412 if stale else 403 if isinstance(told, Denied) else 409 if told is not None else 422 if refusal is not None else 200
    return render(request, "web/cell_part.html" if is_part(request) else "web/cell.html", context, status=status)


def _saved(request: HttpRequest, entity: Entity, actor: Actor, key: int, done: Done | None, told: str) -> HttpResponse:
    """The row as it is now, for a list with these columns, and the message with its Undo."""
    toast = toast_done(request, actor, done, told) if done is not None else render_to_string("web/toast.html", {"told": told})
    try:
        row = read_row(entity, actor, key)
    except Missing:  # moved out of their sight by themselves
        return render(request, "web/cell_saved.html", {"row": "", "toast": toast})
    shown = request.POST.get("columns", "")
    fields, indents = columns(entity, shown), INDENTED in shown.split(",")
    made = row_of(entity, fields, row, labels=labels_of(fields), marks=False, edits=editable(entity, actor), indents=indents)
    return render(request, "web/cell_saved.html", {"row": made, "toast": toast})
