"""The charts of the section on chances, each with its finding as title and its data as a table."""

from decimal import Decimal

from milepost.cli.plan.findings import Finding
from milepost.cli.plan.known.chances import Chances
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import STATUS, Context
from milepost.cli.plan.risk.findings import about, cost_chance, cost_tolerance, money, odds_weight, open_deadlines
from milepost.cli.plan.risk.tables import cost_table, histogram_table, milestone_table, movers_table, portfolio_table, watched
from milepost.cli.plan.risk.wording import gap, rounded, share, short_odds, sure, working_share
from milepost.cli.plan.wording import counted, day_text, span, weekday_text, when
from milepost.documents.tree import (
    CurvePoint,
    DistributionChart,
    Figure,
    OutcomeBin,
    OutcomeMark,
    OutcomeMarkKind,
    RangeChart,
    RangeRow,
    Status,
    TornadoChart,
    TornadoRow,
)
from milepost.engine.risk import Distribution
from milepost.engine.risk.bins import bars, later_share, shown
from milepost.values import HOUR

BARS = 30
POINTS = 120
MOST_MILESTONES = 24
MOST_MOVERS = 12
LEVELS = (10, 50, 80, 95)


def finish_figure(project: Project, chances: Chances, context: Context) -> Figure:
    """Histogram and S-curve of the finish, with what was planned and promised."""
    simulation = chances.simulation
    finish = simulation.finish
    assert finish is not None
    marks = [
        OutcomeMark(when(simulation.planned), f"Planned {_day(simulation.planned)}", OutcomeMarkKind.PLANNED),
        *(OutcomeMark(when(finish.p(p)), f"P{p} {_day(finish.p(p))}") for p in (50, 80)),
    ]
    finishes = {odds.deadline: project.schedule[odds.task].finish for odds in open_deadlines(project, chances)}
    last = [deadline for deadline, planned in finishes.items() if planned == simulation.planned]
    if last:
        marks.append(OutcomeMark(when(min(last)), f"Deadline {_day(min(last))}", OutcomeMarkKind.DEADLINE))
    if chances.limit is not None:
        latest = chances.limit.latest
        marks.append(OutcomeMark(when(latest), f"Tolerance {_day(latest)}", OutcomeMarkKind.TOLERANCE))
    part, whole = shown(finish), len(finish.values)
    chart = DistributionChart(
        bins=tuple(OutcomeBin(when(b.low), when(b.high), share(b.count / whole)) for b in bars(part)),
        curve=tuple(CurvePoint(when(value), share(odds * len(part.values) / whole)) for value, odds in part.curve(POINTS)),
        marks=tuple(marks),
        split_at=when(finish.p(80)),
        bins_title="Share of samples that end then",
        curve_title="Chance to have ended",
        later=_later(finish, part, _day(finish.values[-1])),
    )
    reserve = span(rounded(gap(chances, finish.p(50), finish.p(80)), project.plan), project.plan)
    described = (
        f"{counted(simulation.samples, 'sample')} end between {weekday_text(finish.values[0], finish=True)} and "
        f"{weekday_text(finish.values[-1], finish=True)}; half of them by {weekday_text(finish.p(50), finish=True)}, 80 % by "
        f"{weekday_text(finish.p(80), finish=True)}. The plan ends on {weekday_text(simulation.planned, finish=True)}."
    )
    described += f" {chart.later}." if chart.later else ""
    title = f"Half of the samples end by {_day(finish.p(50))}, 80 % by {_day(finish.p(80))}: {reserve} between them"
    return Figure(title, chart, described, histogram_table(project, finish, context, name="Samples of the finish"))


def milestone_figure(project: Project, chances: Chances, context: Context) -> Figure | None:
    """Each milestone from P10 to P95 beside its plan and deadline; None where none varies."""
    tasks = watched(project, chances)
    if not tasks:
        return None
    deadlines = {odds.task: odds for odds in open_deadlines(project, chances)}
    # With too many the promised ones come first, then the latest; the table has all.
    chosen = sorted(tasks, key=lambda task: (task.id not in deadlines, -project.dates(task).finish))[:MOST_MILESTONES]
    rows = []
    for task in (task for task in tasks if task in chosen):
        odds = deadlines.get(task.id)
        values = tuple(when(chances.simulation.milestones[task.id].p(p)) for p in LEVELS)
        rows.append(
            RangeRow(
                name=task.name,
                values=values,
                planned=when(project.dates(task).finish),
                deadline=when(odds.deadline) if odds is not None else None,
                note=short_odds(odds.share) if odds is not None else "",
                status=STATUS[odds_weight(odds.share)] if odds is not None else Status.NONE,
            )
        )
    chart = RangeChart(rows=tuple(rows), printed=("P50", "P80"), note_title="Deadline met" if deadlines else "")
    described = f"One band for each of {counted(len(rows), 'milestone')}, from its P10 to its P95, with what is planned and promised."
    title = "When each milestone is likely, beside its plan" + (" and its deadline" if deadlines else "")
    if len(rows) < len(tasks):
        title += f": {len(rows)} of {len(tasks)}"
    return Figure(title, chart, described, milestone_table(project, chances, tasks, context))


