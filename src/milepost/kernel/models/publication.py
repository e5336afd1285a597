"""A publication: what a document said when it was given out, frozen for good."""

from typing import ClassVar

from django.db import models

from milepost.kernel.models.about import About
from milepost.kernel.models.account import Account
from milepost.kernel.models.frozen import Frozen


class Publication(About):
    """`kind` is the document's kind ("status-report"); each new `edition` of it for the same record supersedes the one before.
    `language` is the code of that which a document was given out in; what is no document has none. `sha256` is that of `content`
    as `publications.digest` writes it."""

    number = models.CharField(max_length=40, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    edition = models.PositiveIntegerField()
    language = models.CharField(max_length=10, blank=True, default="")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()

    class Meta(About.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entity", "record", "kind", "edition"],
                name="publication_edition",
                violation_error_message="somebody else published this edition at the same time; do it again.",
            ),
            Frozen(name="publication_frozen"),
        ]

    def __str__(self) -> str:
        return self.title
