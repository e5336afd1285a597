"""How single values are written in JSON: moments, days, minutes, shares, money, problems."""

from decimal import Decimal
from typing import Any

from milepost.engine.problem import Problem
from milepost.values import DAY, FULL_SHARE, Currency, moment_text


def moment(value: int | None) -> str | None:
    """ "2026-01-05T08:00:00", local to the plan."""
    return None if value is None else moment_text(value)


def day(number: int) -> str:
    """Days since 1970-01-01 as "2026-01-05"."""
    return moment_text(number * DAY)[:10]


def minutes(seconds: int | None) -> int | float | None:
    """Working minutes: whole where they are, else with decimals."""
    if seconds is None:
        return None
    return seconds // 60 if seconds % 60 == 0 else round(seconds / 60, 4)


def share(millionths: int) -> int | float:
    """1 is full time."""
    return millionths // FULL_SHARE if millionths % FULL_SHARE == 0 else millionths / FULL_SHARE


def money(amount: Decimal | None, currency: Currency) -> str | None:
    """Plain decimal text with the currency's decimals: "1240.00"."""
    return None if amount is None else f"{currency.round(amount):f}"


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem with its stable code."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "place": problem.place,
        "message": problem.message,
        "remedy": problem.remedy,
        "tasks": list(problem.tasks),
    }
