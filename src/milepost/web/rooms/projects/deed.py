"""/projects/PRJ-1/scope/SCP-2/approve/: a decision on the scope, with what comes of it said before it is made."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid, Missing, Refused
from milepost.kernel.operations import Operation, operation_named, perform
from milepost.kernel.rows import key_from, read_row
from milepost.kernel.settings import today_here
from milepost.values import said
from milepost.web.htmx import is_part, part
from milepost.web.kept import Kept, take
from milepost.web.once import new_mark
from milepost.web.pages.drafting import can_draft, drafted, offered, only_drafted
from milepost.web.pages.form import controls, left_over, typed_in
from milepost.web.pages.meeting import version_of
from milepost.web.pages.sending import gone_to, sent_once
from milepost.web.refusals import STATUS
from milepost.web.rooms.projects.page import project_at
from milepost.web.rooms.projects.said import end_day, in_days, on, tasks_told
from milepost.web.rooms.projects.scope import VERBS
from milepost.web.rooms.reading import Row, answer
from milepost.web.sentences import in_words
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page

WHO = ("contact", "person")
Told = tuple[str, str, str]
"""Tone, icon, sentence."""


@page
def deed(request: HttpRequest, key: str, item: str, verb: str) -> HttpResponse:
    """The form; a POST decides and goes back to the scope."""
    if verb not in VERBS:
        raise Missing(said("There is no such decision on the scope."))
    actor = actor_at(request)
    project, row = project_at(actor, key), read_row(entity("scope-item"), actor, key_from(item))
    if (row["project"] or {}).get("id") != project["id"]:
        raise Missing(said("{row} is not of this project.", row=row["number"]))
    operation = operation_named(f"scope-item.{verb}")
    if not offered(actor, operation):
        raise Denied(said("You may not do this with scope items: it takes {operation}.", operation=operation.name))
    inputs = _inputs(operation, project)
    if request.method != "POST":
        return _form(request, actor, project, row, operation, inputs, _usual(operation, project, row), kept=take(request))
    typed = typed_in(request, inputs)

    def decide() -> str:
        if "draft" in request.POST and can_draft(operation):
            return drafted(request, actor, operation, row, typed)
        stamp = request.META.get("milepost.request", "")
        versions = {row["id"]: version_of(request, row)}
        done = perform(operation, actor, on=[row["id"]], given=typed, versions=versions, request=stamp)
        say_done(request, actor, done, _told(verb, row))
        return f"/projects/{project['number']}/scope/"

    return _sent(request, actor, decide, lambda **wrong: _form(request, actor, project, row, operation, inputs, typed, **wrong))


@page
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """/projects/PRJ-1/scope/propose/: a new item, which waits to be decided on."""
    actor = actor_at(request)
    project, operation = project_at(actor, key), operation_named("scope-item.create")
    if not offered(actor, operation):
        raise Denied(said("You may not propose scope: it takes scope-item.create."))
    inputs = {name: one for name, one in operation.inputs.items() if name != "project"}
    if request.method != "POST":
        return _form(request, actor, project, None, operation, inputs, dict(request.GET.items()), kept=take(request))
    typed = typed_in(request, inputs)

    def made() -> str:
        if "draft" in request.POST and can_draft(operation):
            return drafted(request, actor, operation, None, {**typed, "project": project["id"]})
        done = perform(operation, actor, given={**typed, "project": project["id"]}, request=request.META.get("milepost.request", ""))
        say_done(request, actor, done, _("Proposed. Tasks for it are held until it is approved."))
        return f"/projects/{project['number']}/scope/"

    return _sent(request, actor, made, lambda **wrong: _form(request, actor, project, None, operation, inputs, typed, **wrong))


def _sent(request: HttpRequest, actor: Actor, effect: Any, form: Any) -> HttpResponse:
    try:
        address = sent_once(request, actor, effect)
    except Invalid as refusal:
        answered: HttpResponse = form(refusal=refusal, status=422)
        return answered
    except Refused as refusal:
        draft = isinstance(refusal, Denied) and refusal.draft
        refused: HttpResponse = form(told=in_words(refusal), draft=draft, status=STATUS.get(type(refusal), 422))
        return refused
    return gone_to(request, address)


def _inputs(operation: Operation, project: Row) -> dict[str, Any]:
    """Only who may decide is asked for: a contact of the client, or the sponsor."""
    other = "person" if project["kind"] == "client" else "contact"
    if operation.verb != "approve":
        return dict(operation.inputs)
    return {name: replace(one, required=True) if name in WHO else one for name, one in operation.inputs.items() if name != other}


def _usual(operation: Operation, project: Row, row: Row) -> dict[str, Any]:
    """Who usually decides, today, with what it was estimated at."""
    if operation.verb != "approve":
        return {}
    who = {"contact": project.get("client_sponsor")} if project["kind"] == "client" else {"person": project.get("sponsor")}
    effort = operation.inputs["effort"].write(row["effort_minutes"]) if isinstance(row["effort_minutes"], int) else row["effort_minutes"]
    return {**who, "on": today_here().isoformat(), "effort": effort}


def _form(
    request: HttpRequest,
    actor: Actor,
    project: Row,
    row: Row | None,
    operation: Operation,
    inputs: dict[str, Any],
    values: dict[str, Any],
    *,
    refusal: Invalid | None = None,
    told: str = "",
    draft: bool = False,
    status: int = 200,
    kept: Kept | None = None,
) -> HttpResponse:
    verb, values = operation.verb, kept.typed if kept is not None else values
    context = {
        "project": project,
        "row": row,
        "operation": operation,
        "verb": verb,
        "title": TITLES[verb](row),
        "deed": _(DEEDS[verb]),
        "here": request.path,
        "back": f"/projects/{project['number']}/scope/",
        "controls": controls(actor, inputs, values, refusal),
        "faults": [*left_over(inputs, refusal), *([told] if told else [])],
        "consequences": consequences(actor, row, verb),
        "draft": can_draft(operation) and (draft or "draft" in request.POST or only_drafted(actor, operation, row)),
        "mark": new_mark(actor.account),
        "version": version_of(request, row, kept) if row and not told else row["version"] if row else "",
        "heading": "h2" if part(request) == "dialog" else "h1",
    }
    template = "web/rooms/projects/deed_part.html" if is_part(request) else "web/rooms/projects/deed.html"
    return render(request, template, context, status=status)


TITLES: dict[str, Any] = {
    "create": lambda row: _("Propose scope"),
    "approve": lambda row: _("Record the approval of %(name)s") % {"name": row["name"]},
    "exclude": lambda row: _("Put %(name)s out of scope") % {"name": row["name"]},
    "withdraw": lambda row: _("Withdraw %(name)s") % {"name": row["name"]},
    "revoke": lambda row: _("Take the approval of %(name)s back") % {"name": row["name"]},
    "propose-again": lambda row: _("Propose %(name)s again") % {"name": row["name"]},
}
DEEDS = {
    "create": "Propose",
    "approve": "Record the approval",
    "exclude": "Put it out of scope",
    "withdraw": "Withdraw it",
    "revoke": "Take it back",
    "propose-again": "Propose it again",
}


def _told(verb: str, row: Row) -> str:
    said = {
        "approve": _("Approved: %(name)s. Its work is in the schedule."),
        "exclude": _("Out of scope: %(name)s."),
        "withdraw": _("Withdrawn: %(name)s."),
        "revoke": _("Taken back: %(name)s. Its work is held."),
        "propose-again": _("Proposed again: %(name)s."),
    }
    return said[verb] % {"name": row["name"]}


def consequences(actor: Actor, row: Row | None, verb: str) -> list[Told]:
    """What would come of it, in sentences."""
    if row is None:
        return [
            ("info", "lock", _("Until it is approved, tasks for it are held: drafted and costed, and in no schedule, baseline or invoice."))
        ]
    if verb in ("propose-again", "withdraw"):
        return [("info", "info-circle", _("Nothing moves: its work is held before and after."))]
    found = answer("scope-item.consequence", actor, scope_item=row["id"], approved=verb == "approve")
    if found is None:
        return []
    if not found.rows:
        return [("info", "info-circle", _("No task of the plan hangs on it, so no date moves."))]
    facts = found.rows[0]
    work = _("%(tasks)s, %(days)s,") % {"tasks": tasks_told(facts["tasks"]), "days": in_days(facts["work"], facts["day_minutes"])}
    many = facts["tasks"]
    if verb == "exclude":
        stays = ngettext(
            "%(work)s stays held. Move it to approved scope, or delete it.",
            "%(work)s stay held. Move them to approved scope, or delete them.",
            many,
        )
        return [("warn", "lock", stays % {"work": work})]
    if verb == "approve":
        enters = ngettext("%(work)s enters the schedule.", "%(work)s enter the schedule.", many)
    else:
        enters = ngettext("%(work)s leaves the schedule and is held.", "%(work)s leave the schedule and are held.", many)
    told: list[Told] = [
        ("info" if verb == "approve" else "warn", "calendar-event" if verb == "approve" else "lock", enters % {"work": work})
    ]
    told.append(_finish(facts))
    if facts["problems"]:
        told.append(("bad", "alert-circle", in_words(facts["problems"])))
    return told


def _finish(facts: Row) -> Told:
    before, after = end_day(facts["before"]), end_day(facts["after"])
    if after is None:
        return "warn", "alert-triangle", _("Nothing is left in the schedule then.")
    if before is None:
        return "info", "calendar", _("The schedule then finishes on %(day)s.") % {"day": on(after)}
    days = (after - before) // timedelta(days=1)
    if not days:
        return "good", "circle-check", _("The finish stays on %(day)s.") % {"day": on(after)}
    values = {"days": in_days(abs(days), 1), "before": on(before), "after": on(after)}
    if days > 0:
        return "warn", "alert-triangle", _("The finish moves by %(days)s, from %(before)s to %(after)s.") % values
    return "good", "circle-check", _("The finish comes %(days)s earlier: %(after)s instead of %(before)s.") % values
