"""The sections of one project, in the order they matter."""

from milepost.cli.plan.calibrated.report import calibrated_section
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.report.cost import cost_section
from milepost.cli.plan.report.critical import critical_section
from milepost.cli.plan.report.milestones import milestone_section
from milepost.cli.plan.report.tasks import schedule_section
from milepost.cli.plan.report.watch import watch_section
from milepost.cli.plan.risk.report import risk_section
from milepost.cli.plan.value.report import value_section
from milepost.documents.tree import Section


def project_sections(
    project: Project, context: Context, *, levelling: Section | None = None, people: tuple[Section, ...] = ()
) -> tuple[Section, ...]:
    """In the order they matter; levelling and people where they are this project's alone."""
    sections = (
        milestone_section(project, context),
        risk_section(project, context),
        levelling,
        schedule_section(project, context),
        critical_section(project, context),
        *people,
        cost_section(project, context),
        value_section(project, context),
        calibrated_section(project, context),
        watch_section(project, context),
    )
    return tuple(section for section in sections if section is not None)
