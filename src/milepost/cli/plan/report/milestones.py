"""Milestones: when they are reached, how that stands against baseline and deadline."""

from milepost.cli.plan.findings import agreed, finish_finding
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context, span_column
from milepost.cli.plan.wording import counted, reference
from milepost.documents.tree import Cell, Column, Paragraph, Row, Section, Status, Table
from milepost.engine.model import Task


def milestone_section(project: Project, context: Context) -> Section:
    """The finish as title, the milestones below it."""
    title = finish_finding(project).text
    anchor = f"milestones-{project.key}"
    if not project.milestones:
        return Section(title, (Paragraph("The plan has no milestones."),), anchor=anchor, label="Milestones")
    return Section(title, (milestone_table(project, context),), anchor=anchor, label="Milestones")


def milestone_table(project: Project, context: Context) -> Table:
    """Milestones by date. Columns nobody filled are left out."""
    tasks = [*project.milestones, *_promised(project)]
    tasks.sort(key=lambda task: project.dates(task).finish)
    baselines = any(agreed(task) for task in tasks)
    deadlines = any(task.deadline is not None for task in tasks)
    columns = [Column("Milestone", width=40), Column("No", width=5), context.date_column("Planned")]
    columns += [context.date_column("Baseline"), span_column("Later by", project.plan)] if baselines else []
    columns += [context.date_column("Deadline")] if deadlines else []
    columns += [span_column("Float", project.plan)] if context.internal else []
    columns.append(Column("State", width=16))
    rows = tuple(_row(project, task, context, baselines=baselines, deadlines=deadlines) for task in tasks)
    promised = len(_promised(project))
    caption = counted(len(project.milestones), "milestone")
    caption += f" and {counted(promised, 'other task')} with a deadline" if promised else ""
    return Table(caption, tuple(columns), rows, name=context.sheet("Milestones", project))


def _promised(project: Project) -> list[Task]:
    """Tasks that are no milestones and have a deadline: their dates were promised too."""
    known = {task.id for task in project.milestones}
    return [t for t in project.plan.tasks if t.deadline is not None and t.id in project.schedule and t.id not in known]


def _row(project: Project, task: Task, context: Context, *, baselines: bool, deadlines: bool) -> Row:
    dates, baseline = project.dates(task), agreed(task)
    cells = [Cell(task.name), Cell(reference(task)), context.finish_cell(dates.finish)]
    if baselines:
        before = baseline.finish if baseline else None
        gap = project.calendars[project.plan.calendar].between(before, dates.finish) if before is not None else None
        cells += [context.finish_cell(before), Cell(gap, status=Status.NOTICE if gap and gap > 0 else Status.NONE)]
    if deadlines:
        cells.append(context.finish_cell(task.deadline))
    if context.internal:
        cells.append(Cell(None if task.actual_finish is not None else dates.total_float))
    cells.append(_state(task, late=task.deadline is not None and dates.finish > task.deadline, critical=dates.critical))
    return Row(tuple(cells))


def _state(task: Task, *, late: bool, critical: bool) -> Cell:
    if task.actual_finish is not None:
        return Cell("done, late" if late else "done", status=Status.MUTED)
    if late:
        return Cell("late", status=Status.BAD)
    if task.deadline is not None:
        return Cell("in time, critical" if critical else "in time", status=Status.GOOD)
    return Cell("critical") if critical else Cell("planned")
