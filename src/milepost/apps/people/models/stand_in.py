"""A stand-in: who decides and countersigns for a person while they are away."""

from typing import ClassVar

from django.db import models

from milepost.apps.people.models.person import Person
from milepost.kernel.models.record import Record


class StandIn(Record):
    """From the first day to the last, both included."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="stand_ins")
    stand_in = models.ForeignKey(Person, models.PROTECT, related_name="stands_in_for")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="stand_in_ends_after_it_begins",
                violation_error_message="the last day lies before the first.",
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("stand_in")),
                name="stand_in_is_another",
                violation_error_message="nobody stands in for themselves.",
            ),
        ]
