"""The S-curve: what was planned, earned and spent by the end of each week or month, and where it goes from here."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from milepost.cli.plan.cost_curve import period_name, periods_of
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.wording import days_text, when
from milepost.documents.tree import CostCurve, CurveKind, CurveSeries, Interval
from milepost.engine.cost import DayCost
from milepost.engine.value import TotalAt, ValueReport
from milepost.values import DAY


@dataclass(frozen=True, slots=True)
class ValuePoint:
    """One period with the running totals at its end; None where they are not known."""

    label: str
    planned: Decimal
    earned: Decimal | None
    spent: Decimal | None
    forecast: Decimal | None


@dataclass(frozen=True)
class ValueCurve:
    """`period` is "week" or "month"."""

    points: tuple[ValuePoint, ...]
    chart: CostCurve
    period: str


def value_curve(project: Project) -> ValueCurve | None:
    """The curve of a project's value; None without one."""
    report = project.value
    if report is None or report.value is None or not report.planned:
        return None
    first = min([report.start // DAY, report.planned[0].day, *(row.day for row in (*report.earned[:1], *report.spent[:1]))])
    end = int(report.finish.middle) if report.finish is not None else report.agreed
    last = max(report.planned[-1].day, (report.agreed - 1) // DAY, report.status // DAY, (end - 1) // DAY)
    spans, period = periods_of(first, last)
    forecast = _forecast(report, end)
    points = []
    for start, stop in spans:
        known = start <= report.status // DAY
        label = period_name(start) if period == "month" else days_text(start, stop)
        points.append(
            ValuePoint(
                label,
                _planned(report.planned, stop),
                _total(report.earned, stop) if known else None,
                _total(report.spent, stop) if known and len(report.spent) > 1 else None,
                forecast(stop) if stop >= report.status // DAY else None,
            )
        )
    return ValueCurve(tuple(points), _chart(report, spans, points), period)


def _chart(report: ValueReport, spans: Sequence[tuple[int, int]], points: Sequence[ValuePoint]) -> CostCurve:
    agreed = CurveKind.BASELINE if report.baseline is not None else CurveKind.PLANNED
    series = [CurveSeries(name="Planned", kind=agreed, totals=tuple(point.planned for point in points))]
    for name, kind, of in (
        ("Earned", CurveKind.EARNED, [point.earned for point in points]),
        ("Spent", CurveKind.ACTUAL, [point.spent for point in points]),
        ("Forecast", CurveKind.FORECAST, [point.forecast for point in points]),
    ):
        if any(total is not None for total in of):
            fan = (report.unit.round(report.cost.low), report.unit.round(report.cost.high)) if name == "Forecast" and report.cost else None
            series.append(CurveSeries(name=name, kind=kind, totals=tuple(of), interval=fan))
    return CostCurve(
        periods=tuple(Interval(when(start * DAY), when((stop + 1) * DAY)) for start, stop in spans),
        series=tuple(series),
        currency=None if report.in_hours else report.unit,
        unit="h" if report.in_hours else "",
        status_at=when(report.status),
        finish_at=when(int(report.finish.middle)) if report.finish is not None and not report.complete else None,
    )


def _forecast(report: ValueReport, end: int) -> Callable[[int], Decimal | None]:
    """Spent so far, then in a straight line to the forecast cost at the forecast finish; nothing once all is done."""
    assert report.value is not None
    value, today, last = report.value, report.status // DAY, (end - 1) // DAY

    def at(day: int) -> Decimal | None:
        if report.complete or last <= today:
            return None
        return report.unit.round(value.ac + (value.eac - value.ac) * (min(day, last) - today) / (last - today))

    return at


def _planned(days: Sequence[DayCost], last: int) -> Decimal:
    place = bisect_right(days, last, key=lambda row: row.day)
    return days[place - 1].cumulative if place else Decimal(0)


def _total(rows: Sequence[TotalAt], last: int) -> Decimal:
    place = bisect_right(rows, last, key=lambda row: row.day)
    return rows[place - 1].total if place else Decimal(0)
