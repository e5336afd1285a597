"""A file on any record: what is known of it; its content stands in the folder of files under its hash."""

from django.db import models

from milepost.kernel.models.about import About
from milepost.kernel.models.account import Account


class Attachment(About):
    """`media_type` is what the content was found to be, whatever its name says; `size` is in bytes."""

    author = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.name
