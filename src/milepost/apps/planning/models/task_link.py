"""A link: one task waits for another."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from milepost.apps.planning.models.task import Task
from milepost.kernel.models.record import Record


class TaskLink(Record):
    """`lag` is working or clock minutes, or hundredths of a percent of the predecessor's duration; a lead is negative."""

    KINDS: ClassVar = {"FS": "Finish to start", "SS": "Start to start", "FF": "Finish to finish", "SF": "Start to finish"}
    LAG_KINDS: ClassVar = {
        "working": "Working time",
        "elapsed": "Clock time",
        "percent": "Percent",
        "elapsed-percent": "Percent, clock time",
    }

    predecessor = models.ForeignKey(Task, models.CASCADE, related_name="links_on")
    successor = models.ForeignKey(Task, models.CASCADE, related_name="links_back")
    kind = models.CharField(max_length=2, choices=KINDS.items(), default="FS")
    lag = models.BigIntegerField(default=0)
    lag_kind = models.CharField(max_length=16, choices=LAG_KINDS.items(), default="working")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="task_link_once", violation_error_message="these two are linked already."
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="task_link_of_two",
                violation_error_message="a task does not wait for itself.",
            ),
        ]
