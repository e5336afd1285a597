"""A dependency: one project waits for what another one brings."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from milepost.apps.planning.models.task import Task
from milepost.apps.projects.models import Project
from milepost.kernel.models.record import NumberedRecord


class ProjectDependency(NumberedRecord):
    """`project` waits, `on_project` brings; `on_task` is the task, best a milestone, with which it is there. It moves no dates: both plans
    say for themselves when, and the portfolio says whether that fits."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="waits_for")
    on_project = models.ForeignKey(Project, models.PROTECT, related_name="awaited_by")
    on_task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="awaited_by")
    what = models.CharField(max_length=200)
    needed_on = models.DateField()
    state = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(project=F("on_project")),
                name="project_dependency_of_two",
                violation_error_message="a project does not wait for itself; link the tasks in its plan.",
            )
        ]

    def __str__(self) -> str:
        return self.what
