"""/jobs/: what works in the background, what waits, what failed and why, and what came of what is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere, holds_everywhere, sees_all
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.errors import WrongState
from milepost.kernel.jobs import JOB
from milepost.kernel.jobs.named import named_task
from milepost.kernel.jobs.own import own_job_numbered
from milepost.kernel.jobs.refusal import refusal_of
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import Page, question_from, read_page
from milepost.web.htmx import part
from milepost.web.parts.job import STANDINGS, Standing, how_far, result_of, result_place, said_of
from milepost.web.parts.value import moment
from milepost.web.sentences import in_words
from milepost.web.toasts import say
from milepost.web.who import actor_at, page

Row = dict[str, Any]
MOST = 100
WAITING = ("running", "ready")
SECTIONS = (("now", ("running",)), ("next", ("ready",)), ("failed", ("parked",)), ("ended", ("done", "cancelled")))
FIELDS = "id,task,state,progress,account,run_after,started_at,finished_at,attempts,cancel_asked,error,result,created_at,version"
CANCEL, RETRY = JOB.permission("cancel"), JOB.permission("retry")


@dataclass(frozen=True, slots=True)
class Shown:
    """A job on the page. `share` is how much is done of the whole in per cent, None while it has not said."""

    row: Row
    label: str
    standing: Standing
    whose: str
    said: str
    error: str
    begun: str
    ended: str
    done: int
    whole: int
    result: str
    can_cancel: bool
    can_retry: bool


@page
def jobs(request: HttpRequest) -> HttpResponse:
    """One's own; who may see them all sees them all, or with ?whose=mine one's own, with ?whose=house what the house does by itself: of
    that what ended well stands there only, for there is always some."""
    actor = as_oneself(actor_at(request))
    everybody = holds_everywhere(actor, JOB.permission("view"))
    whose = request.GET.get("whose", "") if everybody else "mine"
    parameters = {"limit": [str(MOST)], "order": ["-id"], "fields": [FIELDS]}
    if whose in ("mine", "house"):
        parameters |= {"account": [str(actor.account)]} if whose == "mine" else {"account__empty": ["true"]}

    def read(*states: str, **more: list[str]) -> Page:
        return read_page(JOB, actor, question_from(JOB, actor, {"state": list(states)} | more | parameters))

    open_ones, failed = read(*WAITING), read("parked")
    ended = read("done", "cancelled", account__empty=["false"])
    shown = [_shown(row, actor) for row in (*open_ones.rows, *failed.rows, *ended.rows)]
    context = {
        "sections": [
            (_words(name), name, those) for name, states in SECTIONS if (those := [one for one in shown if one.row["state"] in states])
        ],
        "waiting": open_ones.count,
        "running": sum(one.row["state"] == "running" for one in shown),
        "failed": failed.count,
        "everybody": everybody,
        "whose": whose,
        "here": request.get_full_path(),
        "more": ended.count - len(ended.rows),
        "has_pages": can_anywhere(actor_at(request), JOB.permission("view")),
    }
    return render(request, "web/jobs_part.html" if part(request) == "jobs" else "web/jobs.html", context)


def _words(name: str) -> str:
    return {
        "now": gettext("Running now"),
        "next": gettext("Waiting for their turn"),
        "failed": gettext("Failed, and need somebody to look at them"),
        "ended": gettext("Ended"),
    }[name]


def _shown(row: Row, actor: Actor) -> Shown:
    account = row["account"]
    mine = account is not None and account["id"] == actor.account
    done, whole, _ = how_far(row["progress"])
    state, refused = row["state"], refusal_of(row.get("result"))
    return Shown(
        row=row,
        label=gettext(named_task(str(row["task"])).label),
        standing=STANDINGS["refused" if refused else state],
        whose=gettext("you") if mine else "Milepost" if account is None else account["title"] or gettext("somebody"),
        said=refused or said_of(row) if not row["cancel_asked"] or state != "running" else gettext("It stops as soon as it can."),
        error=_plain(row.get("error") or ""),
        begun=_moment(row["started_at"] or row["created_at"]),
        ended=_moment(row["finished_at"]),
        done=done,
        whole=whole,
        result=result_of(row) if mine and state in ("done", "running", "ready") else "",
        can_cancel=state in WAITING and not row["cancel_asked"] and _may(actor, CANCEL, mine=mine),
        can_retry=state == "parked" and _may(actor, RETRY, mine=mine),
    )


def _may(actor: Actor, operation: str, *, mine: bool) -> bool:
    return mine or sees_all(JOB, actor, operation) if can_anywhere(actor, operation) else False


def _plain(error: str) -> str:
    """The last line of what went wrong, which says it; the way there is for those who mend it, and stands on the job's own page."""
    lines: Sequence[str] = [line.strip() for line in error.splitlines() if line.strip()]
    return lines[-1].partition(": ")[2][:300] or lines[-1][:300] if lines else ""


def _moment(text: str | None) -> str:
    return moment(datetime.fromisoformat(text)) if text else ""


@page
def job_deed(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """POST /jobs/7/do/cancel/ or retry; back to the list, or the list itself as a part."""
    if verb not in ("cancel", "retry"):
        raise Http404
    if request.method == "POST":
        actor = as_oneself(actor_at(request))
        try:
            perform(operation_named(JOB.permission(verb)), actor, on=[key], request=request.META.get("milepost.request", ""))
        except WrongState as refusal:
            say(request, in_words(refusal))
        else:
            say(request, gettext("It stops as soon as it can.") if verb == "cancel" else gettext("It is tried again."))
    return HttpResponseRedirect("/jobs/")


@page
def job_result(request: HttpRequest, key: int) -> HttpResponse:
    """/jobs/7/result/: on to the page that tells what came of it, or how far it is."""
    try:
        return HttpResponseRedirect(result_place(own_job_numbered(actor_at(request), key)))
    except KeyError:
        raise Http404 from None
