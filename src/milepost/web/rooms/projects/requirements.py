"""/projects/PRJ-1/requirements/: what is needed, by whom, and which deliverables and tasks serve it; with a click each is traced."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor, can_anywhere, held_on
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid, Refused
from milepost.kernel.operations import Done, operation_named, perform
from milepost.kernel.operations.again import again
from milepost.values import said
from milepost.web.htmx import is_part
from milepost.web.parts.state import badge
from milepost.web.refusals import STATUS
from milepost.web.rooms.projects.page import around, project_at
from milepost.web.rooms.reading import Row, answer, rows
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page

FIELDS = "id,number,name,priority,source,user_need,operational_need,acceptance_criteria,state"
ORDER = {"must": 0, "should": 1, "could": 2, "wont": 3}
KINDS = {"deliverable": ("trace", "deliverable"), "task": ("task-trace", "task")}
OFFERED = ("requirement.create", "assessment.create", "trace.create", "trace.delete", "task-trace.create", "task-trace.delete")
MOST = 60
"""Columns of the matrix; the others are reached by searching."""


@page
def requirements(request: HttpRequest, key: str) -> HttpResponse:
    """The page; `?by=task` or `deliverable` chooses what the matrix has beside the requirements, `?only=gaps` what has none."""
    actor = actor_at(request)
    row = project_at(actor, key)
    if not can_anywhere(actor, "requirement.view"):
        raise Denied(said("You may not see requirements: it takes requirement.view."))
    if request.method == "POST":
        return _trace(request, actor, row)
    context = around(actor, row, "requirements/") | found(
        actor, row, request.GET.get("by", ""), only_gaps=request.GET.get("only") == "gaps"
    )
    return render(request, "web/rooms/projects/requirements.html", context)


def found(actor: Actor, row: Row, by: str, *, only_gaps: bool) -> dict[str, Any]:
    """What stands on it."""
    key, of = row["id"], Q(project=row["id"])
    needed = sorted(rows("requirement", actor, of, fields=FIELDS, order="id") or (), key=lambda one: ORDER.get(one["priority"], 9))
    open_ones = [one for one in needed if one["state"] != "dropped"]
    covered = answer("requirement.coverage", actor, project=key)
    counts = {one["requirement"]["id"]: one for one in (covered.rows if covered is not None else ())}
    bare = answer("task.without-requirement", actor, project=key)
    untraced = {one["task"]["id"] for one in (bare.rows if bare is not None else ())}
    by = by if by in KINDS else "task"
    may = held_on(entity("project"), actor, OFFERED, key)
    shown = [_requirement(one, counts.get(one["id"])) for one in needed]
    gaps = [one for one in shown if one["bare"]]
    return {
        "finding": finding(len(open_ones), len(gaps), len(untraced) if bare is not None else None),
        "requirements": gaps if only_gaps else shown,
        "any": bool(needed),
        "gaps": len(gaps),
        "only_gaps": only_gaps,
        "untraced": len(untraced),
        "matrix": matrix(actor, key, open_ones, by, untraced) if open_ones else None,
        "by": by,
        "assessments": _assessments(actor, of),
        "may": {name.replace("-", "_").replace(".", "_") for name in may},
    }


def finding(many: int, gaps: int, untraced: int | None) -> str:
    """The title."""
    if not many:
        return _("Requirements")
    told = ngettext("%(many)s requirement", "%(many)s requirements", many) % {"many": many}
    without = _("%(gaps)s without a task") % {"gaps": gaps} if gaps else _("each has a task")
    asked = ngettext("%(many)s task that none asks for", "%(many)s tasks that none asks for", untraced or 0) % {"many": untraced}
    return f"{told}, {without}" + (f"; {asked}" if untraced else "")


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


def matrix(actor: Actor, key: int, needed: list[Row], by: str, untraced: set[int]) -> dict[str, Any] | None:
    """Requirements down, tasks or deliverables across; a cell has the id of its trace, or none."""
    word, column = KINDS[by]
    if by == "task":
        where = Q(plan__project=key, plan__kind="main", children=None)
        across = rows("task", actor, where, fields="id,number,name", order="position", limit=MOST + 1)
    else:
        across = rows("deliverable", actor, Q(project=key), fields="id,number,name", order="id", limit=MOST + 1)
    traces = rows(word, actor, Q(requirement__project=key), fields=f"id,requirement,{column}")
    if across is None or traces is None:
        return None
    at = {(one["requirement"]["id"], one[column]["id"]): one["id"] for one in traces if one["requirement"] and one[column]}
    shown = across[:MOST]
    lines = [
        {
            "requirement": one,
            "cells": [{"to": other["id"], "name": other["name"], "trace": at.get((one["id"], other["id"]))} for other in shown],
        }
        for one in needed
    ]
    used = {there for _, there in at}
    return {
        "lines": lines,
        "across": [{**one, "bare": one["id"] in untraced if by == "task" else one["id"] not in used} for one in shown],
        "more": len(across) > MOST,
        "may": can_anywhere(actor, f"{word}.create") and can_anywhere(actor, f"{word}.delete"),
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
    stamp = request.META.get("milepost.request", "")
    cell: dict[str, Any] = {"to": request.POST.get("to"), "name": request.POST.get("name", "")}
    needed = {"id": request.POST.get("requirement"), "name": request.POST.get("called", "")}

    def traced() -> Done:
        if request.POST.get("trace"):
            return perform(operation_named(f"{word}.delete"), actor, on=[int(request.POST["trace"])], request=stamp)
        given = {"requirement": needed["id"], column: cell["to"]}
        return perform(operation_named(f"{word}.create"), actor, given=given, request=stamp)

    try:
        done = again(traced)
    except (Refused, Invalid, ValueError) as refusal:
        if is_part(request):
            return render(request, "web/rooms/projects/told.html", {"told": str(refusal)}, status=STATUS.get(type(refusal), 422))
        messages.error(request, str(refusal))
        return HttpResponseRedirect(f"{request.path}?by={by}#matrix")
    cell["trace"] = None if request.POST.get("trace") else done.records[0].pk
    if is_part(request):
        context = {"row": row, "by": by, "cell": cell, "needed": needed, "may": True, "here": request.path}
        return render(request, "web/rooms/projects/cell.html", context)
    say_done(request, actor, done, _("Traced.") if cell["trace"] else _("Not traced any more."))
    return HttpResponseRedirect(f"{request.path}?by={by}#matrix")
