"""What a plan file says of the plan as a whole, as it is kept: calendars, resources with who they are here, settings, fields, baselines."""

from collections.abc import Mapping
from hashlib import sha256
from json import dumps
from typing import Any

from milepost.apps.planning.files.draft import Draft
from milepost.apps.planning.rules.kept_facts import told
from milepost.engine.model import Plan, Task
from milepost.kernel.clock import now
from milepost.kernel.inputs import Instant

Json = dict[str, Any]
MINUTE = 60
OF_PLAN = ("name", "title", "manager", "company", "client", "finish", "from_finish", "start", "settings", "options")


def plan_facts(draft: Draft, who: Mapping[str, str]) -> Json:
    """As JSON; `who` stands for resources of the file."""
    plan = draft.plan
    said = told(plan)
    row = next((told(task) for task in plan.tasks if task.level == 0), None)
    return {
        "file": {"name": draft.source.name, "format": draft.source.format, "producer": draft.source.producer},
        "plan": {name: said[name] for name in OF_PLAN if name in said},
        "calendars": [told(one) for one in plan.calendars],
        "calendar": plan.calendar,
        "resources": {one.id: told(one) for one in plan.resources},
        "who": dict(who),
        "fields": [told(one) for one in plan.fields],
        **({"row": row, "row_assignments": _of_row(plan)} if row is not None else {}),
    }


def _of_row(plan: Plan) -> list[Json]:
    """Assignments of the project's own row, which is no task here."""
    rows = {task.id for task in plan.tasks if task.level == 0}
    return [told(one) for one in plan.assignments if one.task in rows]


def baselines_of(draft: Draft, ids: Mapping[str, int], numbers: Mapping[int, str]) -> dict[str, Json]:
    """By number the content of a baseline of the house, with the tasks that have dates in it."""
    by_id = {one.foreign["id"]: one for one in draft.tasks}
    found: dict[str, Json] = {}
    for task in draft.plan.tasks:
        one = by_id.get(task.id)
        if one is None:
            continue
        for base in task.baselines:
            if base.start is not None and base.finish is not None and not base.interim:
                key = ids[one.key]
                facts = {"number": numbers.get(key, ""), "name": one.name, **_span(task, base), "parent": ids.get(one.parent or "")}
                found.setdefault(str(base.number), {"tasks": {}})["tasks"][str(key)] = facts
    return {number: found[number] for number in sorted(found, key=int)}


def _span(task: Task, base: Any) -> Json:
    return {
        "start": base.start // MINUTE,
        "finish": base.finish // MINUTE,
        "duration": (base.duration if base.duration is not None else task.duration) // MINUTE,
        "effort": base.work // MINUTE if base.work else None,
    }


def mark_of(content: Json) -> str:
    """By what a baseline of a file is known again."""
    return sha256(dumps({"tasks": content.get("tasks", {})}, sort_keys=True).encode()).hexdigest()


def stamped(content: Json) -> Json:
    """With the moment at which it was taken over."""
    return {"at": Instant().write(now()), **content}
