"""Levelling on the terminal."""

from milepost.cli.plan.console.screen import Screen
from milepost.cli.plan.project import Portfolio


def print_levelling(screen: Screen, portfolio: Portfolio) -> None:
    """Nothing without levelling."""
