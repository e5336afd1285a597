"""People over all projects: who has more work than time, their load by week against what they have, and the overloads."""

from milepost.cli.plan.booking import booked, tasks_of
from milepost.cli.plan.findings import people_finding, worst_overloads
from milepost.cli.plan.load_chart import LoadChart, load_chart
from milepost.cli.plan.report.context import Context
from milepost.cli.plan.wording import days_text
from milepost.documents.tree import Block, Cell, Column, Figure, Kind, Paragraph, Row, Section, Status, Table
from milepost.engine.load import Overload

MOST_OVERLOADS = 60
_HOURS = 1


def people_section(context: Context) -> Section | None:
    """None where nobody has work."""
    finding = people_finding(context.portfolio)
    chart = load_chart(context.portfolio, most=None if context.whole else 24)
    if finding is None or chart is None:
        return None
    figure = Figure(_title(chart), chart.histogram, _described(chart), _loads(chart, context))
    blocks: list[Block] = [figure]
    if chart.left_out:
        blocks.append(Paragraph(f"{chart.left_out} more people have work and no overload; --xlsx and --json have all of them."))
    if context.portfolio.overloads:
        blocks.insert(0, _overloads(context))
    return Section(finding.text, tuple(blocks), anchor="people")


def _title(chart: LoadChart) -> str:
    return f"Work by {chart.period} against working time, the most overloaded first"


def _described(chart: LoadChart) -> str:
    return f"For each of {len(chart.histogram.lanes)} people a bar for every {chart.period}: work from all projects, and a line at the working time there is."


def _overloads(context: Context) -> Table:
    overloads = worst_overloads(context.portfolio.overloads)
    shown = overloads if context.whole else overloads[:MOST_OVERLOADS]
    columns = (
        Column("Who", width=20),
        Column("When", width=20),
        Column("Booked", width=8),
        Column("Hours too much", Kind.NUMBER, width=9, digits=_HOURS),
        Column("On", width=48),
    )
    caption = "Overloads, the worst first"
    if len(shown) < len(overloads):
        caption += f": {len(shown)} of {len(overloads)}"
    return Table(caption, columns, tuple(_overload(o) for o in shown), name=context.sheet("Overloads"))


def _overload(overload: Overload) -> Row:
    from decimal import Decimal

    hours = Cell(Decimal(overload.excess) / 3600) if overload.excess else Cell(None, text="same hour")
    when = days_text(overload.first_day, overload.last_day)
    return Row((Cell(overload.name), Cell(when), Cell(booked(overload), status=Status.BAD), hours, Cell(tasks_of(overload, most=6))))


def _loads(chart: LoadChart, context: Context) -> Table:
    from decimal import Decimal

    columns = (
        Column("Who", width=20),
        Column(chart.period.capitalize(), width=22),
        Column("Work, hours", Kind.NUMBER, width=9, digits=_HOURS),
        Column("Time, hours", Kind.NUMBER, width=9, digits=_HOURS),
        Column("Booked", Kind.PERCENT, width=8),
    )
    rows = []
    for cell in chart.cells:
        share = Cell(cell.load * 1_000_000 // cell.capacity, status=Status.BAD if cell.over else Status.NONE) if cell.capacity else Cell(None, text="no time", status=Status.BAD)
        rows.append(Row((Cell(cell.name), Cell(days_text(cell.first_day, cell.last_day)), Cell(Decimal(cell.load) / 3600), Cell(Decimal(cell.capacity) / 3600), share)))
    return Table(f"Work and working time by {chart.period}", columns, tuple(rows), collapsed=True, name=context.sheet("Load"))
