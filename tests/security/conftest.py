"""The house with two sides, for tests that go through all of it: they are few and large, for it takes a second to make."""

import logging
from typing import Any

import pytest

from tests.house import anybody, staff
from tests.security.two_sides import TwoSides, build

__all__ = ["anybody", "staff"]


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Any) -> None:
    """Files of these tests go elsewhere, and nobody asks too often."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # as in the settings of a server
    settings.MEDIA_ROOT, settings.RATE_LIMIT = str(tmp_path / "files"), 0


@pytest.fixture
def sides(db: None) -> TwoSides:
    """The house."""
    return build()
