"""Saved views of a list: the chooser above it, and what is done with a view: kept, renamed, shared, made the default, deleted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere, holds_everywhere
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Invalid, Missing
from milepost.kernel.operations import Done, operation_named, perform
from milepost.kernel.rows import read_row
from milepost.kernel.views import DEFAULT, SAVED_VIEW, SHARE, View, default_of, may_change, parameters_of, views_of
from milepost.values import said
from milepost.web.address import back, list_url
from milepost.web.asked import Asking
from milepost.web.htmx import is_part, part, whole_page
from milepost.web.pages.form import controls, left_over, typed_in
from milepost.web.pages.meeting import version_of
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page

ALL = "all"
"""In the address: no view, where the list would else begin with one."""
CREATE, EDIT, DELETE = (SAVED_VIEW.permission(verb) for verb in ("create", "edit", "delete"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list stands that may begin with a view of its own, such as a project: `first` is that view, `address` takes another."""

    first: int | None
    address: str
    may_choose: bool


@dataclass(frozen=True, slots=True)
class Viewing:
    """What a list is asked, with the views there are, and the one it begins with. `changed`: it is no longer what the current view asks."""

    asked: Asking
    views: tuple[View, ...]
    current: View | None
    changed: bool
    usual: View | None = None
    place: Place | None = None


def viewing(entity: Entity, actor: Actor, asked: Asking, *, place: Place | None = None) -> Viewing:
    """The view that the address names, or the default where it holds no question. Raises Missing for one that is not there for them."""
    views = views_of(entity, actor)
    word, usual = asked.query.get("view", ""), default_of(views, first=place.first if place is not None else None)
    current = usual if not word and not asked.asks else None
    if word and word != ALL:
        current = next((view for view in views if str(view.id) == word), None)
        if current is None:
            raise Missing(
                said(
                    "There is no view {word} of the {kinds} that you can see; it may be deleted, or no longer shared.",
                    word=word[:20],
                    kinds=entity.plural,
                )
            )
    query = asked.query.copy()
    if current is not None and not asked.asks:
        for name, values in parameters_of(current.query).items():
            query.setlist(name, values)
    if current is not None:
        query["view"] = str(current.id)
    effective = Asking(asked.path, query, from_view=current is not None or usual is not None)
    changed = effective.asked != current.query if current is not None else bool(effective.asked)
    return Viewing(effective, views, current, changed, usual, place)


def chooser(entity: Entity, actor: Actor, found: Viewing) -> dict[str, Any]:
    """What the template shows: the views with their addresses, and what may be done with the current one."""
    path, current, place = found.asked.path, found.current, found.place
    lines = [
        {
            "view": view,
            "address": f"{path}?view={view.id}",
            "current": view is current and not found.changed,
            "here": view is current,
            "default": _default_told(view, place),
        }
        for view in found.views
    ]
    changes = current is not None and may_change(actor, current)
    return {
        "current": current,
        "changed": found.changed,
        "own": [line for line in lines if line["view"].own],  # type: ignore[attr-defined]
        "shared": [line for line in lines if not line["view"].own],  # type: ignore[attr-defined]
        "all": f"{path}?view={ALL}" if found.asked.from_view else path,
        "reset": f"{path}?view={current.id}" if current is not None else path,
        "asked": found.asked.asked,
        "may_keep": can_anywhere(actor, CREATE),
        "may_change": changes,
        "may_delete": changes and can_anywhere(actor, DELETE),
        "may_share": changes and current is not None and (current.shared or holds_everywhere(actor, SHARE)),
        "may_default": changes and current is not None and (not current.shared or holds_everywhere(actor, DEFAULT)),
        "usual": found.usual,
        "place": place,
        "may_place": place is not None and place.may_choose and current is not None and current.shared,
        "of": entity.name,
        "path": path,
    }


def _default_told(view: View, place: Place | None) -> str:
    """For whom a list begins with the view; empty for most."""
    if view.shared and place is not None and place.first == view.id:
        return gettext("default of this project")
    if not view.is_default:
        return ""
    return gettext("default for everybody") if view.shared else gettext("your default")


@page
def new_view(request: HttpRequest) -> HttpResponse:
    """/views/new/?of=organisation&asked=…: what a list is asked, kept under a name."""
    actor = actor_at(request)
    try:
        entity = entity_named(request.GET.get("of", ""))
    except KeyError:
        raise Http404 from None
    operation = operation_named(CREATE)
    names = ["name", *(["shared"] if holds_everywhere(actor, SHARE) else []), "is_default"]
    inputs = {name: operation.inputs[name] for name in names}
    context = {"title": gettext("Save as a new view"), "button": gettext("Save view"), "entity": entity, "inputs": inputs}
    if request.method != "POST":
        return _form(request, context, {"name": request.GET.get("name", "")})
    typed = typed_in(request, inputs)
    given = {**typed, "entity": entity.name, "query": request.GET.get("asked", "")}
    try:
        done = perform(operation, actor, given=given, request=request.META.get("milepost.request", ""))
    except Invalid as refusal:
        return _form(request, context, typed, refusal)
    say_done(request, actor, done, gettext("View “{name}” saved.").format(name=done.records[0].name))  # type: ignore[attr-defined]
    return _go(request, f"{_list(request, entity)}?view={done.records[0].pk}")


