"""Value: what is earned for what was planned and spent, and what it will be in the end (engine stage 6)."""

from milepost.engine.value.earned_schedule import EarnedSchedule, earned_schedule
from milepost.engine.value.earned_value import EarnedValue
from milepost.engine.value.interval import COST_ERROR, TIME_ERROR, Interval, index_limits, interval
from milepost.engine.value.report import TaskValue, ValueReport, value_report
from milepost.engine.value.rules import Rule, Rules, WeightedMilestone, check_rules, earned_share

__all__ = [
    "COST_ERROR",
    "TIME_ERROR",
    "EarnedSchedule",
    "EarnedValue",
    "Interval",
    "Rule",
    "Rules",
    "TaskValue",
    "ValueReport",
    "WeightedMilestone",
    "check_rules",
    "earned_schedule",
    "earned_share",
    "index_limits",
    "interval",
    "value_report",
]
