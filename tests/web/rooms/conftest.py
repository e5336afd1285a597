"""Fixtures of the rooms' pages; the others come from the folder above: a second browser beside that one would not start."""

from typing import Any

import pytest

from milepost.kernel.access import Actor
from tests.web.rooms.crew import Crew, crew


@pytest.fixture
def people(staff: Any, boss: Actor) -> Crew:
    """The small house."""
    return crew(staff, boss)
