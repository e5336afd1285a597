"""Today's part for work: one's own tasks across projects by what to do next, and what of one's projects nobody has answered or reported."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from milepost.apps.planning.rules.my_work import GROUPS
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.inputs import LocalMoment
from milepost.kernel.inputs.local_moment import moment_of
from milepost.kernel.settings import today_here
from milepost.web.parts.span_of_days import short
from milepost.web.parts.value import span
from milepost.web.rooms.reading import Row, answer

REASONS = (
    gettext_noop("I am away then"),
    gettext_noop("I have too much else to do then"),
    gettext_noop("Somebody else knows this better"),
)
"""Why work is declined, to be said in one tap."""
TONES = {"answer": ("info", "message"), "late": ("bad", "alert-circle"), "week": ("warn", "calendar-event"), "waits": ("", "hourglass")}
STEPS = (25, 50, 75)
MOST, SHOWN = 8, 12
"""So many are shown of what is followed, and of each group of one's own tasks; the rest stands behind a link."""


def my_work(actor: Actor, me: Row | None) -> dict[str, Any]:
    """The groups that hold something, in their order, and how many tasks are in each; nothing for who has no person of their own."""
    found = answer("task.mine", actor) if me is not None else None
    if found is None:
        return {"work": None}
    rows: dict[str, list[Row]] = {}
    for one in found.rows:
        rows.setdefault(one["group"], []).append(one)
    groups = [_group(word, label, rows[word]) for word, label in GROUPS.items() if word in rows]
    counts = {word: len(mine) for word, mine in rows.items()}
    facts = {"work_title": _title(counts), "answers_wanted": counts.get("answer", 0), "late": counts.get("late", 0)}
    return {"work": groups, "all_mine": f"/tasks/?person={me['id']}" if me is not None else "", **facts, **can(actor)}


def _group(word: str, label: str, mine: list[Row]) -> dict[str, Any]:
    """The first of a group, and how many more there are."""
    tone, sign = TONES.get(word, ("", "arrow-right"))
    rows = [shown(one) for one in mine[:SHOWN]]
    return {
        "word": word,
        "label": _(label),
        "tone": tone,
        "sign": sign,
        "rows": rows,
        "count": len(mine),
        "more": max(0, len(mine) - SHOWN),
    }


def can(actor: Actor) -> dict[str, bool]:
    """Which buttons to offer."""
    return {"may_answer": can_anywhere(actor, "assignment.accept"), "may_report": can_anywhere(actor, "task.report")}


def _title(counts: dict[str, int]) -> str:
    """ "2 tasks are late, 3 must be finished this week"."""
    late, week, now = (counts.get(word, 0) for word in ("late", "week", "now"))
    told = []
    if late:
        told.append(ngettext("%(many)s task is late", "%(many)s tasks are late", late) % {"many": late})
    if week:
        told.append(ngettext("%(many)s to be finished this week", "%(many)s to be finished this week", week) % {"many": week})
    if not told and now:
        told.append(ngettext("%(many)s task can start now", "%(many)s tasks can start now", now) % {"many": now})
    return ", ".join(told) if told else _("Your work")


def shown(one: Row) -> dict[str, Any]:
    """A row of task.mine as the page has it."""
    due = _minutes(one["due"])
    done = float(one["done"] or 0)
    expected = one["expected_finish"]
    return {
        **one,
        "name": one["task"]["title"] or one["number"],
        "address": f"/tasks/{one['number']}/",
        "report_address": f"/tasks/{one['number']}/mine/",
        "due_told": _due_told(due, deadline=one["deadline"], start=_minutes(one["start"])),
        "done_number": f"{done:g}",
        "done_told": _("%(done)s %% done") % {"done": f"{done:g}"} if done else _("begun") if one["started"] else "",
        "remaining_told": _("%(span)s left") % {"span": span(one["remaining"])} if one["remaining"] else "",
        "remaining_typed": span_typed(one["remaining"]),
        "expected_day": day_of(_minutes(expected)),
        "length": span(one["duration"]),
        "in_way": _in_way(one),
    }


def _in_way(one: Row) -> list[tuple[str, str]]:
    """What stands in its way: an icon and words for each."""
    told = [("lock", _("held: its scope is not approved"))] if one["held"] else []
    told += [("alert-triangle", _("blocked: %(what)s") % {"what": one["blocked_by"]})] if one["blocked_by"] else []
    return told + [("hourglass", _("waits for %(what)s") % {"what": what}) for what in one["waits_for"]]


