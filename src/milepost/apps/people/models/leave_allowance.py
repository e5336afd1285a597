"""A leave allowance: the days of one kind of leave that somebody may take in a span."""

from typing import ClassVar

from django.db import models

from milepost.apps.people.models.leave import Leave
from milepost.apps.people.models.person import Person
from milepost.kernel.models.record import Record


class LeaveAllowance(Record):
    """Counted in half-days. Spans of one person and kind do not overlap; who joins in the middle of a year has a shorter one."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="allowances")
    kind = models.CharField(max_length=12, choices=Leave.KINDS.items(), default=Leave.ANNUAL)
    first_day = models.DateField()
    last_day = models.DateField()
    half_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="allowance_ends_after_it_begins",
                violation_error_message="the last day lies before the first.",
            )
        ]
