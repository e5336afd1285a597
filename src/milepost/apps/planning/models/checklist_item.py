"""A checklist item: one thing to tick off before a task is done."""

from typing import ClassVar

from django.db import models

from milepost.apps.people.models import Person
from milepost.apps.planning.models.task import Task
from milepost.kernel.models.record import Record


class ChecklistItem(Record):
    """`done_at` and who ticked it stand there once it is."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="checklist")
    position = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=300)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["task", "position"], name="checklist_in_order")]

    def __str__(self) -> str:
        return self.text
