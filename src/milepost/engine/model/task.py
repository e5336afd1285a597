"""A task: what is to be done, how long it takes, what is known of its progress, and the dates its source stored."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from milepost.engine.model.field import FieldValue
from milepost.engine.model.resource import Accrual


class TaskType(Enum):
    """Which of units, duration and work stays when another changes."""

    FIXED_UNITS = "fixed units"
    FIXED_DURATION = "fixed duration"
    FIXED_WORK = "fixed work"


class Constraint(Enum):
    """The eight constraint kinds; all but the first two need a date."""

    ASAP = "as soon as possible"
    ALAP = "as late as possible"
    MSO = "must start on"
    MFO = "must finish on"
    SNET = "start no earlier than"
    SNLT = "start no later than"
    FNET = "finish no earlier than"
    FNLT = "finish no later than"


@dataclass(frozen=True, slots=True)
class Segment:
    """One worked piece of a split task, from and to as moments."""

    start: int
    finish: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was agreed, number 0 to 10. Spans in seconds, cost in the plan's currency; None where the source says nothing."""

    number: int
    start: int | None = None
    finish: int | None = None
    duration: int | None = None
    duration_format: int | None = None
    work: int | None = None
    cost: Decimal | None = None
    fixed_cost: Decimal | None = None
    interim: bool = False
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class StoredDates:
    """Dates and float the source computed and stored: to compare with, never to schedule from. Float in seconds."""

    start: int | None = None
    finish: int | None = None
    early_start: int | None = None
    early_finish: int | None = None
    late_start: int | None = None
    late_finish: int | None = None
    total_float: int | None = None
    free_float: int | None = None
    critical: bool | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the plan, in outline order. A task is a summary when other rows name it as `parent`.

    `duration` is seconds of working time, or of clock time when `elapsed`. `level` is 1 for a top row, 0 for the project's own row.
    `percent_complete` and its fellows are 0 to 100. `calendar` None means the plan's. `leveling_delay` is clock seconds.
    A manual task keeps `manual_start`, `manual_finish` or `manual_duration` as typed. An inactive task is kept and not scheduled.
    `remaining_since` is when somebody said that `remaining_duration` is still needed: it is counted from then on, whatever was planned.
    `segments` are the worked pieces of a split task as its source stored them; `stop` and `resume` bound the interrupted part.
    `recurring` marks the summary of a recurring task whose occurrences are its children.
    """

    id: str
    name: str
    level: int = 1
    parent: str | None = None
    wbs: str = ""
    outline_number: str = ""
    uid: int | None = None
    row: int | None = None
    guid: str = ""
    duration: int = 0
    elapsed: bool = False
    duration_format: int = 7
    estimated: bool = False
    milestone: bool = False
    type: TaskType = TaskType.FIXED_UNITS
    effort_driven: bool = False
    work: int = 0
    calendar: str | None = None
    ignore_resource_calendars: bool = False
    priority: int = 500
    constraint: Constraint = Constraint.ASAP
    constraint_date: int | None = None
    deadline: int | None = None
    active: bool = True
    manual: bool = False
    manual_start: int | None = None
    manual_finish: int | None = None
    manual_duration: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    actual_duration: int | None = None
    remaining_duration: int | None = None
    remaining_since: int | None = None
    actual_work: int | None = None
    remaining_work: int | None = None
    percent_complete: int = 0
    percent_work_complete: int = 0
    physical_percent_complete: int = 0
    stop: int | None = None
    resume: int | None = None
    segments: tuple[Segment, ...] = ()
    leveling_delay: int = 0
    recurring: bool = False
    external: bool = False
    subproject: str = ""
    fixed_cost: Decimal = Decimal(0)
    fixed_cost_accrual: Accrual = Accrual.PRORATED
    cost: Decimal | None = None
    actual_cost: Decimal | None = None
    baselines: tuple[Baseline, ...] = ()
    fields: tuple[FieldValue, ...] = ()
    notes: str = ""
    hyperlink: str = ""
    stored: StoredDates = StoredDates()
