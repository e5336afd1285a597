"""Fixtures of the house."""

from tests.house import anybody, staff

__all__ = ["anybody", "staff"]
