"""Notices: what accounts are told of, what they do not want to hear of, and when they are told by mail."""

from typing import ClassVar

from django.db import models

from milepost.kernel.models.about import About
from milepost.kernel.models.account import Account
from milepost.kernel.models.record import Record


class Notice(About):
    """An operation was done with a record, `count` times since the account last read of it. It holds no word of the record: what may be
    seen of that is asked when it is shown. `first` and `last` are positions in the journal (none of what is not journalled, such as the end
    of a job), `by` is who did it last. One that `waits` asks for something, and is done when that is. `mailed`: a mail told it. With
    `others` it stands for what one `batch` did with so many other records of the kind as well."""

    class State(models.TextChoices):
        NEW = "new", "New"
        READ = "read", "Read"
        DONE = "done", "Done"

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    operation = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    several = models.BooleanField(default=False)
    count = models.PositiveIntegerField(default=1)
    first = models.BigIntegerField(null=True)
    last = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    waits = models.BooleanField(default=False)
    mailed = models.BooleanField(default=False)
    batch = models.CharField(max_length=40, blank=True)
    others = models.PositiveIntegerField(default=0)

    class Meta(About.Meta):
        indexes: ClassVar = [
            *About.Meta.indexes,
            models.Index(fields=["account", "state", "-at"], name="notice_of_account"),
            models.Index(fields=["state", "at"], name="notice_by_age"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "entity", "record", "operation", "batch"],
                condition=models.Q(state="new"),
                name="notice_new_once",
                violation_error_message="there is a newer notice of the same already.",
            )
        ]

    def __str__(self) -> str:
        return self.operation


class Mute(Record):
    """An account does not want to hear of an operation, of a kind of record, or of one record. What is not said is empty: "" and 0, so that
    a constraint of the database can hold that it is said once."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    operation = models.CharField(max_length=80, blank=True)
    entity = models.CharField(max_length=40, blank=True)
    record = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "operation", "entity", "record"], name="mute_once", violation_error_message="it is muted already."
            )
        ]

    def __str__(self) -> str:
        return self.operation or self.entity


class MailPreference(Record):
    """When an account is told by mail: at once of what waits for it, once a day of everything that is new, or not at all."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="+")
    at_once = models.BooleanField(default=False)
    daily = models.BooleanField(default=True)
    hour = models.PositiveSmallIntegerField(default=8)

    def __str__(self) -> str:
        return str(self.account)


class Digest(models.Model):
    """The mail of a day was sent to an account: there is one for each day where they are."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    day = models.DateField()
    count = models.PositiveIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "day"], name="digest_once_a_day")]
