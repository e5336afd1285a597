"""/projects/PRJ-1/plan/bring/: a plan file is looked at; one question, whether it is agreed; then it is the plan, or nothing."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.kernel.access import Actor, can_anywhere, visible
from milepost.kernel.bringing import TooLarge, Way, enqueue_bring, enqueue_look, is_look, job_of, way_of
from milepost.kernel.entity import Entity, entity
from milepost.kernel.errors import Denied, Fault, Invalid, Missing
from milepost.kernel.rows import key_from, read_row
from milepost.web.address import record_url
from milepost.web.htmx import part
from milepost.web.kept import take
from milepost.web.pages.form import controls, left_over, typed_in
from milepost.web.pages.record import heading_of
from milepost.web.pages.sending import gone_to, sent_once
from milepost.web.parts.tabs import tabs
from milepost.web.rooms.planning.bring_words import kept_words, summary_words
from milepost.web.sentences import in_words
from milepost.web.who import actor_at, page

WAITING = ("ready", "running")
MOST_CHOICES = 200
Json = dict[str, Any]


def _way() -> Way:
    found = way_of("project-plan")
    assert found is not None
    return found


def _project(request: HttpRequest, actor: Actor, key: str) -> tuple[Entity, Json]:
    if not can_anywhere(actor, "task.create"):
        raise Denied(_("You may not bring a plan: that takes the right to create tasks. Whoever gives roles here can change that."))
    project = entity("project")
    return project, read_row(project, actor, key_from(key))


@page
def bring_plan(request: HttpRequest, key: str) -> HttpResponse:
    """Where the file is chosen; sent, it is looked at by a job."""
    actor, way = actor_at(request), _way()
    project, row = _project(request, actor, key)
    base = f"{record_url(project, row)}plan/"
    fault = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            fault = _("Choose a file first.")
        else:
            try:
                job = enqueue_look(actor, way, shown_name(file.name or ""), file.chunks(), {"project": row["id"]})
                return HttpResponseRedirect(f"{base}bring/{job.key}/")
            except TooLarge:
                fault = _("A file has at most %(most)s MB.") % {"most": way.most_bytes // 1024 // 1024}
    context = heading_of(project, actor, row) | {
        "tabs": tabs(project, actor, row, base),
        "base": base,
        "fault": fault,
        "most": way.most_bytes // 1024 // 1024,
    }
    return render(request, "web/rooms/bring_plan.html", context, status=422 if fault else 200)


@page
def brought_plan(request: HttpRequest, key: str, job: str) -> HttpResponse:
    """How far it is; what would come of it, with the one question; what came of it."""
    actor, way = actor_at(request), _way()
    try:
        project, row = _project(request, actor, key)
    except Missing:
        if refused_file(actor, way, job) is None:
            raise
        return gone_to(request, f"/projects/from-file/?{urlencode({'job': job})}")
    found = job_of(actor, way, job)
    base = f"{record_url(project, row)}plan/"
    context: Json = {"base": base, "here": request.path, "name": found.arguments["positional"][2], "refusal": None, "row": row}
    if request.method == "POST" and is_look(found) and found.state == "done" and not (found.result or {}).get("refused"):

        def bring() -> str:
            return f"{base}bring/{enqueue_bring(actor, found, _answers(request, way, row, found.result or {})).key}/"

        try:
            return HttpResponseRedirect(sent_once(request, actor, bring))
        except Invalid as refusal:
            context["refusal"] = refusal
    context |= _of_job(request, actor, way, found, context)
    status = 422 if context["refusal"] is not None else 200
    if part(request) == "brought":
        return render(request, "web/rooms/brought_plan_part.html", context)
    return render(request, "web/rooms/brought_plan.html", heading_of(project, actor, row) | context, status=status)


def shown_name(name: str) -> str:
    """What a file is called, fit to be shown."""
    return "".join(letter for letter in name if letter.isprintable())[:100] or _("file")


def refused_file(actor: Actor, way: Way, job: str) -> Json | None:
    """Name and problems of a file for which a project was made, and taken back because the file was refused. Raises Missing."""
    found = job_of(actor, way, job)
    result = found.result or {}
    return {"name": found.arguments["positional"][2], "problems": result["problems"]} if result.get("taken_back") else None


def _asked(row: Json, way: Way) -> Json:
    """Who agrees: a contact for a client's project, the sponsor for an internal one."""
    who = "contact" if row["kind"] == "client" else "person"
    return {name: replace(way.inputs[name], required=name != "on") for name in (who, "on", "authority", "document")}


