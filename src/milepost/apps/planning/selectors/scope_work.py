"""How much work hangs on the scope of a project, and what would come of deciding on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import Coalesce

from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.engine import schedule_plan

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Work:
    """Of the tasks without parts on one scope item, in the plan itself: how many, how many of them are held, their work in minutes (effort,
    or else how long they take), and from when to when in minutes of the plan's clock."""

    tasks: int = 0
    held: int = 0
    minutes: int = 0
    start: int | None = None
    finish: int | None = None
    sold: int = 0


def work_by_item(project: int) -> Mapping[int, Work]:
    """By scope item that has tasks, of tasks without parts; one query."""
    found = Task.objects.filter(plan__project=project, plan__kind="main", children=None).values("scope_item_id").order_by()
    rows = found.annotate(
        tasks=Count("pk"),
        held=Count("pk", filter=Q(dates__held=True)),
        minutes=Coalesce(Sum(Coalesce(F("effort_minutes"), F("duration_minutes"))), 0),
        start=Min("dates__start"),
        finish=Max("dates__finish"),
        sold=Count("pk", filter=Q(chargeable=True)),
    )
    return {row.pop("scope_item_id"): Work(**row) for row in rows}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision on a scope item would do to the plan: its committed finish before and after, in minutes of the plan's clock; none
    where nothing is committed, or it cannot be scheduled."""

    plan: ProjectPlan
    day_minutes: int
    before: int | None
    after: int | None
    problems: tuple[str, ...] = ()


def outcome(project: int, item: int, *, approved: bool) -> Outcome | None:
    """As if the item were approved, or held; nothing is changed. None for a project without a plan."""
    plan = ProjectPlan.objects.filter(project=project, kind="main").first()
    if plan is None:
        return None
    now, then = load(plan.pk).committed()[0], load(plan.pk, **{"as_if_approved" if approved else "as_if_held": {item}}).committed()[0]
    before, after = schedule_plan(now), schedule_plan(then)
    known = {problem.message for problem in before.problems}
    return Outcome(
        plan,
        plan.day_minutes,
        before.finish // MINUTE if before.dates else None,
        after.finish // MINUTE if after.dates else None,
        tuple(problem.message for problem in after.problems if problem.message not in known),
    )
