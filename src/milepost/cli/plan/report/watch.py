"""What planning found wrong or doubtful in a project, each with what to do about it."""

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.layout.problems import problem_table
from milepost.cli.plan.wording import counted
from milepost.documents.tree import Section


def watch_section(project: Project, context: Context) -> Section | None:
    """None where planning found nothing."""
    if not project.problems:
        return None
    title = counted(len(project.problems), "thing") + " to look at"
    table = problem_table("Problems of the plan", project.problems, context, name=context.sheet("To look at", project))
    return Section(title, (table,), anchor=f"look-at-{project.key}", label="To look at")
