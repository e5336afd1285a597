"""A person's page: where they are, their weeks, leave, skills, certificates, and who stands in and countersigns."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _

from milepost.kernel.access import Actor, held_on
from milepost.kernel.clock import now
from milepost.kernel.entity import entity
from milepost.kernel.settings import today_here
from milepost.web.parts.initials import initials
from milepost.web.parts.span_of_days import span_told
from milepost.web.parts.state import badge
from milepost.web.rooms.people.certificates import certificates_of
from milepost.web.rooms.people.days import Cell, absences, cell, hours, parts_asked, today_told, weeks
from milepost.web.rooms.people.leave_shown import balances_of, leave_shown
from milepost.web.rooms.people.skills import skills_of
from milepost.web.rooms.reading import Row, answer, rows

SEEN = (
    *("person.days", "leave.view", "leave-allowance.balance", "person-skill.view", "certificate.view"),
    *("leave.create", "leave.request", "person-skill.create"),
)
AHEAD = 21
"""Days from this week's Monday on: this week and the next two."""


def person(actor: Actor, row: Row) -> dict[str, Any]:
    """What the page knows of a person; of what whoever looks may not see it has nothing, and the panel is not there."""
    key, today = row["id"], today_here()
    seen = held_on(entity("person"), actor, SEEN, key)
    monday = today - timedelta(days=today.weekday())
    leave = _leave(actor, key, monday) if "leave.view" in seen else None
    week = _weeks(actor, key, monday, leave, today) if "person.days" in seen else {}
    return {
        "initials_of": initials(row["name"]),
        "under": "web/rooms/person_under.html",
        "actions": "web/rooms/person_actions.html",
        **week,
        "leave": None if leave is None else leave_shown(leave, today),
        "balances": balances_of(actor, key) if "leave-allowance.balance" in seen else [],
        "may_list_skill": "person-skill.create" in seen,
        "may_ask": {"leave.create", "leave.request"} <= seen and row["state"] == "active",
        "skills": skills_of(actor, key) if "person-skill.view" in seen else None,
        "certificates": certificates_of(actor, Q(person=key), today) if "certificate.view" in seen else None,
        **_standing(actor, key, today),
        **_line(actor, row),
    }


def _leave(actor: Actor, key: int, monday: date) -> tuple[Row, ...]:
    where = Q(person=key, last_day__gte=monday) & ~Q(state__in=("cancelled",))
    return rows("leave", actor, where, fields="id,number,state,person,kind,part,first_day,last_day", order="first_day") or ()


def _weeks(actor: Actor, key: int, monday: date, leave: tuple[Row, ...] | None, today: date) -> dict[str, Any]:
    given = {"from_": str(monday), "to": str(monday + timedelta(days=AHEAD - 1)), "person": key}
    found = answer("person.days", actor, **given)
    if found is None or not found.rows:
        return {}
    asked = parts_asked(leave or ())
    cells = [cell(one, asked.get(date.fromisoformat(one["day"]), "")) for one in found.rows]
    now_ = next((one for one in cells if one.day == today), None)
    away = next((one for one in absences({key: cells}, today) if one.first == today), None)
    clock = _clock(next((one["zone"] for one in found.rows if one["day"] == str(today)), ""))
    tone, sign, told = today_told(now_, away)
    return {
        "weeks": weeks(cells, today),
        "week_title": _title(cells[:7]),
        "today_tone": tone,
        "today_icon": sign,
        "today_told": told,
        "clock": clock,
    }


def _title(week: list[Cell]) -> str:
    """What the week is like in a sentence: "22.5 of 37.5 h this week: leave on Thu and Fri"."""
    there, whole = sum(one.minutes for one in week), sum(one.pattern for one in week)
    if not whole:
        return _("No working hours this week")
    if not there:
        return _("Away all this week")
    if there == whole:
        return _("%(hours)s h this week") % {"hours": hours(there)}
    off = [formats.date_format(one.day, "D") for one in week if one.minutes < one.pattern]
    return _("%(there)s of %(whole)s h this week: away on %(days)s") % {
        "there": hours(there),
        "whole": hours(whole),
        "days": ", ".join(off),
    }


def _clock(zone: str) -> dict[str, Any] | None:
    """What time it is where they are today."""
    return {"zone": zone.replace("_", " "), "time": f"{now().astimezone(ZoneInfo(zone)):%H:%M}"} if zone else None


def _standing(actor: Actor, key: int, today: date) -> dict[str, Any]:
    """Who stands in for them, and for whom they do, from today on."""
    where = Q(last_day__gte=today) & (Q(person=key) | Q(stand_in=key))
    found = rows("stand-in", actor, where, fields="id,person,stand_in,first_day,last_day", order="first_day")
    if found is None:
        return {"standing": None}
    shown = [
        {
            "who": one["stand_in"] if one["person"]["id"] == key else one["person"],
            "theirs": one["person"]["id"] == key,
            "span": span_told(date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"])),
            "now": one["first_day"] <= str(today),
        }
        for one in found
    ]
    return {"standing": shown}


def _line(actor: Actor, row: Row) -> dict[str, Any]:
    """Who countersigns for them, for whom they do, and who reports to them."""
    key = row["id"]
    where = Q(state="active") & (Q(manager=key) | Q(works_under=key))
    found = rows("person", actor, where, fields="id,number,name,work_role,manager,works_under", order="name") or ()
    under = row.get("works_under") or row.get("manager")
    named = [one for one in found if (one["works_under"] or one["manager"] or {}).get("id") == key]
    return {
        "countersigner": under,
        "countersigns_for": named,
        "reports": [one for one in found if (one["manager"] or {}).get("id") == key],
        "state_badge": badge(entity("person"), row["state"]) if row["state"] != "active" else "",
    }
