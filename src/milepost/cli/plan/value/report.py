"""The report's section on value and forecast: earned against planned and spent, and where it will end, with intervals."""

from decimal import Decimal

from milepost.cli.plan.findings import Weight
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import STATUS, Context
from milepost.cli.plan.value.curve import ValueCurve, value_curve
from milepost.cli.plan.value.figures import value_figures
from milepost.cli.plan.value.findings import value_findings
from milepost.cli.plan.value.outlook import forecast_figures
from milepost.cli.plan.value.tasks import value_table
from milepost.documents.tree import (
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Figure,
    KeyFigure,
    KeyFigures,
    Kind,
    Row,
    Section,
    Status,
    Table,
)
from milepost.engine.problem import Problem, Severity
from milepost.engine.value import ValueReport
from milepost.values import Money

TOLD_ABOVE = frozenset({"value-without-baseline", "value-baseline-dates-only", "value-spent-assumed", "value-outside-baseline"})
"""Problems that change how every figure of the section reads: told before them."""


def value_section(project: Project, context: Context) -> Section | None:
    """None where nothing can be said."""
    report = project.value
    if report is None or report.value is None or not context.internal:
        return None
    findings = value_findings(project)
    blocks: list[Block] = [_warning(p) for p in report.problems if p.code in TOLD_ABOVE and p.severity is Severity.WARNING]
    blocks.append(_figures(project))
    curve = value_curve(project)
    if curve is not None:
        blocks.append(_curve(project, report, curve, context))
    blocks += forecast_figures(project, report, context)
    blocks.append(value_table(project, report, context))
    return Section(findings[0].text, tuple(blocks), anchor=f"value-{project.key}", label="Value and forecast")


def _warning(problem: Problem) -> Callout:
    return Callout(CalloutKind.WARNING, f"{problem.message[:1].upper()}{problem.message[1:]} {problem.remedy}")


def _figures(project: Project) -> KeyFigures:
    shown = []
    for figure in value_figures(project):
        status = STATUS[figure.weight] if figure.weight is not Weight.PLAIN else Status.NONE
        shown.append(KeyFigure(f"{figure.name} ({figure.short})", figure.value, figure.note, f"{figure.short}: {figure.formula}.", status))
    return KeyFigures(tuple(shown))


def _curve(project: Project, report: ValueReport, curve: ValueCurve, context: Context) -> Figure:
    unit = report.unit
    kind = Kind.NUMBER if report.in_hours else Kind.MONEY
    titles = ("Planned", "Earned", "Spent", "Forecast")
    digits = 1 if report.in_hours else None
    columns = (Column(curve.period.capitalize(), width=22), *(Column(title, kind, width=12, digits=digits) for title in titles))

    def cell(value: Decimal | None) -> Cell:
        return Cell(None) if value is None else Cell(unit.round(value) if report.in_hours else Money(value, unit))

    rows = tuple(Row((Cell(p.label), *map(cell, (p.planned, p.earned, p.spent, p.forecast)))) for p in curve.points)
    name = context.sheet("Value curve", project)
    table = Table(f"Planned, earned and spent by {curve.period}", columns, rows, collapsed=True, name=name)
    what = "hours of work" if report.in_hours else "money"
    described = (
        f"Running totals in {what} at the end of each {curve.period}. Before the status date a task is earned when it really finished; "
        "work in progress is known at the status date only. The forecast goes straight to the forecast cost at the forecast finish."
    )
    return Figure(f"Planned, earned and spent, summed up by {curve.period}", curve.chart, described, table)
