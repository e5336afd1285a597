"""/projects/PRJ-1/board/ and /backlog/: the tasks of the plan as cards, moved by drag, by key, by menu, or without script."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.apps.planning.chart.board import backlog_of, board_of, change_number, scopes_to_add
from milepost.apps.planning.selectors.plan_clock import plan_now
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.errors import Refused
from milepost.kernel.operations import Done, operation_named, perform
from milepost.web.htmx import part
from milepost.web.kept import keep, take
from milepost.web.pages.sending import sent_once
from milepost.web.refusals import in_sentences
from milepost.web.rooms.planning.board_words import iteration_shown, kinds_of_need, stack_shown, title_of_board
from milepost.web.rooms.planning.there import is_over, plan_there
from milepost.web.rooms.planning.views_of_work import around_views, asked_of, narrowing, place_of
from milepost.web.rooms.projects.page import around, project_at
from milepost.web.toasts import say_done
from milepost.web.who import View, actor_at, page

DEEDS = {"add": "task.create", "set-up": "project-plan.set-up-board", "begin": "iteration.begin", "end": "iteration.end"}


def _shows(word: str) -> View:
    """The page of the board, or of the backlog with the iterations."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        row = project_at(actor, key)
        plan = plan_there(actor, row["id"])
        base = f"/projects/{row['number']}/"
        if request.method == "POST" and plan is not None:
            return _deed(request, actor, plan)
        context: dict[str, Any] = {"plan": plan, "base": base, "word": word, "row": row, "over": is_over(row)}
        if plan is not None:
            context |= _content(request, actor, plan, base, word)
        if part(request) == "board":
            return render(request, "web/rooms/planning/board_part.html", context)
        kept = take(request)
        context |= around(actor, row, "board/") | {"typed": kept.typed if kept is not None else {}}
        return render(request, "web/rooms/planning/board.html", context)

    return view


board, backlog = _shows("board"), _shows("backlog")


def _content(request: HttpRequest, actor: Actor, plan: Any, base: str, word: str) -> dict[str, Any]:
    found = asked_of(request, actor, place_of(actor, plan, base))
    where, problem = narrowing(actor, found)
    now, day = plan_now(), plan.day_minutes
    context: dict[str, Any] = {"problem": problem, "run": change_number(plan), **around_views(actor, base, word, found)}
    if word == "board":
        stacks = [stack_shown(one, now, day) for one in board_of(actor, plan, where)]
        first = next((one["key"] for one in stacks if one["meaning"] == "to-do"), "")
        context |= {
            "stacks": stacks,
            "board_title": title_of_board(stacks),
            "adds_to": first,
            "may_set_up": can_anywhere(actor, DEEDS["set-up"]),
        }
    else:
        found_stacks = backlog_of(actor, plan, where)
        stacks = [iteration_shown(one, now, day) if one.facts else stack_shown(one, now, day) for one in found_stacks]
        stacks[0] |= {"name": _("Backlog"), "help": _("Waits, and no date counts it. The top comes first.")}
        stacks[1] |= {"name": _("In the plan"), "help": _("Scheduled, and in no iteration.")}
        context |= {"stacks": stacks, "board_title": _backlog_title(stacks), "adds_to": "backlog", "needs": kinds_of_need()}
        context["may_iterate"] = can_anywhere(actor, "iteration.create")
    return context | {
        "may_move": plan.state == "open" and can_anywhere(actor, "task.move"),
        "scopes": scopes_to_add(actor, plan) if can_anywhere(actor, "task.create") else [],
        "may": {name: can_anywhere(actor, operation) for name, operation in (("begin", DEEDS["begin"]), ("end", DEEDS["end"]))},
    }


def _backlog_title(stacks: list[dict[str, Any]]) -> str:
    running = next((one for one in stacks if one.get("running")), None)
    waiting = stacks[0]["count"]
    told = _("%(many)s in the backlog") % {"many": waiting} if waiting else _("Nothing waits in the backlog")
    return f"{running['name']}: {running['told_all'][0]}; {told}" if running else told


def _deed(request: HttpRequest, actor: Actor, plan: Any) -> HttpResponse:
    """What is done beside the cards: a card is added, the usual columns are set up, an iteration begun or ended. What was typed of a card
    that is refused stands in its form again."""
    verb, there = request.POST.get("verb", ""), request.get_full_path()

    def did() -> str:
        done, told = _done(request, actor, plan, verb)
        say_done(request, actor, done, told)
        return there

    try:
        if verb in DEEDS:
            sent_once(request, actor, did)
    except Refused as refusal:
        keep(request, in_sentences(refusal))
    return HttpResponseRedirect(there)


def _done(request: HttpRequest, actor: Actor, plan: Any, verb: str) -> tuple[Done, str]:
    stamp = request.META.get("milepost.request", "")
    operation, sent = operation_named(DEEDS[verb]), request.POST
    if verb == "set-up":
        return perform(operation, actor, on=[plan.pk], request=stamp), _("The board has its columns.")
    if verb == "add":
        name = " ".join(sent.get("name", "").split())
        given: Mapping[str, Any] = {"plan": plan.pk, "name": name, "scope_item": sent.get("scope", "")}
        given = (
            {**given, "in_backlog": "true", "need": sent.get("need", ""), "need_kind": sent.get("need_kind", "")}
            if sent.get("into") == "backlog"
            else given
        )
        return perform(operation, actor, given=given, request=stamp), _("Added: %(name)s.") % {"name": name}
    key = sent.get("iteration", "")
    done = perform(operation, actor, on=[int(key) if key.isdecimal() and len(key) < 19 else 0], request=stamp)
    return done, _("The iteration has begun.") if verb == "begin" else _("The iteration has ended; what was not finished left it.")
