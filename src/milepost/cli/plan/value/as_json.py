"""Earned value of a project for programs."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from milepost.cli.plan.json_values import day, moment
from milepost.cli.plan.known.project import Project
from milepost.engine.value import Forecast, Interval, TotalAt, ValueReport

DIGITS = 4
"""Decimals of an index and of days."""


def value_json(project: Project) -> dict[str, Any] | None:
    """None where nothing can be said. Amounts are text in `unit`; spans of time are working days of the plan."""
    report = project.value
    if report is None or report.value is None:
        return None
    value = report.value
    sums = {name: _amount(getattr(value, name), report) for name in ("pv", "ev", "ac", "bac", "cv", "sv", "vac")}
    indices = {name: _number(getattr(value, name)) for name in ("progress", "cpi", "spi", "shrunk_cpi", "tcpi")}
    return {
        "status_date": moment(report.status),
        "unit": "hours" if report.in_hours else report.unit.code,
        "baseline": report.baseline,
        "complete": report.complete,
        "start": moment(report.start),
        "agreed_finish": moment(report.agreed),
        **sums,
        **indices,
        "time": _time(report),
        "eac": _interval(report.cost, lambda amount: _amount(amount, report)),
        "finish": _interval(report.finish, lambda when: moment(int(when))),
        "cost_forecasts": [_forecast(one, lambda amount: _amount(amount, report)) for one in report.costs],
        "finish_forecasts": [_forecast(one, lambda when: moment(int(when))) for one in report.finishes],
        "tasks": [
            {
                "task": row.task,
                "budget": _amount(row.budget, report),
                "earned": _amount(row.earned, report),
                "spent": _amount(row.spent, report),
                "rule": row.rule,
            }
            for row in report.tasks
        ],
        "planned": [{"day": day(row.day), "total": _amount(row.cumulative, report)} for row in report.planned],
        "earned": _totals(report.earned, report),
        "spent": _totals(report.spent, report),
    }


def _time(report: ValueReport) -> dict[str, Any] | None:
    time = report.time
    if time is None:
        return None
    return {
        "earned_schedule_days": _number(time.es),
        "actual_time_days": _number(time.at),
        "planned_duration_days": _number(time.pd),
        "variance_days": _number(time.sv),
        "spi": _number(time.spi),
        "tspi": _number(time.tspi),
        "earned_on": moment(report.earned_on),
    }


def _interval(found: Interval | None, told: Any) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"value": told(found.middle), "low": told(found.low), "high": told(found.high), "share": found.share}


def _forecast(one: Forecast, told: Any) -> dict[str, Any]:
    return {"method": one.method, "value": None if one.value is None else told(one.value)}


def _totals(rows: Sequence[TotalAt], report: ValueReport) -> list[dict[str, Any]]:
    return [{"day": day(row.day), "total": _amount(row.total, report)} for row in rows]


def _amount(value: Decimal, report: ValueReport) -> str:
    return f"{report.unit.round(value):f}"


def _number(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value), DIGITS)
