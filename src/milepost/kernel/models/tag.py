"""Tags: coloured words of the house, and which record has which."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from milepost.kernel.models.about import About
from milepost.kernel.models.record import Record


class Tag(Record):
    """One word of the list that the whole house shares."""

    COLOURS: ClassVar = {
        "grey": "Grey",
        "red": "Red",
        "orange": "Orange",
        "yellow": "Yellow",
        "green": "Green",
        "teal": "Teal",
        "blue": "Blue",
        "purple": "Purple",
    }

    name = models.CharField(max_length=60)
    colour = models.CharField(max_length=10, choices=COLOURS.items())
    description = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="tag_name", violation_error_message="there is a tag of this name.")
        ]

    def __str__(self) -> str:
        return self.name


class Tagging(About):
    """A record has a tag."""

    tag = models.ForeignKey(Tag, models.PROTECT, related_name="taggings")

    class Meta(About.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entity", "record", "tag"], name="tagging_once", violation_error_message="the record has this tag already."
            )
        ]

    def __str__(self) -> str:
        return str(self.tag)
