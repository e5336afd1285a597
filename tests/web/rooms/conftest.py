"""Fixtures of the rooms' pages."""

from typing import Any

import pytest

from milepost.kernel.access import Actor
from tests.house import anybody, staff
from tests.web.conftest import boss, chromium_running, client, visit
from tests.web.rooms.crew import Crew, crew

__all__ = ["anybody", "boss", "chromium_running", "client", "staff", "visit"]


@pytest.fixture
def people(staff: Any, boss: Actor) -> Crew:
    """The small house."""
    return crew(staff, boss)
