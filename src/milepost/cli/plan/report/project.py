"""The sections of one project, in the order they matter."""

from milepost.cli.plan.project import Project
from milepost.cli.plan.report.context import Context
from milepost.cli.plan.report.cost import cost_section
from milepost.cli.plan.report.critical import critical_section
from milepost.cli.plan.report.milestones import milestone_section
from milepost.cli.plan.report.tasks import schedule_section
from milepost.cli.plan.report.watch import watch_section
from milepost.documents.tree import Section


def project_sections(project: Project, context: Context, *, people: Section | None = None) -> tuple[Section, ...]:
    """Milestones, schedule, critical path, people where they are this project's alone, cost, and what to look at."""
    sections = (
        milestone_section(project, context),
        schedule_section(project, context),
        critical_section(project, context),
        people,
        cost_section(project, context),
        watch_section(project, context),
    )
    return tuple(section for section in sections if section is not None)
