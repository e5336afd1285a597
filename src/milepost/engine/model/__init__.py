"""What the engine takes in: a plan as frozen dataclasses, string ids, moments and spans in whole seconds of plan time."""

from milepost.engine.model.assignment import Assignment, AssignmentBaseline, Contour, TimePhase
from milepost.engine.model.calendar import (
    Calendar,
    CalendarException,
    Recurrence,
    RecurrenceKind,
    Shift,
    WorkWeek,
    every_day,
    weekdays,
)
from milepost.engine.model.field import CustomField, FieldKind, FieldValue
from milepost.engine.model.link import LagKind, Link, LinkKind
from milepost.engine.model.plan import Plan, PlanOptions, Settings
from milepost.engine.model.resource import Accrual, Availability, Rate, RateUnit, Resource, ResourceBaseline, ResourceKind, Skill
from milepost.engine.model.task import Baseline, Constraint, Segment, StoredDates, Task, TaskType

__all__ = [
    "Accrual",
    "Assignment",
    "AssignmentBaseline",
    "Availability",
    "Baseline",
    "Calendar",
    "CalendarException",
    "Constraint",
    "Contour",
    "CustomField",
    "FieldKind",
    "FieldValue",
    "LagKind",
    "Link",
    "LinkKind",
    "Plan",
    "PlanOptions",
    "Rate",
    "RateUnit",
    "Recurrence",
    "RecurrenceKind",
    "Resource",
    "ResourceBaseline",
    "ResourceKind",
    "Segment",
    "Settings",
    "Shift",
    "Skill",
    "StoredDates",
    "Task",
    "TaskType",
    "TimePhase",
    "WorkWeek",
    "every_day",
    "weekdays",
]
