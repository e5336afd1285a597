"""/change-freezes/: the days on which nothing may be changed, by month: whose they are, and which tasks are planned about them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.apps.planning.chart.freezes import Around, Frozen, Work, around
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.errors import Denied, Missing
from milepost.kernel.rows import key_from
from milepost.kernel.settings import today_here
from milepost.values import said
from milepost.web.address import key_of
from milepost.web.parts.span_of_days import span_told, weekday
from milepost.web.rooms.planning.moments import listed
from milepost.web.rooms.projects.said import named
from milepost.web.rooms.reading import Row, rows
from milepost.web.who import actor_at, page

FIELDS = "id,name,organisation,first_day,last_day"
MOST, TASKS = 100, 5
"""So many freezes stand on the page, and so many tasks in a line before the others are opened."""
NAMED = 2


@page
def freezes(request: HttpRequest) -> HttpResponse:
    """Those that have not ended; with `organisation` of that alone, with `past` those that are over."""
    actor, today = actor_at(request), today_here()
    if not can_anywhere(actor, "change-freeze.view"):
        raise Denied(said("You may not see change freezes; whoever gives roles here can change that."))
    whose, past = _organisation(actor, request.GET.get("organisation", "")), bool(request.GET.get("past"))
    narrowed = Q(organisation=whose["id"]) if whose is not None else Q()
    when = Q(last_day__lt=today) if past else Q(last_day__gte=today)
    found = rows("change-freeze", actor, narrowed & when, fields=FIELDS, order="-first_day" if past else "first_day", limit=MOST + 1) or ()
    shown = [_read(row) for row in found[:MOST]]
    work = {} if past else around(actor, [one["frozen"] for one in shown if one["frozen"] is not None])
    lines = [_line(one, work.get(one["id"]), today) for one in shown]
    asks = f"organisation={key_of(whose)}" if whose is not None else ""
    context = {
        "finding": _past(whose) if past else _finding(lines, whose),
        "months": _by_month(lines, today, past=past),
        "whose": whose,
        "past": past,
        "cut": len(found) > MOST,
        "most": MOST,
        "asks": asks,
        "organisations": _organisations(actor, today),
        "inside": sum(len(one["inside"]["all"]) for one in lines if one["inside"]),
        "can_create": can_anywhere(actor, "change-freeze.create"),
    }
    return render(request, "web/rooms/planning/freezes.html", context)


def _organisation(actor: Actor, asked: str) -> Row | None:
    """The one that is asked for by number or id. Raises Missing for one that whoever looks cannot see."""
    if not asked.strip():
        return None
    key = key_from(asked)
    where = Q(pk=key) if isinstance(key, int) else Q(number=key)
    found = rows("organisation", actor, where, fields="id,number,name", limit=1)
    if not found:
        raise Missing(said("There is no organisation {asked} that you can see.", asked=asked[:40]))
    return found[0]


def _organisations(actor: Actor, today: date) -> list[tuple[str, str]]:
    """Those that the page can be narrowed to: by the freezes that have not ended."""
    found = rows("change-freeze", actor, Q(last_day__gte=today), fields="id,organisation", order="first_day") or ()
    known = {one["organisation"]["id"]: one["organisation"]["title"] for one in found if (one["organisation"] or {}).get("title")}
    return sorted(((str(key), name) for key, name in known.items()), key=lambda one: one[1].casefold())


def _read(row: Row) -> dict[str, Any]:
    """Of a freeze whose organisation is hidden no work is looked for."""
    first, last, organisation = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]), row["organisation"] or {}
    hidden = organisation.get("id") is None or not organisation.get("title")
    frozen = None if hidden else Frozen(row["id"], organisation["id"], first, last)
    return row | {"first": first, "last": last, "frozen": frozen}


def _line(row: dict[str, Any], work: Around | None, today: date) -> dict[str, Any]:
    """One freeze as the page says it."""
    first, last = row["first"], row["last"]
    days = (last - first).days + 1
    spans: Mapping[str, Any] = {name: _tasks(getattr(work, name)) if work is not None else None for name in ("inside", "still", "behind")}
    return {
        "id": row["id"],
        "name": row["name"],
        "whose": named(row["organisation"]),
        "organisation": (row["organisation"] or {}).get("id") if row["frozen"] is not None else None,
        "first": first,
        "last": last,
        "now": first <= today <= last,
        "span": span_told(first, last),
        "long": ngettext("%(days)s day", "%(days)s days", days) % {"days": f"{days:,}"},
        "near": _near(first, last, today),
        "then": weekday(work.then) if work is not None else "",
        "quiet": work is not None and not any(spans.values()),
        **spans,
    }


def _tasks(found: Sequence[Work]) -> dict[str, Any] | None:
    if not found:
        return None
    return {"all": found, "first": found[:TASKS], "others": found[TASKS:]}


def _near(first: date, last: date, today: date) -> str:
    """How far away it is; of what is over nothing."""
    if last < today:
        return ""
    ahead = (first - today).days
    if ahead <= 0:
        left = (last - today).days
        return ngettext("%(days)s more day", "%(days)s more days", left) % {"days": left} if left else _("ends today")
    return _("tomorrow") if ahead == 1 else ngettext("in %(days)s day", "in %(days)s days", ahead) % {"days": f"{ahead:,}"}


def _by_month(lines: Sequence[dict[str, Any]], today: date, *, past: bool) -> list[dict[str, Any]]:
    """What has begun stands in this month."""
    groups: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for one in lines:
        day = one["first"] if past else max(one["first"], today)
        groups.setdefault((day.year, day.month), []).append(one)
    return [{"name": formats.date_format(date(year, month, 1), "F Y"), "lines": found} for (year, month), found in groups.items()]


def _finding(lines: Sequence[dict[str, Any]], whose: Row | None) -> str:
    """What the page comes to: where nothing may be changed now, else when next."""
    now = list(dict.fromkeys(one["whose"] for one in lines if one["now"]))
    if now and len(now) <= NAMED:
        return _("Nothing may be changed now at %(names)s") % {"names": listed(now)}
    if now:
        return _("Nothing may be changed now at %(count)s organisations") % {"count": len(now)}
    if lines:
        return _("The next change freeze begins on %(day)s: %(name)s, %(whose)s") % {
            "day": weekday(lines[0]["first"]),
            "name": lines[0]["name"],
            "whose": lines[0]["whose"],
        }
    if whose is not None:
        return _("No change freeze lies ahead at %(name)s") % {"name": whose["name"]}
    return _("No change freeze lies ahead")


def _past(whose: Row | None) -> str:
    return (
        _("Change freezes of %(name)s that are over") % {"name": whose["name"]} if whose is not None else _("Change freezes that are over")
    )
