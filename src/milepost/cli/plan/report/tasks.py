"""The schedule of a project: the Gantt chart and the table that says the same in figures."""

from milepost.cli.plan.findings import critical_finding
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context, span_column
from milepost.cli.plan.layout.rows import depth, listed_tasks, people_on
from milepost.cli.plan.report.gantt import RINGS, forecast_marks, project_gantt
from milepost.cli.plan.wording import counted, day_text, duration_text, link_text, reference, weekday_text
from milepost.documents.tree import Block, Callout, CalloutKind, Cell, Column, Figure, Kind, Row, Section, Status, Table
from milepost.engine.model import Task
from milepost.values import FULL_SHARE, Money


def schedule_section(project: Project, context: Context) -> Section:
    """Chart and table of all tasks, in outline order."""
    tasks, left_out = listed_tasks(project, whole=context.whole)
    finding = critical_finding(project, internal=context.internal)
    first, last = weekday_text(project.schedule.start), weekday_text(project.schedule.finish, finish=True)
    described = (
        f"Bars of {counted(len(tasks), 'row')} of the plan from {first} to {last}. {finding.text}. "
        + (f"A ring is {RINGS}. " if any(forecast_marks(project, task) for task in tasks) else "")
        + "The table below the chart tells every bar's dates in the same order."
    )
    figure = Figure(
        "Every task with its links; critical tasks have a dark top edge",
        project_gantt(project, tasks, context),
        described,
        task_table(project, tasks, context),
    )
    blocks: list[Block] = [Callout(CalloutKind.NOTE, left_out)] if left_out else []
    first, last = day_text(project.schedule.start), day_text(project.schedule.finish, finish=True)
    title = f"{counted(len(project.leaves), 'task')} from {first} to {last}"
    return Section(title, (*blocks, figure), anchor=f"schedule-{project.key}", label="Schedule")


def task_table(project: Project, tasks: tuple[Task, ...], context: Context) -> Table:
    """Every listed row with its dates; float and cost only for internal readers, columns without content left out."""
    plan = project.plan
    people = people_on(plan)
    money = context.internal and project.cost is not None
    links: dict[str, list[str]] = {}
    for link in plan.links:
        if link.successor in plan.task and not link.external:
            links.setdefault(link.successor, []).append(link_text(link, plan))
    columns = [Column("Task", width=40), Column("No", width=5), context.date_column("Start"), context.date_column("Finish")]
    columns += [span_column("Duration", plan), Column("Done", Kind.PERCENT, width=6)]
    columns += [span_column("Float", plan)] if context.internal else []
    columns += [Column("Critical", width=10)]
    columns += [Column("After", width=12), Column("Who", width=24)]
    columns += [Column("Cost", Kind.MONEY, width=12)] if money else []
    rows = []
    for task in tasks:
        cells = _cells(project, task, context)
        cells += [Cell(", ".join(links.get(task.id, ()))), Cell(people.get(task.id, ""))]
        if money and project.cost is not None:
            cost = project.cost.by_task[task.id].total.cost
            cells.append(Cell(Money(cost, project.cost.currency) if cost else None))
        rows.append(Row(tuple(cells), depth(task), strong=task.id in plan.summaries))
    return Table("All tasks", tuple(columns), tuple(rows), collapsed=True, name=context.sheet("Tasks", project))


def _cells(project: Project, task: Task, context: Context) -> list[Cell]:
    dates = project.dates(task)
    late = task.deadline is not None and dates.finish > task.deadline and task.actual_finish is None
    summary = task.id in project.plan.summaries
    name = Cell(task.name, strong=dates.critical and not summary)
    duration = Cell(None, text=duration_text(task, project.plan)) if task.elapsed else Cell(_duration(project, task))
    cells = [name, Cell(reference(task)), context.start_cell(dates.start)]
    cells += [context.finish_cell(dates.finish, status=Status.BAD if late else Status.NONE), duration]
    cells.append(Cell(task.percent_complete * FULL_SHARE // 100 if task.percent_complete else None))
    if context.internal:
        done = task.actual_finish is not None
        status = Status.BAD if dates.total_float < 0 and not done else Status.NONE
        cells.append(Cell(None if done else dates.total_float, status=status))
    cells.append(Cell("yes" if dates.critical and not summary else ""))
    return cells


def _duration(project: Project, task: Task) -> int:
    """A summary lasts as long as its tasks: the working time between its dates."""
    if task.id not in project.plan.summaries:
        return task.duration
    dates = project.dates(task)
    return max(0, project.calendars[task.calendar or project.plan.calendar].between(dates.start, dates.finish))
