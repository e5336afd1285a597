"""The board of a plan: its columns, and the iterations that its work is done in."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from milepost.apps.planning.models.project_plan import ProjectPlan
from milepost.kernel.models.record import NumberedRecord, Record


class BoardColumn(Record):
    """`wip_limit` is how many tasks may stand in it at once. `meaning` says what standing there says of a task's progress."""

    MEANINGS: ClassVar = {"to-do": "Not begun", "doing": "Begun", "done": "Done"}

    plan = models.ForeignKey(ProjectPlan, models.PROTECT, related_name="columns")
    name = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    meaning = models.CharField(max_length=6, choices=MEANINGS.items(), default="doing")
    wip_limit = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "name"], name="board_column_name_once", violation_error_message="the board has it already."
            ),
            models.CheckConstraint(
                condition=Q(wip_limit__isnull=True) | Q(wip_limit__gte=1),
                name="board_column_limit_at_least_one",
                violation_error_message="a limit of nothing lets nobody work; leave it empty for none.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Iteration(NumberedRecord):
    """Both days are included. `capacity_minutes` is what the team says it has; worked out from their calendars where nothing stands there.
    What was planned into it is counted when it begins, as what the team committed to, and what of that was done when it ends."""

    plan = models.ForeignKey(ProjectPlan, models.PROTECT, related_name="iterations")
    name = models.CharField(max_length=100)
    goal = models.TextField(blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    capacity_minutes = models.PositiveBigIntegerField(null=True)
    committed_points = models.PositiveIntegerField(null=True)
    committed_minutes = models.PositiveBigIntegerField(null=True)
    done_points = models.PositiveIntegerField(null=True)
    done_minutes = models.PositiveBigIntegerField(null=True)
    state = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="iteration_ends_after_it_begins",
                violation_error_message="the last day lies before the first.",
            )
        ]

    def __str__(self) -> str:
        return self.name
