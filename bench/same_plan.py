"""Compares two plans fact by fact, by the unique ids of their tasks: for round trips through a house and a foreign reader."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from milepost.engine.model import Plan, Task

Facts = dict[Any, Any]
OF_TASKS: Mapping[str, Callable[[Task], Any]] = {
    "name": lambda t: t.name,
    "level": lambda t: t.level,
    "duration": lambda t: t.duration,
    "elapsed": lambda t: t.elapsed,
    "milestone": lambda t: t.milestone,
    "type": lambda t: t.type,
    "priority": lambda t: t.priority,
    "constraint": lambda t: (t.constraint, t.constraint_date),
    "deadline": lambda t: t.deadline,
    "active": lambda t: t.active,
    "manual": lambda t: (t.manual, t.manual_start, t.manual_finish),
    "progress": lambda t: (t.percent_complete, t.actual_start, t.actual_finish, t.remaining_duration),
    "notes": lambda t: t.notes,
    "start": lambda t: t.stored.start,
    "finish": lambda t: t.stored.finish,
}


def differences(one: Plan, other: Plan) -> Counter[str]:
    """How many facts of each kind are different; empty where the plans say the same."""
    found: Counter[str] = Counter()
    for kind, before, after in _pairs(one, other):
        for key in {**before, **after}:
            if before.get(key, _NONE) != after.get(key, _NONE):
                found[kind] += 1
    return found


def listed(one: Plan, other: Plan, *, most: int = 5) -> list[str]:
    """The first of each kind in words."""
    told = []
    for kind, before, after in _pairs(one, other):
        different = [key for key in {**before, **after} if before.get(key, _NONE) != after.get(key, _NONE)]
        told += [f"{kind} {key}: {before.get(key, 'none')} → {after.get(key, 'none')}" for key in different[:most]]
    return told


_NONE = object()


def _pairs(one: Plan, other: Plan) -> Iterator[tuple[str, Facts, Facts]]:
    summaries = {_uid(task) for task in one.tasks if task.id in one.summaries}
    for name, read in OF_TASKS.items():
        left_out = summaries if name in ("duration", "progress") else set()
        before, after = ({_uid(t): read(t) for t in plan.tasks if t.level > 0 and _uid(t) not in left_out} for plan in (one, other))
        yield f"task {name}", before, after
    for kind, facts in OF_PLANS.items():
        yield kind, facts(one), facts(other)


def _uid(task: Task) -> str:
    return str(task.uid if task.uid is not None else task.id)


def outline(plan: Plan) -> Facts:
    """What each task is part of, and which comes before it there."""
    ids = {task.id: _uid(task) for task in plan.tasks if task.level > 0}
    found: Facts = {}
    last: dict[str | None, str] = {}
    for task in plan.tasks:
        if task.level > 0:
            above = ids.get(task.parent or "")
            found[ids[task.id]] = (above, last.get(above))
            last[above] = ids[task.id]
    return found


def links(plan: Plan) -> Facts:
    """With kind and lag; counted, for two tasks may be linked twice."""
    ids = {task.id: _uid(task) for task in plan.tasks}
    found = (
        (ids.get(one.predecessor, one.predecessor), ids[one.successor], one.kind.value, one.lag, one.lag_kind.value) for one in plan.links
    )
    return dict(Counter(found))


def calendars(plan: Plan) -> Facts:
    """Week, exceptions and other weeks by name; those of people stand for themselves."""
    names = {one.id: one.name for one in plan.calendars}
    found: Facts = {"the plan's": names.get(plan.calendar)}
    for one in plan.calendars:
        if not one.personal:
            exceptions = sorted((e.first_day, e.last_day, e.shifts, e.name, str(e.recurrence)) for e in one.exceptions)
            found[one.name] = (one.week, names.get(one.base or ""), tuple(exceptions), one.work_weeks)
    return found


def baselines(plan: Plan) -> Facts:
    """By task and number."""
    return {
        (_uid(task), base.number): (base.start, base.finish, base.duration, base.work, base.cost)
        for task in plan.tasks
        for base in task.baselines
        if task.level > 0
    }


def work(plan: Plan) -> Facts:
    """Assignments by task and resource; work that nobody holds is left out where it is none."""
    ids = {task.id: _uid(task) for task in plan.tasks if task.level > 0}
    names = {one.id: (one.name, one.uid) for one in plan.resources}
    found: Facts = {}
    for one in plan.assignments:
        if one.task in ids and (one.resource is not None or one.work):
            key = (ids[one.task], names.get(one.resource or "", ("", None))[0])
            found[key] = (*found.get(key, ()), (one.units, one.work, one.actual_work, one.contour.value, one.delay))
    return found


def resources(plan: Plan) -> Facts:
    """By name."""
    return {
        one.name: (one.kind.value, one.max_units, one.email, one.group, one.rates, one.material_label, one.generic)
        for one in plan.resources
    }


def fields(plan: Plan) -> Facts:
    """Custom fields by task."""
    return {(_uid(task), value.field): (value.value, value.unit) for task in plan.tasks for value in task.fields if task.level > 0}


OF_PLANS: Mapping[str, Callable[[Plan], Facts]] = {
    "outline": outline,
    "link": links,
    "calendar": calendars,
    "baseline": baselines,
    "assignment": work,
    "resource": resources,
    "field": fields,
}
