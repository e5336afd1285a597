"""Effort: how the work of people makes a task's duration, and how it lies over the days (part of engine stage 2)."""

from milepost.engine.effort.contour import CONTOURS, shares_of
from milepost.engine.effort.parts import Part, assignment_calendar, assignment_span, drives, task_parts, work_span
from milepost.engine.effort.pieces import Piece, assignment_pieces, assignment_time, shaped
from milepost.engine.effort.spread import DayTable, spread
from milepost.engine.effort.triangle import (
    Effort,
    add_assignment,
    change_duration,
    change_units,
    change_work,
    remove_assignment,
    workers,
)

__all__ = [
    "CONTOURS",
    "DayTable",
    "Effort",
    "Part",
    "Piece",
    "add_assignment",
    "assignment_calendar",
    "assignment_pieces",
    "assignment_span",
    "assignment_time",
    "change_duration",
    "change_units",
    "change_work",
    "drives",
    "remove_assignment",
    "shaped",
    "shares_of",
    "spread",
    "task_parts",
    "work_span",
    "workers",
]
