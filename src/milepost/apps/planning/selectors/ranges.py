"""How long people say that the tasks of a plan take at best and at worst."""

from collections.abc import Mapping

from milepost.apps.planning.models import Task

Ranges = Mapping[str, tuple[int | None, int | None]]


def ranges_of(plan: int) -> Ranges:
    """By task its best and worst duration in minutes, where at least one was said."""
    rows = Task.objects.filter(plan=plan).exclude(best_minutes=None, worst_minutes=None)
    return {str(key): (best, worst) for key, best, worst in rows.values_list("pk", "best_minutes", "worst_minutes")}


def has_ranges(plan: int) -> bool:
    """Whether somebody said of a task that is not finished how long it may take."""
    return Task.objects.filter(plan=plan, finished_at=None).exclude(best_minutes=None, worst_minutes=None).exists()
