"""Roles and grants: who may do what, where. Nothing is allowed that no grant allows."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce

from milepost.kernel.clock import now
from milepost.kernel.models.account import Account, Group
from milepost.kernel.models.record import Record


def _id(name: str) -> Coalesce:
    return Coalesce(name, models.Value(0), output_field=models.BigIntegerField())


class Role(Record):
    """A set of permissions: names of operations ("client.edit") and of what may be seen ("client.view", "money.view")."""

    name = models.CharField(max_length=100, unique=True)
    permissions = models.JSONField(default=list)
    created_at = models.DateTimeField(default=now, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)

    def __str__(self) -> str:
        return self.name


class Grant(Record):
    """A role for an account or a group, in a scope: the whole house (`scope_kind` "house"), or one record of a kind of scope.
    Of one that is `countersigned` what changes something may only be drafted."""

    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="grants")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="grants")
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants")
    scope_kind = models.CharField(max_length=40, default="house")
    scope_id = models.BigIntegerField(null=True, blank=True)
    countersigned = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, group__isnull=True) | models.Q(account__isnull=True, group__isnull=False),
                name="grant_to_account_or_group",
                violation_error_message="a grant is for one account or for one group.",
            ),
            # Empty columns count as equal, which not every database can say of a constraint on columns.
            models.UniqueConstraint(
                _id("account"),
                _id("group"),
                "role",
                "scope_kind",
                _id("scope_id"),
                name="grant_once",
                violation_error_message="it is granted already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.role)
