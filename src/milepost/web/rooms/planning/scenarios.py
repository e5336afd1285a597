"""/projects/PRJ-1/plan/scenarios/: what-if plans: branched, compared with the plan, merged back in part or whole, or thrown away."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.apps.planning.chart import plan_to_show
from milepost.apps.planning.chart.baselines import finish_of
from milepost.apps.planning.chart.scenarios import compared, may_branch, number_of, scenarios_of
from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.errors import Missing, Refused
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import key_from, read_row
from milepost.values import said
from milepost.web.address import record_url
from milepost.web.kept import take
from milepost.web.pages.record import heading_of
from milepost.web.pages.sending import sent_once
from milepost.web.parts.tabs import tabs
from milepost.web.refusals import in_sentences
from milepost.web.rooms.planning.moments import on_day
from milepost.web.rooms.planning.scenario_words import finding, lines, list_finding, people, side_by_side, stands_beside
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page

Json = dict[str, Any]


@page
def scenarios(request: HttpRequest, key: str) -> HttpResponse:
    """The list; a POST branches a new one."""
    actor, project = actor_at(request), entity("project")
    row = read_row(project, actor, key_from(key))
    plan = plan_to_show(actor, row["id"])
    base, fault, kept = f"{record_url(project, row)}plan/", "", take(request)
    typed = request.POST.get("name", "") if request.method == "POST" else kept.typed.get("name", "") if kept is not None else ""
    if request.method == "POST":

        def branched() -> str:
            given = {"project": row["id"], "name": " ".join(typed.split()) or _("What if"), "branched_from": plan.pk}
            done = perform(operation_named("project-plan.create"), actor, given=given, request=_stamp(request))
            say_done(request, actor, done, _("Branched. Change what you like here: the plan stays as it is until you merge."))
            return f"{base}?plan={number_of(done.records[0])}"

        try:
            return HttpResponseRedirect(sent_once(request, actor, branched))
        except Refused as refusal:
            fault = in_sentences(refusal)
    found = scenarios_of(actor, plan)
    context = _around(actor, row) | {
        "plan": plan,
        "finding": list_finding(found),
        "rows": [
            {"one": one, "ends": on_day(one.finish, ends=True), "beside": stands_beside(one.finish, finish_of(plan))} for one in found
        ],
        "plan_ends": on_day(finish_of(plan), ends=True),
        "can_branch": may_branch(actor) and plan.state == "open",
        "typed": typed,
        "fault": fault,
    }
    return render(request, "web/rooms/scenarios.html", context, status=422 if fault else 200)


@page
def scenario(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """One beside the plan; a POST merges chosen changes, or deletes it."""
    actor, project = actor_at(request), entity("project")
    row = read_row(project, actor, key_from(key))
    one = plan_to_show(actor, row["id"], number.upper())
    if one.kind == "main":
        raise Missing(said("{number} is the plan itself, not a scenario of it.", number=one.number))
    base = f"{record_url(project, row)}plan/"
    fault = ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(sent_once(request, actor, lambda: _deed(request, actor, one, base)))
        except Refused as refusal:
            fault = in_sentences(refusal)
    found = compared(actor, one)
    chosen = request.POST.getlist("change") if request.method == "POST" else None
    context = _around(actor, row) | {
        "found": found,
        "finding": finding(found),
        "figures": side_by_side(found),
        "people": people(found),
        "lines": lines(found, chosen),
        "clashing": sum(change.clashes for change in found.changes),
        "fault": fault,
    }
    return render(request, "web/rooms/scenario.html", context, status=422 if fault else 200)


def _deed(request: HttpRequest, actor: Actor, one: Any, base: str) -> str:
    """Merges or deletes; the address where it leads. Raises what operations raise."""
    if request.POST.get("do") == "delete":
        done = perform(operation_named("project-plan.delete"), actor, on=[one.pk], request=_stamp(request))
        say_done(request, actor, done, _("The scenario is deleted; the plan is as it was."))
        return f"{base}scenarios/"
    given = {"chosen": request.POST.getlist("change"), "mine": "true" if request.POST.get("mine") else "false"}
    done = perform(operation_named("project-plan.merge"), actor, on=[one.pk], given=given, request=_stamp(request))
    say_done(request, actor, done, _("Merged: what you chose is in the plan now."))
    return f"{base}scenarios/{one.number}/"


def _around(actor: Actor, row: Json) -> Json:
    project = entity("project")
    base = f"{record_url(project, row)}plan/"
    return heading_of(project, actor, row) | {"tabs": tabs(project, actor, row, base), "base": base}


def _stamp(request: HttpRequest) -> str:
    return str(request.META.get("milepost.request", ""))
