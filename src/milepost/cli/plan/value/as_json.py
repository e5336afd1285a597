"""Earned value of a project for programs."""

from typing import Any

from milepost.cli.plan.project import Project


def value_json(project: Project) -> dict[str, Any] | None:
    """None where nothing can be said."""
    return None
