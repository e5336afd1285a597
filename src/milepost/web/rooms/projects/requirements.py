"""/projects/PRJ-1/requirements/: what is needed, by whom, and which deliverables and tasks serve it; with a click each is traced."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor, can_anywhere, held_on
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Refused
from milepost.kernel.operations import Done, operation_named, perform
from milepost.kernel.operations.again import again
from milepost.kernel.rows import key_from, read_row
from milepost.values import said
from milepost.web.htmx import is_part
from milepost.web.parts.state import badge
from milepost.web.refusals import in_sentences
from milepost.web.rooms.projects.page import around, project_at
from milepost.web.rooms.projects.trace_cell import Cells
from milepost.web.rooms.reading import Row, answer, rows
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page

FIELDS = "id,number,name,priority,source,business_need,user_need,operational_need,acceptance_criteria,state"
ORDER = {"must": 0, "should": 1, "could": 2, "wont": 3}
KINDS = {"deliverable": ("trace", "deliverable"), "task": ("task-trace", "task")}
OFFERED = ("requirement.create", "assessment.create", "trace.create", "trace.delete", "task-trace.create", "task-trace.delete")
MOST = 60
"""Columns of the matrix."""
LINES = 25
"""Requirements that it has at once: every cell is a button, and a browser with thousands of them is slow."""


@page
def requirements(request: HttpRequest, key: str) -> HttpResponse:
    """The page; `?by=task` or `deliverable` chooses what the matrix has beside the requirements, `?only=gaps` what has none."""
    actor = actor_at(request)
    row = project_at(actor, key)
    if not can_anywhere(actor, "requirement.view"):
        raise Denied(said("You may not see requirements: it takes requirement.view."))
    if request.method == "POST":
        return _trace(request, actor, row)
    context = around(actor, row, "requirements/") | found(request, actor, row)
    return render(request, "web/rooms/projects/requirements.html", context)


def found(request: HttpRequest, actor: Actor, row: Row) -> dict[str, Any]:
    """What stands on it."""
    by, only_gaps = request.GET.get("by", ""), request.GET.get("only") == "gaps"
    key, of = row["id"], Q(project=row["id"])
    needed = sorted(rows("requirement", actor, of, fields=FIELDS, order="id") or (), key=lambda one: ORDER.get(one["priority"], 9))
    open_ones = [one for one in needed if one["state"] != "dropped"]
    covered = answer("requirement.coverage", actor, project=key)
    counts = {one["requirement"]["id"]: one for one in (covered.rows if covered is not None else ())}
    bare = answer("task.without-requirement", actor, project=key)
    untraced = {one["task"]["id"] for one in (bare.rows if bare is not None else ())}
    by = by if by in KINDS else "task"
    may = held_on(entity("project"), actor.as_drafter(), OFFERED, key)
    shown = [_requirement(one, counts.get(one["id"])) for one in needed]
    gaps = [one for one in shown if one["bare"]]
    asked = sum(one["priority"] != "wont" for one in open_ones)
    return {
        "finding": finding(len(open_ones), len(gaps), asked if covered is not None else 0, len(untraced)),
        "requirements": gaps if only_gaps else shown,
        "any": bool(needed),
        "gaps": len(gaps),
        "only_gaps": only_gaps,
        "untraced": len(untraced),
        "matrix": matrix(request, actor, key, open_ones, by, untraced) if open_ones else None,
        "by": by,
        "assessments": _assessments(actor, of),
        "may": {name.replace("-", "_").replace(".", "_") for name in may},
    }


def finding(many: int, gaps: int, asked: int, untraced: int) -> str:
    """The title. `asked` are those that are to have a task: none where whoever looks may not know of tasks."""
    if not many:
        return _("Requirements")
    told = ngettext("%(many)s requirement", "%(many)s requirements", many) % {"many": many}
    if gaps:
        told += ", " + _("%(gaps)s without a task") % {"gaps": gaps}
    elif asked:
        told += ", " + (_("each has a task") if asked == many else _("each that is to be met has a task"))
    more = ngettext("%(many)s task that none asks for", "%(many)s tasks that none asks for", untraced) % {"many": untraced}
    return f"{told}; {more}" if untraced else told


def _requirement(one: Row, counts: Row | None) -> Row:
    options = getattr(entity("requirement").by_name["priority"].input, "options", {})
    tasks, serving = (counts["tasks"], counts["deliverables"]) if counts is not None else (None, None)
    return {
        **one,
        "badge": badge(entity("requirement"), one["state"]),
        "priority_told": _(str(options.get(one["priority"]) or "–")),
        "tasks": tasks,
        "deliverables": serving,
        "bare": tasks == 0 and one["priority"] != "wont" and one["state"] != "dropped",
    }


def matrix(request: HttpRequest, actor: Actor, key: int, needed: list[Row], by: str, untraced: set[int]) -> dict[str, Any] | None:
    """Requirements down, from the one on that the address says, tasks or deliverables across."""
    text = request.GET.get("from", "")
    first = min(int(text), len(needed) - 1) // LINES * LINES if text.isdecimal() and len(text) < 9 else 0
    part = needed[first : first + LINES]
    word, column = KINDS[by]
    if by == "task":
        where = Q(plan__project=key, plan__kind="main", children=None)
        across = rows("task", actor, where, fields="id,number,name,wbs", order="wbs", limit=MOST + 1)
    else:
        across = rows("deliverable", actor, Q(project=key), fields="id,number,name", order="id", limit=MOST + 1)
    of = Q(requirement__in=[one["id"] for one in part]) if by == "task" else Q(requirement__project=key)
    traces = rows(word, actor, of, fields=f"id,requirement,{column}")
    if across is None or traces is None:
        return None
    at = {(one["requirement"]["id"], one[column]["id"]): one["id"] for one in traces if one["requirement"] and one[column]}
    shown = across[:MOST]
    cells = Cells.of(request, by, may=can_anywhere(actor, f"{word}.create") and can_anywhere(actor, f"{word}.delete"))
    lines = [{"requirement": one, "cells": cells.line(one, shown, at)} for one in part]
    used = {there for _, there in at}
    return {
        "lines": lines,
        "across": [{**one, "bare": one["id"] in untraced if by == "task" else one["id"] not in used} for one in shown],
        "more": len(across) > MOST,
        "pages": [(one, one + 1, min(one + LINES, len(needed)), one == first) for one in range(0, len(needed), LINES)],
    }


def _assessments(actor: Actor, of: Q) -> list[Row] | None:
    kinds = getattr(entity("assessment").by_name["kind"].input, "options", {})
    made = rows("assessment", actor, of, fields="id,number,kind,name,findings,recommendation,state", order="id")
    if made is None:
        return None
    named = {kind: _(str(label)) for kind, label in kinds.items()}
    return [{**one, "badge": badge(entity("assessment"), one["state"]), "kind_told": named.get(one["kind"], one["kind"])} for one in made]


def _trace(request: HttpRequest, actor: Actor, row: Row) -> HttpResponse:
    """POST with `by`, `requirement`, `to`, or `trace` to take one away: one cell of the matrix; asked for as a part it is that cell."""
    by = request.POST.get("by", "") if request.POST.get("by") in KINDS else "task"
    word, column = KINDS[by]
    stamp, there = request.META.get("milepost.request", ""), request.POST.get("trace", "")
    needed, to = request.POST.get("requirement", ""), request.POST.get("to", "")

    def traced() -> Done:
        if there:
            trace = read_row(entity(word), actor, key_from(there))
            return perform(operation_named(f"{word}.delete"), actor, on=[trace["id"]], request=stamp)
        given = {"requirement": needed, column: to}
        return perform(operation_named(f"{word}.create"), actor, given=given, request=stamp)

    try:
        done = again(traced)
    except Refused as refusal:
        if is_part(request):  # the cell stays, and a toast says it
            raise
        messages.error(request, in_sentences(refusal))
        return HttpResponseRedirect(f"{request.path}?by={by}#matrix")
    trace = None if there else done.records[0].pk
    if is_part(request):
        called, name = escape(request.POST.get("called", "")), escape(request.POST.get("name", ""))
        return HttpResponse(Cells.of(request, by, may=True).cell(escape(needed), called, escape(to), name, trace))
    say_done(request, actor, done, _("Traced.") if trace else _("Not traced any more."))
    return HttpResponseRedirect(f"{request.path}?by={by}#matrix")
