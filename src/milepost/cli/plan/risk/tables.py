"""The tables of the section on chances: what the charts show in figures, risks by days, tasks by criticality, past records."""

from decimal import Decimal

from milepost.cli.plan.known.chances import Chances
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context, span_column
from milepost.cli.plan.risk.findings import LIKELY, money, open_deadlines
from milepost.cli.plan.risk.wording import events, gain_at, gap, mean_gain, rounded, share, short_odds, sure, working_share
from milepost.cli.plan.wording import counted, reference, span
from milepost.documents.tree import Cell, Column, Kind, Row, Status, Table
from milepost.engine.model import Task
from milepost.engine.risk import Distribution, TaskRisk
from milepost.engine.risk.bins import bars, shown

MOST_TASKS = 20
MOST_OPEN = 8
PERCENTS = (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95)


def odds_cell(value: float, *, status: Status = Status.NONE) -> Cell:
    """A share of the samples; what is not quite nothing or everything does not become it by rounding."""
    text = short_odds(value)
    return Cell(share(value), text=text if text[0] in "<>" else None, status=status)


def percentile_table(project: Project, chances: Chances, context: Context) -> Table:
    """P5 to P95 of the finish, and how far each lies from the plan."""
    finish, planned = chances.simulation.finish, chances.simulation.planned
    assert finish is not None
    columns = (Column("Chance", width=8), context.date_column("Finish by"), span_column("Later by", project.plan))
    rows = tuple(
        Row(
            (
                Cell(f"{percent} %"),
                context.finish_cell(finish.p(percent)),
                Cell(rounded(gap(chances, planned, finish.p(percent)), project.plan)),
            ),
            strong=percent in (50, 80),
        )
        for percent in PERCENTS
    )
    return Table("The finish by its chance", columns, rows, collapsed=True, name=context.sheet("Chances of the finish", project))


def histogram_table(project: Project, found: Distribution, context: Context, *, name: str) -> Table:
    """The bars of a histogram of moments, and how many samples have ended by the end of each."""
    columns = (
        context.date_column("From"),
        context.date_column("To"),
        Column("Samples", Kind.NUMBER, width=9),
        Column("Ended by then", Kind.PERCENT, width=9, digits=1),
    )
    rows, ended, whole = [], 0, len(found.values)
    part = shown(found)
    for bar in bars(part):
        if not bar.count:
            continue  # a weekend, for one: the dates tell of the gap
        ended += bar.count
        until = context.finish_cell(bar.high)
        rows.append(Row((context.start_cell(bar.low), until, Cell(bar.count), Cell(share(ended / whole)))))
    if ended < whole:
        late = Cell(whole - ended)
        rows.append(Row((context.start_cell(part.values[-1]), context.finish_cell(found.values[-1]), late, Cell(share(1.0)))))
    return Table("How many samples end when", columns, tuple(rows), collapsed=True, name=context.sheet(name, project))


def cost_table(project: Project, found: Distribution, context: Context) -> Table:
    """The percentiles of cost."""
    columns = (Column("Chance", width=8), Column("Cost at most", Kind.MONEY, width=14))
    rows = tuple(Row((Cell(f"{p} %"), Cell(money(project, found.p(p)))), strong=p in (50, 80)) for p in PERCENTS)
    return Table("The cost by its chance", columns, rows, collapsed=True, name=context.sheet("Chances of the cost", project))


def watched(project: Project, chances: Chances) -> tuple[Task, ...]:
    """Milestones and tasks with deadlines that are still to come, by planned date; those without spread only with a deadline."""
    found = []
    for task in project.plan.tasks:
        distribution = chances.simulation.milestones.get(task.id)
        if distribution is not None and task.actual_finish is None and (task.deadline is not None or not sure(distribution)):
            found.append(task)
    return tuple(sorted(found, key=lambda task: (project.dates(task).finish, chances.simulation.milestones[task.id].p(80))))


def milestone_table(project: Project, chances: Chances, tasks: tuple[Task, ...], context: Context) -> Table:
    """Planned date, P50 and P80 of each milestone, and the odds of its plan and deadline."""
    deadlines = {odds.task: odds for odds in open_deadlines(project, chances)}
    columns = [Column("Milestone", width=36), Column("No", width=5), context.date_column("Planned")]
    columns += [Column("Plan kept", Kind.PERCENT, width=8), context.date_column("P50"), context.date_column("P80")]
    columns += [context.date_column("Deadline"), Column("Deadline met", Kind.PERCENT, width=9)] if deadlines else []
    rows = []
    for task in tasks:
        found, planned = chances.simulation.milestones[task.id], project.dates(task).finish
        cells = [Cell(task.name), Cell(reference(task)), context.finish_cell(planned), odds_cell(found.odds(planned))]
        cells += [context.finish_cell(found.p(50)), context.finish_cell(found.p(80))]
        if deadlines:
            odds = deadlines.get(task.id)
            status = Status.NONE if odds is None else Status.BAD if odds.share < LIKELY else Status.GOOD
            cells += [context.finish_cell(task.deadline), odds_cell(odds.share, status=status) if odds else Cell(None)]
        rows.append(Row(tuple(cells)))
    return Table(
        "Milestones by their chance",
        tuple(columns),
        tuple(rows),
        collapsed=len(rows) > MOST_OPEN,
        name=context.sheet("Chances of milestones", project),
    )


