"""The cards of a board's column, and how much work some tasks are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from milepost.apps.planning.models import BoardColumn, Task
from milepost.apps.planning.rules.board import progress_of, stands_in

ON_BOARD = Q(in_backlog=False, children=None, kind="task")
"""What has a card: work itself; neither what waits in the backlog nor summaries and milestones."""
ORDER = ("rank", "dates__start", "position", "pk")
"""Of the cards of a column, from the top."""


@dataclass(frozen=True, slots=True)
class Size:
    """Of some tasks: how many, their points, and their work in minutes (effort, or else how long they take)."""

    tasks: int
    points: int
    minutes: int


def size_of(tasks: QuerySet[Task]) -> Size:
    """One query."""
    found: dict[str, Any] = tasks.aggregate(
        points=Coalesce(Sum("points"), 0), minutes=Coalesce(Sum(Coalesce(F("effort_minutes"), F("duration_minutes"))), 0)
    )
    return Size(tasks.count(), found["points"], found["minutes"])


def meanings_of(plan: int) -> Mapping[int, str]:
    """By column, from the left, what standing there says."""
    return dict(BoardColumn.objects.filter(plan=plan).order_by("position", "pk").values_list("pk", "meaning"))


def cards_in(column: BoardColumn) -> Mapping[int, int]:
    """The tasks that stand there from the top, with their ranks."""
    meanings = meanings_of(column.plan_id)
    rows = (
        Task.objects.filter(ON_BOARD, plan=column.plan_id).order_by(*ORDER).values_list("pk", "rank", "column", "started_at", "finished_at")
    )
    return {
        key: rank
        for key, rank, stored, started, finished in rows
        if stands_in(stored, progress_of(started, finished), meanings) == column.pk
    }


def backlog_ranks(plan: int) -> Mapping[int, int]:
    """What waits in the backlog, from the top, with its ranks."""
    return dict(Task.objects.filter(plan=plan, in_backlog=True).order_by(*ORDER).values_list("pk", "rank"))
