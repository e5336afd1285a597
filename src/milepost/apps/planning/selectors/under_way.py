"""Work that is to be done now: which plans count, what a task waits for, and whose it is."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from milepost.apps.planning.models import Assignment, Task, TaskLink

IN_WORK = Q(plan__kind="main", plan__state="open", plan__project__state__in=("proposed", "active"))
"""Tasks of plans that hold, of projects that go on; scenarios are thoughts."""
TO_DO = IN_WORK & Q(finished_at=None, in_backlog=False, children=None)
"""What is left to do of them; summaries are done by their parts."""


def waits_for(tasks: Iterable[int]) -> Mapping[int, list[int]]:
    """By task the unfinished ones that have to finish before it may start. One query."""
    found: dict[int, list[int]] = {}
    links = TaskLink.objects.filter(successor__in=list(tasks), kind="FS", predecessor__finished_at=None, predecessor__in_backlog=False)
    for task, before in links.order_by("pk").values_list("successor_id", "predecessor_id"):
        found.setdefault(task, []).append(before)
    return found


def people_on(tasks: Iterable[int], known: Any) -> Mapping[int, list[tuple[int, str]]]:
    """By task who does it, id and name; not who declined, and only those of the people `known`, a query. One query."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = Assignment.objects.filter(task__in=list(tasks), person__in=known).exclude(state="declined").order_by("pk")
    for task, person, name in rows.values_list("task_id", "person_id", "person__name"):
        found.setdefault(task, []).append((person, name))
    return found


def numbers_of(tasks: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """By task its number and name. One query."""
    return {key: (number, name) for key, number, name in Task.objects.filter(pk__in=list(tasks)).values_list("pk", "number", "name")}