def _edited(told: str, **given: Any) -> Callable[[HttpRequest, Actor, dict[str, Any]], HttpResponse]:
    """A deed that edits the view."""

    def do(request: HttpRequest, actor: Actor, row: dict[str, Any]) -> HttpResponse:
        if request.method == "POST":
            say_done(request, actor, _edit(request, actor, row, given), gettext(told).format(name=row["name"]))
        return _go(request, _address(request, row))

    return do


def _save(request: HttpRequest, actor: Actor, row: dict[str, Any]) -> HttpResponse:
    """Keeps what is asked now in the place of what the view asked."""
    if request.method == "POST":
        done = _edit(request, actor, row, {"query": request.POST.get("asked", "")})
        say_done(request, actor, done, gettext("View “{name}” saved.").format(name=row["name"]))
    return _go(request, _address(request, row))


def _rename(request: HttpRequest, actor: Actor, row: dict[str, Any]) -> HttpResponse:
    inputs = {"name": operation_named(EDIT).inputs["name"]}
    title = gettext("Rename “{name}”").format(name=row["name"])
    context = {
        "title": title,
        "button": gettext("Rename"),
        "entity": entity_named(row["entity"]),
        "inputs": inputs,
        "back": _address(request, row),
    }
    if request.method != "POST":
        return _form(request, context, row)
    typed = typed_in(request, inputs)
    try:
        done = _edit(request, actor, row, typed)
    except Invalid as refusal:
        return _form(request, context, typed, refusal)
    say_done(request, actor, done, gettext("The view is called “{name}” now.").format(name=typed.get("name", "")))
    return _go(request, _address(request, row))


def _delete(request: HttpRequest, actor: Actor, row: dict[str, Any]) -> HttpResponse:
    entity = entity_named(row["entity"])
    title = gettext("Delete the view “{name}”?").format(name=row["name"])
    follows = gettext("Everybody who uses it loses it.") if row["shared"] else gettext("Only the view goes; what it shows stays.")
    context = {"title": title, "button": gettext("Delete"), "entity": entity, "inputs": {}, "told": follows, "danger": True}
    if request.method != "POST":
        return _form(request, context | {"back": _address(request, row)}, {})
    done = perform(operation_named(DELETE), actor, on=[row["id"]], request=request.META.get("milepost.request", ""))
    say_done(request, actor, done, gettext("View “{name}” deleted.").format(name=row["name"]))
    return _go(request, _list(request, entity))


DEEDS: dict[str, Callable[[HttpRequest, Actor, dict[str, Any]], HttpResponse]] = {
    "save": _save,
    "rename": _rename,
    "delete": _delete,
    "share": _edited("Everybody who sees the list sees “{name}” now.", shared=True),
    "keep": _edited("“{name}” is yours alone again.", shared=False),
    "default": _edited("The list begins with “{name}” now.", is_default=True),
    "usual": _edited("The list begins with everything again.", is_default=False),
}


@page
def view_deed(request: HttpRequest, key: int, deed: str) -> HttpResponse:
    """/views/7/rename/. Others' private views are not there."""
    if deed not in DEEDS:
        raise Http404
    actor = actor_at(request)
    return DEEDS[deed](request, actor, read_row(SAVED_VIEW, actor, key))


def _edit(request: HttpRequest, actor: Actor, row: dict[str, Any], given: dict[str, Any]) -> Done:
    versions, number = {row["id"]: version_of(request, row)}, request.META.get("milepost.request", "")
    return perform(operation_named(EDIT), actor, on=[row["id"]], given=given, versions=versions, request=number)


def _list(request: HttpRequest, entity: Entity) -> str:
    """Where the view was asked for: the list, or another page that shows the same rows."""
    return back(request, request.POST.get("list") or request.GET.get("list"), list_url(entity)).partition("?")[0]


def _address(request: HttpRequest, row: dict[str, Any]) -> str:
    return f"{_list(request, entity_named(row['entity']))}?view={row['id']}"


def _form(request: HttpRequest, context: dict[str, Any], values: dict[str, Any], refusal: Invalid | None = None) -> HttpResponse:
    made = {
        "back": _list(request, context["entity"]),
        **context,
        "list_address": list_url(context["entity"]),
        "heading": "h2" if part(request) == "dialog" else "h1",
        "controls": controls(actor_at(request), context["inputs"], values, refusal),
        "faults": left_over(context["inputs"], refusal),
        "operation": operation_named(EDIT),
    }
    return render(request, "web/view_form_part.html" if is_part(request) else "web/view_form.html", made, status=422 if refusal else 200)


def _go(request: HttpRequest, address: str) -> HttpResponse:
    return whole_page(address) if is_part(request) else HttpResponseRedirect(address)
