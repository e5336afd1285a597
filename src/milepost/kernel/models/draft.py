"""A draft: an operation that somebody proposes and somebody else countersigns."""

from django.db import models

from milepost.kernel.models.account import Account
from milepost.kernel.models.record import NumberedRecord


class Draft(NumberedRecord):
    """`operation` on `record` (none where it creates one) with `inputs`, as the record was at `record_version`. `result` is the record that
    was changed or made once it is countersigned. `place` says where it is, as a grant's scope does: in some, somebody else is named who
    countersigns."""

    operation = models.CharField(max_length=80)
    record = models.BigIntegerField(null=True)
    record_version = models.PositiveIntegerField(null=True)
    place_kind = models.CharField(max_length=40, blank=True)
    place = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=200, blank=True)
    inputs = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=14)
    drafted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="drafts")
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    in_place_of = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    result = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.subject
