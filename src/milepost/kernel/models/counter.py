"""Counters from which numbers of records are drawn; the row is locked while one is drawn."""

from django.db import models


class Counter(models.Model):
    """The last number given under a name."""

    name = models.CharField(max_length=40, primary_key=True)
    last = models.BigIntegerField(default=0)
