"""What can be found by words: for each record its title and text, made from the journal and made anew at any time."""

from typing import ClassVar

from django.db import models


class SearchEntry(models.Model):
    """`words` are those of title and text as they are compared (`search.words`). `sees` is the permission it takes to find a record
    by this text, empty for what everybody sees who sees the record."""

    entity = models.CharField(max_length=40)
    record = models.BigIntegerField()
    sees = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    words = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["entity", "record", "sees"], name="search_entry_once")]
