"""What leave would come to, said before it is asked for: the days it takes, what is left, who is away too."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid
from milepost.web.parts.span_of_days import short, span_told, weekday
from milepost.web.rooms.people.leave_shown import ANNUAL, plural_of
from milepost.web.rooms.reading import Row, answer
from milepost.web.sentences import in_words

ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
Told = tuple[str, str, str]
"""Tone, icon, sentence."""


def consequences(actor: Actor, person: Row | None, typed: Mapping[str, Any]) -> list[Told]:
    """Sentences about leave as it is typed so far; nothing while days are missing."""
    first, last = typed.get("first_day") or "", typed.get("last_day") or typed.get("first_day") or ""
    if person is None or not first:
        return []
    asked = {"person": person["id"], "part": typed.get("part") or "day"}
    try:
        cost = answer("person.leave-cost", actor, from_=first, to=last, **asked)
        if cost is None or not cost.rows:
            return []
        row = cost.rows[0]
        takes = _takes(actor, row, str(typed.get("kind") or ANNUAL), asked)
    except Invalid as wrong:
        return [("bad", "alert-circle", " ".join(in_words(fault) for faults in wrong.fields.values() for fault in faults))]
    told = [_clash(row)] if row["clash_from"] else []
    told += takes
    if row["holidays"]:
        told.append(("", "star", _("Public holidays take nothing: %(days)s") % {"days": with_days(row["holidays"])}))
    told += _away(actor, person, row)
    return told + [("warn", "alert-triangle", in_words(note)) for note in cost.notes]


def with_days(text: str) -> str:
    """A sentence of the house with its days as the reader's language writes them."""
    return ISO_DAY.sub(lambda found: weekday(date.fromisoformat(found[0])), text)


def _clash(row: Row) -> Told:
    span = span_told(date.fromisoformat(row["clash_from"]), date.fromisoformat(row["clash_to"]))
    return "bad", "alert-circle", _("There is leave already: %(span)s") % {"span": span}


def _takes(actor: Actor, row: Row, kind: str, asked: Mapping[str, Any]) -> list[Told]:
    """ "Takes 4 working days of 25; 11 left." A sentence for each allowance that the days fall to: those about New Year to two."""
    if not float(row["takes"]):
        return [("warn", "alert-triangle", _("No working day lies within: it takes nothing."))]
    told: list[Told] = []
    first, last, takes = row["first_day"], row["last_day"], row["takes"]
    while first <= last:
        found = answer("leave-allowance.balance", actor, person=asked["person"], on=first, kind=kind)
        balance = found.rows[0] if found is not None and found.rows else None
        if balance is None:
            more = _("%(takes)s from %(day)s on, for which no allowance is known.") % {"takes": _days(takes), "day": _short(first)}
            return [*told, ("info", "calendar", more if told else f"{_days(takes)}.")]
        until = min(last, balance["last_day"])
        part = takes if until == last else _cost(actor, first, until, asked)
        if float(part):
            told.append(_of(balance, part, several=bool(told) or until < last))
        first = str(date.fromisoformat(until) + timedelta(days=1))
        takes = _cost(actor, first, last, asked) if first <= last else "0"
    return told


def _cost(actor: Actor, first: str, last: str, asked: Mapping[str, Any]) -> str:
    """Working days of a part of the span."""
    found = answer("person.leave-cost", actor, from_=first, to=last, **asked)
    return str(found.rows[0]["takes"]) if found is not None and found.rows else "0"


def _days(days: str) -> str:
    return ngettext("Takes %(days)s working day", "Takes %(days)s working days", plural_of(days)) % {"days": days}


def _short(day: str) -> str:
    return short(date.fromisoformat(day))


def _of(balance: Row, days: str, *, several: bool) -> Told:
    left = float(balance["left"]) - float(balance["requested"]) - float(days)
    whole = (
        _("%(days)s until %(day)s") % {"days": balance["allowance"], "day": _short(balance["last_day"])}
        if several
        else balance["allowance"]
    )
    values = {"takes": _days(days), "whole": whole, "left": f"{abs(left):g}", "asked": balance["requested"]}
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
