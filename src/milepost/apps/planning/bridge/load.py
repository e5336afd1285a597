"""A plan of the house as a plan of the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.apps.planning.bridge.calendars import STANDARD, calendars
from milepost.apps.planning.models import Assignment, ChangeFreeze, ProjectPlan, Task, TaskLink
from milepost.apps.planning.rules.outline import Row, in_order
from milepost.apps.planning.selectors.hours import hours_of
from milepost.apps.projects.rules.gate import Item, Work, verdict
from milepost.engine import model
from milepost.kernel.inputs.local_moment import moment_of
from milepost.values import FULL_SHARE

MINUTE = 60
PERCENT = FULL_SHARE // 100
SCOPE = ("scope_item__number", "scope_item__state", "scope_item__approval_id")
LAGS = {one.value.replace(" ", "-"): one for one in model.LagKind}
TYPES = {one.value.replace(" ", "-"): one for one in model.TaskType}


@dataclass(frozen=True)
class Loaded:
    """`plan` has everything; `held` are the tasks that hang on scope nobody approved, and the summaries of nothing but such. `links` has
    the key of the link at each place of `plan.links`."""

    key: int
    plan: model.Plan
    held: frozenset[str]
    links: tuple[int, ...]

    def committed(self) -> tuple[model.Plan, tuple[int, ...]]:
        """The plan without what is held, and the keys of its links."""
        if not self.held:
            return self.plan, self.links
        kept = [
            (link, key)
            for link, key in zip(self.plan.links, self.links, strict=True)
            if link.predecessor not in self.held and link.successor not in self.held
        ]
        tasks = tuple(task for task in self.plan.tasks if task.id not in self.held)
        assignments = tuple(one for one in self.plan.assignments if one.task not in self.held)
        plan = self.plan.with_(tasks=tasks, links=tuple(link for link, _ in kept), assignments=assignments)
        return plan, tuple(key for _, key in kept)


def load(key: int) -> Loaded:
    """Eight queries, however large the plan is. Raises ProjectPlan.DoesNotExist."""
    own = ProjectPlan.objects.select_related("project").get(pk=key)
    project: Any = own.project
    rows = {row["pk"]: row for row in Task.objects.filter(plan=key).values(*_READ)}
    links = list(TaskLink.objects.filter(successor__plan=key).order_by("pk").values_list(*_LINK))
    work = list(Assignment.objects.filter(task__plan=key).exclude(state="declined").order_by("pk").values_list(*_WORK))
    frozen = ChangeFreeze.objects.filter(organisation=project.organisation_id) if project.organisation_id else ChangeFreeze.objects.none()
    freezes = list(frozen.order_by("first_day", "pk").values_list("name", "first_day", "last_day"))
    since = moment_of(own.starts_at).date()
    people = hours_of((person for _, _, person, *_ in work if person is not None), since) if work else {}
    outline = list(in_order(Row(row["pk"], row["parent_id"], row["position"]) for row in rows.values()))
    tasks = tuple(_task(rows[row.id], level) for row, level in outline)
    resources, assignments = _resources(work, people)
    plan = model.Plan(
        name=own.name,
        start=own.starts_at * MINUTE,
        tasks=tasks,
        links=tuple(_link(link) for link in links),
        calendars=calendars(people, freezes),
        calendar=STANDARD,
        resources=resources,
        assignments=assignments,
        status_date=own.status_at * MINUTE if own.status_at is not None else None,
        settings=model.Settings(minutes_per_day=own.day_minutes, minutes_per_week=5 * own.day_minutes),
    )
    return Loaded(key, plan, _held(rows, project), tuple(link[0] for link in links))


_READ = (
    "pk", "parent_id", "position", "name", "kind", "duration_minutes", "effort_minutes", "type", "constraint", "constraint_at",
    "deadline_at", "priority", "leveling_delay_minutes", "done_share", "remaining_minutes", "started_at", "finished_at", *SCOPE,
)  # fmt: skip
_LINK = ("pk", "predecessor_id", "successor_id", "kind", "lag", "lag_kind")
_WORK = ("pk", "task_id", "person_id", "work_role_id", "work_role__name", "share", "effort_minutes")


def _held(rows: Mapping[int, Mapping[str, Any]], project: Any) -> frozenset[str]:
    """By the gate. A summary is held when all its parts are; one without parts is a task like any other."""
    held: set[int] = set()
    parts: dict[int, list[int]] = {}
    for key, row in rows.items():
        number, state, approval = (row[name] for name in SCOPE)
        item = Item(number, state, approval, project.number, project.kind, project.state)
        if not verdict(item, Work.PLAN).allowed:
            held.add(key)
        if row["parent_id"] is not None:
            parts.setdefault(row["parent_id"], []).append(key)
    free = [key for key in rows if key not in held and key not in parts]
    kept = set(free)
    for key in free:
        above = rows[key]["parent_id"]
        while above is not None and above not in kept and above in rows:
            kept.add(above)
            above = rows[above]["parent_id"]
    return frozenset(str(key) for key in rows if key not in kept)


def _task(row: Mapping[str, Any], level: int) -> model.Task:
    return model.Task(
        id=str(row["pk"]),
        name=row["name"],
        level=level,
        parent=str(row["parent_id"]) if row["parent_id"] is not None else None,
        duration=row["duration_minutes"] * MINUTE,
        milestone=row["kind"] == "milestone",
        type=TYPES[row["type"]],
        work=(row["effort_minutes"] or 0) * MINUTE,
        priority=row["priority"],
        leveling_delay=row["leveling_delay_minutes"] * MINUTE,
        constraint=model.Constraint[row["constraint"].upper()],
        constraint_date=_moment(row["constraint_at"]),
        deadline=_moment(row["deadline_at"]),
        actual_start=_moment(row["started_at"]),
        actual_finish=_moment(row["finished_at"]),
        remaining_duration=_moment(row["remaining_minutes"]),
        percent_complete=row["done_share"] // PERCENT,
    )


def _moment(minutes: int | None) -> int | None:
    return minutes * MINUTE if minutes is not None else None


def _link(row: tuple[Any, ...]) -> model.Link:
    _, before, behind, kind, lag, lag_kind = row
    by_percent = lag_kind.endswith("percent")
    return model.Link(str(before), str(behind), model.LinkKind[kind], lag if by_percent else lag * MINUTE, LAGS[lag_kind])


def _resources(
    work: Sequence[tuple[Any, ...]], people: Mapping[int, Any]
) -> tuple[tuple[model.Resource, ...], tuple[model.Assignment, ...]]:
    """A resource for each person and each role that is sought."""
    found = {f"person {key}": model.Resource(f"person {key}", hours.name, calendar=f"person {key}") for key, hours in people.items()}
    assignments = []
    for key, task, person, role, role_name, share, effort in work:
        resource = f"person {person}" if person is not None else f"role {role}"
        if resource not in found:
            found[resource] = model.Resource(resource, role_name or resource, generic=True)
        assignments.append(model.Assignment(str(key), str(task), resource, units=share, work=(effort or 0) * MINUTE))
    return tuple(found.values()), tuple(assignments)
