"""/leave/: one's own leave, and what waits for one's decision with all that follows from it. Made for a phone first."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.errors import Denied
from milepost.kernel.settings import today_here
from milepost.values import said
from milepost.web.rooms.people.leave_shown import ANNUAL, REASONS, Balance, balance_from, balances, leave_shown, plural_of
from milepost.web.rooms.people.waiting import waiting_for, with_consequences
from milepost.web.rooms.reading import Row, own_person, rows
from milepost.web.who import actor_at, page

MOST, MOST_BELOW = 20, 5
"""Requests that are shown with their consequences, of people who report to whoever looks and of those further below; what is beyond stands
in the list of leave."""
STEPS = {
    "requested": ("withdraw", "Take back"),
    "draft": ("request", "Ask"),
    "approved": ("cancel", "Cancel"),
    "refused": ("request", "Ask again"),
}


@page
def leave(request: HttpRequest) -> HttpResponse:
    """The page; who may see no leave at all is told so."""
    actor = actor_at(request)
    if not can_anywhere(actor, "leave.view"):
        raise Denied(said("You may not see leave; whoever gives roles here can change that."))
    me = own_person(actor)
    yours = waiting_for(actor, whose="yours")
    nearest, below = [one for one in yours if one["nearest"]], [one for one in yours if not one["nearest"]]
    asked = [*nearest[:MOST], *below[:MOST_BELOW]]
    whom = [one["id"] for one in (*(row["person"] for row in asked), *([me] if me is not None else [])) if one.get("title") or one is me]
    left = balances(actor, whom)
    shown = with_consequences(actor, asked, left, yours)
    context = {
        "me": me,
        "waiting": [one for one in shown if one["nearest"]],
        "below": [one for one in shown if not one["nearest"]],
        "many": len(nearest),
        "many_below": len(below),
        "most": MOST,
        "most_below": MOST_BELOW,
        "open": request.GET.get("refuse", ""),
        "reasons": REASONS,
        "may_ask": me is not None and all(can_anywhere(actor, name) for name in ("leave.create", "leave.request")),
        **(_own(actor, me["id"], left) if me is not None else {"mine": [], "balances": []}),
    }
    context["heading"] = _heading(context)
    return render(request, "web/rooms/leave.html", context)


def _own(actor: Actor, person: int, left: Mapping[tuple[int, str], Row]) -> dict[str, Any]:
    today = today_here()
    where = Q(person=person, last_day__gte=today) & ~Q(state="cancelled")
    found = rows("leave", actor, where, fields="id,number,state,person,kind,part,first_day,last_day", order="first_day") or ()
    mine = [one | {"step": STEPS.get(one["state"])} for one in leave_shown(found, today)]
    own = [balance_from(row) for (whose, _kind), row in left.items() if whose == person]
    return {"mine": mine, "balances": sorted(own, key=lambda one: one.kind != ANNUAL)}


def _heading(context: dict[str, Any]) -> str:
    """What the page comes to."""
    many = context["many"] or context["many_below"]
    told = ngettext("%(many)s request waits for you", "%(many)s requests wait for you", many) % {"many": many} if many else ""
    annual = next((one for one in context["balances"] if one.kind == ANNUAL), None)
    both = "; ".join(filter(None, (told, _left(annual) if annual is not None else "")))
    return both[:1].upper() + both[1:] or _("Leave")


def _left(annual: Balance) -> str:
    days = annual.left.lstrip("-")
    if annual.left.startswith("-"):
        over = ngettext("you have %(days)s day more than allowed", "you have %(days)s days more than allowed", plural_of(days))
        return over % {"days": days}
    return ngettext("you have %(days)s day left", "you have %(days)s days left", plural_of(days)) % {"days": days}
