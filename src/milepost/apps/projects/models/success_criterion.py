"""By what it will be told whether a project succeeded."""

from django.db import models

from milepost.apps.people.models import Person
from milepost.apps.projects.models.goal import Goal
from milepost.apps.projects.models.project import Project
from milepost.kernel.models.record import Record


class SuccessCriterion(Record):
    """What is measured, the value to be reached, and by when; `result` is what it came to."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="criteria")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="criteria")
    name = models.CharField(max_length=300)
    target = models.CharField(max_length=200)
    measured_how = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10)
    result = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name
