"""Leave that waits for a decision, with what follows from it: who else is away then, and what is left afterwards."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.questions import ask, question_named
from milepost.web.parts.span_of_days import span_told
from milepost.web.rooms.people.leave_shown import kind_told, span_of
from milepost.web.rooms.reading import Row, answer, keys, rows


def waiting_for(actor: Actor, **whose: Any) -> list[Row]:
    """Requests that whoever looks can see and may ask about, the first to begin first: all of them, or those of a `team`, or those for
    them to decide ("yours" as `whose`), or of these those of people who report to them, or to whom they stand in for ("nearest")."""
    found = answer("leave.waiting", actor, **whose)
    return list(found.rows) if found is not None else []


def spelled(waiting: list[Row]) -> list[Row]:
    """The same as pages name them: in words which days, and where they are decided on."""
    return [one | {"span": span_of(one), "address": f"/leave/{one['leave']['id']}/"} for one in waiting]


def with_consequences(actor: Actor, waiting: list[Row], left: Mapping[tuple[int, str], Row], beside: list[Row]) -> list[dict[str, Any]]:
    """The requests with what whoever decides has to know, all read at once, however many they are. `left` are balances by person and
    kind, `beside` all requests, which may ask for the same days."""
    if not waiting:
        return []
    people = keys(waiting, "person")
    leave = {
        one["id"]: one for one in rows("leave", actor, Q(pk__in=keys(waiting, "leave")), fields="id,number,kind,note,created_at") or ()
    }
    first, last = min(one["first_day"] for one in waiting), max(one["last_day"] for one in waiting)
    beside = [one for one in beside if one["first_day"] <= last and one["last_day"] >= first]
    teams = _with_colleagues(actor, people)
    away = _away(actor, first, last, teams)
    shown = []
    for one in spelled(waiting):
        key = one["person"]["id"]
        about, person = leave.get(one["leave"]["id"], {}), teams.get(key, {})
        kind = about.get("kind", "")
        shown.append(
            {
                **one,
                "number": about.get("number", one["leave"]["id"]),
                "person_number": person.get("number", key),
                "name": one["person"]["title"] or _("not visible to you"),
                "kind": kind_told(kind),
                "note": about.get("note", ""),
                "after": _after(left.get((key, kind)), one),
                "clashes": _clashes(one, away, beside, teams),
            }
        )
    return shown


def _after(row: Row | None, one: Row) -> dict[str, Any] | None:
    """What is left when the request is approved; nothing is said of days that fall to another allowance."""
    if row is None or not (row["first_day"] <= one["first_day"] and one["last_day"] <= row["last_day"]):
        return None
    left = float(row["left"]) - float(one["takes"])
    return {"left": f"{left:g}", "allowance": row["allowance"], "short": left < 0}


def _with_colleagues(actor: Actor, people: list[int]) -> dict[int, Row]:
    """The people, and everybody of their teams."""
    wanted = "id,number,name,team"
    these = rows("person", actor, Q(pk__in=people), fields=wanted) or ()
    others = rows("person", actor, Q(team__in=keys(these, "team"), state="active"), fields=wanted) or ()
    return {one["id"]: one for one in (*these, *others)}


def _away(actor: Actor, first: str, last: str, teams: dict[int, Row]) -> list[Row]:
    """Absences of the span, with the team of who is away."""
    if not can_anywhere(actor, "person.away"):
        return []
    found = ask(question_named("person.away"), actor, {"from": first, "to": last, "people": list(map(str, teams))}).rows
    team = {key: (one["team"] or {}).get("id") for key, one in teams.items()}
    once = {(one["person"]["id"], one["first_day"], one["last_day"]): one for one in found}
    return [{**one, "team": team.get(one["person"]["id"])} for one in once.values()]


def _clashes(one: Row, away: list[Row], waiting: list[Row], teams: dict[int, Row]) -> list[str]:
    """Who else of the same team is away in those days, or has asked for them, as words."""
    key = one["person"]["id"]
    team = (teams.get(key, {}).get("team") or {}).get("id")
    if team is None:
        return []
    told = []
    for other in away:
        if other["team"] == team and other["person"]["id"] != key and _meet(one, other):
            told.append(_("%(who)s is away %(span)s") % {"who": other["person"]["title"] or _("somebody"), "span": _overlap(one, other)})
    for other in waiting:
        theirs = (teams.get(other["person"]["id"], {}).get("team") or {}).get("id")
        if theirs == team and other["person"]["id"] != key and _meet(one, other):
            told.append(
                _("%(who)s asks for %(span)s too") % {"who": other["person"]["title"] or _("somebody"), "span": _overlap(one, other)}
            )
    return told


def _meet(one: Row, other: Row) -> bool:
    return bool(one["first_day"] <= other["last_day"] and other["first_day"] <= one["last_day"])


def _overlap(one: Row, other: Row) -> str:
    first, last = max(one["first_day"], other["first_day"]), min(one["last_day"], other["last_day"])
    return span_told(date.fromisoformat(first), date.fromisoformat(last))
