"""A document that holds every chart, small: what the style guide shows of them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from milepost.documents.tree import (
    BarKind,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    CostCurve,
    CurveKind,
    CurvePoint,
    CurveSeries,
    DistributionChart,
    Document,
    Figure,
    Gantt,
    GanttLink,
    GanttRow,
    Interval,
    KeyFigure,
    KeyFigures,
    Kind,
    LineChart,
    LineSeries,
    LoadHistogram,
    LoadLane,
    OutcomeBin,
    OutcomeMark,
    RangeChart,
    RangeRow,
    Section,
    Status,
    Table,
    TornadoChart,
    TornadoRow,
    row,
)
from milepost.values import HOUR

WEEK = timedelta(days=7)


def report(begins: date) -> Document:
    """The document; what it shows is made up."""
    start = datetime(begins.year, begins.month, begins.day, 8)
    weeks = tuple(Interval(start + WEEK * number, start + WEEK * (number + 1)) for number in range(6))
    figures = (
        Figure("Delivery ends on 17 July", _gantt(start), "Three tasks and a milestone, one of them critical."),
        Figure("Ann has too much in the third week", _load(weeks), "Load against capacity in six weeks."),
        Figure("The budget is kept", _curve(weeks), "Planned and spent over six weeks."),
        Figure("80 % chance by 24 July", _odds(start), "How likely each finish is."),
        Figure("Milestones are kept by a week", _ranges(start), "A band for each milestone."),
        Figure("Deliveries move the finish most", _tornado(), "Causes by how much they move the finish."),
        Figure("The search went on to the 60th schedule", _lines(), "Best result so far by schedules tried."),
    )
    keys = (
        KeyFigure("Finish", "17 Jul 2026", "+2 days", "The last finish of any task.", Status.NOTICE),
        KeyFigure("Chance", "80 %", "by 24 July", status=Status.GOOD),
        KeyFigure("Cost", "£48,200", "£1,200 over", status=Status.BAD),
        KeyFigure("People", "4"),
    )
    return Document(
        title="Every chart and every block",
        subtitle="Style guide",
        opening=(
            KeyFigures(keys),
            Callout(CalloutKind.NOTE, "A note.", "Worth knowing"),
            Callout(CalloutKind.WARNING, "A warning."),
            Callout(CalloutKind.ERROR, "An error."),
            BulletList(("One finding", "Another finding")),
        ),
        sections=(*(Section(one.title, (one,)) for one in figures), Section("Tables hold values of every kind", (_table(), _empty()))),
    )


def _gantt(start: datetime) -> Gantt:
    def bar(name: str, first: int, last: int, **more: object) -> GanttRow:
        span = Interval(start + timedelta(days=first), start + timedelta(days=last))
        return GanttRow(id=name, name=name, segments=(span,), **more)  # type: ignore[arg-type]

    rows = (
        bar("Delivery", 0, 32, kind=BarKind.SUMMARY, progress=300_000),
        bar("Survey", 0, 9, level=1, progress=1_000_000, label="Ann"),
        bar("Install", 10, 25, level=1, critical=True, progress=200_000, label="Bob"),
        bar("Hand over", 32, 32, level=1, kind=BarKind.MILESTONE, critical=True),
    )
    links = (GanttLink(source="Survey", target="Install", critical=True), GanttLink(source="Install", target="Hand over", critical=True))
    return Gantt(rows=rows, links=links, status_at=start + timedelta(days=14))


def _load(weeks: tuple[Interval, ...]) -> LoadHistogram:
    def lane(name: str, *hours: tuple[int, int]) -> LoadLane:
        loads = tuple((a * HOUR, b * HOUR) for a, b in hours)
        return LoadLane(name=name, loads=loads, capacity=tuple(35 * HOUR for _ in hours))

    lanes = (
        lane("Ann", (20, 10), (25, 10), (30, 20), (20, 0), (10, 10), (0, 20)),
        lane("Bob", (0, 30), (0, 30), (20, 10), (20, 10), (0, 0), (0, 0)),
    )
    return LoadHistogram(periods=weeks, series=("Harbour", "Quay"), lanes=lanes)


def _curve(weeks: tuple[Interval, ...]) -> CostCurve:
    planned = tuple(Decimal(8000 * (number + 1)) for number in range(len(weeks)))
    spent = (*(Decimal(7600 * (number + 1)) for number in range(3)), None, None, None)
    series = (
        CurveSeries(name="Planned", kind=CurveKind.PLANNED, totals=planned),
        CurveSeries(name="Spent", kind=CurveKind.ACTUAL, totals=spent),
    )
    return CostCurve(periods=weeks, series=series, unit="£", status_at=weeks[2].finish)


def _odds(start: datetime) -> DistributionChart:
    shares = (50_000, 200_000, 300_000, 250_000, 150_000, 50_000)
    day = start + timedelta(days=24)
    bins = tuple(OutcomeBin(day + timedelta(days=3 * n), day + timedelta(days=3 * (n + 1)), share) for n, share in enumerate(shares))
    curve = tuple(CurvePoint(one.upper, sum(shares[: n + 1])) for n, one in enumerate(bins))
    at = bins[3].upper
    return DistributionChart(bins=bins, curve=curve, marks=(OutcomeMark(at, "P80 24 Jul 2026"),), split_at=at)


def _ranges(start: datetime) -> RangeChart:
    def milestone(name: str, *days: int, note: str, status: Status) -> RangeRow:
        values = tuple(start + timedelta(days=day) for day in days)
        return RangeRow(name=name, values=values, planned=values[1], deadline=values[2] + WEEK, note=note, status=status)

    rows = (
        milestone("Survey done", 7, 9, 12, 15, note="96 % by the deadline", status=Status.GOOD),
        milestone("Handed over", 28, 32, 39, 47, note="72 % by the deadline", status=Status.NOTICE),
    )
    return RangeChart(rows=rows, printed=("P50", "P80"))


def _tornado() -> TornadoChart:
    rows = (
        TornadoRow("Delivery of switches", Decimal(-2), Decimal(9), "supplier"),
        TornadoRow("Cabling", Decimal(-3), Decimal(4)),
        TornadoRow("Weather", Decimal(0), Decimal(2)),
    )
    return TornadoChart(rows=rows, centre_label="P80 24 Jul 2026", below_label="Earlier", above_label="Later", unit="days")


def _lines() -> LineChart:
    points = tuple((Decimal(tried), Decimal(best)) for tried, best in ((1, 48), (8, 44), (20, 41), (60, 40), (100, 40)))
    return LineChart(series=(LineSeries("Best so far", points, step=True),), x_title="Schedules tried", y_title="Days")


def _table() -> Table:
    columns = (
        Column("Text"),
        Column("Number", Kind.NUMBER),
        Column("Day", Kind.DATE),
        Column("Work", Kind.DURATION),
        Column("Share", Kind.PERCENT),
        Column("Status"),
    )
    day = date(2026, 6, 15)
    rows = tuple(
        row(name, number, day, 4 * 8 * HOUR, 500_000, Cell(status.value, status=status), level=level)
        for name, number, status, level in (
            ("Whole", 1240, Status.GOOD, 0),
            ("A part", 12, Status.NOTICE, 1),
            ("Another part", -3, Status.BAD, 1),
            ("What was", 0, Status.MUTED, 0),
        )
    )
    return Table("Values", columns, rows, row("All", 1249, None, None, None, "", strong=True))


def _empty() -> Table:
    return Table("What there is none of", (Column("Name"),), (), empty="Nothing to show yet.")
