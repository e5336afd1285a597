"""A project's own page: how it stands, what it reaches next, what waits, and what it is for."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor, can_anywhere, held_on
from milepost.kernel.entity import entity
from milepost.kernel.settings import today_here
from milepost.web.parts.initials import initials
from milepost.web.parts.state import badge
from milepost.web.rooms.projects.said import day_of_plan, days_after, end_day, in_days, named, on, tasks_told
from milepost.web.rooms.reading import Row, answer, rows

OFFERED = ("project.edit", "stage.create", "goal.create", "success-criterion.create", "deliverable.create", "project-member.create")
STAGES = "id,name,position,starts_on,finishes_on,state,decided_by,decision,gate_criteria"
DELIVERABLES = "id,number,name,state,due_on,accepted_on,owner"


def overview(actor: Actor, row: Row) -> dict[str, Any]:
    """What the page knows of a project; of what whoever looks may not see it has nothing, and the panel is not there."""
    key, of = row["id"], Q(project=row["id"])
    found = answer("project.standing", actor, project=key)
    stands = found.rows[0] if found is not None and found.rows else None
    deliverables = rows("deliverable", actor, of, fields=DELIVERABLES, order="due_on")
    goals = rows("goal", actor, of, fields="id,name,state,business_goal")
    work = answer("scope-item.work", actor, project=key)
    scope = [one for one in (work.rows if work is not None else ()) if one["state"] == "proposed"]
    return {
        "under": "web/rooms/projects/under.html",
        "actions": "web/rooms/projects/actions.html",
        "finding": finding(row, stands) if found is not None else "",
        "stands": stands,
        "hidden": found is None,
        "figures": figures(row, stands),
        "notes": found.notes if stands is not None and found is not None else (),
        "health": stands["health"] if stands is not None else None,
        "stages": _stages(actor, of),
        "milestones": _milestones(actor, key) if stands is not None else None,
        "deliverables": None if deliverables is None else [_deliverable(one) for one in deliverables],
        "deliverables_title": _accepted(deliverables),
        "goals": None if goals is None else [{**one, "badge": badge(entity("goal"), one["state"])} for one in goals],
        "criteria": _criteria(actor, of),
        "people": _people(actor, row, of),
        "may_ask_delegations": can_anywhere(actor, "project.delegations"),
        "waits": _waits(stands, scope, deliverables, goals) + _unheard(actor, key),
        "may": {name.partition(".")[0].replace("-", "_") for name in held_on(entity("project"), actor.as_drafter(), OFFERED, key)},
    }


def finding(row: Row, stands: Row | None) -> str:
    """What the page says first: how sure which day is, and how that stands beside the day that was promised."""
    if row["state"] in ("closed", "cancelled"):
        return _("closed") if row["state"] == "closed" else _("cancelled")
    if stands is None:
        return _("not planned yet")
    if stands["tasks"] and stands["finished"] == stands["tasks"]:
        return _("every task is finished")
    day = end_day(stands["p80"] or stands["finish"])
    if day is None:
        return _("nothing approved is planned yet")
    if row["state"] == "active" and day < today_here():
        return _("was to be finished by %(day)s, and work is left") % {"day": on(day)}
    told = _("80 %% sure by %(day)s") if stands["p80"] else _("planned to finish on %(day)s")
    found = (told % {"day": on(day)}).replace("80 %", "80\N{NO-BREAK SPACE}%")
    return f"{found}, {days_after(stands['days_late'])}" if stands["days_late"] is not None else found


def figures(row: Row, stands: Row | None) -> list[dict[str, Any]]:
    """The figures that stand beside each other, with what each rests on."""
    if stands is None:
        return []
    late, kept, sure = stands["days_late"], stands["kept_share"], stands["p80"] is not None
    judged = {"tone": "bad", "sign": "alert-triangle"} if (late or 0) > 0 else {"tone": "good", "sign": "circle-check"}
    told = judged if late is not None else {}
    plan, chances = "plan/", "plan/chances/"
    return [
        {"label": _("Committed"), "value": on(row["committed_finish"]) or _("no day was promised"), "tone": ""},
        {"label": _("Planned"), "value": on(end_day(stands["finish"])) or "–", "to": plan, "why": _("The last finish of approved work.")}
        | ({} if sure else told),
        {"label": "P50", "value": on(end_day(stands["p50"])) or "–", "to": chances, "why": _("Half of the simulated runs end by then.")},
        {
            "label": "P80",
            "value": on(end_day(stands["p80"])) or _("not simulated"),
            "to": chances,
            "why": _("Four of five simulated runs end by then."),
        }
        | (told if sure else {}),
        *(
            [
                {
                    "label": _("Chance of the commitment"),
                    "value": f"{int(float(kept))} %",
                    "to": chances,
                    "why": _("The share of runs in time."),
                }
            ]
            if kept is not None
            else []
        ),
        {
            "label": _("Tasks finished"),
            "value": f"{stands['finished']:,} / {stands['tasks']:,}",
            "to": plan,
            "why": _("Without summaries."),
        },
    ]


def _stages(actor: Actor, of: Q) -> list[Row] | None:
    found = rows("stage", actor, of, fields=STAGES, order="position")
    return (
        None
        if found is None
        else [{**one, "badge": badge(entity("stage"), one["state"]), "until": on(one["finishes_on"])} for one in found]
    )


def _milestones(actor: Actor, key: int) -> list[Row] | None:
    found = answer("project.milestones", actor, project=key, most=6)
    if found is None:
        return None
    made = []
    for one in found.rows:
        late = one["deadline"] is not None and (one["p80"] or one["finish"]) > one["deadline"]
        told = {"planned": on(end_day(one["finish"])), "sure": on(end_day(one["p80"])), "due": on(end_day(one["deadline"]))}
        made.append({**one, **told, "late": late})
    return made


def _deliverable(one: Row) -> Row:
    when = _("accepted %(day)s") % {"day": on(one["accepted_on"])} if one["accepted_on"] else ""
    return {
        **one,
        "badge": badge(entity("deliverable"), one["state"]),
        "when": when or (_("due %(day)s") % {"day": on(one["due_on"])} if one["due_on"] else ""),
    }


def _accepted(found: tuple[Row, ...] | None) -> str:
    many = len(found or ())
    accepted = sum(one["state"] == "accepted" for one in found or ())
    if not many:
        return _("Deliverables")
    return ngettext("%(accepted)s of %(many)s deliverable accepted", "%(accepted)s of %(many)s deliverables accepted", many) % {
        "accepted": accepted,
        "many": many,
    }


def _criteria(actor: Actor, of: Q) -> list[Row] | None:
    found = rows("success-criterion", actor, of, fields="id,name,target,due_on,result,state")
    return (
        None
        if found is None
        else [{**one, "badge": badge(entity("success-criterion"), one["state"]), "due": on(one["due_on"])} for one in found]
    )


def _people(actor: Actor, row: Row, of: Q) -> list[dict[str, str]]:
    """Who manages and who answers for it, then everybody with a part in it."""
    found = [
        {"name": named(row[name]), "part": label, "address": address.format(row[name]["id"]) if row[name].get("title") else ""}
        for name, label, address in (
            ("manager", _("Manager"), "/people/{}/"),
            ("sponsor", _("Sponsor"), "/people/{}/"),
            ("client_sponsor", _("Sponsor at the client"), "/contacts/{}/"),
        )
        if row.get(name)
    ]
    parts = entity("project-member").by_name["part"].input
    words = getattr(parts, "options", {})
    for one in rows("project-member", actor, of, fields="id,person,contact,part,duties,works_under") or ():
        who = one["person"] or one["contact"]
        if who is not None:
            address = f"/people/{who['id']}/" if one["person"] else f"/contacts/{who['id']}/"
            part = _(str(words.get(one["part"], one["part"])))
            under = _("works under %(who)s") % {"who": named(one["works_under"])} if one["works_under"] else ""
            told = ", ".join(text for text in (part, one["duties"], under) if text)
            found.append({"name": named(who), "part": told, "address": address if who.get("title") else ""})
    return [{**one, "initials": initials(one["name"]) if one["address"] else "–"} for one in found]


def _waits(
    stands: Row | None,
    scope: list[Row],
    deliverables: tuple[Row, ...] | None,
    goals: tuple[Row, ...] | None,
) -> list[dict[str, str]]:
    """What somebody has to decide or answer, each with where that is done."""
    found = []
    if scope:
        minutes, tasks = sum(one["work"] or 0 for one in scope), sum(one["held"] for one in scope)
        told = ngettext("%(many)s scope item waits for approval", "%(many)s scope items wait for approval", len(scope)) % {
            "many": len(scope)
        }
        under = (
            _("%(tasks)s held, %(days)s of work") % {"tasks": tasks_told(tasks), "days": in_days(minutes, day_of_plan(scope))}
            if tasks
            else ""
        )
        found.append({"icon": "lock", "told": told, "under": under, "to": "scope/", "deed": _("Decide")})
    review = [one for one in deliverables or () if one["state"] == "review"]
    if review:
        told = ngettext("%(many)s deliverable is in review", "%(many)s deliverables are in review", len(review)) % {"many": len(review)}
        found.append(
            {"icon": "package", "told": told, "under": ", ".join(one["name"] for one in review[:3]), "to": "goals/", "deed": _("Look")}
        )
    unsigned = [one for one in goals or () if one["state"] == "draft"]
    if unsigned:
        told = ngettext("%(many)s goal is not signed off", "%(many)s goals are not signed off", len(unsigned)) % {"many": len(unsigned)}
        found.append({"icon": "pencil", "told": told, "under": "", "to": "goals/", "deed": _("Look")})
    if stands is not None and stands["unanswered"]:
        many = stands["unanswered"]
        told = ngettext("%(many)s assignment is not answered", "%(many)s assignments are not answered", many) % {"many": many}
        found.append({"icon": "users", "told": told, "under": "", "to": "plan/", "deed": _("Look")})
    return found


def _unheard(actor: Actor, key: int) -> list[dict[str, str]]:
    """Work under way of which nobody has said how far it is."""
    found = answer("task.stale", actor, project=key)
    if found is None or not found.rows:
        return []
    told = ngettext("%(many)s task was not reported on", "%(many)s tasks were not reported on", len(found.rows)) % {"many": len(found.rows)}
    names = ", ".join(named(one["task"]) for one in found.rows[:3])
    return [{"icon": "hourglass", "told": told, "under": names, "to": "plan/", "deed": _("Look")}]
