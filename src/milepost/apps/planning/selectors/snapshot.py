"""What a plan says, under names that are the same in the plan and in a scenario that was branched from it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from milepost.apps.planning.models import Assignment, Task, TaskLink

FACTS = (
    "name", "kind", "scope_item_id", "position", "duration_minutes", "effort_minutes", "best_minutes", "worst_minutes", "type",
    "constraint", "constraint_at", "deadline_at", "priority", "leveling_delay_minutes", "done_share", "remaining_minutes",
    "remaining_at", "started_at", "finished_at", "expected_finish_at", "blocked_by", "notes", "need", "points", "in_backlog",
    "given_away",
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


def snapshot(plan: int) -> Snapshot:
    """Of one plan that is no scenario."""
    return snapshots((plan,))[plan]


def snapshots(plans: Collection[int], scenarios: Collection[int] = ()) -> dict[int, Snapshot]:
    """By plan. Three queries, however many they are."""
    keys = [*plans, *scenarios]
    rows = list(Task.objects.filter(plan__in=keys).order_by("position", "pk").values("pk", "plan_id", "parent_id", "origin", *FACTS))
    names = {row["pk"]: _name(row, scenario=row["plan_id"] in scenarios) for row in rows}
    of = {row["pk"]: row["plan_id"] for row in rows}
    found = {key: Snapshot({}, {}, {}) for key in keys}
    for row in rows:
        found[row["plan_id"]].tasks[names[row["pk"]]] = {"parent": names.get(row["parent_id"]), **{fact: row[fact] for fact in FACTS}}
    links = TaskLink.objects.filter(successor__plan__in=keys).order_by("pk").values_list("predecessor", "successor", *OF_LINKS)
    for before, behind, *facts in links:
        found[of[behind]].links[f"{names[before]}>{names[behind]}"] = dict(zip(OF_LINKS, facts, strict=True))
    work = Assignment.objects.filter(task__plan__in=keys).exclude(state="declined").order_by("pk")
    for task, person, role, *facts in work.values_list("task", "person", "work_role", *OF_WORK):
        who = f"person {person}" if person is not None else f"role {role}"
        found[of[task]].work[f"{names[task]} {who}"] = dict(zip(OF_WORK, facts, strict=True))
    return found


def _name(row: Mapping[str, Any], *, scenario: bool) -> str:
    if not scenario:
        return str(row["pk"])
    return str(row["origin"]) if row["origin"] is not None else f"new {row['pk']}"
