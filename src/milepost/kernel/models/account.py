"""Accounts and groups: who can be let in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from milepost.kernel.clock import now
from milepost.kernel.models.record import Record


class Accounts(BaseUserManager["Account"]):
    """Accounts by their address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username or "")


class Account(AbstractBaseUser, Record):
    """Somebody who can log in. `kind` decides which doors there are: people of the house, or a client's people in the portal."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person of the house"
        CLIENT = "client", "Client"

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    is_active = models.BooleanField(default=True)
    zone = models.CharField(max_length=64, default="Europe/London")
    language = models.CharField(max_length=10, blank=True, default="")
    created_at = models.DateTimeField(default=now, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="account_email", violation_error_message="there is an account with this address.")
        ]

    def __str__(self) -> str:
        return self.name


class Group(Record):
    """Accounts that are granted roles together."""

    name = models.CharField(max_length=100, unique=True)
    members = models.ManyToManyField(Account, through="Membership", related_name="member_of", blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)

    def __str__(self) -> str:
        return self.name


class Membership(Record):
    """An account belongs to a group."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    created_at = models.DateTimeField(default=now, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "account"], name="membership_once", violation_error_message="they belong to it already."
            )
        ]

    def __str__(self) -> str:
        return str(self.account)
