"""/projects/PRJ-1/tasks/: the tasks of the plan as a table, with the same saved views and filters as chart and board."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.kernel.entity import entity
from milepost.web.asked import asking
from milepost.web.htmx import part
from milepost.web.pages.listing import list_context
from milepost.web.pages.tidied import tidied
from milepost.web.pages.views import chooser
from milepost.web.rooms.planning.there import plan_there
from milepost.web.rooms.planning.views_of_work import asked_of, carried, place_of, switches
from milepost.web.rooms.projects.page import around, project_at
from milepost.web.who import actor_at, page

USUAL = "number,name,wbs,start,finish,duration_minutes,done_share,column,iteration"


@page
def tasks(request: HttpRequest, key: str) -> HttpResponse:
    """The list of tasks, of this plan alone."""
    actor, task = actor_at(request), entity("task")
    row = project_at(actor, key)
    base = f"/projects/{row['number']}/"
    context: dict[str, Any] = {"base": base, "row": row, "list_title": _("Tasks")}
    context["plan"] = plan = plan_there(actor, row["id"])
    if plan is None:
        return render(request, "web/rooms/planning/tasks.html", context | around(actor, row, "plan/"))
    if address := tidied(task, asking(request)):
        return HttpResponseRedirect(address)
    found = asked_of(request, actor, place_of(actor, plan, base))
    context |= list_context(task, actor, found.asked, fixed={"plan": str(plan.pk)}, usual=USUAL)
    context |= {"views": chooser(task, actor, found), "switches": switches(base, "tasks", carried(found.asked))}
    context |= {"create_with": f"?plan={plan.number}"}
    if part(request) == "list":
        return render(request, "web/list_part.html", context)
    return render(request, "web/rooms/planning/tasks.html", context | around(actor, row, "plan/"))
