"""Saved views: what somebody asks of a list again and again, under a name."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from milepost.kernel.models.account import Account
from milepost.kernel.models.record import Record


class SavedView(Record):
    """`entity` is the word of what the list is of; `query` is what stands behind "?" in its address. A private view is its account's
    alone; a shared one may be nobody's, where the house brought it."""

    entity = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    query = models.TextField(blank=True)
    shared = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["entity", "shared"], name="saved_view_of")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(shared=True) | models.Q(account__isnull=False),
                name="saved_view_private_to_somebody",
                violation_error_message="a private view is somebody's; the house itself has only shared ones.",
            ),
            models.UniqueConstraint(
                fields=["account", "entity"],
                condition=models.Q(is_default=True, shared=False),
                name="saved_view_own_default",
                violation_error_message="another view has just become the default; look again.",
            ),
            models.UniqueConstraint(
                fields=["entity"],
                condition=models.Q(is_default=True, shared=True),
                name="saved_view_shared_default",
                violation_error_message="another view has just become the default for all; look again.",
            ),
            # Once its account is erased, what a view was called is the same word for all.
            models.UniqueConstraint(
                "account",
                "entity",
                Lower("name"),
                condition=~models.Q(name="erased"),
                name="saved_view_name",
                violation_error_message="you have a view of this name here already; choose another, or save that one.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
