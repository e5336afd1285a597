"""A change freeze: days on which nothing may be changed at an organisation, such as payroll, elections, the month's end."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from milepost.apps.organisations.models import Organisation
from milepost.kernel.models.record import Record


class ChangeFreeze(Record):
    """Plans of projects for the organisation keep their work off these days, both included."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="change_freezes")
    name = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="change_freeze_ends_after_it_begins",
                violation_error_message="the last day lies before the first.",
            )
        ]

    def __str__(self) -> str:
        return self.name
