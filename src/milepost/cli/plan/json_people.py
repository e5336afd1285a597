"""People and their overloads in JSON."""

from typing import Any

from milepost.cli.plan.json_values import day, minutes, share
from milepost.cli.plan.known.project import Portfolio
from milepost.engine.load import Overload
from milepost.engine.model import Resource
from milepost.values import to_datetime


def person_json(person: Resource, portfolio: Portfolio) -> dict[str, Any]:
    """A person with load and capacity by week; the address only for internal readers."""
    histogram = next((h for h in portfolio.histograms if h.person == person.id), None)
    weeks = [bar for bar in histogram.bars if bar.load] if histogram else []
    made: dict[str, Any] = {"id": person.id, "name": person.name, "role": person.generic}
    if portfolio.internal:
        made["email"] = person.email
        made["skills"] = [{"name": skill.name, "level": skill.level} for skill in person.skills]
    made["weeks"] = [
        {
            "week": week(bar.first_day),
            "from": day(bar.first_day),
            "work_minutes": minutes(bar.load),
            "capacity_minutes": minutes(bar.capacity),
            "excess_minutes": minutes(bar.over),
        }
        for bar in weeks
    ]
    return made


def week(monday: int) -> str:
    """The ISO week that begins on a day (since 1970-01-01): "2026-W02"."""
    year, number, _ = to_datetime(monday * 86400).isocalendar()
    return f"{year}-W{number:02d}"


def overload_json(overload: Overload, portfolio: Portfolio) -> dict[str, Any]:
    """An overload with the tasks that make it; other projects' work is named only to internal readers."""
    return {
        "person": overload.person,
        "from": day(overload.first_day),
        "to": day(overload.last_day),
        "work_minutes": minutes(overload.load),
        "capacity_minutes": minutes(overload.capacity),
        "excess_minutes": minutes(overload.excess),
        "peak_share": share(overload.peak),
        "available_share": share(overload.available),
        "tasks": [{"project": project or None, "task": task or None, "name": name} for project, task, name in overload.tasks],
    }
