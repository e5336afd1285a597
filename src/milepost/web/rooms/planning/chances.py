"""/projects/PRJ-1/plan/chances/: how sure the plan's dates are, and what moves them most."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from milepost.apps.planning.chart import plan_to_show
from milepost.apps.planning.chart.chances import chances_of, job_of
from milepost.kernel.access import can_anywhere
from milepost.kernel.entity import entity
from milepost.kernel.errors import Refused
from milepost.kernel.jobs import JOB
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import key_from, read_row
from milepost.web.address import record_url
from milepost.web.htmx import part
from milepost.web.pages.document_style import style_url
from milepost.web.pages.record import heading_of
from milepost.web.parts.document import in_page
from milepost.web.parts.tabs import tabs
from milepost.web.parts.value import moment
from milepost.web.rooms.planning.chances_document import document_of, finding
from milepost.web.rooms.planning.there import is_over
from milepost.web.sentences import in_words
from milepost.web.who import actor_at, page

SIMULATE = "project-plan.simulate"


@page
def chances(request: HttpRequest, key: str) -> HttpResponse:
    """The page; a POST begins a simulation or stops it."""
    actor, project = actor_at(request), entity("project")
    row = read_row(project, actor, key_from(key))
    plan = plan_to_show(actor, row["id"], request.GET.get("plan", ""))
    asks = f"?plan={plan.number}" if request.GET.get("plan") else ""
    base = f"{record_url(project, row)}plan/"
    here, job = f"{base}chances/{asks}", job_of(actor, plan.pk)
    if request.method == "POST":
        try:
            stamp = request.META.get("milepost.request", "")
            if request.POST.get("do") == "simulate":
                perform(operation_named(SIMULATE), actor, on=[plan.pk], request=stamp)
            elif request.POST.get("do") == "stop" and job is not None and job.open:
                perform(operation_named(JOB.permission("cancel")), actor, on=[job.id], request=stamp)
        except Refused as refusal:
            messages.error(request, in_words(refusal))
        return HttpResponseRedirect(here)
    found = chances_of(actor, plan)
    running = job is not None and job.open and (job.mine or found is None or job.state == "running")
    context = {
        "plan": plan,
        "plan_address": f"{base}{asks}",
        "here": here,
        "job": job,
        "running": running,
        "can_stop": job is not None and job.open and job.mine and can_anywhere(actor, JOB.permission("cancel")),
        "can_simulate": plan.state == "open" and not is_over(row) and can_anywhere(actor, SIMULATE),
        "over": is_over(row),
        "tabs": tabs(project, actor, row, base),
        "found": found,
        "problems": job.result.get("problems", ()) if job is not None and not job.open else (),
    }
    if found is not None:
        document = document_of(found, subtitle=plan.name)
        context |= {"finding": finding(found), "article": in_page(document), "made": moment(found.row.at)}
    if part(request) == "chances":
        return render(request, "web/rooms/chances_part.html", context)
    context |= heading_of(project, actor, row) | {
        "style": style_url(),
        "trail_row": row,
    }
    return render(request, "web/rooms/chances.html", context)
