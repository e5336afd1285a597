"""Assignments: who works on which task, with which share, how the work is spread and how far it is."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from milepost.engine.model.field import FieldValue
from milepost.values import FULL_SHARE


class Contour(Enum):
    """How work is spread over an assignment; each shape is a row of ten shares of the peak (see `engine.effort`)."""

    FLAT = "flat"
    BACK_LOADED = "back loaded"
    FRONT_LOADED = "front loaded"
    DOUBLE_PEAK = "double peak"
    EARLY_PEAK = "early peak"
    LATE_PEAK = "late peak"
    BELL = "bell"
    TURTLE = "turtle"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class TimePhase:
    """A value over a stretch of time, as the source stored it. `kind` is MSPDI TimephasedData/Type: 1 remaining work, 2 actual
    work, 3 actual overtime work, 4 baseline work, 5 baseline cost, 6 actual cost, 16 to 75 the same for baselines 1 to 10.
    Work is seconds in `work`; money is in `cost`; the other of the two is None."""

    kind: int
    start: int
    finish: int
    unit: int = 1
    work: int | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AssignmentBaseline:
    """What was agreed for an assignment, number 0 to 10. Work in seconds."""

    number: int
    start: int | None = None
    finish: int | None = None
    work: int | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """`resource` None is work nobody holds yet. `units` is in millionths of full time; for materials, of one unit of material,
    or of one unit per `material_per` when consumption is by time. Spans in seconds; `delay` and `leveling_delay` from the task's start.
    `start` and `finish` are as the source stored them; `cost` is given for cost resources."""

    id: str
    task: str
    resource: str | None
    uid: int | None = None
    guid: str = ""
    units: int = FULL_SHARE
    work: int = 0
    actual_work: int = 0
    remaining_work: int | None = None
    overtime_work: int = 0
    actual_overtime_work: int = 0
    percent_work_complete: int = 0
    start: int | None = None
    finish: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    stop: int | None = None
    resume: int | None = None
    delay: int = 0
    leveling_delay: int = 0
    contour: Contour = Contour.FLAT
    fixed_material: bool = True
    material_per: int = 0
    rate_table: int = 0
    cost: Decimal | None = None
    actual_cost: Decimal | None = None
    baselines: tuple[AssignmentBaseline, ...] = ()
    phases: tuple[TimePhase, ...] = ()
    fields: tuple[FieldValue, ...] = ()
    notes: str = ""
