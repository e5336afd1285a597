"""The simulation of a project on the terminal."""

from milepost.cli.plan.console.screen import Screen
from milepost.cli.plan.project import Project


def print_risk(screen: Screen, project: Project) -> None:
    """Nothing without a simulation."""
