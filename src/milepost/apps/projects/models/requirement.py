"""A requirement: what somebody needs the result to do or to be."""

from typing import ClassVar

from django.db import models

from milepost.apps.projects.models.project import Project
from milepost.kernel.models.record import NumberedRecord


class Requirement(NumberedRecord):
    """`priority` is MoSCoW. `business_need` says what the business gains by it, `user_need` who needs it for what,
    `operational_need` what running it takes."""

    PRIORITIES: ClassVar = {"must": "Must have", "should": "Should have", "could": "Could have", "wont": "Won't have this time"}

    project = models.ForeignKey(Project, models.PROTECT, related_name="requirements")
    name = models.CharField(max_length=300)
    source = models.CharField(max_length=200, blank=True)
    priority = models.CharField(max_length=6, choices=PRIORITIES.items(), default="should")
    business_need = models.TextField(blank=True)
    user_need = models.TextField(blank=True)
    operational_need = models.TextField(blank=True)
    acceptance_criteria = models.TextField(blank=True)
    state = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.name
