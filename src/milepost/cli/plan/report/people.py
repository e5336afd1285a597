"""People over all projects: who has more work than time, their load by week against what they have, and the overloads."""

from collections.abc import Iterator
from decimal import Decimal

from milepost.cli.plan.booking import booked, tasks_of
from milepost.cli.plan.findings import people_finding, worst_overloads
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.load_chart import LoadCell, LoadChart, load_chart
from milepost.cli.plan.wording import counted, days_text
from milepost.documents.tree import Block, Cell, Column, Figure, Kind, Paragraph, Row, Section, Status, Table
from milepost.engine.load import Overload

MOST_OVERLOADS = 60
MOST_LANES = 24
MOST_OPEN = 15


def people_section(context: Context) -> Section | None:
    """None where nobody has work."""
    finding = people_finding(context.portfolio)
    blocks = tuple(_blocks(context))
    if finding is None or not blocks:
        return None
    # How busy people are is in the chart; to a client the title is who works when, not whose week is too full.
    return Section(finding.text if context.internal else "Who works on it, week by week", blocks, anchor="people", label="People")


def _blocks(context: Context) -> Iterator[Block]:
    if context.portfolio.overloads:
        yield _overloads(context)
    most = None if context.whole else MOST_LANES
    for teams, what in ((False, "people"), (True, "teams and roles")):
        chart = load_chart(context.portfolio, most=most, teams=teams)
        if chart is None:
            continue
        title = f"Work of {what} by {chart.period} against their working time"
        told = (
            f"{counted(len(chart.histogram.lanes), 'row')} of bars, the most overloaded first: for every {chart.period} the work from all "
            "projects, and a line at the working time there is. The table has the hours."
        )
        yield Figure(title, chart.histogram, told, _loads(chart, context, what))
        if chart.left_out:
            yield Paragraph(f"{chart.left_out} more have work and no overload; --xlsx and --json have all of them.")


def _overloads(context: Context) -> Table:
    overloads = worst_overloads(context.portfolio.overloads)
    shown = overloads if context.whole else overloads[:MOST_OVERLOADS]
    columns = (
        Column("Who", width=20),
        Column("When", width=26),
        Column("Booked", width=11),
        Column("Hours too much", Kind.NUMBER, width=9, digits=1),
        Column("On", width=48),
    )
    caption = "Overloads, the worst first"
    if len(shown) < len(overloads):
        caption += f": {len(shown)} of {len(overloads)}"
    return Table(caption, columns, tuple(_overload(o) for o in shown), collapsed=len(shown) > MOST_OPEN, name=context.sheet("Overloads"))


def _overload(overload: Overload) -> Row:
    hours = Cell(_hours(overload.excess)) if overload.excess else Cell(None, text="same hour")
    when = days_text(overload.first_day, overload.last_day)
    return Row((Cell(overload.name), Cell(when), Cell(booked(overload), status=Status.BAD), hours, Cell(tasks_of(overload, most=6))))


def _loads(chart: LoadChart, context: Context, what: str) -> Table:
    columns = (
        Column("Who", width=20),
        Column(chart.period.capitalize(), width=26),
        Column("Work, hours", Kind.NUMBER, width=9, digits=1),
        Column("Time, hours", Kind.NUMBER, width=9, digits=1),
        Column("Booked", Kind.PERCENT, width=11),
    )
    caption = f"Work and working time of {what} by {chart.period}"
    name = context.sheet("Load" if what == "people" else "Load of teams")
    return Table(caption, columns, tuple(_load(cell) for cell in chart.cells), collapsed=True, name=name)


def _load(cell: LoadCell) -> Row:
    share = Cell(None, text="no time", status=Status.BAD)
    if cell.capacity:
        share = Cell(cell.load * 1_000_000 // cell.capacity, status=Status.BAD if cell.over else Status.NONE)
    when = days_text(cell.first_day, cell.last_day)
    return Row((Cell(cell.name), Cell(when), Cell(_hours(cell.load)), Cell(_hours(cell.capacity)), share))


def _hours(seconds: int) -> Decimal:
    return Decimal(seconds) / 3600
