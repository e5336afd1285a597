"""An organisation: a client, a supplier, or a department of the house."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from milepost.kernel.models.record import NumberedRecord


class Organisation(NumberedRecord):
    """One of another kind is another record: a client who also supplies is two, which are linked.
    The one that `is_own` is the house itself."""

    KINDS: ClassVar = {"client": "Client", "supplier": "Supplier", "department": "Department"}

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=KINDS.items())
    state = models.CharField(max_length=10)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    reference = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=2, blank=True)
    is_own = models.BooleanField(default=False)
    notes = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="organisation_by_name")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "kind", Lower("name"), name="organisation_name", violation_error_message="there is one of this kind with this name."
            ),
            models.UniqueConstraint(
                fields=["is_own"],
                condition=models.Q(is_own=True),
                name="organisation_own_once",
                violation_error_message="the house is one organisation; mark one of them.",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="organisation_not_own_part",
                violation_error_message="an organisation cannot be part of itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
