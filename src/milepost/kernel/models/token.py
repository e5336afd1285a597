"""Personal tokens for programs, of which only a hash is kept; and the answers of requests that carried a key."""

from typing import ClassVar

from django.db import models

from milepost.kernel.clock import now
from milepost.kernel.models.account import Account
from milepost.kernel.models.record import Record


class Token(Record):
    """Acts as its account, with at most the permissions of `scopes` ("*" for all of them); `start` lets people tell tokens apart."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    start = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=now, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class KeptAnswer(models.Model):
    """The answer to a request with an idempotency key, written in the transaction of its effect: the same key gives the same answer."""

    account = models.ForeignKey(Account, models.CASCADE, null=True)
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.BinaryField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "key"], name="answer_once"),
            # No account equals no account nowhere else: the house's own keys need a rule of their own.
            models.UniqueConstraint(fields=["key"], condition=models.Q(account__isnull=True), name="answer_of_house_once"),
        ]
