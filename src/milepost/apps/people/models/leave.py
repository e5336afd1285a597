"""Leave: days a person is away, once it is approved."""

from typing import ClassVar

from django.db import models

from milepost.apps.people.models.person import Person
from milepost.kernel.models.record import NumberedRecord


class Leave(NumberedRecord):
    """From the first day to the last, both included; `part` takes a half of each of them. Who stood in for somebody decided
    for them: `decided_for`."""

    KINDS: ClassVar = {
        "holiday": "Annual leave",
        "lieu": "Time off in lieu",
        "training": "Training",
        "sickness": "Sickness",
        "parental": "Parental",
        "other": "Other",
    }
    ANNUAL: ClassVar = "holiday"
    PARTS: ClassVar = {"day": "Whole days", "morning": "Mornings", "afternoon": "Afternoons"}

    person = models.ForeignKey(Person, models.PROTECT, related_name="leave")
    kind = models.CharField(max_length=12, choices=KINDS.items())
    part = models.CharField(max_length=10, choices=PARTS.items(), default="day")
    first_day = models.DateField()
    last_day = models.DateField()
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="decided")
    decided_for = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="leave_ends_after_it_begins",
                violation_error_message="the last day lies before the first.",
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("person")),
                name="leave_decided_by_another",
                violation_error_message="nobody decides on their own leave.",
            ),
        ]
