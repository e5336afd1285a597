"""Fixtures of the house."""

from tests.apps.planning.bringing import bringing, project
from tests.house import anybody, staff

__all__ = ["anybody", "bringing", "project", "staff"]
