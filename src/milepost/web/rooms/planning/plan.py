"""/projects/PRJ-1/plan/: the plan as a chart that is worked in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from milepost.apps.planning.chart.board import matching
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity
from milepost.kernel.rows import key_from, read_row
from milepost.web.address import key_of, record_url
from milepost.web.pages.record import heading_of
from milepost.web.parts.tabs import tabs
from milepost.web.rooms.planning.begin import beginning
from milepost.web.rooms.planning.there import plan_there
from milepost.web.rooms.planning.views_of_work import around_views, asked_of, narrowing, place_of
from milepost.web.who import actor_at, page


@page
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """The page; its chart fetches the rest."""
    actor, project = actor_at(request), entity("project")
    row = read_row(project, actor, key_from(key))
    context = heading_of(project, actor, row) | {
        "tabs": tabs(project, actor, row, f"{record_url(project, row)}plan/"),
        "base": f"{record_url(project, row)}plan/",
    }
    context["plan"] = plan_there(actor, row["id"], request.GET.get("plan", ""))
    if context["plan"] is None:
        context |= beginning(request, actor, row)
    if context["plan"] is not None and row.get("organisation") and can_anywhere(actor, "change-freeze.view"):
        context["freezes"] = f"/change-freezes/?organisation={key_of(row['organisation'])}"
    if context["plan"] is not None:
        context |= _views(request, actor, context["plan"], f"{record_url(project, row)}")
    asks = f"?plan={context['plan'].number}" if context["plan"] is not None and context["plan"].kind != "main" else ""
    context |= {
        "actions": "web/rooms/plan_actions.html",
        "plan_asks": asks,
        "may_bring": can_anywhere(actor, "task.create"),
        "baseline": request.GET.get("baseline", ""),
    }
    return render(request, "web/rooms/plan.html", context)


def _views(request: HttpRequest, actor: Actor, plan: Any, base: str) -> dict[str, Any]:
    """The chart shows what its address asks for, as table and board do; its own search narrows that further."""
    found = asked_of(request, actor, place_of(actor, plan, base))
    where, problem = narrowing(actor, found)
    context = around_views(actor, base, "plan", found) | {"problem": problem}
    if context["narrowed"] and problem is None:
        context["only"] = ",".join(map(str, matching(actor, plan, where))) or "0"
    return context
