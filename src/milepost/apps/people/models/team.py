"""A team of people."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from milepost.kernel.models.record import Record


class Team(Record):
    """Teams may be parts of others; its lead is one of the people."""

    name = models.CharField(max_length=120)
    objectives = models.TextField(blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    lead = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="leads")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="team_name", violation_error_message="there is a team of this name."),
            models.CheckConstraint(
                condition=~models.Q(part_of=models.F("id")),
                name="team_not_own_part",
                violation_error_message="a team cannot be part of itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
