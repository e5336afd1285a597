"""What the health of projects is told from, for all of them in four queries however many they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from milepost.apps.planning.models import PlanChange, ProjectPlan, TaskDates
from milepost.apps.planning.rules.health import SOON, Facts, Part, parts_of, worst
from milepost.apps.planning.selectors.plan_clock import plan_now
from milepost.apps.planning.selectors.standing import day_of, end_of, share_by
from milepost.apps.projects.models import Project, ScopeItem
from milepost.kernel.settings import today_here

DAY = 24 * 60
OF_PLAN = ("pk", "newest", "run__start", "run__finish", "chances__p50", "chances__p80", "chances__curve", "chances__change")


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of one project's plan. Moments are minutes of the plan's clock; what is not known is None. `kept` is the share of samples that finish
    by the promised day, `late` by how many days P80, or else the planned finish, comes after it;
    `behind` how many changes the plan has had since it was simulated."""

    plan: int | None
    start: int | None
    finish: int | None
    p50: int | None
    p80: int | None
    kept: int | None
    late: int | None
    tasks: int
    finished: int
    behind: int
    parts: tuple[Part, ...]

    @property
    def level(self) -> str:
        """The worst of the parts that are known."""
        return worst(self.parts)


def forecasts(projects: Iterable[int]) -> dict[int, Forecast]:
    """By project, in their order."""
    rows = list(Project.objects.filter(pk__in=list(projects)).order_by("name", "pk").values_list("pk", "state", "committed_finish"))
    keys = [key for key, *_ in rows]
    newest = PlanChange.objects.filter(plan=OuterRef("pk")).order_by("-number").values("number")[:1]
    own = ProjectPlan.objects.filter(project__in=keys, kind="main").annotate(newest=Subquery(newest)).values("project_id", *OF_PLAN)
    plans = {one["project_id"]: one for one in own}
    today = today_here()
    waiting, held = _waiting(keys, today), _counted(plans)
    return {key: _forecast(state, promised, plans.get(key), waiting.get(key, ()), held, today) for key, state, promised in rows}


def _waiting(keys: list[int], today: date) -> dict[int, list[int]]:
    """By project the ages in days of scope items that wait for a decision."""
    found: dict[int, list[int]] = {}
    rows = ScopeItem.objects.filter(project__in=keys, state="proposed").values_list("project_id", "created_at")
    for project, at in rows:
        found.setdefault(project, []).append((today - at.date()).days)
    return found


def _counted(plans: dict[int, dict[str, Any]]) -> dict[int, dict[str, int]]:
    """By plan how many tasks it has, finished ones, and held ones that were to begin soon."""
    soon = plan_now() + SOON * DAY
    rows: Any = (
        TaskDates.objects.filter(plan__in=[one["pk"] for one in plans.values()], task__children=None)
        .order_by()
        .values("plan_id")
        .annotate(
            tasks=Count("pk"),
            finished=Count("pk", filter=Q(task__finished_at__isnull=False)),
            held_soon=Count("pk", filter=Q(held=True, start__lt=soon, task__finished_at=None)),
        )
    )
    names = ("tasks", "finished", "held_soon")
    return {row["plan_id"]: {name: row[name] for name in names} for row in rows}


def _forecast(
    state: str,
    promised: date | None,
    plan: dict[str, Any] | None,
    waiting: Iterable[int],
    counted: dict[int, dict[str, int]],
    today: date,
) -> Forecast:
    of: dict[str, Any] = plan or dict.fromkeys(OF_PLAN)
    count = counted.get(of["pk"] or 0, {})
    curve, sure = of["chances__curve"], of["chances__p80"] or of["run__finish"]
    kept = share_by(curve, end_of(promised)) if curve and promised is not None else None
    running, left = state == "active", count.get("tasks", 0) - count.get("finished", 0)
    facts = Facts(
        state,
        today,
        promised,
        _day(of["run__finish"]),
        _day(of["chances__p50"]),
        _day(of["chances__p80"]),
        kept,
        tuple(waiting),
        count.get("held_soon", 0) if running else 0,
        left,
    )
    return Forecast(
        of["pk"],
        *(of["run__start"], of["run__finish"], of["chances__p50"], of["chances__p80"], kept),
        _late(sure, promised, today if running and left else None),
        count.get("tasks", 0),
        count.get("finished", 0),
        max((of["newest"] or 0) - of["chances__change"], 0) if of["chances__change"] is not None else 0,
        parts_of(facts),
    )


def _late(sure: int | None, promised: date | None, today: date | None) -> int | None:
    """While work is left it does not finish before `today`."""
    if sure is None or promised is None:
        return None
    day = day_of(sure)
    return (max(day, today) - promised).days if today is not None else (day - promised).days


def _day(moment: int | None) -> date | None:
    return day_of(moment) if moment is not None else None


def finishes(projects: Iterable[int]) -> dict[int, int]:
    """By project when its plan is likely to finish: P80 where that was simulated, else as planned. One query."""
    rows = ProjectPlan.objects.filter(project__in=list(projects), kind="main").values_list("project_id", "chances__p80", "run__finish")
    return {project: moment for project, sure, finish in rows if (moment := sure or finish) is not None}
