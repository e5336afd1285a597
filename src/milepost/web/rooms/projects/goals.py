"""/projects/PRJ-1/goals/: what it is for, by what success is told, what it hands over, and its gates."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor, can_anywhere, held_on
from milepost.kernel.entity import Entity, entity
from milepost.kernel.errors import Denied
from milepost.kernel.operations import operations
from milepost.values import said
from milepost.web.parts.state import badge
from milepost.web.parts.value import moment
from milepost.web.rooms.projects.page import around, project_at
from milepost.web.rooms.projects.said import named, on
from milepost.web.rooms.reading import Row, rows
from milepost.web.who import actor_at, page

KINDS = ("goal", "success-criterion", "deliverable", "stage")
GOALS = "id,name,state,business_goal,signed_by_person,signed_by_contact,signed_on"
CRITERIA = "id,name,target,measured_how,goal,due_on,owner,result,state"
DELIVERABLES = "id,number,name,stage,owner,due_on,acceptance_criteria,accepted_by_person,accepted_by_contact,accepted_on,state"
STAGES = "id,name,position,starts_on,finishes_on,gate_criteria,state,decided_by,decided_at,decision"
COPIES = "id,stage,occasion,person,contact,way,sent_at"


@page
def goals(request: HttpRequest, key: str) -> HttpResponse:
    """The page."""
    actor = actor_at(request)
    row = project_at(actor, key)
    if not any(can_anywhere(actor, f"{word}.view") for word in KINDS):
        raise Denied(said("You may not see goals of projects: it takes goal.view."))
    of = Q(project=row["id"])
    deeds = _deeds(actor, row["id"])
    found = {
        "goals": _shown("goal", rows("goal", actor, of, fields=GOALS, order="id"), deeds, _goal),
        "criteria": _shown("success-criterion", rows("success-criterion", actor, of, fields=CRITERIA, order="id"), deeds, _criterion),
        "deliverables": _shown("deliverable", rows("deliverable", actor, of, fields=DELIVERABLES, order="due_on"), deeds, _deliverable),
        "stages": _shown("stage", rows("stage", actor, of, fields=STAGES, order="position"), deeds, _stage),
    }
    sent = rows("criteria-copy", actor, of, fields=COPIES, order="-sent_at")
    may = held_on(entity("project"), actor.as_drafter(), [f"{word}.create" for word in KINDS], row["id"])
    context = found | {
        "finding": finding(found),
        "sent": _sent(sent),
        "may": {name.removesuffix(".create").replace("-", "_") for name in may},
    }
    return render(request, "web/rooms/projects/goals.html", around(actor, row, "goals/") | context)


def finding(found: dict[str, Any]) -> str:
    """The title."""
    aims = found["goals"] or []
    if not aims:
        return _("Goals")
    signed = sum(one["state"] == "signed-off" for one in aims)
    told = ngettext("%(signed)s of %(many)s goal signed off", "%(signed)s of %(many)s goals signed off", len(aims))
    met = sum(one["state"] == "met" for one in found["criteria"] or ())
    criteria = len(found["criteria"] or ())
    more = ngettext(", %(met)s of %(many)s criterion met", ", %(met)s of %(many)s criteria met", criteria) if criteria else ""
    return told % {"signed": signed, "many": len(aims)} + more % {"met": met, "many": criteria}


def _deeds(actor: Actor, key: int) -> dict[str, list[Any]]:
    """By entity the verbs that whoever looks may do in this project."""
    verbs = {word: [one for one in operations(entity(word)) if one.kind == "verb"] for word in KINDS}
    held = held_on(entity("project"), actor.as_drafter(), [one.name for found in verbs.values() for one in found], key)
    return {word: [one for one in found if one.name in held] for word, found in verbs.items()}


def _shown(word: str, found: tuple[Row, ...] | None, deeds: dict[str, list[Any]], told: Any) -> list[Row] | None:
    if found is None:
        return None
    kind: Entity = entity(word)
    assert kind.workflow is not None
    flow = kind.workflow
    return [
        {
            **one,
            **told(one),
            "key": f"{one['id']}/",
            "badge": badge(kind, one["state"]),
            "deeds": [(deed.verb, deed.label) for deed in deeds[word] if one["state"] in flow.sources(deed.verb)],
        }
        for one in found
    ]


def _goal(one: Row) -> Row:
    who = named(one["signed_by_contact"] or one["signed_by_person"])
    return {
        "signed": _("%(who)s, %(day)s") % {"who": who, "day": on(one["signed_on"])} if who else "",
        "serves": named(one["business_goal"]),
    }


def _criterion(one: Row) -> Row:
    return {"due": on(one["due_on"]), "who": named(one["owner"])}


def _deliverable(one: Row) -> Row:
    who = named(one["accepted_by_contact"] or one["accepted_by_person"])
    accepted = _("%(who)s, %(day)s") % {"who": who, "day": on(one["accepted_on"])} if who else ""
    return {"due": on(one["due_on"]), "accepted": accepted, "in_stage": named(one["stage"])}


def _stage(one: Row) -> Row:
    decided = f"{named(one['decided_by'])}, {moment(datetime.fromisoformat(one['decided_at']))}" if one["decided_at"] else ""
    return {"until": on(one["finishes_on"]), "decided": decided.removeprefix(", ")}


def _sent(found: tuple[Row, ...] | None) -> list[dict[str, Any]] | None:
    """One line for each sending: at which gate, when, to whom, and who has to be handed it."""
    if found is None:
        return None
    options = getattr(entity("criteria-copy").by_name["occasion"].input, "options", {})
    groups: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in found:
        key = (one["stage"]["id"] if one["stage"] else 0, one["occasion"], one["sent_at"])
        at = moment(datetime.fromisoformat(one["sent_at"]))
        usual = {"stage": named(one["stage"]), "occasion": _(options[one["occasion"]]), "at": at, "to": [], "by_hand": []}
        groups.setdefault(key, usual)["by_hand" if one["way"] == "by-hand" else "to"].append(named(one["person"] or one["contact"]))
    return list(groups.values())
