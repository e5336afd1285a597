"""Value: what is earned for what was planned and spent, and what it will be in the end (engine stage 6)."""

from milepost.engine.value.agreed import agreed_cost
from milepost.engine.value.budget import AS_ITS_TASKS
from milepost.engine.value.earned_schedule import EarnedSchedule, earned_schedule
from milepost.engine.value.earned_value import EarnedValue
from milepost.engine.value.forecast import (
    AS_BUDGETED,
    AS_PLANNED_FROM_NOW,
    BOTTOM_UP,
    BY_CPI,
    BY_CPI_AND_SPI,
    BY_SPI_T,
    OF_THE_SCHEDULE,
    SHRUNK,
)
from milepost.engine.value.in_hours import HOURS, in_hours
from milepost.engine.value.interval import COST_ERROR, TIME_ERROR, Interval, index_limits, interval
from milepost.engine.value.report import value_report
from milepost.engine.value.rules import Rule, Rules, WeightedMilestone, check_rules, earned_share
from milepost.engine.value.value_report import Forecast, TaskValue, TotalAt, ValueReport

__all__ = [
    "AS_BUDGETED",
    "AS_ITS_TASKS",
    "AS_PLANNED_FROM_NOW",
    "BOTTOM_UP",
    "BY_CPI",
    "BY_CPI_AND_SPI",
    "BY_SPI_T",
    "COST_ERROR",
    "HOURS",
    "OF_THE_SCHEDULE",
    "SHRUNK",
    "TIME_ERROR",
    "EarnedSchedule",
    "EarnedValue",
    "Forecast",
    "Interval",
    "Rule",
    "Rules",
    "TaskValue",
    "TotalAt",
    "ValueReport",
    "WeightedMilestone",
    "agreed_cost",
    "check_rules",
    "earned_schedule",
    "earned_share",
    "in_hours",
    "index_limits",
    "interval",
    "value_report",
]
