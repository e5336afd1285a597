"""/projects/PRJ-1/plan/begin/: how a plan begins: from a template that is looked at first, from a file, or by typing the first task."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.apps.planning.bridge.template import Rehearsed
from milepost.apps.planning.chart.beginning import NEEDS, at_nine, begin, rehearsed, stands, templates
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.inputs import Day, Unread
from milepost.kernel.rows import key_from, read_row
from milepost.kernel.settings import today_here
from milepost.web.address import record_url
from milepost.web.pages.form import controls, left_over
from milepost.web.pages.record import heading_of
from milepost.web.pages.sending import sent_once
from milepost.web.parts.tabs import tabs
from milepost.web.parts.typed import day_typed
from milepost.web.rooms.planning.moments import on_day, working_days
from milepost.web.toasts import say
from milepost.web.who import actor_at, page

Json = dict[str, Any]


@page
def begin_plan(request: HttpRequest, key: str) -> HttpResponse:
    """What can be begun with; a template that was chosen is shown with its days. A POST begins."""
    actor, project = actor_at(request), entity("project")
    row = read_row(project, actor, key_from(key))
    if request.method == "POST":
        if not may_begin(actor):
            raise Denied(
                _("You may not begin a plan: that takes the right to create plans, tasks and scope. Whoever gives roles can change that.")
            )
        try:
            return HttpResponseRedirect(sent_once(request, actor, lambda: _begun(request, actor, row)))
        except Invalid as refusal:
            return _page(request, actor, row, refusal)
    if stands(actor, row["id"]):
        return HttpResponseRedirect(f"{record_url(project, row)}plan/")
    return _page(request, actor, row, None)


def _begun(request: HttpRequest, actor: Actor, row: Json) -> str:
    """Begins it; the address of its chart."""
    chosen, starts = _number(request.POST.get("template")), at_nine(_day(request.POST.get("starts", ""), row))
    begin(actor, row, starts_at=starts, template=chosen, request=str(request.META.get("milepost.request", "")))
    say(request, _("The plan begins. Its tasks are held until their scope is approved.") if chosen else _("The plan begins."))
    return f"{record_url(entity('project'), row)}plan/{'' if chosen else '#add'}"


def may_begin(actor: Actor) -> bool:
    """Whether the actor may do all that it takes somewhere."""
    return all(can_anywhere(actor, name) for name in NEEDS)


def beginning(request: HttpRequest, actor: Actor, row: Json, refusal: Invalid | None = None) -> Json:
    """What the piece of page needs that offers the beginnings; the plan's page shows it, too, where there is no plan."""
    given = request.POST if request.method == "POST" else request.GET
    try:
        day = _day(given.get("starts", ""), row)
    except Invalid as fault:
        day, refusal = _usual(row), refusal or fault
    chosen = _number(given.get("template"))
    typed = given.get("starts") or day.isoformat()
    offers = templates(actor) if can_anywhere(actor, "plan-template.view") else []
    taken = next((one for one in offers if one.key == chosen), None)
    found: Json = {
        "base": f"{record_url(entity('project'), row)}plan/",
        "offers": offers,
        "chosen": taken,
        "starts": controls(actor, {"starts": Day(label=_("Starts"))}, {"starts": typed}, refusal)[0],
        "starts_iso": day.isoformat(),
        "may_begin": may_begin(actor),
        "may_bring": can_anywhere(actor, "task.create"),
        "faults": left_over({"starts": Day()} if taken is not None else {}, refusal),
    }
    if taken is not None:
        found |= _preview(rehearsed(actor, taken.key, at_nine(day)))
    return found


def _preview(rows: Any) -> Json:
    """The tasks with their days and where their bars lie, in thousandths of the whole."""
    starts = [one.start for one in rows if one.start is not None]
    ends = [one.finish for one in rows if one.finish is not None]
    if not starts:
        return {"lines": [], "ends": "", "length": ""}
    first, last = min(starts), max(ends)
    return {
        "lines": [_line(one, first, max(last - first, 1)) for one in rows],
        "ends": on_day(last, ends=True),
        "length": working_days(first, last),
    }


def _line(one: Rehearsed, first: int, whole: int) -> Json:
    start, finish = one.start or first, one.finish or first
    return {
        "name": one.name,
        "level": one.level,
        "kind": one.kind,
        "role": one.role,
        "start": on_day(one.start),
        "finish": on_day(one.finish, ends=True),
        "from": (start - first) * 1000 // whole,
        "wide": max((finish - start) * 1000 // whole, 6),
    }


def _page(request: HttpRequest, actor: Actor, row: Json, refusal: Invalid | None) -> HttpResponse:
    project = entity("project")
    context = heading_of(project, actor, row) | beginning(request, actor, row, refusal)
    context["tabs"] = tabs(project, actor, row, context["base"])
    return render(request, "web/rooms/begin_plan.html", context, status=422 if refusal is not None else 200)


def _number(raw: str | None) -> int | None:
    return int(raw) if raw and raw.isdecimal() and len(raw) < 15 else None


def _usual(row: Json) -> date:
    begins = row.get("starts_on")
    return date.fromisoformat(begins) if isinstance(begins, str) and begins else begins or today_here()


def _day(text: str, row: Json) -> date:
    """What was typed, else the project's first day, else today. Raises Invalid."""
    if not text.strip():
        return _usual(row)
    try:
        return Day().read(day_typed(text))
    except Unread as wrong:
        raise Invalid({"starts": [Fault(wrong.code, wrong.message)]}) from None
