"""What a row about another record has: which record, by its entity's word and its id."""

from typing import ClassVar

from django.db import models

from milepost.kernel.models.record import Record


class About(Record):
    """Comments, files, tags, links: rows that any record can have, and that are seen where it is."""

    entity = models.CharField(max_length=40)
    record = models.BigIntegerField()

    class Meta:
        abstract = True
        indexes: ClassVar = [models.Index(fields=["entity", "record"], name="%(class)s_about")]
