"""A plan of the house as a plan of the engine."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from milepost.apps.planning.bridge.calendars import STANDARD, calendars, frozen_days
from milepost.apps.planning.bridge.foreign import OfPlan, assignment_of, further_links, joined, of_task, resource_id, stretched
from milepost.apps.planning.models import Assignment, ChangeFreeze, ProjectPlan, Task, TaskLink
from milepost.apps.planning.rules.outline import Row, in_order
from milepost.apps.planning.selectors.hours import Hours, holidays_of, hours_of, with_country
from milepost.apps.planning.selectors.snapshot import Told, told_of
from milepost.apps.projects.rules.gate import Item, Work, verdict
from milepost.engine import model
from milepost.kernel.inputs.local_moment import moment_of
from milepost.values import FULL_SHARE

MINUTE = 60
PERCENT = FULL_SHARE // 100
SCOPE = ("scope_item__number", "scope_item__state", "scope_item__approval_id", "scope_item__approval__given_by_contact_id")
LAGS = {one.value.replace(" ", "-"): one for one in model.LagKind}
TYPES = {one.value.replace(" ", "-"): one for one in model.TaskType}


@dataclass(frozen=True)
class Loaded:
    """`plan` has everything; `held` are the tasks that hang on scope nobody approved, and the summaries of nothing but such. `links` has
    the key of the link at each place of `plan.links`; none for those that only a foreign file has."""

    key: int
    plan: model.Plan
    held: frozenset[str]
    links: tuple[int | None, ...]

    def committed(self) -> tuple[model.Plan, tuple[int | None, ...]]:
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


def load(
    key: int,
    *,
    tasks: Iterable[dict[str, Any]] | None = None,
    as_if_approved: Collection[int] = (),
    as_if_held: Collection[int] = (),
) -> Loaded:
    """Eight queries, however large the plan is; of a scenario two more. `tasks` are rows with what is in `READ`, where they were read
    already. `as_if_approved` are items of the scope that are taken as approved, `as_if_held` as not, to see what would come of it. Raises
    ProjectPlan.DoesNotExist."""
    own = with_country(ProjectPlan.objects.all()).get(pk=key)
    found = Task.objects.filter(plan=key, in_backlog=False).values(*READ) if tasks is None else tasks
    rows = {row["pk"]: row for row in found if not row["in_backlog"]}
    links = TaskLink.objects.filter(successor__plan=key, successor__in_backlog=False, predecessor__in_backlog=False)
    work = Assignment.objects.filter(task__plan=key, task__in_backlog=False).exclude(state="declined")
    worked = list(work.order_by("pk").values_list(*_WORK))
    around = Around(_freezes(own.project), _people(worked, own))
    _with_origin(own, rows)
    return _loaded(own, rows, list(links.order_by("pk").values_list(*_LINK)), worked, around, as_if_approved, as_if_held)


def load_beside(key: int, other: int) -> tuple[Loaded, Loaded, Told]:
    """A scenario and the plan it was branched from, in that order, in as many queries as one, with the rows that both were made of, also
    of what waits in the backlog. Raises ProjectPlan.DoesNotExist."""
    owns = {one.pk: one for one in with_country(ProjectPlan.objects.filter(pk__in=(key, other)))}
    if len(owns) != len({key, other}):
        raise ProjectPlan.DoesNotExist
    found = told_of((key, other), of_tasks=READ, of_links=_LINK, of_work=_WORK)
    kept = {row["pk"]: row["scheduling"] for row in found.tasks if row["plan_id"] == other}
    for row in found.tasks:
        row["scheduling"] = row["scheduling"] or (kept.get(row["origin"]) if row["plan_id"] == key else None)
    owns[key].foreign = owns[other].foreign
    planned = {row["pk"]: row for row in found.tasks if not row["in_backlog"]}
    people = _people([_tuple(one, _WORK) for one in found.work], *owns.values())
    around = Around(_freezes(owns[key].project), people)
    made = []
    for own in (owns[key], owns[other]):
        rows = {pk: row for pk, row in planned.items() if row["plan_id"] == own.pk}
        links = [_tuple(one, _LINK) for one in found.links if one["successor_id"] in rows and one["predecessor_id"] in rows]
        work = [_tuple(one, _WORK) for one in found.work if one["task_id"] in rows]
        made.append(_loaded(own, rows, links, work, around))
    return made[0], made[1], found


@dataclass(frozen=True, slots=True)
class Around:
    """What plans have in common: days on which nothing is changed, and when people work."""

    freezes: Sequence[tuple[str, date, date]]
    people: Mapping[int, Hours]


def _freezes(project: Any) -> list[tuple[str, date, date]]:
    frozen = ChangeFreeze.objects.filter(organisation=project.organisation_id) if project.organisation_id else ChangeFreeze.objects.none()
    return list(frozen.order_by("first_day", "pk").values_list("name", "first_day", "last_day"))


def _people(work: Sequence[tuple[Any, ...]], *plans: ProjectPlan) -> Mapping[int, Hours]:
    people = [person for _, _, person, *_ in work if person is not None]
    return hours_of(people, min(map(_since, plans))) if work else {}


def _since(plan: ProjectPlan) -> date:
    return moment_of(plan.starts_at).date()


def _tuple(row: Mapping[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _loaded(
    own: ProjectPlan,
    rows: Mapping[int, dict[str, Any]],
    links: Sequence[tuple[Any, ...]],
    work: Sequence[tuple[Any, ...]],
    around: Around,
    as_if_approved: Collection[int] = (),
    as_if_held: Collection[int] = (),
) -> Loaded:
    outline = list(in_order(Row(row["pk"], row["parent_id"], row["position"]) for row in rows.values()))
    foreign = OfPlan(own.foreign or {})
    worked = {person for _, _, person, *_ in work}
    people = {key: hours for key, hours in around.people.items() if key in worked}
    tasks = tuple(_task(rows[row.id], level, rows) for row, level in outline)
    odd = {row.id: of_task(facts, rows[row.id]) for row, _ in outline if (facts := rows[row.id]["scheduling"])}
    tasks = tuple(replace(task, **odd[int(task.id)][0]) if int(task.id) in odd else task for task in tasks)
    resources, assignments = _resources(work, people, rows, foreign, {task: found[1] for task, found in odd.items()})
    by_foreign = {row["foreign_id"]: str(row["pk"]) for row in rows.values() if row["foreign_id"]}
    more = tuple(further_links({str(task): found[2] for task, found in odd.items()}, by_foreign))
    plan = model.Plan(
        name=own.name,
        start=own.starts_at * MINUTE,
        tasks=tasks,
        links=(*map(_link, links), *more),
        calendars=(*calendars(people, around.freezes, holidays_of(own, _since(own))), *foreign.calendars(frozen_days(around.freezes))),
        calendar=foreign.calendar or STANDARD,
        resources=resources,
        assignments=assignments,
        status_date=own.status_at * MINUTE if own.status_at is not None else None,
        **foreign.header(day_minutes=own.day_minutes),
    )
    return Loaded(own.pk, plan, _held(rows, own.project, as_if_approved, as_if_held), (*(link[0] for link in links), *(None for _ in more)))


def _with_origin(own: ProjectPlan, rows: Mapping[int, dict[str, Any]]) -> None:
    """What a foreign file says of a scenario and its tasks they have from the plan they were copied from."""
    origin = own.branched_from_id
    if origin is None:
        return
    kept = dict(Task.objects.filter(plan=origin, scheduling__isnull=False).values_list("pk", "scheduling"))
    for row in rows.values():
        row["scheduling"] = row["scheduling"] or kept.get(row["origin"])
    own.foreign = ProjectPlan.objects.filter(pk=origin).values_list("foreign", flat=True).first()


READ = (
    "pk", "parent_id", "position", "name", "kind", "scope_item_id", "duration_minutes", "effort_minutes", "type", "constraint",
    "constraint_at", "deadline_at", "priority", "leveling_delay_minutes", "done_share", "remaining_minutes",
    "remaining_at", "started_at", "finished_at", "foreign_id", "scheduling", "origin", "in_backlog", *SCOPE,
)  # fmt: skip
_LINK = ("pk", "predecessor_id", "successor_id", "kind", "lag", "lag_kind")
_WORK = ("pk", "task_id", "person_id", "work_role_id", "work_role__name", "share", "effort_minutes")


def _held(rows: Mapping[int, Mapping[str, Any]], project: Any, as_if: Collection[int], but_held: Collection[int]) -> frozenset[str]:
    """By the gate, but for items to be taken otherwise. A summary is held when all its parts are; one without parts is a task like any
    other."""
    parts = {row["parent_id"] for row in rows.values()}
    allowed: dict[int, bool] = {}
    for row in rows.values():
        scope = row["scope_item_id"]
        if scope not in allowed:
            number, state, approval, contact = (row[name] for name in SCOPE)
            item = Item(number, state, approval, contact is not None, project.number, project.kind, project.state)
            allowed[scope] = scope not in but_held and (scope in as_if or verdict(item, Work.PLAN).allowed)
    held = {key for key, row in rows.items() if not allowed[row["scope_item_id"]]}
    free = [key for key in rows if key not in held and key not in parts]
    kept = set(free)
    for key in free:
        above = rows[key]["parent_id"]
        while above is not None and above not in kept and above in rows:
            kept.add(above)
            above = rows[above]["parent_id"]
    return frozenset(str(key) for key in rows if key not in kept)


def _task(row: Mapping[str, Any], level: int, there: Collection[int]) -> model.Task:
    """What is part of something that waits in the backlog stands by itself."""
    parent = row["parent_id"]
    return model.Task(
        id=str(row["pk"]),
        name=row["name"],
        level=level,
        parent=str(parent) if parent in there else None,
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
        remaining_since=_moment(row["remaining_at"]),
        percent_complete=row["done_share"] // PERCENT,
    )


def _moment(minutes: int | None) -> int | None:
    return minutes * MINUTE if minutes is not None else None


def _link(row: tuple[Any, ...]) -> model.Link:
    _, before, behind, kind, lag, lag_kind = row
    by_percent = lag_kind.endswith("percent")
    return model.Link(str(before), str(behind), model.LinkKind[kind], lag if by_percent else lag * MINUTE, LAGS[lag_kind])


Foreign = Mapping[int, Sequence[Mapping[str, Any]]]


def _resources(
    work: Sequence[tuple[Any, ...]], people: Mapping[int, Any], rows: Mapping[int, Mapping[str, Any]], foreign: OfPlan, in_file: Foreign
) -> tuple[tuple[model.Resource, ...], tuple[model.Assignment, ...]]:
    """A resource for each person and each role that is sought, and for each of a foreign file that nobody here stands for. Whose effort
    nobody said gives their share of the whole duration."""
    found = {f"person {key}": model.Resource(f"person {key}", hours.name, calendar=f"person {key}") for key, hours in people.items()}
    known = {
        (task, foreign.who[one["resource"]]): one for task, its in in_file.items() for one in its if one.get("resource") in foreign.who
    }
    assignments = []
    for key, task, person, role, role_name, share, effort in work:
        resource = f"person {person}" if person is not None else f"role {role}"
        if resource not in found:
            found[resource] = model.Resource(resource, role_name or resource, generic=True)
        facts = known.get((task, resource))
        if facts is None:
            minutes = effort if effort is not None else rows[task]["duration_minutes"] * share // FULL_SHARE
            assignments.append(model.Assignment(str(key), str(task), resource, units=share, work=minutes * MINUTE))
        else:
            assignments.append(joined(facts, rows[task], key=str(key), task=str(task), resource=resource, share=share, effort=effort))
    for task, its in in_file.items():
        for facts in its:
            kept = foreign.resource(facts["resource"]) if facts.get("resource") is not None else None
            if kept is not None:
                found.setdefault(kept.id, kept)
                key = resource_id(facts["id"])
                assignments.append(stretched(assignment_of(facts, key=key, task=str(task), resource=kept.id), rows[task]))
    return tuple(found.values()), tuple(assignments)
