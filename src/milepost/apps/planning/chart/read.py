"""A plan as its chart shows it, in a number of queries that does not grow with the plan."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from milepost.apps.people.entities import PERSON, WORK_ROLE
from milepost.apps.planning.bridge.calendars import USUAL
from milepost.apps.planning.bridge.changes import last_number
from milepost.apps.planning.bridge.foreign import OfPlan
from milepost.apps.planning.chart.columns import OF_ASSIGNMENTS, OF_LINKS, OF_SCOPES, OF_TASKS, Columns, columnar
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import ASSIGNMENT, BASELINE, PROJECT_PLAN, TASK, TASK_LINK
from milepost.apps.planning.models import ChangeFreeze, PlanRun, ProjectPlan
from milepost.apps.planning.rules.outline import Row, in_order
from milepost.apps.planning.rules.progress import done_of_summaries, with_summaries
from milepost.apps.planning.selectors.hours import holidays_of, with_country
from milepost.apps.projects.entities import SCOPE_ITEM
from milepost.kernel.access import Actor, held_on
from milepost.kernel.clock import now
from milepost.kernel.errors import Missing
from milepost.kernel.inputs.local_moment import minutes_of, moment_of
from milepost.kernel.operations import operations
from milepost.kernel.settings import value_of
from milepost.values import said

DAY = 24 * 60
Json = dict[str, Any]


def plan_to_show(actor: Actor, project: int, number: str = "") -> ProjectPlan:
    """The project's plan, or that of its scenarios which has the number. Raises Missing."""
    found = seen(PROJECT_PLAN, actor).filter(project=project)
    found = found.filter(number=number) if number else found.filter(kind="main")
    plan = with_country(found).first()
    if not isinstance(plan, ProjectPlan):
        raise Missing(
            said("There is no plan {number} of this project that you can see.", number=number)
            if number
            else said("This project has no plan yet.")
        )
    return plan


def chart(actor: Actor, plan: ProjectPlan, *, baseline: str = "") -> Json:
    """Everything that whoever looks may see of the plan; beside it the baseline of that number."""
    rows = task_rows(actor, plan)
    tasks = tasks_of(rows)
    people = seen(PERSON, actor)
    assignments = assignments_of(actor, plan)
    named = {key for key in assignments["person"] if key is not None}
    return {
        "plan": facts_of(actor, plan),
        "tasks": tasks | _of_baseline(actor, plan, baseline, tasks["id"]),
        "links": links_of(actor, plan),
        "assignments": assignments,
        "people": columnar(("id", "name"), people.filter(pk__in=named).order_by("name", "pk").values_list("pk", "name")),
        "roles": columnar(("id", "name"), seen(WORK_ROLE, actor).order_by("name", "pk").values_list("pk", "name")),
        "scopes": scopes_of(actor, plan),
        "baselines": _baselines(actor, plan, baseline),
        "calendar": calendar_of(plan),
        "problems": problems_of(plan),
    }


def task_rows(actor: Actor, plan: ProjectPlan) -> list[tuple[Any, ...]]:
    """As the tables have them."""
    return list(seen(TASK, actor).filter(plan=plan.pk).values_list(*OF_TASKS.values()))


def tasks_of(rows: list[tuple[Any, ...]], *, only: Collection[int] | None = None) -> Columns:
    """In the order of the outline, with levels; what has parts is a summary, and as far as they are. With the tasks of `only` come their
    summaries."""
    names = list(OF_TASKS)
    at = {name: place for place, name in enumerate(names)}
    by_id = {row[0]: row for row in rows}
    above = {row[0]: row[at["parent"]] for row in rows}
    parents = set(above.values())
    wanted = with_summaries(only, above) if only is not None else None
    far = done_of_summaries((row[0], row[at["parent"]], row[at["duration"]], row[at["done"]]) for row in rows)
    found = []
    for one, level in in_order(Row(row[0], row[at["parent"]], row[at["position"]]) for row in rows):
        if wanted is None or one.id in wanted:
            row = by_id[one.id]
            found.append((*row, level, "summary" if one.id in parents else row[at["kind"]], far.get(one.id, row[at["done"]])))
    made = columnar((*names, "level", "kind of it", "done of it"), found)
    made["kind"], made["done"] = made.pop("kind of it"), made.pop("done of it")
    return made


