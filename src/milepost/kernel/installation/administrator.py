"""The first administrator, and the role that always holds every permission of this version."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from milepost.kernel.administration import known_permissions
from milepost.kernel.clock import now
from milepost.kernel.models import Account, Grant, Role

ROLE = "Administrator"


def every_permission() -> list[str]:
    """Every operation, and everything that may be seen."""
    return sorted(known_permissions())


def renew_role() -> Role:
    """The administrators' role, with the permissions that a new version brought."""
    role, _ = Role.objects.get_or_create(name=ROLE, defaults={"permissions": every_permission()})
    if role.permissions != every_permission():
        role.permissions = every_permission()
        role.save(update_fields=["permissions"])
    return role


def has_administrator() -> bool:
    """Whether somebody who can log in may do everything in the house."""
    return Grant.objects.filter(role__name=ROLE, scope_kind="house", countersigned=False, account__is_active=True).exists()


def make_administrator(email: str, name: str, password: str = "") -> Account:
    """An account that may do everything: a new one, or the one that has this address. Without a password it acts by tokens only."""
    with transaction.atomic():
        account = Account.objects.filter(email__iexact=email).first()
        if account is None:
            account = Account.objects.create(email=email, name=name, password=make_password(password or None), created_at=now())
        whole: dict[str, Any] = {"account": account, "role": renew_role(), "scope_kind": "house", "scope_id": None}
        Grant.objects.update_or_create(**whole, defaults={"countersigned": False})
    return account