def _due_told(due: int | None, *, deadline: bool, start: int | None) -> str:
    if due is None:
        return ""
    day, today = moment_of(due - 1).date(), today_here()
    words = _("deadline %(day)s") if deadline else _("finish by %(day)s")
    if day == today:
        return words % {"day": _("today")}
    if day == today + timedelta(days=1):
        return words % {"day": _("tomorrow")}
    begins = moment_of(start).date() if start is not None else None
    if begins is not None and begins > today + timedelta(days=7):
        return _("from %(start)s to %(day)s") % {"start": short(begins), "day": short(day)}
    return words % {"day": short(day)}


def _minutes(written: Any) -> int | None:
    return None if written in (None, "") else LocalMoment().read(written)


def day_of(minutes: int | None) -> str:
    """The day on which something ends, as a control of days has it."""
    return moment_of(minutes - 1).date().isoformat() if minutes is not None else ""


def span_typed(minutes: int | None) -> str:
    """As somebody would type it: "7:30"; nothing where nothing is known."""
    return f"{minutes // 60}:{minutes % 60:02}" if minutes is not None else ""


def followed(actor: Actor, *, most: int = MOST, **given: Any) -> dict[str, Any] | None:
    """Who has not answered, who declined, and which tasks are stale: of the projects somebody manages, of one project, of a team. None for
    who may ask for neither."""
    asked, stale = answer("assignment.answers", actor, **given), answer("task.stale", actor, **given)
    if asked is None and stale is None:
        return None
    answers, old = (list(found.rows) if found is not None else [] for found in (asked, stale))
    open_, declined = ([one for one in answers if one["state"] == state] for state in ("offered", "declined"))
    return {
        "open": [_asked(one) for one in open_[:most]],
        "declined": [_asked(one) for one in declined[:most]],
        "stale": [_stale(one) for one in old[:most]],
        "counts": {"open": len(open_), "declined": len(declined), "stale": len(old)},
        "more": sum(max(0, len(found) - most) for found in (open_, declined, old)),
        "title": followed_title(len(open_), len(declined), len(old)),
        "some": bool(answers or old),
        "may_offer": can_anywhere(actor, "assignment.offer-again"),
        "may_edit": can_anywhere(actor, "assignment.edit"),
    }


def followed_title(open_: int, declined: int, stale: int) -> str:
    """ "2 have not answered, 1 declined, 3 tasks are stale"."""
    told = []
    if open_:
        told.append(ngettext("%(many)s has not been answered", "%(many)s have not been answered", open_) % {"many": open_})
    if declined:
        told.append(ngettext("%(many)s was declined", "%(many)s were declined", declined) % {"many": declined})
    if stale:
        told.append(ngettext("%(many)s task is stale", "%(many)s tasks are stale", stale) % {"many": stale})
    return ", ".join(told) if told else _("Everybody has answered, and nothing is stale")


def _asked(one: Row) -> dict[str, Any]:
    begins = one["begins"]
    if begins is None:
        starts = ""
    elif begins > 0:
        starts = ngettext("begins in %(days)s day", "begins in %(days)s days", begins) % {"days": begins}
    else:
        late = ngettext("should have begun %(days)s day ago", "should have begun %(days)s days ago", -begins) % {"days": -begins}
        starts = late if begins else _("begins today")
    return _titled(one) | {
        "who": (one["person"] or {}).get("title") or _("somebody"),
        "starts": starts,
        "soon": begins is not None and begins <= 2,
        "waited": ngettext("%(days)s day", "%(days)s days", one["days"]) % {"days": one["days"]} if one["days"] else _("today"),
    }


def _stale(one: Row) -> dict[str, Any]:
    days = ngettext("nothing heard for %(days)s day", "nothing heard for %(days)s days", one["days"]) % {"days": one["days"]}
    return _titled(one) | {"who": ", ".join(one["people"]), "told": days, "done_told": f"{float(one['done'] or 0):g} %"}


def _titled(one: Row) -> dict[str, Any]:
    project = one["project"] or {}
    return {
        **one,
        "name": (one["task"] or {}).get("title") or one["number"],
        "address": f"/tasks/{one['number']}/",
        "project_name": project.get("title") or "",
        "project_address": f"/projects/{project['id']}/" if project else "",
    }
