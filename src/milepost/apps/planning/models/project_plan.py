"""A plan of a project: the one that holds, or a scenario that was branched from it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from milepost.apps.projects.models import Project
from milepost.kernel.models import SavedView
from milepost.kernel.models.record import NumberedRecord


class ProjectPlan(NumberedRecord):
    """`starts_at` and `status_at` are minutes of the plan's own clock (see `kernel.inputs.LocalMoment`). `day_minutes` is what its author
    calls a day. `base` is what the plan said when the scenario was branched from it (see `selectors.snapshot`).
    `foreign` is what the file that it was imported from says of the plan as a whole: calendars, resources, settings.
    `first_view` is the shared view of tasks that its pages begin with; a view that is deleted is no longer it."""

    KINDS: ClassVar = {"main": "The plan", "scenario": "Scenario"}

    project = models.ForeignKey(Project, models.PROTECT, related_name="plans")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=KINDS.items(), default="main")
    branched_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="scenarios")
    starts_at = models.BigIntegerField()
    status_at = models.BigIntegerField(null=True)
    day_minutes = models.PositiveSmallIntegerField(default=450)
    state = models.CharField(max_length=10)
    base = models.JSONField(null=True)
    foreign = models.JSONField(null=True)
    first_view = models.ForeignKey(SavedView, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(kind="main"),
                name="project_plan_main_once",
                violation_error_message="the project has a plan already; branch a scenario from it.",
            ),
            models.CheckConstraint(
                condition=Q(kind="main", branched_from__isnull=True) | Q(kind="scenario", branched_from__isnull=False),
                name="project_plan_scenario_has_origin",
                violation_error_message="a scenario is branched from a plan, and the plan from nothing.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
