"""A team's page: who is in today, two weeks of everybody, what waits to be decided, who is away next, what hangs on one person."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.settings import today_here
from milepost.web.parts.span_of_days import span_told
from milepost.web.rooms.people.certificates import NEAR, certificates_of
from milepost.web.rooms.people.days import Absence, Cell, absences, cell, parts_asked, today_told
from milepost.web.rooms.people.grid import grid
from milepost.web.rooms.people.leave_shown import REASONS
from milepost.web.rooms.people.waiting import spelled, waiting_for
from milepost.web.rooms.reading import Row, answer, rows

AHEAD = 42
"""Days that are looked at for absences; the grid shows the first two weeks."""
SHOWN, MOST_AWAY = 14, 12


def team(actor: Actor, row: Row) -> dict[str, Any]:
    """What the page knows of a team; nothing of the days of people whose days whoever looks may not see."""
    today = today_here()
    monday = today - timedelta(days=today.weekday())
    given = {"from_": str(monday), "to": str(monday + timedelta(days=AHEAD - 1)), "team": row["id"]}
    found = answer("person.days", actor, **given)
    names = {one["person"]["id"]: one["person"]["title"] or "" for one in found.rows} if found is not None else {}
    context: dict[str, Any] = {"tucked": True, "may_add": can_anywhere(actor, "person.create")}
    who = Q(pk__in=names) if names else Q(team=row["id"], state="active")
    people = rows("person", actor, who, fields="id,number,name,work_role,team", order="name")
    if not names or found is None:
        return context | {"people": list(people or ()), "notes": () if found is None else found.notes}
    waiting = spelled([one for one in waiting_for(actor, team=row["id"]) if one["person"]["id"] in names])
    days = {key: cells for key, cells in _cells(found.rows, waiting).items() if any(one.pattern for one in cells)}
    if not days:
        return context | {"people": list(people or ()), "notes": found.notes}
    known = {one["id"]: one for one in people or ()}
    found_away = absences(days, today)
    return context | {
        "people": None,
        "board": _board(days, names, known, row, {one.person: one for one in found_away if one.first == today}, today),
        "team_title": _title(days, today),
        "grid": grid({key: cells[:SHOWN] for key, cells in days.items()}, names, known, today),
        "waiting": waiting,
        "reasons": REASONS,
        "away": _shown(actor, found_away[:MOST_AWAY], names, today),
        "more_away": max(0, len(found_away) - MOST_AWAY),
        "notes": found.notes,
        "expiring": _expiring(actor, names, today),
        "near": NEAR,
        "cover": _cover(actor, row["id"]),
    }


def _cells(found: tuple[Row, ...], waiting: list[Row]) -> dict[int, list[Cell]]:
    asked = {one["person"]["id"]: parts_asked(waiting, one["person"]["id"]) for one in waiting}
    made: dict[int, list[Cell]] = {}
    for one in found:
        key = one["person"]["id"]
        part = asked[key].get(date.fromisoformat(one["day"]), "") if key in asked else ""
        made.setdefault(key, []).append(cell(one, part))
    return made


def _title(days: dict[int, list[Cell]], today: date) -> str:
    """ "5 of 7 in today; 32 of 40 person-days next week". A person-day is one day of somebody's pattern."""
    at = [one for cells in days.values() for one in cells if one.day == today]
    due, there = [one for one in at if one.pattern], [one for one in at if one.minutes]
    monday = today + timedelta(days=7 - today.weekday())
    week = [one for cells in days.values() for one in cells if monday <= one.day < monday + timedelta(days=7) and one.pattern]
    free = sum(one.minutes / one.pattern for one in week)
    told = {"there": len(there), "due": len(due), "free": f"{free:.1f}".removesuffix(".0"), "all": len(week)}
    if not due:
        return _("Nobody works today; %(free)s of %(all)s person-days next week") % told
    return _("%(there)s of %(due)s in today; %(free)s of %(all)s person-days next week") % told


def _board(
    days: dict[int, list[Cell]], names: dict[int, str], known: dict[int, Row], row: Row, away: Mapping[int, Absence], today: date
) -> list[dict[str, Any]]:
    """Everybody with where they are today: those who are in first."""
    lead = (row.get("lead") or {}).get("id")
    found = []
    for key, cells in days.items():
        now = next((one for one in cells if one.day == today), None)
        tone, sign, told = today_told(now, away.get(key))
        person = known.get(key, {})
        found.append(
            {
                "name": names[key] or _("not visible to you"),
                "address": f"/people/{person['number']}/" if person else "",
                "role": (person.get("work_role") or {}).get("title") or "",
                "lead": key == lead,
                "further": bool(person) and (person.get("team") or {}).get("id") != row["id"],
                "tone": tone,
                "sign": sign,
                "told": told,
                "in": now is not None and now.minutes > 0,
            }
        )
    return sorted(found, key=lambda one: (not one["in"], not one["lead"], one["name"].casefold()))


def _shown(actor: Actor, found: Sequence[Absence], names: dict[int, str], today: date) -> list[dict[str, Any]]:
    """Who is away next, and who stands in for them then."""
    where = Q(person__in=[one.person for one in found], last_day__gte=today)
    standing = rows("stand-in", actor, where, fields="id,person,stand_in,first_day,last_day", order="first_day") or () if found else ()
    shown = []
    for away in found:
        theirs = [one for one in standing if one["person"]["id"] == away.person]
        meant = [one for one in theirs if one["first_day"] <= str(away.last) and one["last_day"] >= str(away.first)]
        named = ", ".join(dict.fromkeys((one["stand_in"] or {}).get("title") or _("somebody") for one in meant))
        span = span_told(away.first, away.last)
        span = _("%(span)s or longer") % {"span": span} if away.open else span
        shown.append({"who": names[away.person], "span": span, "half": away.half, "stand_in": named, "now": away.first <= today})
    return shown


def _expiring(actor: Actor, names: dict[int, str], today: date) -> list[Row] | None:
    found = certificates_of(actor, Q(person__in=list(names), expires_on__lte=today + timedelta(days=NEAR)), today)
    return found if found or rows("certificate", actor, Q(pk__in=[]), limit=1) is not None else None


def _cover(actor: Actor, team: int) -> dict[str, Any]:
    """Which skills of the team hang on one person, or on nobody who works alone with them."""
    found = answer("person.skill-cover", actor, team=team)
    all_ = found.rows if found is not None else ()
    few = [one for one in all_ if one["cover"] != "several"]
    return {"asked": found is not None, "few": few, "whole": len(all_), "one": sum(one["cover"] == "one" for one in few)}
