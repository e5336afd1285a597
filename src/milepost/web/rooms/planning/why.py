"""/projects/PRJ-1/plan/why/12/: a piece of page that says why a task stands where it stands; its records are linked."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.apps.planning.chart import plan_to_show
from milepost.apps.planning.chart.why import Record, Why, why
from milepost.kernel.entity import entity
from milepost.kernel.rows import key_from, read_row
from milepost.web.address import list_url, record_url
from milepost.web.htmx import is_part
from milepost.web.rooms.planning.moments import when
from milepost.web.who import actor_at, page


@page
def why_there(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The piece; asked for as a page of its own it is the same."""
    actor = actor_at(request)
    project = read_row(entity("project"), actor, key_from(key))
    found = why(actor, plan_to_show(actor, project["id"], request.GET.get("plan", "")), number)
    span = when(found.start) if found.start == found.finish else f"{when(found.start)} – {when(found.finish)}"
    context = {
        "why": _linked(found),
        "when": span,
        "earlier": _earlier(found),
        "piece": is_part(request),
        "heading": "h3" if is_part(request) else "h2",
    }
    if is_part(request):
        return render(request, "web/rooms/why.html", context)
    context |= {"project": project, "plan_address": f"{record_url(entity('project'), project)}plan/"}
    return render(request, "web/rooms/why_page.html", context)


def _linked(found: Why) -> dict[str, Any]:
    """With the addresses of records."""
    made = {name: getattr(found, name) for name in ("task", "held", "more", "held_by", "left_out")}
    made["driven"] = [_record(one) for one in found.driven]
    for name in ("chain", "room"):
        made[name] = [{"text": one.text, "records": [_record(record) for record in one.records]} for one in getattr(found, name)]
    return made


def _record(one: Record) -> dict[str, str]:
    return asdict(one) | {"address": f"{list_url(entity(one.entity))}{one.key}/"}


def _earlier(found: Why) -> str:
    """What would have to be different, and when it would start then."""
    if found.held_by is None:
        return _("Nothing: it cannot start before the project does.") if found.driver == "project start" else ""
    what = {
        "delay": _("Without its levelling delay"),
        "constraint": _("Without its constraint"),
        "task-link": _("If it did not wait for %(task)s") % {"task": found.held_by.label or _("another task")},
    }[found.held_by.entity]
    if found.earlier is None:
        return _("%(what)s it would start no earlier: something else holds it as well.") % {"what": what}
    return _("%(what)s it would start on %(when)s.") % {"what": what, "when": when(found.earlier)}
