"""A programme: projects that together bring what none of them brings alone."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from milepost.apps.people.models import Person
from milepost.kernel.models.record import NumberedRecord


class Programme(NumberedRecord):
    """Its owner answers for the outcome."""

    name = models.CharField(max_length=200)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="programmes")
    purpose = models.TextField(blank=True)
    state = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="programme_name", violation_error_message="there is a programme of this name.")
        ]

    def __str__(self) -> str:
        return self.name
