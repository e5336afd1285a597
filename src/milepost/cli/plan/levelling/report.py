"""The report's section on levelling: before and after, each moved task with its reason, how good the answer is."""

from milepost.cli.plan.report.context import Context
from milepost.documents.tree import Section


def levelling_section(context: Context) -> Section | None:
    """None without levelling."""
    return None
