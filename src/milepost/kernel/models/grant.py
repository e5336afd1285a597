"""Roles and grants: who may do what, where. Nothing is allowed that no grant allows."""

from typing import ClassVar

from django.db import models

from milepost.kernel.models.account import Account, Group


class Role(models.Model):
    """A set of permissions: names of operations ("client.edit") and of what may be seen ("client.view", "money.view")."""

    name = models.CharField(max_length=100, unique=True)
    permissions = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """A role for an account or a group, in a scope: the whole house (`scope_kind` "house"), or one record of a kind of scope."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="grants")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="grants")
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants")
    scope_kind = models.CharField(max_length=40, default="house")
    scope_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, group__isnull=True) | models.Q(account__isnull=True, group__isnull=False),
                name="grant_to_account_or_group",
            ),
            models.UniqueConstraint(fields=["account", "group", "role", "scope_kind", "scope_id"], name="grant_once", nulls_distinct=False),
        ]
