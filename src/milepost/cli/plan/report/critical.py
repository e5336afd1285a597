"""The critical path, step by step with the reason for each date; for internal readers also what is close behind."""

from milepost.cli.plan.findings import critical_finding
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context, span_column
from milepost.cli.plan.paths import main_path
from milepost.cli.plan.why import why
from milepost.cli.plan.wording import counted, duration_text, reference
from milepost.documents.tree import Block, Cell, Column, Paragraph, Row, Section, Table
from milepost.engine.model import Task

MOST_NEAR = 25
MOST_OPEN = 12


def critical_section(project: Project, context: Context) -> Section | None:
    """None where nothing is critical: all work is done."""
    path, others = main_path(project)
    if not path:
        return None
    finding = critical_finding(project, internal=context.internal)
    blocks: list[Block] = [Paragraph(_told(len(path), others))]
    columns = (
        Column("Task", width=40),
        Column("No", width=5),
        context.date_column("Start"),
        context.date_column("Finish"),
        Column("Duration", width=10),
        Column("Its date comes from", width=36),
    )
    blocks.append(
        Table("The critical path", columns, tuple(_row(project, t, context) for t in path), name=context.sheet("Critical path", project))
    )
    if context.internal and project.near_critical:
        blocks.append(_near(project, context))
    return Section(finding.text, tuple(blocks), anchor=f"critical-path-{project.key}", label="Critical path")


def _told(length: int, others: int) -> str:
    text = f"This chain of {counted(length, 'task')} decides when the project ends: a day later in any of them is a day later at the end."
    if others:
        text += f" {counted(others, 'other chain is', 'other chains are')} critical as well."
    return text


def _row(project: Project, task: Task, context: Context) -> Row:
    dates = project.dates(task)
    cells = (Cell(task.name), Cell(reference(task)), context.start_cell(dates.start), context.finish_cell(dates.finish))
    return Row((*cells, Cell(duration_text(task, project.plan)), Cell(why(project, task))))


def _near(project: Project, context: Context) -> Table:
    tasks = project.near_critical if context.whole else project.near_critical[:MOST_NEAR]
    columns = (Column("Task", width=40), Column("No", width=5), context.date_column("Finish"), span_column("Float", project.plan))
    rows = tuple(
        Row((Cell(t.name), Cell(reference(t)), context.finish_cell(project.dates(t).finish), Cell(project.dates(t).total_float)))
        for t in tasks
    )
    caption = f"Close behind: {counted(len(project.near_critical), 'task')} with little float"
    if len(tasks) < len(project.near_critical):
        caption += f", the first {len(tasks)} of them"
    return Table(caption, columns, rows, collapsed=len(rows) > MOST_OPEN, name=context.sheet("Close behind", project))
