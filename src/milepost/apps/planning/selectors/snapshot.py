"""What a plan says, under names that are the same in the plan and in a scenario that was branched from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.apps.planning.models import Assignment, Task, TaskLink

FACTS = (
    "name", "kind", "scope_item_id", "position", "duration_minutes", "effort_minutes", "best_minutes", "worst_minutes", "type",
    "constraint", "constraint_at", "deadline_at", "priority", "leveling_delay_minutes", "done_share", "remaining_minutes",
    "remaining_at", "started_at", "finished_at", "expected_finish_at", "blocked_by", "notes", "need", "need_kind", "points",
    "in_backlog", "given_away",
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
    return snapshots_in(told_of([*plans, *scenarios]), plans, scenarios)


@dataclass(frozen=True, slots=True)
class Told:
    """Rows of plans: tasks in their order, links between them and work on them that nobody declined, with what waits in the backlog."""

    tasks: Sequence[dict[str, Any]]
    links: Sequence[dict[str, Any]]
    work: Sequence[dict[str, Any]]


def told_of(
    plans: Collection[int], *, of_tasks: Collection[str] = (), of_links: Collection[str] = (), of_work: Collection[str] = ()
) -> Told:
    """What snapshots are made of, and more of each row where that is asked for; three queries."""
    tasks = Task.objects.filter(plan__in=plans).order_by("position", "pk")
    links = TaskLink.objects.filter(successor__plan__in=plans).order_by("pk")
    work = Assignment.objects.filter(task__plan__in=plans).exclude(state="declined").order_by("pk")
    return Told(
        list(tasks.values(*{"pk", "plan_id", "parent_id", "origin", *FACTS, *of_tasks})),
        list(links.values(*{"predecessor_id", "successor_id", *OF_LINKS, *of_links})),
        list(work.values(*{"task_id", "person_id", "work_role_id", *OF_WORK, *of_work})),
    )


def snapshots_in(told: Told, plans: Collection[int], scenarios: Collection[int] = ()) -> dict[int, Snapshot]:
    """The same of rows that were read."""
    names = {row["pk"]: _name(row, scenario=row["plan_id"] in scenarios) for row in told.tasks}
    of = {row["pk"]: row["plan_id"] for row in told.tasks}
    found = {key: Snapshot({}, {}, {}) for key in (*plans, *scenarios)}
    for row in told.tasks:
        found[row["plan_id"]].tasks[names[row["pk"]]] = {"parent": names.get(row["parent_id"]), **{fact: row[fact] for fact in FACTS}}
    for row in told.links:
        pair = f"{names[row['predecessor_id']]}>{names[row['successor_id']]}"
        found[of[row["successor_id"]]].links[pair] = {fact: row[fact] for fact in OF_LINKS}
    for row in told.work:
        who = f"person {row['person_id']}" if row["person_id"] is not None else f"role {row['work_role_id']}"
        found[of[row["task_id"]]].work[f"{names[row['task_id']]} {who}"] = {fact: row[fact] for fact in OF_WORK}
    return found


def _name(row: Mapping[str, Any], *, scenario: bool) -> str:
    if not scenario:
        return str(row["pk"])
    return str(row["origin"]) if row["origin"] is not None else f"new {row['pk']}"
