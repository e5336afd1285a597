"""Fixtures of the house."""

from collections.abc import Iterator

import pytest

from milepost.kernel.jobs import schedules
from tests.house import anybody, staff

__all__ = ["anybody", "staff"]


@pytest.fixture(autouse=True)
def nothing_due() -> Iterator[None]:
    """The house's own schedules are left out: whether one is due depends on when the tests run."""
    known = dict(schedules._known)
    schedules._known.clear()
    yield
    schedules._known.clear()
    schedules._known.update(known)
