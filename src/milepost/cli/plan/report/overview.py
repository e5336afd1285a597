"""The projects on the cover, a line each: when it ends, how sure that is, what was promised and what it will cost."""

from milepost.cli.plan.findings import Weight, finish_finding, missed_deadlines
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import STATUS, Context
from milepost.cli.plan.risk.findings import odds_weight, open_deadlines
from milepost.cli.plan.risk.tables import odds_cell
from milepost.cli.plan.value.findings import cost_finding_of
from milepost.documents.tree import Cell, Column, Kind, Row, Status, Table
from milepost.values import Money


def overview_table(context: Context) -> Table:
    """Columns that no project fills are left out."""
    projects = context.portfolio.projects
    chances = any(project.chances is not None for project in projects)
    promised = any(task.deadline is not None for project in projects for task in project.plan.tasks)
    cost = any(project.cost is not None for project in projects)
    forecast = any(_forecast(project) is not None for project in projects)
    columns = [Column("Project", width=30), context.date_column("Finish"), Column("Against what was agreed", width=34)]
    columns += [Column("Deadlines missed", width=10)] if promised else []
    columns += [context.date_column("80 % chance by"), Column("Plan kept", Kind.PERCENT, width=8)] if chances else []
    columns += [Column("Least sure deadline met", Kind.PERCENT, width=10)] if chances and promised else []
    columns += [Column("Forecast cost" if forecast else "Cost", Kind.MONEY, width=13)] if cost else []
    rows = []
    for project in projects:
        cells = _dates(project, context)
        cells += [_missed(project)] if promised else []
        cells += _chances(project, context, promised=promised) if chances else []
        cells += [Cell(_cost(project))] if cost else []
        rows.append(Row(tuple(cells)))
    return Table("Where each project stands", tuple(columns), tuple(rows), name="Overview")


def _dates(project: Project, context: Context) -> list[Cell]:
    finding = finish_finding(project)
    told = finding.text.partition(", ")[2]
    # The finding's sign says how the finish stands; a project without anything agreed has nothing to stand against.
    against = Cell(told, status=STATUS[finding.weight]) if told else Cell(None)
    return [Cell(project.name, target=f"#project-{project.key}"), context.finish_cell(project.schedule.finish), against]


def _missed(project: Project) -> Cell:
    count = sum(1 for task in project.plan.tasks if task.deadline is not None and task.id in project.schedule)
    missed = len(missed_deadlines(project))
    if not count:
        return Cell(None)
    return Cell(f"{missed} of {count}" if missed else f"none of {count}", status=Status.BAD if missed else Status.GOOD)


def _chances(project: Project, context: Context, *, promised: bool) -> list[Cell]:
    chances = project.chances
    finish = chances.simulation.finish if chances is not None else None
    if chances is None or finish is None:
        return [Cell(None)] * (3 if promised else 2)
    kept = chances.simulation.planned_odds
    weight = odds_weight(kept)
    cells = [context.finish_cell(finish.p(80)), odds_cell(kept, status=STATUS[Weight.NOTICE if weight is Weight.BAD else weight])]
    deadlines = open_deadlines(project, chances)
    if promised:
        cells.append(odds_cell(deadlines[0].share, status=STATUS[odds_weight(deadlines[0].share)]) if deadlines else Cell(None))
    return cells


def _forecast(project: Project) -> Money | None:
    """What earned value says it will cost; None where that says nothing, or counts hours."""
    report = project.value
    if report is None or report.value is None or report.in_hours or report.cost is None or cost_finding_of(report) is None:
        return None
    return Money(report.cost.middle, report.unit)


def _cost(project: Project) -> Money | None:
    """The forecast, or what is planned."""
    planned = Money(project.cost.total.cost, project.cost.currency) if project.cost is not None else None
    return _forecast(project) or planned
