"""Gives every task, resource, calendar and assignment the whole number MSPDI wants as UID, where a plan has ids of another kind."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Protocol

from milepost.engine.model import Plan

_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")


class _Named(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Numbered:
    """A plan whose ids are numbers, and the task ids it had before, by the new ones."""

    plan: Plan
    before: Mapping[str, str]


def is_number(text: str) -> bool:
    """Whether an id is a whole number written the one way a reader gives it."""
    return _NUMBER.fullmatch(text) is not None


def _numbers(things: Iterable[_Named], reserved: Iterable[str] = ()) -> dict[str, str]:
    """New ids by old: numbers stay, then the uid a source gave, then the next free number."""
    things = list(things)
    new = {thing.id: thing.id for thing in things if is_number(thing.id) and thing.id not in reserved}
    taken = set(new.values()) | set(reserved)
    for thing in things:
        uid = getattr(thing, "uid", None)
        if thing.id not in new and uid is not None and str(uid) not in taken:
            new[thing.id] = str(uid)
            taken.add(str(uid))
    free = (number for n in count(1) if (number := str(n)) not in taken)
    for thing in things:
        if thing.id not in new:
            new[thing.id] = next(free)
            taken.add(new[thing.id])
    return new


def number(plan: Plan, *, foreign: bool) -> Numbered:
    """The plan with numbers as ids. In a `foreign` plan (not read from MSPDI) UID 0 is left to the project's own row and to nobody."""
    reserved = ("0",) if foreign else ()
    own_row = {task.id for task in plan.tasks if task.level == 0}
    tasks = _numbers((task for task in plan.tasks if task.id not in own_row), reserved)
    tasks |= {task_id: "0" if foreign else task_id for task_id in own_row}
    resources, calendars, assignments = (_numbers(things, reserved) for things in (plan.resources, plan.calendars, plan.assignments))
    if all(old == new for names in (tasks, resources, calendars, assignments) for old, new in names.items()):
        return Numbered(plan, {new: old for old, new in tasks.items()})

    def task_of(key: str | None) -> str | None:
        return None if key is None else tasks.get(key, key)

    numbered = plan.with_(
        tasks=tuple(
            replace(t, id=tasks[t.id], parent=task_of(t.parent), calendar=t.calendar and calendars[t.calendar]) for t in plan.tasks
        ),
        links=tuple(replace(k, predecessor=tasks.get(k.predecessor, k.predecessor), successor=tasks[k.successor]) for k in plan.links),
        calendars=tuple(replace(c, id=calendars[c.id], base=c.base and calendars[c.base]) for c in plan.calendars),
        calendar=calendars[plan.calendar],
        resources=tuple(replace(r, id=resources[r.id], calendar=r.calendar and calendars[r.calendar]) for r in plan.resources),
        assignments=tuple(
            replace(a, id=assignments[a.id], task=tasks[a.task], resource=a.resource and resources[a.resource]) for a in plan.assignments
        ),
    )
    return Numbered(numbered, {new: old for old, new in tasks.items()})
