"""The planning engine: a plan in, a schedule with reasons out. Pure: no clock, no files, no framework.

A problem is a value that every command tells with; what schedules is loaded by who asks for it, which most commands of the house never do.
"""

from typing import TYPE_CHECKING, Any

from milepost.engine.problem import Problem, Severity

if TYPE_CHECKING:
    from milepost.engine.network import schedule_plan
    from milepost.engine.schedule import Driver, Schedule, TaskDates

__all__ = ["Driver", "Problem", "Schedule", "Severity", "TaskDates", "schedule_plan"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from milepost.engine import network, schedule

    return getattr(network if name == "schedule_plan" else schedule, name)
