"""/projects/PRJ-1/plan/level/ and /portfolio/level/: who can do it when; proposed by a job, and accepted as a whole, in part, or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.apps.planning.chart import plan_to_show
from milepost.apps.planning.chart.following import Followed
from milepost.apps.planning.chart.levelling import Proposal, held_in, job_of, newest_proposals, plans_to_level
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity
from milepost.kernel.errors import Refused
from milepost.kernel.jobs import JOB
from milepost.kernel.operations import Done, operation_named, perform, together
from milepost.kernel.operations.again import again
from milepost.kernel.rows import key_from, read_row
from milepost.web.address import record_url
from milepost.web.htmx import part
from milepost.web.pages.record import heading_of
from milepost.web.parts.tabs import tabs
from milepost.web.rooms.planning.level_words import counted, finding, moved_by, quality, reason
from milepost.web.rooms.planning.moments import DAY, later, on_day, time, when
from milepost.web.rooms.planning.there import is_over
from milepost.web.sentences import in_words
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page

ACCEPT, DECLINE = "levelling-proposal.accept", "levelling-proposal.decline"
Json = dict[str, Any]


@page
def level(request: HttpRequest, key: str) -> HttpResponse:
    """Of one plan; with `plan` of a scenario."""
    actor, project = actor_at(request), entity("project")
    row = read_row(project, actor, key_from(key))
    plan = plan_to_show(actor, row["id"], request.GET.get("plan", ""))
    asks = f"?plan={plan.number}" if request.GET.get("plan") else ""
    here = f"{record_url(project, row)}plan/level/{asks}"
    if request.method == "POST":
        return _deed(request, actor, [plan.pk], here)
    found = newest_proposals(actor, [plan.pk])
    context = _shown(actor, [plan.pk], found, here) | {
        "plan": plan,
        "held": held_in(plan),
        "scope_address": f"{record_url(project, row)}scope/",
        "plan_address": f"{record_url(project, row)}plan/{asks}",
        "chances_address": f"{record_url(project, row)}plan/chances/{asks}",
        "tabs": tabs(project, actor, row, f"{record_url(project, row)}plan/"),
        "over": is_over(row),
    }
    context["can_level"] = context["can_level"] and plan.state == "open" and not is_over(row)
    if part(request) == "levelling":
        return render(request, "web/rooms/level_part.html", context)
    context |= heading_of(project, actor, row) | {"trail_row": row}
    return render(request, "web/rooms/level.html", context)


@page
def portfolio(request: HttpRequest) -> HttpResponse:
    """Of all open plans that whoever looks may level."""
    actor, here = actor_at(request), request.path
    plans = plans_to_level(actor)
    keys = [one.pk for one in plans]
    if request.method == "POST":
        return _deed(request, actor, keys, here)
    context = _shown(actor, keys, newest_proposals(actor, keys, together=True), here) | {"plans": plans}
    return render(request, "web/rooms/level_part.html" if part(request) == "levelling" else "web/rooms/level_all.html", context)


@dataclass(frozen=True, slots=True)
class Line:
    """A move in words."""

    move: Any
    before: str
    after: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal in words."""

    one: Proposal
    before: str
    after: str
    later: str
    lines: tuple[Line, ...]
    people: tuple[Any, ...]
    can_accept: bool


def _shown(actor: Actor, plans: Sequence[int], found: Sequence[Proposal], here: str) -> Json:
    job = job_of(actor, plans) if plans else None
    shown = [_words(one) for one in found]
    fresh = [one for one in found if one.open]
    context: Json = {
        "here": here,
        "job": job,
        "problems": _problems(job, found),
        "shown": shown,
        "can_level": bool(plans) and can_anywhere(actor, "project-plan.level"),
        "can_accept": any(one.can_accept for one in shown),
        "stale": [one for one in found if one.row.state == "open" and one.changed],
        "decided": bool(found) and all(one.row.state != "open" for one in found),
        "accepted": any(one.row.state == "accepted" for one in found),
        "choosable": sum(move.own for one in fresh for move in one.moves),
        "can_stop": job is not None and job.open and job.mine and can_anywhere(actor, JOB.permission("cancel")),
    }
    if found:
        context |= {"others": found[0].of > 1, "finding": finding(found), "quality": quality(found), "counted": counted(found)}
    return context


