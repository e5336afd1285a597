"""Watching: who wants to hear of a record."""

from typing import ClassVar

from django.db import models

from milepost.kernel.models.about import About
from milepost.kernel.models.account import Account


class Watch(About):
    """An account watches a record."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta(About.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entity", "record", "account"], name="watch_once", violation_error_message="the record is watched already."
            )
        ]

    def __str__(self) -> str:
        return str(self.account)