def links_of(actor: Actor, plan: ProjectPlan) -> Columns:
    """Both ends are tasks of the plan."""
    found = seen(TASK_LINK, actor).filter(successor__plan=plan.pk).order_by("pk")
    return columnar(tuple(OF_LINKS), found.values_list(*OF_LINKS.values()))


def assignments_of(actor: Actor, plan: ProjectPlan) -> Columns:
    """Who works on what."""
    found = seen(ASSIGNMENT, actor).filter(task__plan=plan.pk).order_by("pk")
    return columnar(tuple(OF_ASSIGNMENTS), found.values_list(*OF_ASSIGNMENTS.values()))


def scopes_of(actor: Actor, plan: ProjectPlan) -> Columns:
    """The scope that its tasks can hang on."""
    found = seen(SCOPE_ITEM, actor).filter(project=plan.project_id).order_by("pk")
    return columnar(tuple(OF_SCOPES), found.values_list(*OF_SCOPES.values()))


def problems_of(plan: ProjectPlan) -> list[Json]:
    """What was wrong with the plan when it was last computed."""
    kept = PlanRun.objects.filter(plan=plan.pk).values_list("problems", flat=True).first() or []
    return [one | {"tasks": [int(task) for task in one["tasks"]]} for one in kept]


_RUN = ("start", "finish", "plan__chances__p50", "plan__chances__p80", "plan__chances__change")


def facts_of(actor: Actor, plan: ProjectPlan) -> Json:
    """What is said of the plan as a whole, and what whoever looks may do there."""
    start, finish, *chances = PlanRun.objects.filter(plan=plan.pk).values_list(*_RUN).first() or (None,) * len(_RUN)
    here = now().astimezone(ZoneInfo(value_of("zone")))
    names = [one.name for entity in (TASK, TASK_LINK, ASSIGNMENT) for one in operations(entity)]
    may = held_on(PROJECT_PLAN, actor, [*names, "project-plan.edit"], plan.pk) if plan.state == "open" else frozenset()
    return {
        "id": plan.pk,
        "number": plan.number,
        "name": plan.name,
        "kind": plan.kind,
        "project": plan.project.number,
        "run": last_number(plan.pk),
        "starts_at": plan.starts_at,
        "status_at": plan.status_at,
        "now": minutes_of(datetime(here.year, here.month, here.day, here.hour, here.minute)),
        "day_minutes": plan.day_minutes,
        "start": start,
        "finish": finish,
        **dict(zip(("p50", "p80", "chances_run"), chances, strict=True)),
        "committed": None,
        "can": sorted(may),
    }


def _baselines(actor: Actor, plan: ProjectPlan, shown: str) -> Columns:
    found = seen(BASELINE, actor).filter(plan=plan.pk).order_by("-pk").values_list("pk", "number", "name", "created_at")
    rows = [(key, number, name, at.date().isoformat(), number == shown) for key, number, name, at in found]
    return columnar(("id", "number", "name", "on", "shown"), rows)


def _of_baseline(actor: Actor, plan: ProjectPlan, number: str, tasks: list[int]) -> Columns:
    """When each was to start and finish; nothing where no baseline is shown."""
    content: Json = {}
    if number:
        content = seen(BASELINE, actor).filter(plan=plan.pk, number=number).values_list("content", flat=True).first() or {}
    kept = content.get("tasks", {})
    spans = [kept.get(str(task), {}) for task in tasks]
    return {"base_start": [one.get("start") for one in spans], "base_finish": [one.get("finish") for one in spans]}


def calendar_of(plan: ProjectPlan) -> Json:
    """The week of the plan, usual or that of the file it came from, and days on which nothing is done."""
    organisation = plan.project.organisation_id
    freezes = ChangeFreeze.objects.filter(organisation=organisation).order_by("first_day", "pk") if organisation else ()
    free = [[_midnight(one.first_day), _midnight(one.last_day) + DAY, one.name] for one in freezes]
    of_file = OfPlan((plan.branched_from if plan.branched_from is not None else plan).foreign or {}).shown()
    if of_file is not None:
        week, off = of_file
        free += [[first * DAY, (last + 1) * DAY, name] for first, last, name in off]
    else:
        week, holidays = USUAL, holidays_of(plan, moment_of(plan.starts_at).date())
        free += [[_midnight(day), _midnight(day) + DAY, name] for day, name in sorted(holidays.items())]
    return {"week": [[[start // 60, end // 60] for start, end in day] for day in week], "free": free}


def _midnight(day: date) -> int:
    return minutes_of(datetime(day.year, day.month, day.day))
