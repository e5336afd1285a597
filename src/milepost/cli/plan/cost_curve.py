"""Cost over time in weeks or months: what each period adds and the running totals, as points and as a chart."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.wording import days_text, when
from milepost.documents.tree import CostCurve, CurveKind, CurveSeries, Interval
from milepost.engine.cost import DayCost
from milepost.values import DAY, to_datetime, to_moment

MOST_WEEKS = 40
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class CostPoint:
    """One period: its days, what it adds, and the running totals at its end; `baseline` and `actual` None where unknown."""

    first_day: int
    last_day: int
    label: str
    cost: Decimal
    cumulative: Decimal
    baseline: Decimal | None
    actual: Decimal | None


@dataclass(frozen=True)
class Curve:
    """`period` is "week" or "month"."""

    points: tuple[CostPoint, ...]
    chart: CostCurve
    period: str


def cost_curve(project: Project) -> Curve | None:
    """The curve of a project's cost; None where nothing falls due on any day."""
    cost = project.cost
    if cost is None or not cost.by_day:
        return None
    baseline = project.baseline.by_day if project.baseline else ()
    days = [day.day for day in (*cost.by_day, *baseline)]
    periods, period = periods_of(min(days), max(days))
    status = project.plan.status_date
    points = []
    for first, last in periods:
        before, now = _total(cost.by_day, first - 1), _total(cost.by_day, last)
        known = status is not None and first * DAY <= status
        points.append(
            CostPoint(
                first,
                last,
                period_name(first) if period == "month" else days_text(first, last),
                now - before,
                now,
                _total(baseline, last) if baseline else None,
                _actual(cost.by_day, last) if known and cost.total.actual else None,
            )
        )
    return Curve(tuple(points), _chart(project, points), period)


def _chart(project: Project, points: Sequence[CostPoint]) -> CostCurve:
    assert project.cost is not None
    series = [CurveSeries(name="Planned", kind=CurveKind.PLANNED, totals=tuple(point.cumulative for point in points))]
    if project.baseline is not None:
        series.append(CurveSeries(name="Baseline", kind=CurveKind.BASELINE, totals=tuple(point.baseline for point in points)))
    if any(point.actual is not None for point in points):
        series.append(CurveSeries(name="Spent", kind=CurveKind.ACTUAL, totals=tuple(point.actual for point in points)))
    status = project.plan.status_date
    return CostCurve(
        periods=tuple(Interval(when(point.first_day * DAY), when((point.last_day + 1) * DAY)) for point in points),
        series=tuple(series),
        bars=tuple(point.cost for point in points),
        bars_name="Added",
        currency=project.cost.currency,
        status_at=when(status) if status is not None else None,
    )


def periods_of(first: int, last: int) -> tuple[list[tuple[int, int]], str]:
    """Weeks from Monday to Sunday, or calendar months when there would be too many weeks."""
    monday = first - (first + 3) % 7
    if (last - monday) // 7 < MOST_WEEKS:
        return [(start, start + 6) for start in range(monday, last + 1, 7)], "week"
    found = []
    start = to_datetime(first * DAY).date().replace(day=1)
    while to_moment(start) // DAY <= last:
        following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        found.append((to_moment(start) // DAY, to_moment(following) // DAY - 1))
        start = following
    return found, "month"


def period_name(day: int) -> str:
    """The month a day lies in: "May 2026"."""
    it = to_datetime(day * DAY)
    return f"{_MONTHS[it.month - 1]} {it.year}"


def _total(days: Sequence[DayCost], last: int) -> Decimal:
    place = bisect_right(days, last, key=lambda day: day.day)
    return days[place - 1].cumulative if place else Decimal(0)


def _actual(days: Sequence[DayCost], last: int) -> Decimal:
    place = bisect_right(days, last, key=lambda day: day.day)
    return days[place - 1].cumulative_actual if place else Decimal(0)
