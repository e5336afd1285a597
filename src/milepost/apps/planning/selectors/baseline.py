"""What a baseline holds, and how a plan stands beside one."""

from typing import Any

from milepost.apps.planning.models import Task, TaskDates
from milepost.kernel.clock import now
from milepost.kernel.inputs import Instant

KEPT = {
    "number": "task__number",
    "name": "task__name",
    "start": "start",
    "finish": "finish",
    "duration": "task__duration_minutes",
    "effort": "task__effort_minutes",
    "parent": "task__parent_id",
}


def committed_work(plan: int) -> dict[str, Any]:
    """By task what the plan says of it now; without work that is held."""
    rows = TaskDates.objects.filter(plan=plan, held=False).order_by("pk").values_list("pk", *KEPT.values())
    return {"at": Instant().write(now()), "tasks": {str(key): dict(zip(KEPT, facts, strict=True)) for key, *facts in rows}}


def beside(plan: int, content: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each task of the plan now or of the baseline, first those of the plan in its order, with what is different: days later
    are negative when it comes earlier."""
    kept = {int(key): facts for key, facts in content.get("tasks", {}).items()}
    now_there = {
        row["pk"]: row
        for row in Task.objects.filter(plan=plan).values("pk", "number", "name", "dates__start", "dates__finish", "dates__held")
    }
    rows = []
    for key, row in now_there.items():
        was = kept.get(key)
        if row["dates__held"] and was is None:
            continue
        rows.append(_row(key, row["number"], row["name"], was, (row["dates__start"], row["dates__finish"])))
    rows += [_row(None, was["number"], was["name"], was, (None, None)) for key, was in kept.items() if key not in now_there]
    return rows


def _row(key: int | None, number: str, name: str, was: dict[str, Any] | None, now_at: tuple[int | None, int | None]) -> dict[str, Any]:
    start, finish = now_at
    known = was is not None and finish is not None
    return {
        "task": key,
        "number": number,
        "name": name,
        "baseline_start": was["start"] if was else None,
        "start": start,
        "baseline_finish": was["finish"] if was else None,
        "finish": finish,
        "minutes_later": finish - was["finish"] if was is not None and known and finish is not None else None,
        "change": "gone" if key is None else "new" if was is None else "as before" if finish == was["finish"] else "moved",
    }
