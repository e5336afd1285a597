"""A goal that a client or a department has for its own business, which projects serve."""

from django.db import models

from milepost.apps.organisations.models import Organisation
from milepost.kernel.models.record import Record


class BusinessGoal(Record):
    """`measure` says by what it is told that it was reached."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="business_goals")
    name = models.CharField(max_length=200)
    measure = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.name
