"""Writes where the tasks of a plan stand in its outline, and what its summaries come to, as far as that changed."""

from collections.abc import Collection, Mapping
from typing import Any

from milepost.apps.planning.models import Task, TaskOutline
from milepost.apps.planning.rules.outline import Row, numbers
from milepost.apps.planning.rules.progress import done_of_summaries

WRITTEN = ("place", "wbs", "level", "summary", "minutes", "done")
OWN = ("pk", "parent_id", "position", "duration_minutes", "done_share")
PER_CENT = 10_000
"""In millionths. What parts come to is told in whole per cent, and 100 only where all of it is done."""
OUTLINED = tuple(f"outline__{name}" for name in WRITTEN)
"""What is known of a task beside its own."""


def outline_anew(plan: int) -> None:
    """Where nothing is computed: summaries keep the length that they had."""
    write_outline(list(Task.objects.filter(plan=plan).values(*OWN, *OUTLINED)))


def write_outline(tasks: Collection[Mapping[str, Any]], lengths: Mapping[int, int] | None = None) -> None:
    """One statement, and none where nothing changed. `tasks` are all of a plan with what is in `OWN` and `OUTLINED`, `lengths` working
    minutes by summary; without them each keeps what it had."""
    rows = {row["pk"]: row for row in tasks}
    parents = {row["parent_id"] for row in tasks}
    done_by_parts = done_of_summaries((row["pk"], row["parent_id"], row["duration_minutes"], row["done_share"]) for row in tasks)
    changed = []
    for place, (key, wbs) in enumerate(numbers(Row(row["pk"], row["parent_id"], row["position"]) for row in tasks).items()):
        row, summary = rows[key], key in parents
        known = tuple(row[name] for name in OUTLINED)
        minutes, done = row["duration_minutes"], row["done_share"]
        if summary:
            minutes = row["outline__minutes"] if lengths is None else lengths.get(key)
            done = done_by_parts.get(key, done) // PER_CENT * PER_CENT
        facts = (place, wbs, wbs.count(".") + 1, summary, minutes, done)
        if facts != known:
            changed.append(TaskOutline(task_id=key, **dict(zip(WRITTEN, facts, strict=True))))
    if changed:
        changed.sort(key=lambda one: one.pk)  # in one order, so that two who write wait for each other and not both for good
        TaskOutline.objects.bulk_create(changed, update_conflicts=True, unique_fields=["task"], update_fields=WRITTEN)
