"""/projects/PRJ-1/scope/: what is in, what is out, what waits to be decided, and who let it in."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor, can_anywhere, held_on
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied
from milepost.values import said
from milepost.web.parts.state import badge
from milepost.web.rooms.projects.page import around, project_at
from milepost.web.rooms.projects.said import day_of_plan, given_by, in_days, on, tasks_told
from milepost.web.rooms.reading import Row, answer, rows
from milepost.web.who import actor_at, page

ITEMS = "id,number,name,description,source,effort_minutes,state,approval"
APPROVALS = "id,number,scope_item,decision,given_by_person,given_by_contact,given_on,authority,document,effort_minutes"
VERBS = ("approve", "exclude", "withdraw", "revoke", "propose-again")
GROUPS = {"proposed": "proposed", "agreed": "in-scope", "out": "out-of-scope", "withdrawn": "withdrawn"}
SHOWN = 6
"""Tasks told under an item; the others are in the plan."""


@page
def scope(request: HttpRequest, key: str) -> HttpResponse:
    """The page."""
    actor = actor_at(request)
    row = project_at(actor, key)
    if not can_anywhere(actor, "scope-item.view"):
        raise Denied(said("You may not see the scope of projects: it takes scope-item.view."))
    return render(request, "web/rooms/projects/scope.html", around(actor, row, "scope/") | context(actor, row))


def context(actor: Actor, row: Row) -> dict[str, Any]:
    """What stands on it."""
    key = row["id"]
    found = rows("scope-item", actor, Q(project=key), fields=ITEMS, order="id") or ()
    approvals = {one["id"]: one for one in rows("approval", actor, Q(scope_item__project=key), fields=APPROVALS) or ()}
    work = answer("scope-item.work", actor, project=key)
    hangs = {one["scope_item"]["id"]: one for one in (work.rows if work is not None else ()) if one["tasks"]}
    day = day_of_plan(hangs.values())
    allowed = held_on(entity("project"), actor, [*(f"scope-item.{verb}" for verb in (*VERBS, "create", "edit"))], key)
    tasks = _held_tasks(actor, key, day) if any(one["held"] for one in hangs.values()) else {}
    items = [_item(one, approvals, hangs.get(one["id"]), tasks.get(one["id"], []), allowed, day) for one in found]
    groups = {name: [one for one in items if one["state"] == state] for name, state in GROUPS.items()}
    return {
        "finding": finding(row, groups),
        "groups": groups,
        "any": bool(items),
        "decides": _("its sponsor") if row["kind"] == "internal" else _("the client"),
        "may_propose": "scope-item.create" in allowed and row["state"] not in ("closed", "cancelled"),
    }


def finding(row: Row, groups: dict[str, list[Row]]) -> str:
    """The title."""
    agreed, waiting = len(groups["agreed"]), groups["proposed"]
    if not agreed and not waiting:
        return _("Nothing is agreed yet")
    told = ngettext("%(many)s item agreed", "%(many)s items agreed", agreed) % {"many": agreed}
    if not waiting:
        return _("%(agreed)s, nothing waits") % {"agreed": told}
    wait = ngettext("%(many)s waits for approval", "%(many)s wait for approval", len(waiting)) % {"many": len(waiting)}
    work = [one["work"] for one in waiting if one["work"]]
    minutes = sum(one["work"] or 0 for one in work)
    return f"{told}, {wait}" + (_(" with %(days)s of held work") % {"days": in_days(minutes, day_of_plan(work))} if minutes else "")


def _item(one: Row, approvals: dict[int, Row], work: Row | None, tasks: list[Row], allowed: Any, day: int) -> Row:
    approval = approvals.get(one["approval"]["id"]) if one["approval"] else None
    moves = entity("scope-item").workflow
    assert moves is not None
    return {
        **one,
        "badge": badge(entity("scope-item"), one["state"]),
        "effort": in_days(one["effort_minutes"], day) if one["effort_minutes"] else "",
        "work": work,
        "work_told": _("%(tasks)s, %(days)s of work") % {"tasks": tasks_told(work["tasks"]), "days": in_days(work["work"], day)}
        if work
        else "",
        "held_tasks": tasks[:SHOWN],
        "more_held": max(len(tasks) - SHOWN, 0),
        "approval": approval,
        "given_by": given_by(approval) if approval else "",
        "given_on": on(approval["given_on"]) if approval else "",
        "approved": in_days(approval["effort_minutes"], day) if approval and approval["effort_minutes"] else "",
        "over": bool(approval and approval["effort_minutes"] and work and (work["work"] or 0) > approval["effort_minutes"]),
        "deeds": [verb for verb in VERBS if f"scope-item.{verb}" in allowed and one["state"] in moves.sources(verb)],
    }


def _held_tasks(actor: Actor, key: int, day: int) -> dict[int, list[Row]]:
    """By scope item the tasks of the plan that are held, as whoever looks may see them."""
    where = Q(plan__project=key, plan__kind="main", dates__held=True, children=None)
    found: dict[int, list[Row]] = {}
    for one in rows("task", actor, where, fields="id,number,name,wbs,scope_item,duration_minutes,effort_minutes", order="wbs") or ():
        told = {**one, "days": in_days(one["effort_minutes"] or one["duration_minutes"], day)}
        found.setdefault(one["scope_item"]["id"], []).append(told)
    return found
