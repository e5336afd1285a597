"""A comment on any record."""

from django.db import models

from milepost.kernel.models.about import About
from milepost.kernel.models.account import Account


class Comment(About):
    """`author` is None for the house. One that was withdrawn has no text any more; the journal has what it was."""

    author = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.text[:60]
