"""The tables behind the figures of the demo report."""

from datetime import timedelta
from decimal import Decimal

from milepost.documents.tree import (
    Cell,
    Column,
    CostCurve,
    Kind,
    LoadHistogram,
    Row,
    Status,
    Table,
    row,
)
from milepost.documents.wording import short_day_text
from milepost.values import HOUR, Money
from tests.documents.demo_jobs import GBP, PHASES, RATES, Job, day


def task_table(found: list[Job]) -> Table:
    columns = (
        Column("Task", width=40),
        Column("Who", width=14),
        Column("Start", Kind.DATE),
        Column("Finish", Kind.DATE),
        Column("Duration", Kind.DURATION),
        Column("Float", Kind.DURATION),
        Column("Critical"),
        Column("Cost", Kind.MONEY),
    )
    rows: list[Row] = []
    total = Decimal(0)
    for phase, _ in PHASES:
        inside = [job for job in found if job.phase == phase]
        cost = sum((Decimal(RATES.get(job.person, 0) * job.days) for job in inside), Decimal(0))
        total += cost
        first, last = min(job.start for job in inside), max(job.finish for job in inside)
        rows.append(row(phase, None, day(first), day(last, end=True), (last - first) * 8 * HOUR, None, None, Money(cost, GBP), strong=True))
        for job in inside:
            critical = Cell("critical", strong=True) if job.spare == 0 else Cell("no")
            price = Money(Decimal(RATES[job.person] * job.days), GBP) if job.person else None
            start = day(job.start) if job.days else day(job.finish, end=True)
            rows.append(
                row(
                    job.name,
                    job.person,
                    start,
                    day(job.finish, end=True),
                    job.days * 8 * HOUR,
                    job.spare * 8 * HOUR,
                    critical,
                    price,
                    level=1,
                )
            )
    return Table(
        "Every task with its dates",
        columns,
        tuple(rows),
        row("Total", None, None, None, None, None, None, Money(total, GBP), strong=True),
        name="Tasks",
    )


def load_table(histogram: LoadHistogram) -> Table:
    columns = (Column("Person"), *(Column(short_day_text(period.start), Kind.NUMBER) for period in histogram.periods))
    rows = []
    for lane in histogram.lanes:
        cells = [
            Cell(sum(each) // HOUR, status=Status.BAD if sum(each) > most else Status.NONE)
            for each, most in zip(lane.loads, lane.capacity, strict=True)
        ]
        rows.append(Row((Cell(lane.name), *cells)))
    return Table("Hours of work by week beginning", columns, tuple(rows), collapsed=True, name="Load")


def cost_table(chart: CostCurve) -> Table:
    columns = (Column("Week ending", Kind.DATE), *(Column(series.name, Kind.MONEY) for series in chart.series))
    rows = tuple(
        Row((Cell(period.finish.date() - timedelta(days=1)), *(Cell(Money(t, GBP) if t is not None else None) for t in totals)))
        for period, *totals in zip(chart.periods, *(series.totals for series in chart.series), strict=True)
    )
    return Table("Running total of cost by week", columns, rows, collapsed=True, name="Cost")
