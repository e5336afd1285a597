"""All projects on one page: a road map with the milestones, and one line each."""

from milepost.cli.plan.findings import missed_deadlines
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.report.cover import progress_share
from milepost.cli.plan.report.gantt import RINGS, forecast_marks
from milepost.cli.plan.totals import cost_totals
from milepost.cli.plan.wording import day_text, short_day, weekday_text, when
from milepost.documents.tree import (
    BarKind,
    Cell,
    Column,
    Figure,
    Gantt,
    GanttRow,
    Interval,
    Kind,
    Mark,
    MarkKind,
    Row,
    Section,
    Status,
    Table,
)
from milepost.engine.model import Task
from milepost.values import FULL_SHARE, Money

MOST_MILESTONES = 12


def portfolio_section(context: Context) -> Section:
    """The road map with its table."""
    projects = context.portfolio.projects
    first = min(projects, key=lambda project: project.schedule.start)
    last = max(projects, key=lambda project: project.schedule.finish)
    late = [project for project in projects if missed_deadlines(project)]
    verb = "misses" if len(late) == 1 else "miss"
    title = f"{len(late)} of {len(projects)} projects {verb} a deadline" if late else "No project misses a deadline"
    if not any(task.deadline for project in projects for task in project.plan.tasks):
        title = f"{last.name} ends last, on {day_text(last.schedule.finish, finish=True)}"
    rings = f"A ring is {RINGS}. " if any(project.chances is not None for project in projects) else ""
    described = (
        f"One bar for each of {len(projects)} projects from {weekday_text(first.schedule.start)} to "
        f"{weekday_text(last.schedule.finish, finish=True)}, with their milestones below. {rings}The table tells the same in figures."
    )
    return Section(
        title,
        (Figure("The projects and their milestones", _road_map(context), described, _table(context)),),
        anchor="portfolio",
        label="Projects",
    )


def _road_map(context: Context) -> Gantt:
    rows = []
    for project in context.portfolio.projects:
        schedule = project.schedule
        share = progress_share(project) * FULL_SHARE // 100
        rows.append(_line(project.key, project.name, schedule.start, schedule.finish, BarKind.SUMMARY, share=share))
        for task in _milestones(project):
            dates = project.dates(task)
            marks: tuple[Mark, ...] = (
                (Mark(when(task.deadline), MarkKind.DEADLINE, f"Deadline {day_text(task.deadline, finish=True)}"),) if task.deadline else ()
            )
            marks += forecast_marks(project, task)
            rows.append(
                _line(
                    f"{project.key}-{task.id}",
                    task.name,
                    dates.finish,
                    dates.finish,
                    BarKind.MILESTONE,
                    level=1,
                    marks=marks,
                    critical=dates.critical,
                )
            )
    statuses = {project.plan.status_date for project in context.portfolio.projects}
    status = statuses.pop() if len(statuses) == 1 else None
    return Gantt(
        rows=tuple(rows),
        columns=("Finish", "%"),
        status_at=when(status) if status is not None else None,
        forecast_label="Ring: 80 % chance by then",
    )


def _line(
    key: str,
    name: str,
    start: int,
    finish: int,
    kind: BarKind,
    *,
    level: int = 0,
    share: int = 0,
    marks: tuple[Mark, ...] = (),
    critical: bool = False,
) -> GanttRow:
    return GanttRow(
        id=key,
        name=name,
        level=level,
        kind=kind,
        segments=(Interval(when(start), when(max(start, finish))),),
        critical=critical,
        progress=share,
        marks=marks,
        columns=(short_day(finish, finish=True), str(share * 100 // FULL_SHARE) if share else ""),
    )


def _milestones(project: Project) -> tuple[Task, ...]:
    """Those with a deadline first, then the latest; shown by date."""
    chosen = sorted(project.milestones, key=lambda t: (t.deadline is None, -project.dates(t).finish))[:MOST_MILESTONES]
    return tuple(sorted(chosen, key=lambda t: project.dates(t).finish))


def _table(context: Context) -> Table:
    projects = context.portfolio.projects
    clients = any(project.plan.client for project in projects)
    columns = [Column("Project", width=32)]
    columns += [Column("Client", width=22)] if clients else []
    columns += [
        context.date_column("Start"),
        context.date_column("Finish"),
        Column("Done", Kind.PERCENT, width=6),
        Column("Deadlines missed", width=10),
    ]
    totals = cost_totals(context.portfolio)
    columns += [Column("Cost", Kind.MONEY, width=14)] if totals else []
    rows = []
    for project in projects:
        missed = len(missed_deadlines(project))
        cells = [Cell(project.name, target=f"#project-{project.key}")]
        cells += [Cell(project.plan.client)] if clients else []
        cells += [context.start_cell(project.schedule.start), context.finish_cell(project.schedule.finish)]
        cells += [
            Cell(progress_share(project) * FULL_SHARE // 100),
            Cell(str(missed) if missed else "none", status=Status.BAD if missed else Status.NONE),
        ]
        if totals:
            cells.append(Cell(Money(project.cost.total.cost, project.cost.currency) if project.cost else None))
        rows.append(Row(tuple(cells)))
    whole = None
    if len(totals) == 1:
        whole = Row((Cell("Together"), *(Cell(None) for _ in columns[2:]), Cell(totals[0])), strong=True)
    return Table("Projects", tuple(columns), tuple(rows), totals=whole, collapsed=True, name="Projects")
