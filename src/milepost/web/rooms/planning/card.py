"""/projects/PRJ-1/board/card/12/: where a card can be moved to, in a dialog or on a page; and the move, also of a drag or a key."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.apps.planning.chart import plan_to_show
from milepost.apps.planning.chart.board import Stack, backlog_of, board_of
from milepost.apps.planning.selectors.plan_clock import plan_now
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity
from milepost.kernel.errors import Invalid, Missing, Refused, Stale
from milepost.kernel.merging import changed_since
from milepost.kernel.operations import Done, operation_named, perform
from milepost.kernel.rows import read_row
from milepost.values import said
from milepost.web.address import back
from milepost.web.asked import Asking
from milepost.web.htmx import is_part
from milepost.web.pages.meeting import version_of
from milepost.web.refusals import STATUS, in_sentences
from milepost.web.rooms.planning.board_words import card_shown, stack_shown
from milepost.web.rooms.projects.page import project_at
from milepost.web.rooms.reading import Row
from milepost.web.sentences import in_words
from milepost.web.toasts import say_done, toast_done
from milepost.web.who import actor_at, page

TRIES = 5
ABOUT_PLACE = frozenset({"column", "started_at", "finished_at", "in_backlog", "iteration"})
"""What somebody else may have said of where the card stands."""


@page
def card(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """GET is the card with its ways; POST with `to` (a column, "backlog", "plan", an iteration) and `after` (the card above) moves it."""
    actor = actor_at(request)
    project = project_at(actor, key)
    plan, row = plan_to_show(actor, project["id"]), read_row(entity("task"), actor, number)
    if (row["plan"] or {}).get("id") != plan.pk:
        raise Missing(said("{row} is not in this plan.", row=row["number"]))
    word = "backlog" if request.GET.get("of") == "backlog" else "board"
    if request.method != "POST":
        return _page(request, actor, plan, project, row, word)
    try:
        done = _move(request, actor, row)
    except _Elsewhere as moved:
        return _page(request, actor, plan, project, read_row(entity("task"), actor, number), word, told=moved.sentences, status=412)
    except Invalid as refusal:
        over = any(fault.code == "limit" for faults in refusal.fields.values() for fault in faults)
        told = [in_sentences(refusal)]
        return _page(request, actor, plan, project, row, word, told=told, over=request.POST.get("to", "") if over else "", status=422)
    except Refused as refusal:
        return _page(request, actor, plan, project, row, word, told=[in_words(refusal)], status=STATUS.get(type(refusal), 422))
    told_done = _("Moved: %(name)s.") % {"name": row["name"]}
    if is_part(request):
        return HttpResponse(toast_done(request, actor, done, told_done))
    say_done(request, actor, done, told_done)
    return HttpResponseRedirect(back(request, request.POST.get("back"), f"/projects/{project['number']}/{word}/"))


class _Elsewhere(Refused):
    """Somebody else moved the card since it was seen."""

    def __init__(self, told: list[str]) -> None:
        super().__init__(" ".join(told))
        self.sentences = told


def _move(request: HttpRequest, actor: Actor, row: Row) -> Done:
    """Raises what the operation raises, and _Elsewhere where somebody else said meanwhile where it stands."""
    verb, given = _meant(request.POST.get("to", ""), request.POST.get("after", ""), request.POST.get("anyway") == "yes")
    operation, stamp = operation_named(f"task.{verb}"), request.META.get("milepost.request", "")
    begun = version = version_of(request, row)
    for _try in range(TRIES):
        try:
            return perform(operation, actor, on=[row["id"]], given=given, versions={row["id"]: version}, request=stamp)
        except Stale as refusal:
            stale = refusal
        theirs = [one for name, one in changed_since(operation.entity, actor, row["id"], begun).items() if name in ABOUT_PLACE]
        if theirs:
            who = sorted({one.by or _("the house") for one in theirs})
            raise _Elsewhere([_("%(who)s moved it meanwhile. Nothing was changed; it stands here now.") % {"who": ", ".join(who)}])
        version = stale.version
    raise stale


def _meant(to: str, after: str, anyway: bool) -> tuple[str, dict[str, Any]]:
    """The operation and what it is given. Raises Invalid."""
    above = after if after.isdecimal() and len(after) < 19 else None
    if to == "backlog":
        return "put-into-backlog", {}
    if to == "plan":
        return "take-into-plan", {}
    if to == "order":
        return "move", {"column": None, "after": above}
    if to == "no-iteration":
        return "plan-into", {"iteration": None}
    if to[:1] == "i":
        return "plan-into", {"iteration": to[1:]}
    return "move", {"column": to, "after": above, "anyway": anyway}


def _page(
    request: HttpRequest,
    actor: Actor,
    plan: Any,
    project: Row,
    row: Row,
    word: str,
    *,
    told: list[str] | None = None,
    over: str = "",
    status: int = 200,
) -> HttpResponse:
    where = Asking("", type(request.GET)("")).question(entity("task"), actor).where
    stacks = board_of(actor, plan, where) if word == "board" else backlog_of(actor, plan, where)
    here = next((stack for stack in stacks if any(one["id"] == row["id"] for one in stack.cards)), None)
    shown = next((one for one in here.cards if one["id"] == row["id"]), None) if here is not None else None
    now = plan_now()
    names = {"backlog": _("Backlog"), "plan": _("In the plan, in no iteration")}
    ways = [(_to(one.key, row), one.name or names[one.key], stack_shown(one, now, plan.day_minutes)) for one in stacks if one is not here]
    context = {
        "project": project,
        "row": row,
        "card": card_shown(shown, now, plan.day_minutes) if shown is not None else None,
        "here": (here.name or names.get(here.key, "")) if here is not None else "",
        "places": _places(here, row["id"], word) if here is not None else [],
        "ways": ways,
        "told": told or [],
        "over": over,
        "word": word,
        "address": f"/projects/{project['number']}/board/card/{row['id']}/{'?of=backlog' if word == 'backlog' else ''}",
        "back": back(request, request.POST.get("back") or request.GET.get("back"), f"/projects/{project['number']}/{word}/"),
        "version": row["version"],
        "heading": "h2" if is_part(request) else "h1",
        "may_report": can_anywhere(actor, "task.report"),
        "may_move": can_anywhere(actor, "task.move"),
    }
    return render(request, f"web/rooms/planning/card{'_part' if is_part(request) else ''}.html", context, status=status)


def _to(key: str, row: Row) -> str:
    """Into which place of the backlog's page; what is in an iteration leaves it for the plan."""
    return "no-iteration" if key == "plan" and row["iteration"] else key


def _places(here: Stack, task: int, word: str) -> list[tuple[str, str, str, str]]:
    """First, up, down, last within the same column: label, icon, where to, the card above."""
    keys = [one["id"] for one in here.cards]
    at = keys.index(task)
    if len(keys) < 2 or here.facts.get("meaning") == "done" or (word == "backlog" and here.key != "backlog"):
        return []
    to = "order" if word == "backlog" else here.key
    rest = [key for key in keys if key != task]
    found = []
    if at:
        found.append((_("To the top"), "arrow-up", to, ""))
        found.append((_("Up"), "chevron-up", to, str(rest[at - 2]) if at > 1 else ""))
    if at < len(keys) - 1:
        found.append((_("Down"), "chevron-down", to, str(rest[at])))
        found.append((_("To the bottom"), "arrow-down", to, str(rest[-1])))
    return found