def tornado_figure(project: Project, chances: Chances, context: Context) -> Figure | None:
    """The tasks whose durations move the finish most; None where nothing does."""
    finish = chances.simulation.finish
    movers = chances.simulation.tornado(10_000 if context.whole else MOST_MOVERS)
    if not movers or finish is None:
        return None
    part, length = working_share(chances), project.plan.settings.day or 8 * HOUR
    rows: list[TornadoRow] = []
    for row in movers[:MOST_MOVERS]:
        low, high = sorted(Decimal(round(value * part * 10 / length)) / 10 for value in (row.earlier, row.later))
        if rows and low == high:
            break
        rows.append(TornadoRow(project.plan.task[row.task].name, low, high, short_odds(row.criticality)))
    centre = f"Mean finish {_day(finish.mean)}"
    chart = TornadoChart(
        rows=tuple(rows),
        centre_label=centre,
        below_label="Earlier",
        above_label="Later",
        unit="d",
        names_title="Task",
        note_title="Critical in",
    )
    described = "How far the finish is expected to move when one task takes its own P10 or P90 and the others what they will."
    title = "How many working days each task moves the finish: by its own P10 earlier, by its own P90 later"
    return Figure(title, chart, described, movers_table(project, chances, movers, context))


def mover_finding(project: Project, chances: Chances) -> Finding:
    """Which task moves the finish most, and by how much; there must be one."""
    first = chances.simulation.tornado(1)[0]
    most = span(rounded(round(first.swing / 2 * working_share(chances)), project.plan), project.plan)
    return Finding(f"‘{project.plan.task[first.task].name}’ moves the finish most: about {most} either way")


def cost_figure(project: Project, chances: Chances, context: Context) -> Figure | None:
    """Histogram and S-curve of cost; None where it does not vary."""
    cost, finding = chances.simulation.cost, cost_chance(project, chances)
    if cost is None or project.cost is None or finding is None or sure(cost):
        return None
    currency = project.cost.currency
    planned = currency.round(project.cost.total.cost)
    marks = [OutcomeMark(planned, f"Planned {about(project, int(planned.scaleb(currency.digits)))}", OutcomeMarkKind.PLANNED)]
    marks += [OutcomeMark(money(project, cost.p(p)).amount, f"P{p} {about(project, cost.p(p))}") for p in (50, 80)]
    limit = cost_tolerance(chances)
    if limit is not None:
        most = money(project, limit.limit).amount
        marks.append(OutcomeMark(most, f"Tolerance {about(project, limit.limit)}", OutcomeMarkKind.TOLERANCE))
    part = shown(cost)
    points = ((value, odds * len(part.values) / len(cost.values)) for value, odds in part.curve(POINTS))
    chart = DistributionChart(
        bins=_amounts(project, part, len(cost.values)),
        curve=tuple(CurvePoint(money(project, value).amount, share(odds)) for value, odds in points),
        marks=tuple(marks),
        split_at=money(project, cost.p(80)).amount,
        currency=currency,
        bins_title="Share of samples that cost so much",
        curve_title="Chance to cost no more",
        later=_later(cost, part, about(project, cost.values[-1])),
    )
    return Figure(
        "How often the samples cost how much, and the chance to cost no more", chart, f"{finding.text}.", cost_table(project, cost, context)
    )


def _amounts(project: Project, cost: Distribution, whole: int) -> tuple[OutcomeBin, ...]:
    """Bars whose edges are round amounts."""
    width = max((cost.values[-1] - cost.values[0]) // BARS, 1)
    decade = 10 ** max(len(str(width)) - 1, 0)
    step = next(step for times in (1, 2, 5, 10) if (step := times * decade) >= width)
    found = cost.histogram(BARS + 2, step=step)
    return tuple(OutcomeBin(money(project, b.low).amount, money(project, b.high).amount, share(b.count / whole)) for b in found)


def _later(whole: Distribution, part: Distribution, last: str) -> str:
    """What is said of the samples beyond the axis; nothing where all are drawn."""
    beyond = later_share(whole, part)
    return f"{short_odds(beyond)} of the samples lie beyond this axis, the last at {last}" if beyond else ""


def portfolio_figure(projects: list[Project], context: Context) -> Figure:
    """All projects' finishes beside each other."""
    rows = []
    for project in projects:
        chances = project.chances
        finish = chances.simulation.finish if chances is not None else None
        if chances is not None and finish is not None:
            odds, planned = chances.simulation.planned_odds, chances.simulation.planned
            values = tuple(when(finish.p(p)) for p in LEVELS)
            rows.append(
                RangeRow(name=project.name, values=values, planned=when(planned), note=short_odds(odds), status=STATUS[odds_weight(odds)])
            )
    chart = RangeChart(rows=tuple(rows), printed=("P50", "P80"), names_title="Project", note_title="Plan kept")
    described = f"One band for each of {counted(len(rows), 'project')}, from the P10 to the P95 of its finish, with the planned finish."
    return Figure("When each project is likely to end", chart, described, portfolio_table(projects, context))


def _day(moment: int) -> str:
    return day_text(moment, finish=True)
