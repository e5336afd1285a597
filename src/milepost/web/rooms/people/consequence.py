"""What leave would come to, said before it is asked for: the days it takes, what is left, who is away too."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid
from milepost.web.parts.span_of_days import span_told
from milepost.web.rooms.reading import Row, answer

Told = tuple[str, str, str]
"""Tone, icon, sentence."""


def consequences(actor: Actor, person: Row | None, typed: Mapping[str, Any]) -> list[Told]:
    """Sentences about leave as it is typed so far; nothing while days are missing."""
    first, last = typed.get("first_day") or "", typed.get("last_day") or typed.get("first_day") or ""
    if person is None or not first:
        return []
    try:
        given = {"person": person["id"], "from_": first, "to": last, "part": typed.get("part") or "day"}
        cost = answer("person.leave-cost", actor, **given)
    except Invalid as wrong:
        return [("bad", "alert-circle", " ".join(fault.message for faults in wrong.fields.values() for fault in faults))]
    if cost is None or not cost.rows:
        return []
    row = cost.rows[0]
    told = [_clash(row)] if row["clash_from"] else []
    told.append(_takes(actor, person, row, typed.get("kind") == "holiday"))
    if row["holidays"]:
        told.append(("", "star", _("Public holidays take nothing: %(days)s") % {"days": row["holidays"]}))
    told += _away(actor, person, row)
    return told + [("warn", "alert-triangle", note) for note in cost.notes]


def _clash(row: Row) -> Told:
    span = span_told(date.fromisoformat(row["clash_from"]), date.fromisoformat(row["clash_to"]))
    return "bad", "alert-circle", _("There is leave already: %(span)s") % {"span": span}


def _takes(actor: Actor, person: Row, row: Row, from_allowance: bool) -> Told:
    """ "Takes 4 working days of 25; 11 left." """
    days = float(row["takes"])
    takes = ngettext("Takes %(days)s working day", "Takes %(days)s working days", 1 if days <= 1 else 2) % {"days": row["takes"]}
    if not days:
        return "warn", "alert-triangle", _("No working day lies within: it takes nothing.")
    found = answer("leave-allowance.balance", actor, person=person["id"], on=row["first_day"]) if from_allowance else None
    if found is None or not found.rows:
        return "info", "calendar", takes + "."
    balance = found.rows[0]
    left = float(balance["left"]) - float(balance["requested"]) - days
    values = {"takes": takes, "whole": balance["allowance"], "left": f"{abs(left):g}", "asked": balance["requested"]}
    if left < 0:
        return "bad", "alert-circle", _("%(takes)s of %(whole)s; that is %(left)s more than are left.") % values
    if float(balance["requested"]):
        return "info", "calendar", _("%(takes)s of %(whole)s; %(left)s left, with %(asked)s asked for already.") % values
    return "info", "calendar", _("%(takes)s of %(whole)s; %(left)s left.") % values


def _away(actor: Actor, person: Row, row: Row) -> list[Told]:
    """Who of the team is away in these days."""
    if not person.get("team"):
        return []
    found = answer("person.away", actor, from_=row["first_day"], to=row["last_day"], team=person["team"]["id"])
    told: dict[tuple[int, str], Told] = {}
    for one in found.rows if found is not None else ():
        if one["person"]["id"] != person["id"]:
            first, last = max(one["first_day"], row["first_day"]), min(one["last_day"], row["last_day"])
            span = span_told(date.fromisoformat(first), date.fromisoformat(last), one["part"])
            who = one["person"]["title"] or _("Somebody")
            told[one["person"]["id"], first] = ("warn", "users", _("%(who)s is away too: %(span)s") % {"who": who, "span": span})
    return list(told.values())
