"""Counts that all servers of a house share, in its database: how often somebody tried to log in, which codes were used.

Django's own cache in the database keeps pickled objects; these are JSON, so that who can write a row cannot run a program.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction

from milepost.kernel.clock import now
from milepost.kernel.models import Counted

LONGEST = timedelta(days=1)


class Counts(BaseCache):
    """A cache as Django knows it."""

    def __init__(self, place: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        rows = Counted.objects.filter(key=self._name(key, version), expires_at__gt=now())
        found = rows.values_list("value", flat=True)[:1]
        return found[0] if found else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        given = {"value": value, "expires_at": self._until(timeout)}
        Counted.objects.update_or_create(key=self._name(key, version), defaults=given)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Of several that ask at once one is told yes."""
        name = self._name(key, version)
        try:
            with transaction.atomic():
                Counted.objects.filter(key=name, expires_at__lte=now()).delete()
                Counted(key=name, value=value, expires_at=self._until(timeout)).save(force_insert=True)
        except IntegrityError:
            return False
        return True

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        rows = Counted.objects.filter(key=self._name(key, version), expires_at__gt=now())
        return bool(rows.update(expires_at=self._until(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(Counted.objects.filter(key=self._name(key, version)).delete()[0])

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        Counted.objects.filter(key__in=[self._name(key, version) for key in keys]).delete()

    def clear(self) -> None:
        Counted.objects.all().delete()

    def _name(self, key: str, version: int | None) -> str:
        return self.make_key(key, version)[:250]

    def _until(self, timeout: Any) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return now() + (LONGEST if seconds is None else min(LONGEST, timedelta(seconds=float(seconds))))
