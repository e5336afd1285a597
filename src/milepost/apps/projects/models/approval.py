"""An approval: who let a scope item in, when, on what authority, on which document. It is never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from milepost.apps.organisations.models import Contact
from milepost.apps.people.models import Person
from milepost.apps.projects.models.scope_item import ScopeItem
from milepost.kernel.models import Account
from milepost.kernel.models.frozen import Frozen
from milepost.kernel.models.record import NumberedRecord


class Approval(NumberedRecord):
    """`decision` "revoked" takes an earlier one back. `subject` is what was approved, word for word, and `sha256` its hash;
    `effort_minutes` the effort that was approved, none where no limit was agreed."""

    DECISIONS: ClassVar = {"given": "Given", "revoked": "Revoked"}

    scope_item = models.ForeignKey(ScopeItem, models.PROTECT, related_name="approvals")
    decision = models.CharField(max_length=8, choices=DECISIONS.items(), default="given")
    given_by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="approvals")
    given_by_contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="approvals")
    given_on = models.DateField()
    authority = models.CharField(max_length=200)
    document = models.CharField(max_length=300)
    effort_minutes = models.PositiveBigIntegerField(null=True)
    subject = models.TextField()
    sha256 = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(given_by_person__isnull=False, given_by_contact__isnull=True)
                | Q(given_by_person__isnull=True, given_by_contact__isnull=False),
                name="approval_by_one",
                violation_error_message="an approval is given by one: a contact of the client or a person of the house.",
            ),
            Frozen(name="approval_frozen"),
        ]

    def __str__(self) -> str:
        return self.number
