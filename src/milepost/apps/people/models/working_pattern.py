"""A working pattern: the hours of a person's week from a day on, until the next pattern; history is never rewritten."""

from typing import ClassVar

from django.db import models

from milepost.apps.people.models.person import Person
from milepost.kernel.models.record import Record


class WorkingPattern(Record):
    """Each day holds hours such as "09:00-12:30, 13:30-17:00", or nothing."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="patterns")
    valid_from = models.DateField()
    monday = models.CharField(max_length=100, blank=True)
    tuesday = models.CharField(max_length=100, blank=True)
    wednesday = models.CharField(max_length=100, blank=True)
    thursday = models.CharField(max_length=100, blank=True)
    friday = models.CharField(max_length=100, blank=True)
    saturday = models.CharField(max_length=100, blank=True)
    sunday = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "valid_from"],
                name="pattern_once_a_day",
                violation_error_message="a pattern of this person begins on this day already.",
            )
        ]
