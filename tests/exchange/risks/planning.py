"""Small plans and risk documents that the tests of risk files share."""

import json
from typing import Any

from milepost.engine.model import Plan, Settings, Task
from milepost.exchange.risks import RiskFile, read_risks
from milepost.values import DAY, HOUR

FULL: dict[str, Any] = {
    "version": 1,
    "default": {"low": 0.9, "likely": 1, "high": 1.3, "unit": "times"},
    "estimates": [
        {"task": "Build", "low": 2, "likely": 3, "high": 5, "unit": "days", "shape": "triangular"},
        {"task": 2, "low": 80, "likely": 100, "high": 160, "unit": "percent", "shape": "lognormal"},
        {"task": "1.3", "low": 10, "likely": 14, "high": 28, "unit": "elapsed days"},
    ],
    "events": [
        {
            "id": "R1",
            "name": "Hardware late",
            "probability": 0.25,
            "impacts": [{"task": "row:1", "low": 1, "likely": 2, "high": 4, "unit": "hours"}, {"task": "Test", "likely": 2}],
            "cost": {"low": 100, "likely": 200, "high": 900},
            "owner": "Ann Lee",
            "response": "Order early.",
            "category": "Supply",
            "status": "open",
            "notes": "seen twice",
        },
        {"id": 2, "name": "Fine", "probability": "5 %", "cost": 500},
    ],
    "causes": [{"name": "one team", "tasks": ["Build", "Test"], "coefficient": 0.4}],
    "matrices": [{"tasks": ["Build", "Test"], "rows": [[1, 0.5], [0.5, 1]]}],
    "tolerance": {"time": 10, "unit": "days", "cost": 5000},
}


def plan(title: str = "Roll-out", *, first: int = 10, minutes_per_day: int = 480) -> Plan:
    """A summary and three tasks: Build and Test by working time, Delivery by the clock. Ids are not rows."""
    tasks = (
        Task(str(first), "Phase", row=9, wbs="1", outline_number="1"),
        Task(str(first + 1), "Build", level=2, parent=str(first), row=1, wbs="1.1", duration=3 * 8 * HOUR),
        Task(str(first + 2), "Test", level=2, parent=str(first), row=2, wbs="1.2", duration=5 * 8 * HOUR),
        Task(str(first + 3), "Delivery", level=2, parent=str(first), row=3, wbs="1.3", duration=14 * DAY, elapsed=True),
    )
    return Plan(title, 20_000 * DAY, tasks, title=title, settings=Settings(minutes_per_day=minutes_per_day))


def read(document: Any) -> RiskFile:
    """The document as the risk file risks.json."""
    return read_risks(json.dumps(document).encode(), name="risks.json")


def changed(path: list[Any], value: Any) -> Any:
    """FULL with one value set, or taken out when it is ...."""
    document = json.loads(json.dumps(FULL))
    at = document
    for step in path[:-1]:
        at = at[step]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return document
