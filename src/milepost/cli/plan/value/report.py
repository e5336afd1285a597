"""The report's section on value and forecast: earned against planned and spent, and where it will end, with intervals."""

from milepost.cli.plan.project import Project
from milepost.cli.plan.report.context import Context
from milepost.documents.tree import Section


def value_section(project: Project, context: Context) -> Section | None:
    """None where nothing can be said."""
    return None
