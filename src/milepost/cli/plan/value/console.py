"""Earned value of a project on the terminal."""

from milepost.cli.plan.console.screen import Screen
from milepost.cli.plan.project import Project


def print_value(screen: Screen, project: Project) -> None:
    """Nothing where nothing can be said."""
