"""Levelling for programs."""

from typing import Any

from milepost.cli.plan.project import Portfolio


def levelling_json(portfolio: Portfolio) -> dict[str, Any] | None:
    """None without levelling."""
    return None
