"""The journal: one row for every record that an operation changed, written in the same transaction and never altered."""

from typing import ClassVar

from django.db import models

from milepost.kernel.models.account import Account


class JournalEntry(models.Model):
    """`difference` holds [before, after] by column. `cause` is the batch of the operation that called this one, or that it takes
    back; `batch` is shared by all entries of one call. `in_place_of` is whom the account stood in for, `drafted_by` who drafted what it
    countersigned. `position` and `chain` are given later by the sealer, for rows commit out of the order of their ids. Of an `erased` entry
    (a person's right) personal fields and reason are gone, and the digest stands for what they were."""

    at = models.DateTimeField()
    # The index of account and id stands in for the one a reference has of its own.
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    in_place_of = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    drafted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    request = models.CharField(max_length=40, blank=True)
    operation = models.CharField(max_length=80)
    entity = models.CharField(max_length=40)
    record = models.BigIntegerField()
    version = models.PositiveIntegerField()
    difference = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    cause = models.CharField(max_length=40, blank=True)
    batch = models.CharField(max_length=40)
    erased = models.BooleanField(default=False)
    position = models.BigIntegerField(null=True, unique=True)
    digest = models.CharField(max_length=64, blank=True)
    chain = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["entity", "record", "id"], name="journal_of_record"),
            models.Index(fields=["account", "id"], name="journal_of_account"),
            models.Index(fields=["operation", "id"], name="journal_of_operation"),
            models.Index(fields=["entity", "id"], name="journal_of_entity"),
            models.Index(fields=["batch"], name="journal_of_batch"),
            models.Index(fields=["cause"], name="journal_of_cause"),
            models.Index(fields=["at"], name="journal_at"),
        ]
