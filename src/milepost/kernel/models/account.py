"""Accounts and groups: who can be let in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class Accounts(BaseUserManager["Account"]):
    """Accounts by their address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username or "")


class Account(AbstractBaseUser):
    """Somebody who can log in. `kind` decides which doors there are: people of the house, or a client's people in the portal."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person of the house"
        CLIENT = "client", "Client"

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    is_active = models.BooleanField(default=True)
    zone = models.CharField(max_length=64, default="Europe/London")
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="account_email", violation_error_message="there is an account with this address.")
        ]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """Accounts that are granted roles together."""

    name = models.CharField(max_length=100, unique=True)
    members = models.ManyToManyField(Account, related_name="member_of", blank=True)

    def __str__(self) -> str:
        return self.name
