"""/projects/PRJ-1/plan/baselines/: what was agreed, taken and compared with what the plan says now; what moved most stands first."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.apps.planning.chart import plan_to_show
from milepost.apps.planning.chart.baselines import TAKE, Against, against, baselines_of, finish_of, may_take
from milepost.kernel.entity import entity
from milepost.kernel.errors import Refused
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import key_from, read_row
from milepost.web.address import record_url
from milepost.web.kept import take
from milepost.web.pages.record import heading_of
from milepost.web.pages.sending import sent_once
from milepost.web.parts.tabs import tabs
from milepost.web.parts.value import moment
from milepost.web.refusals import in_sentences
from milepost.web.rooms.planning.moments import later, on_day
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page

TYPED = ("name", "reason")
Json = dict[str, Any]


@page
def baselines(request: HttpRequest, key: str) -> HttpResponse:
    """The newest is compared unless another is chosen; a POST takes one."""
    actor, project = actor_at(request), entity("project")
    row = read_row(project, actor, key_from(key))
    plan = plan_to_show(actor, row["id"], request.GET.get("plan", ""))
    base, fault, kept = f"{record_url(project, row)}plan/", "", take(request)
    typed = {name: request.POST.get(name, "") for name in TYPED} if request.method == "POST" else kept.typed if kept is not None else {}
    asks = f"?plan={plan.number}" if plan.kind != "main" else ""
    if request.method == "POST":

        def taken() -> str:
            given = {"name": " ".join(typed["name"].split()), "reason": typed["reason"]}
            stamp = str(request.META.get("milepost.request", ""))
            done = perform(operation_named(TAKE), actor, on=[plan.pk], given=given, request=stamp)
            say_done(request, actor, done, _("Taken: from now on every chart can show it behind its bars."))
            return f"{base}baselines/{asks}"

        try:
            return HttpResponseRedirect(sent_once(request, actor, taken))
        except Refused as refusal:
            fault = in_sentences(refusal)
    there = baselines_of(actor, plan)
    chosen = request.GET.get("baseline") or (there[0].number if there else "")
    found = against(actor, plan, chosen) if chosen else None
    context = heading_of(project, actor, row) | {
        "tabs": tabs(project, actor, row, base),
        "base": base,
        "plan": plan,
        "asks": asks,
        "there": [{"one": one, "ends": on_day(one.finish_at, ends=True), "at": moment(one.created_at)} for one in there],
        "found": found,
        "finding": _finding(found, finish_of(plan)),
        "moved": [_line(one) for one in found.moved] if found is not None else [],
        "can_take": may_take(actor, plan),
        "typed": typed,
        "fault": fault,
    }
    return render(request, "web/rooms/baselines.html", context, status=422 if fault else 200)


def _line(row: Json) -> Json:
    return row | {
        "was": on_day(row["baseline_finish"], ends=True),
        "is": on_day(row["finish"], ends=True),
        "by": later(row["minutes_later"] or 0),
    }


def _finding(found: Against | None, finish: int | None) -> str:
    """ "5 days later than agreed; 3 tasks moved"."""
    if found is None:
        return _("Nothing is agreed yet")
    moved = len(found.moved) + found.more
    if not moved and not found.new and not found.gone:
        return _("Everything stands as agreed in %(name)s") % {"name": found.baseline.name}
    ends = ""
    if finish is not None and found.baseline.finish_at is not None:
        by = finish - found.baseline.finish_at
        ends = _("It still ends as agreed") if not by else _("It ends %(later)s than agreed") % {"later": later(by)}
    told = [ends] if ends else []
    told += [ngettext("%(many)s task moved", "%(many)s tasks moved", moved) % {"many": f"{moved:,}"}] if moved else []
    told += [_("%(many)s new") % {"many": len(found.new)}] if found.new else []
    told += [_("%(many)s no longer planned") % {"many": len(found.gone)}] if found.gone else []
    return "; ".join(told)
