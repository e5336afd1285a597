"""The section's figures of where it will end: ranges of finish and of cost, each with its table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.value.findings import cost_finding_of, finish_finding_of
from milepost.cli.plan.value.forecasts import Outlook, cost_outlooks, finish_outlooks
from milepost.cli.plan.value.wording import percent
from milepost.cli.plan.wording import when, working_days
from milepost.documents.tree import Cell, Column, Figure, Kind, RangeChart, RangeRow, Row, Status, Table
from milepost.engine.value import ValueReport
from milepost.values import Money

LEVELS = ("From", "Forecast", "To")


def forecast_figures(project: Project, report: ValueReport, context: Context) -> Iterator[Figure]:
    """A figure for the finish, one for the cost; nothing is left to forecast of a finished plan."""
    if report.complete:
        return
    finishes, costs = finish_outlooks(project), cost_outlooks(project)
    if finishes and report.finish is not None:
        yield _finish(project, report, finishes, context)
    if costs and report.cost is not None:
        yield _cost(project, report, costs, context)


def _finish(project: Project, report: ValueReport, found: Sequence[Outlook], context: Context) -> Figure:
    assert report.finish is not None
    columns = [Column("Forecast", width=28), Column("Formula", width=30), context.date_column("Finish")]
    columns += [context.date_column("From"), context.date_column("To"), Column("To what was agreed", width=22)]
    rows = tuple(_finish_row(project, report, one, context) for one in found)
    table = Table("Forecasts of the finish", tuple(columns), rows, collapsed=True, name=context.sheet("Forecast finish", project))
    agreed = when(report.agreed) if report.baseline is not None else None
    ranges = tuple(
        RangeRow(name=one.method, values=tuple(when(int(moment)) for moment in _ends(one)), planned=agreed if one.default else None)
        for one in found
    )
    chart = RangeChart(rows=ranges, levels=LEVELS, split=None, point="Forecast", names_title="Forecast", planned_label="Agreed")
    finding = finish_finding_of(project, report)
    described = f"{finding.text if finding else ''}. From and to hold the finish with a chance of {percent(report.finish.share)}."
    return Figure(finding.text if finding else "Forecasts of the finish", chart, described, table)


def _cost(project: Project, report: ValueReport, found: Sequence[Outlook], context: Context) -> Figure:
    assert report.cost is not None
    assert report.value is not None
    kind = Kind.NUMBER if report.in_hours else Kind.MONEY
    what = "work" if report.in_hours else "cost"
    digits = 1 if report.in_hours else None
    titles = ("At completion", "From", "To", "Variance")
    columns = [Column("Forecast", width=28), Column("Formula", width=30), *(Column(t, kind, width=13, digits=digits) for t in titles)]
    rows = tuple(_cost_row(report, one) for one in found)
    table = Table(f"Forecasts of the {what}", tuple(columns), rows, collapsed=True, name=context.sheet("Forecast cost", project))
    budget = report.value.bac
    ranges = tuple(
        RangeRow(name=one.method, values=tuple(map(report.unit.round, _ends(one))), planned=budget if one.default else None)
        for one in found
    )
    chart = RangeChart(
        rows=ranges,
        levels=LEVELS,
        split=None,
        point="Forecast",
        names_title="Forecast",
        planned_label="Budget",
        currency=None if report.in_hours else report.unit,
        unit="h" if report.in_hours else "",
    )
    finding = cost_finding_of(report)
    text = finding.text if finding is not None else f"Forecasts of the {what}"
    return Figure(text, chart, f"{text}. From and to hold it with a chance of {percent(report.cost.share)}.", table)


def _ends(one: Outlook) -> tuple[Decimal, Decimal, Decimal]:
    return (one.value if one.low is None else one.low, one.value, one.value if one.high is None else one.high)


def _finish_row(project: Project, report: ValueReport, one: Outlook, context: Context) -> Row:
    low, high = (context.finish_cell(None if moment is None else int(moment)) for moment in (one.low, one.high))
    day = project.plan.settings.day or 28800
    gap = project.calendars[project.plan.calendar].between(report.agreed, int(one.value)) if report.baseline is not None else 0
    gap = round(10 * gap / day) * day // 10
    told = (
        f"{working_days(gap, project.plan)} {'later' if gap > 0 else 'earlier'}"
        if gap
        else "as agreed"
        if report.baseline is not None
        else ""
    )
    status = Status.NOTICE if gap > 0 else Status.NONE
    cells = (
        Cell(one.method, strong=one.default),
        Cell(one.formula),
        context.finish_cell(int(one.value)),
        low,
        high,
        Cell(told, status=status),
    )
    return Row(cells, strong=one.default)


def _cost_row(report: ValueReport, one: Outlook) -> Row:
    assert report.value is not None
    unit = report.unit

    def cell(value: Decimal | None) -> Cell:
        return Cell(None) if value is None else Cell(unit.round(value) if report.in_hours else Money(unit.round(value), unit))

    variance = report.value.bac - one.value
    return Row((Cell(one.method), Cell(one.formula), *map(cell, (one.value, one.low, one.high, variance))), strong=one.default)