def risk_table(project: Project, chances: Chances, context: Context) -> Table:
    """The events, the one that costs most days first."""
    gains, known = chances.simulation.gains, events(chances)
    entries = {gain.risk: chances.file.event(gain.risk) if chances.file is not None else None for gain in gains}
    owned = any(entry is not None and (entry.owner or entry.response) for entry in entries.values())
    columns = [Column("Risk", width=30), Column("Id", width=6), Column("Likely", Kind.PERCENT, width=7)]
    columns += [span_column(f"{what} sooner without it", project.plan) for what in ("Mean", "P50", "P80")]
    columns += [Column("Sooner in", Kind.PERCENT, width=8)]
    columns += [Column("Owner", width=14), Column("Response", width=26)] if owned else []
    rows = []
    for gain in gains:
        event, entry = known[gain.risk], entries[gain.risk]
        cells = [Cell(event.name), Cell(event.id), odds_cell(event.probability)]
        for seconds in (mean_gain(chances, gain), gain_at(chances, gain, 50), gain_at(chances, gain, 80)):
            cells.append(Cell(rounded(seconds, project.plan)))
        cells.append(odds_cell(gain.share))
        cells += [Cell(entry.owner if entry else ""), Cell(entry.response if entry else "")] if owned else []
        rows.append(Row(tuple(cells)))
    return Table("Risks by the days they cost", tuple(columns), tuple(rows), name=context.sheet("Risks", project))


def movers_table(project: Project, chances: Chances, movers: tuple[TaskRisk, ...], context: Context) -> Table:
    """The bars of the tornado."""
    part = working_share(chances)
    columns = (
        Column("Task", width=36),
        Column("No", width=5),
        span_column("Finish at its P10", project.plan),
        span_column("Finish at its P90", project.plan),
    )
    rows = []
    for row in movers:
        task = project.plan.task[row.task]
        moved = (rounded(round(value * part), project.plan) for value in (row.earlier, row.later))
        rows.append(Row((Cell(task.name), Cell(reference(task)), *(Cell(value) for value in moved))))
    return Table("How far each task moves the finish", columns, tuple(rows), collapsed=True, name=context.sheet("What moves it", project))


def lasting(project: Project) -> frozenset[str]:
    """Ids of the tasks that take time: milestones follow from them."""
    return frozenset(task.id for task in project.leaves if task.duration > 0)


def criticality_table(project: Project, chances: Chances, context: Context, *, finding: str) -> Table:
    """How often each task is critical, and how closely the finish follows it; every task in the workbook."""
    ranked = sorted(chances.simulation.tasks, key=lambda row: (-row.criticality, -abs(row.cruciality), row.task))
    known = lasting(project)
    ranked = [row for row in ranked if row.task in known]
    shown = ranked if context.whole else ranked[:MOST_TASKS]
    columns = (
        Column("Task", width=36),
        Column("No", width=5),
        Column("Critical in", Kind.PERCENT, width=9),
        Column("Cruciality", Kind.NUMBER, width=9, digits=2),
        span_column("Planned", project.plan),
        span_column("Mean", project.plan),
    )
    rows = []
    for row in shown:
        task = project.plan.task[row.task]
        cells = [Cell(task.name), Cell(reference(task)), odds_cell(row.criticality), Cell(Decimal(round(row.cruciality * 100)) / 100)]
        cells += [Cell(task.duration), Cell(rounded(round(row.mean), project.plan))]
        rows.append(Row(tuple(cells)))
    caption = finding
    if len(shown) < len(ranked):
        caption += f"; the first {len(shown)} of {counted(len(ranked), 'task')}"
    return Table(caption, columns, tuple(rows), collapsed=True, name=context.sheet("Criticality", project))


def class_table(project: Project, chances: Chances, context: Context) -> Table:
    """The reference classes that tasks took their spread from."""
    columns = (
        Column("Class of work", width=30),
        Column("Tasks here", Kind.NUMBER, width=7),
        Column("Past records", Kind.NUMBER, width=8),
        Column("P50 factor", Kind.NUMBER, width=8, digits=2),
        Column("P80 factor", Kind.NUMBER, width=8, digits=2),
        Column("Within 25 %", Kind.PERCENT, width=8),
    )
    rows = []
    for use in chances.basis.classes:
        found = use.reference
        factors = (Cell(Decimal(round(found.factor(p) * 100)) / 100) for p in (50, 80))
        name = use.name or "all records together"
        rows.append(Row((Cell(name), Cell(use.tasks), Cell(found.count), *factors, Cell(share(found.within)))))
    return Table("What past work of each class took", columns, tuple(rows), collapsed=True, name=context.sheet("Past work", project))


def portfolio_table(projects: list[Project], context: Context) -> Table:
    """One line for each simulated project."""
    columns = (
        Column("Project", width=32),
        context.date_column("Planned"),
        Column("Plan kept", Kind.PERCENT, width=8),
        context.date_column("P50"),
        context.date_column("P80"),
        Column("Reserve", width=9),
        Column("Least sure deadline", width=30),
        Column("Met", Kind.PERCENT, width=7),
    )
    rows = []
    for project in projects:
        chances = project.chances
        finish = chances.simulation.finish if chances is not None else None
        if chances is None or finish is None:
            continue
        cells = [Cell(project.name, target=f"#chances-{project.key}"), context.finish_cell(chances.simulation.planned)]
        cells += [odds_cell(chances.simulation.planned_odds), context.finish_cell(finish.p(50)), context.finish_cell(finish.p(80))]
        cells.append(Cell(span(rounded(gap(chances, finish.p(50), finish.p(80)), project.plan), project.plan)))
        deadlines = open_deadlines(project, chances)
        worst = deadlines[0] if deadlines else None
        status = Status.NONE if worst is None else Status.BAD if worst.share < LIKELY else Status.GOOD
        cells.append(Cell(project.plan.task[worst.task].name if worst else ""))
        cells.append(odds_cell(worst.share, status=status) if worst else Cell(None))
        rows.append(Row(tuple(cells)))
    return Table("The projects by their chances", columns, tuple(rows), collapsed=True, name=context.sheet("Chances of projects"))
