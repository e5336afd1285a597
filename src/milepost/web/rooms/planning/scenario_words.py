"""A scenario beside its plan, in words and figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.apps.planning.chart.scenarios import Compared, Scenario
from milepost.apps.planning.entities import ASSIGNMENT, TASK, TASK_LINK
from milepost.apps.planning.rules.merging import Change
from milepost.kernel.inputs import Choice, LocalMoment, Percent, Ref, Span
from milepost.web.rooms.planning.moments import DAY, clock, on_day, per_cent, when
from milepost.web.rooms.projects.said import in_days

Json = dict[str, Any]
OF = {"tasks": TASK, "links": TASK_LINK, "work": ASSIGNMENT}
QUIET = frozenset({"position"})


def list_finding(found: Sequence[Scenario]) -> str:
    """The title."""
    if not found:
        return _("What if?")
    return ngettext("%(many)s scenario of this plan", "%(many)s scenarios of this plan", len(found)) % {"many": len(found)}


def stands_beside(finish: int | None, plan: int | None) -> str:
    """ "3 days earlier than the plan"."""
    if finish is None or plan is None:
        return _("no finish to compare")
    if abs(finish - plan) < DAY:
        return _("ends with the plan")
    told = clock(abs(finish - plan))
    return (_("%(span)s earlier than the plan") if finish < plan else _("%(span)s later than the plan")) % {"span": told}


def finding(found: Compared) -> str:
    """ "Second team: ends 12 days earlier, with 4 days more work"."""
    before, after = found.before, found.after
    if before.finish is None or after.finish is None:
        told = _("one of both cannot be scheduled")
    elif abs(after.finish - before.finish) < DAY:
        told = _("ends when the plan does")
    else:
        span = clock(abs(after.finish - before.finish))
        told = (_("ends %(span)s earlier") if after.finish < before.finish else _("ends %(span)s later")) % {"span": span}
    more = after.work - before.work
    if more:
        days = in_days(abs(more), found.plan.day_minutes)
        told += (_(", with %(days)s more work") if more > 0 else _(", with %(days)s less work")) % {"days": days}
    return f"{found.scenario.name}: {told}"


def side_by_side(found: Compared) -> list[Json]:
    """Dates, work and load of both."""
    before, after, day = found.before, found.after, found.plan.day_minutes
    over = [sum(one.over.values()) for one in (before, after)]
    return [
        {"label": _("Starts"), "before": on_day(before.start), "after": on_day(after.start)},
        {"label": _("Ends"), "before": on_day(before.finish, ends=True), "after": on_day(after.finish, ends=True)},
        {"label": _("Tasks"), "before": f"{before.tasks:,}", "after": f"{after.tasks:,}"},
        {"label": _("Work"), "before": in_days(before.work, day), "after": in_days(after.work, day)},
        {"label": _("More than people can do"), "before": _hours(over[0]), "after": _hours(over[1])},
    ]


def people(found: Compared) -> list[Json]:
    """Who has how much to do in both."""
    day = found.plan.day_minutes
    return [
        {
            "name": one.name or _("somebody"),
            "before": in_days(one.before, day),
            "after": in_days(one.after, day),
            "over_before": _hours(one.over_before),
            "over": _hours(one.over),
            "worse": one.over > one.over_before,
        }
        for one in found.people
    ]


def lines(found: Compared, chosen: Sequence[str] | None) -> list[Json]:
    """Each change with its values; those the plan contradicts are not ticked until somebody has looked."""
    made = []
    for change in found.changes:
        told = _values(change, found.names, found.plan.day_minutes)
        if not told and change.kind == "changed":
            told = [{"label": _("Place in the outline"), "before": "", "after": "", "theirs": ""}]
        made.append(
            {
                "key": change.key,
                "kind": change.kind,
                "clashes": change.clashes,
                "ticked": change.key in chosen if chosen is not None else not change.clashes,
                "title": _title(change, found.names),
                "gone": change.theirs.get("gone") is True,
                "values": told,
            }
        )
    return made


def _title(change: Change, names: Mapping[str, str]) -> str:
    if change.part == "tasks":
        told = names.get(change.name) or str(change.after.get("name") or change.before.get("name") or _("a task"))
        return {"new": _("New task: %(name)s"), "gone": _("Without %(name)s"), "changed": "%(name)s"}[change.kind] % {"name": told}
    if change.part == "links":
        one, other = (names.get(key, _("a task")) for key in change.name.split(">"))
        words = {"new": _("New link: %(a)s → %(b)s"), "gone": _("Link away: %(a)s → %(b)s"), "changed": _("Link: %(a)s → %(b)s")}
        return words[change.kind] % {"a": one, "b": other}
    task = names.get(" ".join(change.name.split()[:-2]), _("a task"))
    words = {"new": _("New assignment on %(task)s"), "gone": _("Assignment away from %(task)s"), "changed": _("Assignment on %(task)s")}
    return words[change.kind] % {"task": task}


def _values(change: Change, names: Mapping[str, str], day: int) -> list[Json]:
    """What of it is different; of new and gone tasks only how long they take."""
    fields = [field for field in (change.after or change.before) if field not in QUIET]
    if change.kind != "changed":
        fields = [field for field in fields if field == "duration_minutes"]
    return [
        {
            "label": _label(change.part, field),
            "before": _told(change.part, field, change.before.get(field), names, day) if change.kind == "changed" else "",
            "after": _told(change.part, field, (change.after or change.before).get(field), names, day),
            "theirs": _told(change.part, field, change.theirs[field], names, day) if field in change.theirs else "",
        }
        for field in fields
    ]


def _label(part: str, field: str) -> str:
    column = OF[part].by_name.get(field.removesuffix("_id"))
    return _(column.label) if column is not None else field


def _told(part: str, field: str, value: Any, names: Mapping[str, str], day: int) -> str:
    if value is None or value == "":
        return _("nothing")
    column = OF[part].by_name.get(field.removesuffix("_id"))
    asked = column.input if column is not None else None
    if field == "parent":
        return names.get(str(value), _("a task"))
    if isinstance(asked, Span):
        return in_days(value, day)
    if isinstance(asked, LocalMoment):
        return when(value)
    if isinstance(asked, Percent):
        return per_cent(value)
    if isinstance(asked, Choice):
        return _(asked.options.get(value, str(value)))
    if isinstance(asked, Ref):
        return _("another")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)[:200]


def _hours(minutes: int) -> str:
    if not minutes:
        return "0"
    hours = f"{minutes / 60:,.1f}".removesuffix(".0")
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == "1" else 2) % {"hours": hours}
