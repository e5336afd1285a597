"""A plan as its chart shows it, in a number of queries that does not grow with the plan."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

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
MOST_OFFERED = 300
MOST_SINGLE = 300
"""From so many tasks on it is quicker to read all of the plan's."""
OUTLINED = ("id", "parent", "position", "duration", "done")
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
    """Everything that whoever looks may see of the plan; beside it the baseline of that number, else the newest; none for "none"."""
    facts = facts_of(actor, plan)  # with its number first: what is changed while the rest is read is then asked for once more
    baseline = baseline or newest_baseline(actor, plan)
    tasks = tasks_of(actor, plan)
    assignments = assignments_of(actor, plan)
    return {
        "plan": facts,
        "tasks": tasks | _of_baseline(actor, plan, baseline, tasks["id"]),
        "links": links_of(actor, plan),
        "assignments": assignments,
        "people": people_of(actor, assignments),
        "roles": columnar(("id", "name"), seen(WORK_ROLE, actor).order_by("name", "pk").values_list("pk", "name")),
        "scopes": scopes_of(actor, plan),
        "baselines": _baselines(actor, plan, baseline),
        "calendar": calendar_of(plan),
        "problems": problems_of(plan),
    }


def tasks_of(actor: Actor, plan: ProjectPlan, *, only: Collection[int] | None = None) -> Columns:
    """In the order of the outline, with levels; what has parts is a summary, and as far as they are. With the tasks of `only` come their
    summaries, and of the others no more is read than how they stand in the outline."""
    names = list(OF_TASKS)
    found: Any = seen(TASK, actor).filter(plan=plan.pk)
    if only is None or len(only) > MOST_SINGLE:
        rows = {row[0]: row for row in found.values_list(*OF_TASKS.values())}
        places = [names.index(name) for name in OUTLINED]
        outlined = [tuple(row[place] for place in places) for row in rows.values()]
        wanted = with_summaries(only, {row[0]: row[1] for row in outlined}) if only is not None else frozenset(rows)
    else:
        outlined = list(found.values_list(*(OF_TASKS[name] for name in OUTLINED)))
        wanted = with_summaries(only, {row[0]: row[1] for row in outlined})
        rows = {row[0]: row for row in found.filter(pk__in=wanted).values_list(*OF_TASKS.values())}
    parents = {row[1] for row in outlined}
    far = done_of_summaries((key, parent, duration, done) for key, parent, _, duration, done in outlined)
    kind, done_at = names.index("kind"), names.index("done")
    told = [
        (*rows[one.id], level, "summary" if one.id in parents else rows[one.id][kind], far.get(one.id, rows[one.id][done_at]))
        for one, level in in_order(Row(key, parent, position) for key, parent, position, *_ in outlined)
        if one.id in wanted
    ]
    made = columnar((*names, "level", "kind of it", "done of it"), told)
    made["kind"], made["done"] = made.pop("kind of it"), made.pop("done of it")
    return made


def order_of(actor: Actor, plan: ProjectPlan) -> list[int]:
    """Ids of all tasks in the order of the outline."""
    rows = seen(TASK, actor).filter(plan=plan.pk).values_list("pk", "parent_id", "position")
    return [one.id for one, _ in in_order(Row(*row) for row in rows)]


def links_of(actor: Actor, plan: ProjectPlan) -> Columns:
    """Both ends are tasks of the plan."""
    found = seen(TASK_LINK, actor).filter(successor__plan=plan.pk).order_by("pk")
    return columnar(tuple(OF_LINKS), found.values_list(*OF_LINKS.values()))


def assignments_of(actor: Actor, plan: ProjectPlan) -> Columns:
    """Who works on what."""
    found = seen(ASSIGNMENT, actor).filter(task__plan=plan.pk).order_by("pk")
    return columnar(tuple(OF_ASSIGNMENTS), found.values_list(*OF_ASSIGNMENTS.values()))


def people_of(actor: Actor, assignments: Columns) -> Columns:
    """Everybody who works on it, and who else could; of a large house only the first by name: typing asks for the others."""
    named = {key for key in assignments["person"] if key is not None}
    found = seen(PERSON, actor).filter(Q(pk__in=named) | Q(state="active")).order_by("name", "pk").values_list("pk", "name")
    rows = list(found[: MOST_OFFERED + 1])
    if len(rows) > MOST_OFFERED:
        rows = sorted({*rows[:MOST_OFFERED], *found.filter(pk__in=named)}, key=lambda row: (row[1], row[0]))
    return columnar(("id", "name"), rows)


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


def newest_baseline(actor: Actor, plan: ProjectPlan) -> str:
    """Its number; empty where there is none."""
    return seen(BASELINE, actor).filter(plan=plan.pk).order_by("-pk").values_list("number", flat=True).first() or ""


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
    frozen = [[_midnight(one.first_day), _midnight(one.last_day) + DAY, one.name] for one in freezes]
    free = list(frozen)
    of_file = OfPlan((plan.branched_from if plan.branched_from is not None else plan).foreign or {}).shown()
    if of_file is not None:
        week, off = of_file
        free += [[first * DAY, (last + 1) * DAY, name] for first, last, name in off]
    else:
        week, holidays = USUAL, holidays_of(plan, moment_of(plan.starts_at).date())
        free += [[_midnight(day), _midnight(day) + DAY, name] for day, name in sorted(holidays.items())]
    return {"week": [[[start // 60, end // 60] for start, end in day] for day in week], "free": free, "frozen": frozen}


def _midnight(day: date) -> int:
    return minutes_of(datetime(day.year, day.month, day.day))
