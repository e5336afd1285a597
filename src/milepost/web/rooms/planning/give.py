"""/projects/PRJ-1/plan/give/: the plan as a file of another program; what that cannot hold is told before it is saved."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from milepost.apps.planning.chart import plan_to_show
from milepost.kernel.bringing import way_of
from milepost.kernel.entity import entity
from milepost.kernel.rows import key_from, read_row
from milepost.kernel.tongues import in_language
from milepost.web.address import record_url
from milepost.web.disposition import as_file
from milepost.web.pages.record import heading_of
from milepost.web.who import actor_at, page

NOTE = "note"


@page
def give_plan(request: HttpRequest, key: str) -> HttpResponse:
    """`?format=mspdi`, and `plan` for a scenario's; with `anyway` the file is given whatever it cannot hold."""
    actor, project, asked = actor_at(request), entity("project"), request.GET
    row = read_row(project, actor, key_from(key))
    plan = plan_to_show(actor, row["id"], asked.get("plan", ""))
    way = way_of("project-plan")
    assert way is not None
    with in_language(get_language() or ""):
        found = way.give(actor, plan.pk, asked.get("format", "mspdi"))
    if asked.get("anyway") or all(one.severity.value == NOTE for one in found.problems):
        return as_file(found.content, found.name, found.form.media_type)
    again = asked.copy()
    again["anyway"] = "yes"
    back = f"{record_url(project, row)}plan/" + (f"?plan={plan.number}" if plan.kind != "main" else "")
    context = {"back": back, "found": found, "again": again.urlencode()}
    return render(request, "web/rooms/given_plan.html", heading_of(project, actor, row) | context)
