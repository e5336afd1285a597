"""/leave/ask/: leave is asked for in one step, and what it comes to is said while the days are chosen."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid, Missing
from milepost.kernel.operations import Done, operation_named, perform
from milepost.kernel.operations.again import again
from milepost.kernel.rows import key_from, read_row
from milepost.values import said
from milepost.web.htmx import is_part, part, whole_page
from milepost.web.once import SentBefore, do_once, new_mark
from milepost.web.pages.form import controls, left_over, typed_in
from milepost.web.rooms.people.consequence import consequences
from milepost.web.rooms.reading import Row, own_person
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page

NEEDED = ("leave.create", "leave.request")


@page
def ask_for_leave(request: HttpRequest) -> HttpResponse:
    """The form; without script "See what it takes" sends it here by GET, and it comes back with the consequence."""
    actor = actor_at(request)
    if not all(can_anywhere(actor, name) for name in NEEDED):
        raise Denied(said("You may not ask for leave here; whoever gives roles can change that."))
    operation = operation_named("leave.create")
    if request.method != "POST":
        typed = {"kind": "holiday", "part": "day", **{name: value for name, value in request.GET.items() if value}}
        return _form(request, actor, typed, _person(actor, str(typed.get("person") or "")))
    typed = typed_in(request, operation.inputs)
    person = _person(actor, str(typed.get("person") or ""))
    if person is None:
        raise Missing(said("There is nobody to ask for: your account is no person's yet."))
    typed = {**typed, "person": person["id"], "last_day": typed.get("last_day") or typed.get("first_day", "")}
    try:
        address = do_once(request, actor, lambda: _asked(request, actor, typed))
    except Invalid as refusal:
        return _form(request, actor, typed, person, refusal)
    except SentBefore as before:
        address = before.address
    return whole_page(address) if is_part(request) else HttpResponseRedirect(address)


@page
def consequence(request: HttpRequest) -> HttpResponse:
    """The sentences alone, for the form that is being filled in."""
    actor = actor_at(request)
    told = consequences(actor, _person(actor, request.GET.get("person", "")), request.GET.dict())
    return render(request, "web/rooms/consequence.html", {"consequences": told})


def _asked(request: HttpRequest, actor: Actor, typed: dict[str, Any]) -> str:
    """Made and asked for, or neither; gives the address where it leads."""
    number = request.META.get("milepost.request", "")

    def attempt() -> Done:
        with transaction.atomic():
            made = perform(operation_named("leave.create"), actor, given=typed, request=number)
            return perform(operation_named("leave.request"), actor, on=[made.records[0].pk], request=number)

    say_done(request, actor, again(attempt), _("Asked. Whoever decides sees it with the others."))
    return "/leave/"


def _person(actor: Actor, key: str) -> Row | None:
    """For whom it is asked: who is named in the address, else oneself."""
    return read_row(entity("person"), actor, key_from(key)) if key.strip() else own_person(actor)


def _form(request: HttpRequest, actor: Actor, typed: dict[str, Any], person: Row | None, refusal: Invalid | None = None) -> HttpResponse:
    inputs = operation_named("leave.create").inputs
    made = {one.name: one for one in controls(actor, {name: one for name, one in inputs.items() if name != "person"}, typed, refusal)}
    context = {
        "person": person,
        "own": person is not None and person.get("id") == (own_person(actor) or {}).get("id"),
        "controls": made,
        "faults": left_over({name: one for name, one in inputs.items() if name != "person"}, refusal),
        "consequences": consequences(actor, person, typed),
        "mark": new_mark(actor.account),
        "heading": "h2" if part(request) == "dialog" else "h1",
    }
    template = "web/rooms/ask_part.html" if is_part(request) else "web/rooms/ask.html"
    return render(request, template, context, status=422 if refusal is not None else 200)
