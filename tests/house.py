"""A house in a database of its own, with people who may do different things in it."""

from hashlib import sha256

import pytest

from milepost.kernel.access import Actor, actor_of, house
from milepost.kernel.clock import now
from milepost.kernel.models import Account, Grant, Role


@pytest.fixture
def anybody(db: None) -> Actor:
    """The house itself."""
    return house("the tests")


class Staff:
    """Makes accounts with grants."""

    def __call__(self, name: str, *permissions: str, kind: str = "house", scope: int | None = None) -> Actor:
        account, _ = Account.objects.get_or_create(email=f"{name.lower()}@example.org", defaults={"name": name, "created_at": now()})
        called = sha256(" ".join(permissions).encode()).hexdigest()
        role, _ = Role.objects.get_or_create(name=called, defaults={"permissions": list(permissions)})
        Grant.objects.get_or_create(account=account, role=role, scope_kind=kind, scope_id=scope)
        return actor_of(account)


@pytest.fixture
def staff(db: None) -> Staff:
    """`staff("Ann", "organisation.view", kind="organisation", scope=3)` is an actor."""
    return Staff()
