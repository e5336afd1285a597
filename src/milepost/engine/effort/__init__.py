"""Effort: how the work of people makes a task's duration, and how it lies over the days (part of engine stage 2)."""

from milepost.engine.effort.contour import CONTOURS, shares_of
from milepost.engine.effort.parts import Part, assignment_calendar, assignment_span, drives, task_parts, work_span

__all__ = [
    "CONTOURS",
    "Part",
    "assignment_calendar",
    "assignment_span",
    "drives",
    "shares_of",
    "task_parts",
    "work_span",
]
