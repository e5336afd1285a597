"""What a plan says, under names that are the same in the plan and in a scenario that was branched from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from milepost.apps.planning.models import Assignment, Task, TaskLink

FACTS = (
    "name", "kind", "scope_item_id", "position", "duration_minutes", "effort_minutes", "best_minutes", "worst_minutes", "type",
    "constraint", "constraint_at", "deadline_at", "priority", "leveling_delay_minutes", "done_share", "remaining_minutes", "started_at",
    "finished_at", "expected_finish_at", "blocked_by", "notes", "need", "points", "in_backlog",
)  # fmt: skip
"""What is compared and copied of a task beside what it is part of."""
OF_LINKS = ("kind", "lag", "lag_kind")
OF_WORK = ("share", "effort_minutes")
Rows = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Tasks by name, links by the names of both ("12>14"), assignments by task and who ("12 person 3"). The name of a task is the id it has
    in the plan; of one that a scenario alone has, "new" and its own."""

    tasks: Rows
    links: Rows
    work: Rows

    def as_json(self) -> dict[str, Rows]:
        """To be kept."""
        return {"tasks": self.tasks, "links": self.links, "work": self.work}

    @classmethod
    def from_json(cls, kept: Mapping[str, Rows] | None) -> "Snapshot":
        """What was kept; empty where nothing was."""
        found = kept or {}
        return cls(found.get("tasks", {}), found.get("links", {}), found.get("work", {}))


def snapshot(plan: int, *, scenario: bool = False) -> Snapshot:
    """Three queries."""
    rows = list(Task.objects.filter(plan=plan).order_by("position", "pk").values("pk", "parent_id", "origin", *FACTS))
    names = {row["pk"]: _name(row, scenario=scenario) for row in rows}
    tasks = {names[row["pk"]]: {"parent": names.get(row["parent_id"]), **{fact: row[fact] for fact in FACTS}} for row in rows}
    links = TaskLink.objects.filter(successor__plan=plan).order_by("pk").values_list("predecessor", "successor", *OF_LINKS)
    work = Assignment.objects.filter(task__plan=plan).exclude(state="declined").order_by("pk")
    return Snapshot(
        tasks,
        {f"{names[before]}>{names[behind]}": dict(zip(OF_LINKS, facts, strict=True)) for before, behind, *facts in links},
        {
            f"{names[task]} {f'person {person}' if person is not None else f'role {role}'}": dict(zip(OF_WORK, facts, strict=True))
            for task, person, role, *facts in work.values_list("task", "person", "work_role", *OF_WORK)
        },
    )


def _name(row: Mapping[str, Any], *, scenario: bool) -> str:
    if not scenario:
        return str(row["pk"])
    return str(row["origin"]) if row["origin"] is not None else f"new {row['pk']}"
