"""/: what waits for whoever is there, their tasks, what of their projects is not answered or stale, their week, and who is away."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.countersigning.authority import drafts_under
from milepost.kernel.settings import today_here
from milepost.web.parts.span_of_days import span_told
from milepost.web.rooms.people.certificates import NEAR, certificates_of
from milepost.web.rooms.people.days import cell, today_told, weeks
from milepost.web.rooms.people.waiting import spelled, waiting_for
from milepost.web.rooms.planning.my_work import REASONS, STEPS, followed, my_work
from milepost.web.rooms.reading import Row, answer, own_person, rows
from milepost.web.who import actor_at, page

SHOWN, WAITING = 14, 20


@page
def today(request: HttpRequest) -> HttpResponse:
    """The page that people begin their day with."""
    actor = actor_at(request)
    return render(request, "web/today.html", _context(actor))


def _context(actor: Actor) -> dict[str, Any]:
    me, day = own_person(actor), today_here()
    waiting = waiting_for(actor, whose="nearest")
    drafts, returned = _drafts(actor)
    certificates = _certificates(actor, me, day)
    work = my_work(actor, me)
    things = len(waiting) + len(drafts) + len(returned) + len(certificates) + work.get("answers_wanted", 0)
    here = followed(actor, managed=True) if me is not None else None
    context: dict[str, Any] = {
        **work,
        "back": "/",
        "reasons": REASONS,
        "steps": STEPS,
        "followed": here if here is not None and here["some"] else None,
        "me": me,
        "day": day,
        "waiting": spelled(waiting[:WAITING]),
        "more_waiting": max(0, len(waiting) - WAITING),
        "drafts": drafts,
        "returned": returned,
        "certificates": certificates,
        "things": things,
        "told": ngettext("%(many)s thing waits for you", "%(many)s things wait for you", things) % {"many": things} if things else "",
        "may_ask": me is not None and can_anywhere(actor, "leave.request"),
        **(_week(actor, me, day) if me is not None else {}),
        "away": _away(actor, me, day),
    }
    return context | {"begin": _beginning(actor) if me is None and not things else []}


def _drafts(actor: Actor) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Those to be countersigned, and one's own that were returned."""
    if actor.account is None or not can_anywhere(actor, "draft.view"):
        return (), ()
    where = Q(state="submitted", pk__in=drafts_under(actor.account)) | Q(state="returned", drafted_by=actor.account)
    found = rows("draft", actor, where, fields="id,number,state,subject,operation,drafted_by,answer", order="-id", limit=50) or ()
    return tuple(one for one in found if one["state"] == "submitted"), tuple(one for one in found if one["state"] == "returned")


def _certificates(actor: Actor, me: Row | None, day: date) -> list[Row]:
    if me is None:
        return []
    return certificates_of(actor, Q(person=me["id"], expires_on__lte=day + timedelta(days=NEAR)), day)


def _week(actor: Actor, me: Row, day: date) -> dict[str, Any]:
    """This week and the next."""
    monday = day - timedelta(days=day.weekday())
    found = answer("person.days", actor, from_=str(monday), to=str(monday + timedelta(days=SHOWN - 1)), person=me["id"])
    if found is None or not found.rows:
        return {}
    cells = [cell(one) for one in found.rows]
    tone, sign, told = today_told(next((one for one in cells if one.day == day), None))
    return {"weeks": weeks(cells, day), "today_tone": tone, "today_icon": sign, "today_told": told}


def _away(actor: Actor, me: Row | None, day: date) -> list[dict[str, Any]] | None:
    """Who of the same team is away today and in the six days after; of everybody for who has no team."""
    team = {"team": me["team"]["id"]} if me is not None and me["team"] else {}
    found = answer("person.away", actor, from_=str(day), to=str(day + timedelta(days=6)), **team)
    if found is None:
        return None
    shown: dict[tuple[int, str], dict[str, Any]] = {}
    for one in found.rows:
        made = shown.setdefault(
            (one["person"]["id"], one["first_day"]),
            {
                "who": one["person"]["title"] or _("somebody"),
                "key": one["person"]["id"],
                "span": span_told(date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"]), one["part"]),
                "now": one["first_day"] <= str(day),
                "stand_in": [],
            },
        )
        if one["stand_in"]:
            made["stand_in"].append(one["stand_in"]["title"] or _("somebody"))
    return list(shown.values())


def _beginning(actor: Actor) -> list[tuple[str, str, str, str]]:
    """First steps in an empty house, for those who may go them: icon, what, why, address."""
    steps = (
        ("person.create", "users", _("Add the people who work here"), _("One by one, or all at once from a file."), "/people/import/"),
        ("team.create", "sitemap", _("Make the teams"), _("A team shows who is in, and how much time there is."), "/teams/new/"),
        (
            "organisation.create",
            "building",
            _("Add the first client"),
            _("With contacts and sites, so that everybody finds them."),
            "/organisations/new/",
        ),
        (
            "account.create",
            "key",
            _("Let colleagues in"),
            _("Each gets an account, and a role that says what they may do."),
            "/accounts/new/",
        ),
    )
    empty = not rows("person", actor, Q(), fields="id", order="id", limit=1)
    return [(sign, what, why, address) for name, sign, what, why, address in steps if can_anywhere(actor, name)] if empty else []
