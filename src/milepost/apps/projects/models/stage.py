"""A stage of a project, with a gate at its end."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from milepost.apps.people.models import Person
from milepost.apps.projects.models.project import Project
from milepost.kernel.models.record import Record


class Stage(Record):
    """At the gate somebody decides whether the project goes on: `decided_by`, with a note of what was weighed."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="stages")
    name = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    starts_on = models.DateField(null=True)
    finishes_on = models.DateField(null=True)
    gate_criteria = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="gates_decided")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "position"], name="stage_position", violation_error_message="another stage has this place in the order."
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(finishes_on__isnull=True) | Q(finishes_on__gte=models.F("starts_on")),
                name="stage_finishes_after_start",
                violation_error_message="the stage finishes before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
