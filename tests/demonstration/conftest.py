"""A demonstration house, made once in a database of its own process and looked at by every test here."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction

from milepost.demonstration.fill import Filled, fill
from milepost.demonstration.sizes import SIZES
from milepost.kernel.clock import standing_at

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def demonstrated(django_db_setup: None, django_db_blocker: Any) -> Iterator[Filled]:
    """The small house; what was made is taken away with the transaction around it."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        try:
            yield fill(SIZES["small"], day=DAY)
        finally:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@pytest.fixture
def today() -> Iterator[date]:
    """The clock stands on the day of the demonstration."""
    with standing_at(datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=UTC)):
        yield DAY
