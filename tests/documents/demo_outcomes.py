"""Every chart of outcomes in many states: one bin, all alike, one row, forty rows, long names, negative numbers, no marks."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from math import exp

from milepost.documents.tree import (
    Amount,
    Chart,
    Column,
    CostCurve,
    CurveKind,
    CurvePoint,
    CurveSeries,
    DistributionChart,
    Document,
    Figure,
    Interval,
    Kind,
    LineChart,
    LineGuide,
    LineSeries,
    OutcomeBin,
    OutcomeMark,
    OutcomeMarkKind,
    RangeChart,
    RangeRow,
    Section,
    Status,
    Table,
    TornadoChart,
    TornadoRow,
    row,
)
from milepost.values import FULL_SHARE, Currency

GBP = Currency()
DAY_ONE = datetime(2027, 7, 6, 17)
LONG = "Migration of every remaining application of the former district councils, their archives included, to the new data centre"
_PEAK, _COUNT = 13, 36


def shares() -> list[int]:
    """Thirty-six bins of a skewed distribution, together exactly one."""
    raw = [exp(-(((n - _PEAK) / (6 if n < _PEAK else 9)) ** 2)) for n in range(_COUNT)]
    found = [int(each / sum(raw) * FULL_SHARE) for each in raw]
    found[_PEAK] += FULL_SHARE - sum(found)
    return found


def dates(*marks: OutcomeMark) -> DistributionChart:
    """Finish dates, two and a half days a bin."""
    return distribution([DAY_ONE + timedelta(hours=60 * n) for n in range(_COUNT + 1)], *marks)


def distribution(edges: list[Amount], *marks: OutcomeMark, currency: Currency | None = None, unit: str = "") -> DistributionChart:
    found = shares()
    totals = list(accumulate(found, initial=0))
    return DistributionChart(
        bins=tuple(OutcomeBin(edges[n], edges[n + 1], share) for n, share in enumerate(found)),
        curve=tuple(CurvePoint(edge, total) for edge, total in zip(edges, totals, strict=True)),
        marks=marks,
        split_at=next(edge for edge, total in zip(edges, totals, strict=True) if total >= 800_000),
        currency=currency,
        unit=unit,
    )


def later(days: float) -> datetime:
    return DAY_ONE + timedelta(days=days)


def usual_marks() -> tuple[OutcomeMark, ...]:
    return (
        OutcomeMark(later(37.2), "P50 12 Aug"),
        OutcomeMark(later(48.5), "P80 24 Aug"),
        OutcomeMark(later(30), "Planned finish 5 Aug", OutcomeMarkKind.PLANNED),
        OutcomeMark(later(56), "Deadline 31 Aug: 91 % in time", OutcomeMarkKind.DEADLINE),
        OutcomeMark(later(44), "Tolerance 19 Aug", OutcomeMarkKind.TOLERANCE),
    )


def alike() -> DistributionChart:
    """Every outcome is the same moment, and all marks stand on it."""
    texts = (("P50 6 Jul", "percentile"), ("P80 6 Jul", "percentile"), ("Planned 6 Jul", "planned"), ("Deadline 6 Jul", "deadline"))
    return DistributionChart(
        bins=(OutcomeBin(DAY_ONE, DAY_ONE, FULL_SHARE),),
        curve=(CurvePoint(DAY_ONE, FULL_SHARE),),
        marks=tuple(OutcomeMark(DAY_ONE, text, OutcomeMarkKind(kind)) for text, kind in texts),
        split_at=DAY_ONE,
    )


def one_bin() -> DistributionChart:
    edges = later(0), later(30)
    return DistributionChart(bins=(OutcomeBin(*edges, FULL_SHARE),), curve=(CurvePoint(edges[0], 0), CurvePoint(edges[1], FULL_SHARE)))


def milestones(count: int, *, name: str = "") -> RangeChart:
    rows = []
    for n in range(count):
        start = later(n * 9)
        values = tuple(start + timedelta(days=each * (1 + n / 8)) for each in (-2, 3, 7, 12))
        odds = max(4, 97 - 7 * n % 90)
        status = Status.GOOD if odds >= 80 else Status.NOTICE if odds >= 50 else Status.BAD
        deadline = start + timedelta(days=8) if n % 3 else None
        rows.append(
            RangeRow(
                name=f"{name or 'Milestone'} {n + 1}",
                values=values,
                planned=start,
                deadline=deadline,
                note=f"{odds} % by {deadline:%-d %b}" if deadline else "no deadline",
                status=status if deadline else Status.MUTED,
            )
        )
    return RangeChart(rows=tuple(rows), printed=("P50", "P80"), note_title="Odds of the deadline")


def forecasts() -> RangeChart:
    rows = tuple(
        RangeRow(name=name, values=tuple(Decimal(each) for each in values), planned=Decimal(planned), deadline=None, note=note)
        for name, values, planned, note in (
            ("Typical cost performance", ("412000", "436500", "471000"), "418000", "CPI 0.95"),
            ("Cost and schedule performance", ("430000", "468000", "512000"), "418000", "CPI × SPI 0.89"),
            ("Remaining work as planned", ("421000", "427000", "433000"), "418000", ""),
        )
    )
    return RangeChart(
        rows=rows, levels=("Low", "Forecast", "High"), split=None, point="Forecast", printed=("Low", "Forecast", "High"), currency=GBP,
        names_title="Method", note_title="From", planned_label="Budget",
    )  # fmt: skip


def causes(count: int, *, name: str = "") -> TornadoChart:
    rows = []
    for n in range(count):
        wide = Decimal(40) / (n + 1)
        rows.append(TornadoRow(f"{name or 'Supplier lead time'} {n + 1}", -wide / 3, wide, f"in {max(1, 96 - 3 * n)} % of runs critical"))
    return TornadoChart(
        rows=tuple(rows[::-1]), centre_label="P80 25 Aug 2027", below_label="Sooner at its best tenth",
        above_label="Later at its worst tenth", unit="d", note_title="Why",
    )  # fmt: skip


def money_causes() -> TornadoChart:
    rows = (
        TornadoRow("Day rate of contractors", Decimal(-12_500), Decimal(48_000)),
        TornadoRow("Only ever costs more", Decimal(4_000), Decimal(21_000)),
        TornadoRow("Only ever costs less", Decimal(-9_000), Decimal(-1_500)),
        TornadoRow("Does not matter", Decimal(0), Decimal(0)),
    )
    return TornadoChart(rows=rows, centre_label="Expected cost £436,500", below_label="Cheaper", above_label="Dearer", currency=GBP)


def search(*, many: bool) -> LineChart:
    tried = [Decimal(n * n * 12 + 1) for n in range(22)]
    best = [Decimal(34 - n if n < 9 else 25 - (n - 8) // 4) for n in range(22)]
    series = [LineSeries("Best so far", tuple(zip(tried, best, strict=True)), step=True)]
    if many:
        series += [LineSeries(f"Rule {n}", tuple((x, y + n * 3 - 40) for x, y in zip(tried, best, strict=True))) for n in range(1, 6)]
    return LineChart(series=tuple(series), x_title="Schedules tried", y_title="Delay of the project", unit="d")


def coverage() -> LineChart:
    points = tuple((Decimal(n), Decimal(each)) for n, each in enumerate((55, 61, 72, 70, 78, 81, 79, 83), start=1))
    guide = LineGuide(Decimal(80), "Promised: 80 % of finishes inside the interval")
    return LineChart(
        series=(LineSeries("Inside", points),), x_title="Weeks before the end", y_title="Finishes inside", unit="%", guides=(guide,)
    )


def earned_hours() -> CostCurve:
    weeks = tuple(Interval(later(7 * n), later(7 * n + 7)) for n in range(20))
    planned = [Decimal(min(1600, 6 * n * n)) for n in range(1, 21)]
    known = 11
    earned = tuple(total * 9 / 10 if n < known else None for n, total in enumerate(planned))
    spent = tuple(total * 11 / 10 if n < known else None for n, total in enumerate(planned))
    last = spent[known - 1] or Decimal(0)
    forecast = tuple(None if n < known - 1 else last + (n - known + 1) * 122 for n in range(20))
    return CostCurve(
        periods=weeks,
        series=(
            CurveSeries(name="Planned", kind=CurveKind.PLANNED, totals=tuple(planned)),
            CurveSeries(name="Earned", kind=CurveKind.EARNED, totals=earned),
            CurveSeries(name="Spent", kind=CurveKind.ACTUAL, totals=spent),
            CurveSeries(name="Forecast", kind=CurveKind.FORECAST, totals=forecast, interval=(Decimal(1650), Decimal(2250))),
        ),
        unit="h",
        status_at=later(77),
        finish_at=later(146),
    )


def table(name: str) -> Table:
    return Table(
        f"{name} in numbers", (Column("Level"), Column("Date", Kind.DATE)), (row("P50", later(37)), row("P80", later(48))), collapsed=True
    )


def charts() -> dict[str, Chart]:
    """Every chart by what it shows."""
    money: list[Amount] = [Decimal(380_000 + 2_500 * n) for n in range(_COUNT + 1)]
    signed: list[Amount] = [Decimal(n) - 12 for n in range(_COUNT + 1)]
    budget = OutcomeMark(Decimal(436_500), "Budget £436,500", OutcomeMarkKind.TOLERANCE)
    together = tuple(OutcomeMark(later(40), f"Mark number {n}", kind) for n, kind in enumerate(OutcomeMarkKind))
    return {
        "80 % chance to finish by 24 August": dates(*usual_marks()),
        "All marks at one date": dates(*together),
        "No marks: guides lead to the axis": dates(),
        "A mark with a long name": dates(OutcomeMark(later(85), LONG), OutcomeMark(later(2), LONG, OutcomeMarkKind.DEADLINE)),
        "Cost: 80 % chance of £426k or less": distribution(money, budget, currency=GBP),
        "Days of delay, some negative": distribution(signed, OutcomeMark(Decimal(0), "On time", OutcomeMarkKind.PLANNED), unit="d"),
        "One bin": one_bin(),
        "Every outcome is the same": alike(),
        "Five milestones: two are at risk": milestones(5),
        "One milestone": milestones(1),
        "Forty milestones": milestones(40),
        "Milestones with long names": milestones(3, name=LONG),
        "Forecasts from £427k to £468k": forecasts(),
        "No milestone at all": RangeChart(rows=()),
        "Supplier lead time decides": causes(8),
        "One cause": causes(1),
        "Forty causes": causes(40),
        "Causes with long names": causes(3, name=LONG),
        "Money, and causes on one side": money_causes(),
        "No cause at all": TornadoChart(rows=(), centre_label="P80"),
        "9 days found in 5,293 schedules": search(many=False),
        "Six rules, some below zero": search(many=True),
        "Coverage reaches 80 % five weeks before the end": coverage(),
        "No line at all": LineChart(series=(), x_title="Tried", y_title="Delay"),
        "Earned hours lag, 1.65k to 2.25k h at the end": earned_hours(),
    }


def demo_outcomes() -> Document:
    """One section a chart."""
    sections = tuple(
        Section(f"Chart {number}", (Figure(title, chart, f"{title}. Every value is in the table.", table(title)),))
        for number, (title, chart) in enumerate(charts().items(), start=1)
    )
    return Document(title="Charts of outcomes", sections=sections)
