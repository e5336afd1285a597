"""The planning engine: a plan in, a schedule with reasons out. Pure: no clock, no files, no framework."""

from milepost.engine.network import schedule_plan
from milepost.engine.problem import Problem, Severity
from milepost.engine.schedule import Driver, Schedule, TaskDates

__all__ = ["Driver", "Problem", "Schedule", "Severity", "TaskDates", "schedule_plan"]
