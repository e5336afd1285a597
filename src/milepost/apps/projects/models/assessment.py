"""What is found out before a project is planned: whether it is needed, whether it can be done, and what it will change."""

from typing import ClassVar

from django.db import models

from milepost.apps.people.models import Person
from milepost.apps.projects.models.project import Project
from milepost.kernel.models.record import NumberedRecord


class Assessment(NumberedRecord):
    """One question, what was found, and what is recommended."""

    KINDS: ClassVar = {"needs": "Needs", "feasibility": "Feasibility", "impact": "Impact"}

    project = models.ForeignKey(Project, models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=12, choices=KINDS.items())
    name = models.CharField(max_length=200)
    findings = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="assessments")
    state = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.name
