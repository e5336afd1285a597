"""The simulation of a project for programs."""

from typing import Any

from milepost.cli.plan.project import Project


def risk_json(project: Project) -> dict[str, Any] | None:
    """None without a simulation."""
    return None
