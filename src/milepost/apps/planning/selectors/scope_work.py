"""How much work hangs on each item of a project's scope."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import Coalesce

from milepost.apps.planning.models import Task


@dataclass(frozen=True, slots=True)
class Work:
    """Of the tasks without parts on one scope item, in the plan itself: how many, how many of them are held, their work in minutes (effort,
    or else how long they take), from when to when in minutes of the plan's clock, and how long a day of that plan is."""

    tasks: int = 0
    held: int = 0
    minutes: int = 0
    start: int | None = None
    finish: int | None = None
    sold: int = 0
    day_minutes: int = 450


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
        day=Max("plan__day_minutes"),
    )
    return {
        key: Work(*facts) for key, *facts in rows.values_list("scope_item_id", "tasks", "held", "minutes", "start", "finish", "sold", "day")
    }
