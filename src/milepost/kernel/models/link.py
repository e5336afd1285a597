"""A link between any two records."""

from typing import ClassVar

from django.db import models

from milepost.kernel.models.about import About


class Link(About):
    """The record has the link's kind towards the other: it blocks it, it is caused by it."""

    KINDS: ClassVar = {
        "relates-to": "Relates to",
        "blocks": "Blocks",
        "caused-by": "Is caused by",
        "duplicates": "Duplicates",
        "follows": "Follows",
        "replaces": "Replaces",
    }
    REVERSED: ClassVar = {
        "relates-to": "Relates to",
        "blocks": "Is blocked by",
        "caused-by": "Causes",
        "duplicates": "Is duplicated by",
        "follows": "Is followed by",
        "replaces": "Is replaced by",
    }

    kind = models.CharField(max_length=20, choices=KINDS.items())
    other_entity = models.CharField(max_length=40)
    other_record = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)

    class Meta(About.Meta):
        indexes: ClassVar = [*About.Meta.indexes, models.Index(fields=["other_entity", "other_record"], name="%(class)s_other")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entity", "record", "kind", "other_entity", "other_record"],
                name="link_once",
                violation_error_message="the two are linked so already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(entity=models.F("other_entity"), record=models.F("other_record")),
                name="link_to_another",
                violation_error_message="a record is not linked with itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.KINDS.get(self.kind, self.kind)
