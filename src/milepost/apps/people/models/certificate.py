"""A certificate a person holds."""

from typing import ClassVar

from django.db import models

from milepost.apps.people.models.person import Person
from milepost.kernel.models.record import Record


class Certificate(Record):
    """One that does not expire has no date. A renewal is a certificate of its own that `replaces` the one before, so that when which was
    held stays known; `reminded` is the last reminder of its expiry, in days before it."""

    STATES: ClassVar = {"held": "Held", "renewed": "Renewed", "given-up": "Given up"}

    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    name = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField(null=True)
    state = models.CharField(max_length=10)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="renewal")
    reminded = models.PositiveSmallIntegerField(null=True)
    expires_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_on__isnull=True)
                | models.Q(issued_on__isnull=True)
                | models.Q(expires_on__gte=models.F("issued_on")),
                name="certificate_expires_after_issue",
                violation_error_message="it expires before it was issued.",
            )
        ]

    def __str__(self) -> str:
        return self.name