def _problems(job: Followed | None, found: Sequence[Proposal]) -> list[Json]:
    """For which nothing could be levelled; else what was told of what could."""
    failed = job.result.get("problems") if job is not None and not job.open and not job.result.get("proposals") else None
    told = failed or [problem for one in found for problem in one.row.problems if problem["severity"] != "note"]
    return list({problem["message"] + problem["place"]: problem for problem in told}.values())[:20]


def _words(one: Proposal) -> Shown:
    lines = tuple(
        Line(move, _span(move.start_before, move.finish_before), _span(move.start, move.finish), moved_by(move), reason(move))
        for move in one.moves
    )
    row = one.row
    people = tuple(
        {"name": person.name or _("somebody"), "before": person.before, "after": person.after}
        | {"hours_before": round(person.excess_before / 60, 1), "hours": round(person.excess / 60, 1)}
        for person in one.people
    )
    delay = (row.finish_after or 0) - (row.finish_before or 0)
    can = one.open and ACCEPT in one.may and bool(one.moves)
    return Shown(one, on_day(row.finish_before, ends=True), on_day(row.finish_after, ends=True), later(delay), lines, people, can)


def _span(start: int, finish: int) -> str:
    """Days; within one day the times."""
    if start // DAY == (finish - 1) // DAY:
        return f"{when(start)} – {time(finish)}" if start != finish else when(start)
    return f"{on_day(start)} – {on_day(finish, ends=True)}"


def _deed(request: HttpRequest, actor: Actor, plans: list[int], here: str) -> HttpResponse:
    """Begins, stops, accepts or declines; what is refused is told where it was asked."""
    verb, stamp = request.POST.get("do", ""), request.META.get("milepost.request", "")
    try:
        if verb == "level" and plans:
            tries = request.POST.get("tries", "").strip()
            perform(operation_named("project-plan.level"), actor, on=plans, given={"tries": tries or None}, request=stamp)
        elif verb == "stop":
            job = job_of(actor, plans)
            if job is not None and job.open:
                perform(operation_named(JOB.permission("cancel")), actor, on=[job.id], request=stamp)
        elif verb in ("accept", "some", "decline"):
            done = _decide(request, actor, plans, verb, stamp)
            for one in done[:1]:
                told = _("The plan was levelled.") if verb != "decline" else _("Nothing was moved.")
                say_done(request, actor, one, told)
    except Refused as refusal:
        messages.error(request, in_words(refusal))
    return HttpResponseRedirect(here)


def _decide(request: HttpRequest, actor: Actor, plans: list[int], verb: str, stamp: str) -> list[Done]:
    """On the proposals that were shown, all of them or none. Of one of which nothing was chosen it is declined."""
    asked, chosen = ({int(one) for one in request.POST.getlist(name) if one.isdecimal() and len(one) < 19} for name in ("proposal", "task"))
    found = [one for one in newest_proposals(actor, plans, together=len(plans) > 1) if one.row.pk in asked]
    if verb == "some" and not chosen:
        messages.error(request, _("Choose at least one task, or leave it all as it is."))
        return []

    def attempt() -> list[Done]:
        done = []
        with together():
            for one in found:
                own = [move.task for move in one.moves if move.task in chosen]
                if verb == "decline" or (verb == "some" and not own):
                    done.append(perform(operation_named(DECLINE), actor, on=[one.row.pk], request=stamp))
                else:
                    given: Json = {"tasks": own} if verb == "some" else {}
                    done.append(perform(operation_named(ACCEPT), actor, on=[one.row.pk], given=given, request=stamp))
        return done

    return sorted(again(attempt), key=lambda one: one.records[0].state != "accepted")  # type: ignore[attr-defined]