def _usual(row: Json, file: str) -> Json:
    """What stands in the form at first: who would approve it, and that the file is the document."""
    found: Json = {"document": file}
    if row["kind"] == "client":
        found |= {"contact": row["client_sponsor"], "authority": _("Client's sponsor")} if row.get("client_sponsor") else {}
    else:
        found |= {"person": row["sponsor"], "authority": _("Sponsor of the project")} if row.get("sponsor") else {}
    return found


def _answers(request: HttpRequest, way: Way, row: Json, result: Json) -> Json:
    """What was typed. Raises Invalid where it is not said whether the plan is agreed, or not by whom."""
    found: Json = {}
    if result.get("asks"):
        agreed = request.POST.get("agreed", "")
        if agreed not in ("yes", "no"):
            raise Invalid({"agreed": [Fault("required", _("Say whether the plan is agreed already."))]})
        if agreed == "yes":
            typed = {name: text for name, text in typed_in(request, way.inputs).items() if text and name != "project"}
            lacking = [name for name, one in _asked(row, way).items() if one.required and not typed.get(name)]
            if lacking:
                raise Invalid({name: [Fault("required", _("This is needed where the plan is agreed."))] for name in lacking})
            found |= {name: typed[name] for name in ("contact", "person", "on", "authority", "document") if name in typed}
    people = {name.removeprefix("who-"): value for name, value in request.POST.items() if name.startswith("who-")}
    if people:
        found["people"] = people
    if request.POST.get("delete_gone"):
        found["delete_gone"] = "true"
    return found


def _of_job(request: HttpRequest, actor: Actor, way: Way, job: Any, context: Json) -> Json:
    result, progress = job.result or {}, job.progress or {}
    looked = is_look(job)
    shown: Json = {
        "job": job,
        "looked": looked,
        "waiting": job.state in WAITING,
        "result": result,
        "whole": progress.get("whole") or 0,
        "done": progress.get("done") or 0,
        "told": in_words(progress.get("text") or ""),
    }
    if looked and job.state == "done" and not result.get("refused"):
        asked = _asked(context["row"], way)
        kept = take(request)
        sent = request.POST.dict() if request.method == "POST" else kept.typed if kept is not None else {}
        typed = typed_in(request, asked) if request.method == "POST" else _usual(context["row"], context["name"]) | sent
        shown |= {
            "controls": controls(actor, asked, typed, context["refusal"]),
            "faults": left_over(asked, context["refusal"]),
            "agreed": sent.get("agreed", ""),
            "delete_gone": bool(sent.get("delete_gone")),
            "choices": _choices(actor, result, sent),
            "new_roles": can_anywhere(actor, "work-role.create"),
            "kept": kept_words(result.get("kept", {})),
        }
    shown["summary"] = summary_words(result, looked=looked) if job.state == "done" and not result.get("refused") else ""
    return shown


def _choices(actor: Actor, result: Json, sent: Json) -> list[Json]:
    """Everybody of the file who works, with whom they may be here; chosen is what was sent, else who they seem to be."""
    people: Any = visible(entity("person"), actor)
    roles: Any = visible(entity("work-role"), actor)
    names = [
        (f"person {key}", name) for key, name in people.filter(state="active").order_by("name").values_list("pk", "name")[:MOST_CHOICES]
    ]
    known_roles = [(f"role {key}", name) for key, name in roles.order_by("name").values_list("pk", "name")[:MOST_CHOICES]]
    found = []
    for one in result.get("people", ()):
        if one["tasks"]:
            known = {match for match, _name in (*names, *known_roles)}
            own = [(one["match"], one["match_name"])] if one["match"] and one["match"] not in known else []
            chosen = sent.get(f"who-{one['resource']}", one["match"] or "")
            found.append(one | {"people": [*own, *names], "roles": known_roles, "chosen": chosen})
    return found
