"""What stands on a card, and above a column of cards."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.apps.planning.chart.board import Stack, days_left
from milepost.kernel.entity import entity
from milepost.kernel.inputs.local_moment import moment_of
from milepost.kernel.settings import today_here
from milepost.web.parts.initials import initials
from milepost.web.parts.span_of_days import short, span_told
from milepost.web.rooms.planning.moments import per_cent

Json = dict[str, Any]


def card_shown(card: Json, now: int, day_minutes: int) -> Json:
    """One card, with what has to be known of it at a glance; every mark has its words."""
    marks = []
    if card["dates__held"]:
        marks.append(("warn", "lock", _("Held: its scope is not approved")))
    if card["blocked_by"] and card["finished_at"] is None:
        marks.append(("bad", "alert-triangle", _("Blocked by: %(what)s") % {"what": card["blocked_by"]}))
    marks += [("", "hourglass", _("Waits for %(what)s") % {"what": name}) for name in card["waits"][:2]]
    due = min((one for one in (card["dates__finish"], card["deadline_at"]) if one is not None), default=None)
    late = card["finished_at"] is None and due is not None and due <= now and not card["dates__held"]
    if late and due is not None:
        marks.append(("bad", "clock", _("Late: was to be finished on %(day)s") % {"day": short(moment_of(due - 1).date())}))
    facts = [size_told(card["points"], card["effort_minutes"] or card["duration_minutes"], day_minutes)]
    if card["finished_at"] is not None:
        facts.append(_("done %(day)s") % {"day": short(moment_of(card["finished_at"] - 1).date())})
    elif due is not None and not late and not card["dates__held"]:
        facts.append(_("by %(day)s") % {"day": short(moment_of(due - 1).date())})
    if card["finished_at"] is None and card["done_share"]:
        facts.append(per_cent(card["done_share"]))
    if card["to_tick"]:
        facts.append(_("%(done)s of %(all)s ticked") % {"done": card["ticked"], "all": card["to_tick"]})
    people = [
        (initials(name) or "?", who if state == "accepted" else _("%(who)s, not answered") % {"who": who}, state)
        for name, state in card["people"]
        for who in [name or _("somebody")]
    ]
    return {
        **card,
        "marks": marks,
        "facts": " · ".join(facts),
        "shown_people": people,
        "need_told": need_told(card["need_kind"]),
        "address": f"/tasks/{card['number']}/",
    }


def need_told(kind: str) -> str:
    """Whose need it is; empty where nobody said."""
    return dict(kinds_of_need()).get(kind, "")


def kinds_of_need() -> list[tuple[str, str]]:
    """The kinds of need with their words."""
    told = {"business": _("Business need"), "operational": _("Operational need"), "user": _("User need")}
    return [(kind, told[kind]) for kind in getattr(entity("task").by_name["need_kind"].input, "options", {})]


def size_told(points: int | None, minutes: int, day_minutes: int) -> str:
    """ "5 points", or "2.5 days" where nobody gave it points."""
    if points is not None:
        return ngettext("%(points)s point", "%(points)s points", points) % {"points": points}
    return days_told(minutes, day_minutes)


def days_told(minutes: int, day_minutes: int) -> str:
    """ "2.5 days" of the plan's usual length."""
    days = f"{minutes / (day_minutes or 450):.1f}".removesuffix(".0")
    return ngettext("%(days)s day", "%(days)s days", 1 if days == "1" else 2) % {"days": days}


def stack_shown(stack: Stack, now: int, day_minutes: int) -> Json:
    """A column: its name, how many stand there against its limit, in words where it is over."""
    limit = stack.facts.get("wip_limit")
    over, full = limit is not None and stack.count > limit, limit is not None and stack.count == limit
    told = _("%(count)s of at most %(limit)s") % {"count": stack.count, "limit": limit} if limit is not None else str(stack.count)
    return {
        "key": stack.key,
        "name": stack.name,
        "count": stack.count,
        "limit": limit,
        "over": over,
        "full": full,
        "told": told,
        "state": _("over its limit") if over else _("full") if full else "",
        "cards": [card_shown(one, now, day_minutes) for one in stack.cards],
        "more": stack.more,
        "meaning": stack.facts.get("meaning", ""),
    }


def iteration_shown(stack: Stack, now: int, day_minutes: int) -> Json:
    """A column of the backlog's page that is an iteration: when, how much the team has, committed to and has done."""
    one = stack.facts
    whole, done, committed = (_amount(one, name, day_minutes) for name in ("all", "done", "committed"))
    told = [_("%(done)s of %(all)s done") % {"done": done, "all": whole}]
    begun = one["state"] == "running"
    if begun:
        told.append(_("committed to %(size)s") % {"size": committed})
        left = days_left(one["last_day"], today_here())
        told.append(ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left})
    by = "points" if _in_points(one) else "work"
    capacity, over = one["capacity_minutes"], False
    if capacity is not None:
        over = one["work_all"] > capacity
        told.append(
            _("%(work)s of %(capacity)s planned")
            % {"work": days_told(one["work_all"], day_minutes), "capacity": days_told(capacity, day_minutes)}
        )
    return stack_shown(stack, now, day_minutes) | {
        "span": span_told(one["first_day"], one["last_day"]),
        "told_all": told,
        "over": over,
        "state": _("more than it has room for") if over else "",
        "share": round(100 * one[f"{by}_done"] / one[f"{by}_all"]) if one[f"{by}_all"] else 0,
        "iteration": one["id"],
        "number": one["number"],
        "version": one["version"],
        "running": begun,
        "goal": one["goal"],
    }


def _in_points(one: Mapping[str, Any]) -> bool:
    """Whether an iteration is counted in points: where one of its tasks has some."""
    return bool(one["points_all"] or one["committed_points"])


def _amount(one: Mapping[str, Any], name: str, day_minutes: int) -> str:
    """How much of an iteration, in points or in days."""
    if _in_points(one):
        return size_told((one["committed_points"] if name == "committed" else one[f"points_{name}"]) or 0, 0, day_minutes)
    return days_told((one["committed_minutes"] if name == "committed" else one[f"work_{name}"]) or 0, day_minutes)


def title_of_board(stacks: list[Json]) -> str:
    """ "5 under way, 1 blocked; Review is over its limit"."""
    doing = [card for stack in stacks if stack["meaning"] == "doing" for card in stack["cards"]]
    blocked = sum(bool(card["blocked_by"]) for card in doing)
    held = sum(bool(card["dates__held"]) for stack in stacks for card in stack["cards"])
    under_way = sum(stack["count"] for stack in stacks if stack["meaning"] == "doing")
    told = [
        ngettext("%(many)s under way", "%(many)s under way", under_way) % {"many": under_way} if under_way else _("Nothing is under way")
    ]
    told += [ngettext("%(many)s blocked", "%(many)s blocked", blocked) % {"many": blocked}] if blocked else []
    told += [ngettext("%(many)s held", "%(many)s held", held) % {"many": held}] if held else []
    told += [_("%(column)s is over its limit") % {"column": stack["name"]} for stack in stacks if stack["over"]]
    return ", ".join(told)
