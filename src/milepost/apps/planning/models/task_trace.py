"""Which task works towards which requirement."""

from typing import ClassVar

from django.db import models

from milepost.apps.planning.models.task import Task
from milepost.apps.projects.models import Requirement
from milepost.kernel.models.record import Record


class TaskTrace(Record):
    """Both of one project; a task of the plan, not of a scenario."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="traces")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="task_traces")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task", "requirement"], name="task_trace_once", violation_error_message="this is traced already."
            )
        ]
