"""Lookups: lists of words that the house extends itself."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from milepost.kernel.models.record import Record


class Lookup(Record):
    """A list; `name` is the word by which inputs ask for it."""

    name = models.CharField(max_length=60, unique=True)
    description = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class LookupValue(Record):
    """One word of a list. One that is not `active` stays in the records that have it and is offered no more."""

    lookup = models.ForeignKey(Lookup, models.PROTECT, related_name="values")
    name = models.CharField(max_length=100)
    place = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("lookup", Lower("name"), name="lookup_value_once", violation_error_message="the list has this word.")
        ]

    def __str__(self) -> str:
        return self.name
