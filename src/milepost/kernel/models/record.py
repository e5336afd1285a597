"""What every row of a business table has: a version against lost updates, and when it was made and last changed."""

from django.db import models


class Record(models.Model):
    """Rows are written by operations only, which raise the version and the moment of change."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True


class NumberedRecord(Record):
    """A record that people know by a number such as CLI-12."""

    number = models.CharField(max_length=40, unique=True, editable=False)

    class Meta:
        abstract = True
