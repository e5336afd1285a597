"""MSPDI's numbers for kinds of things, both ways."""

from milepost.engine.model import Accrual, Constraint, Contour, FieldKind, LagKind, LinkKind, RateUnit, RecurrenceKind, TaskType

LINK_KINDS = {0: LinkKind.FF, 1: LinkKind.FS, 2: LinkKind.SF, 3: LinkKind.SS}
TASK_TYPES = {0: TaskType.FIXED_UNITS, 1: TaskType.FIXED_DURATION, 2: TaskType.FIXED_WORK}
CONSTRAINTS = dict(enumerate(Constraint))
DATELESS = (Constraint.ASAP, Constraint.ALAP)
CONTOURS = dict(enumerate(Contour))
ACCRUALS = {1: Accrual.START, 2: Accrual.END, 3: Accrual.PRORATED}
"""The documentation of FixedCostAccrual swaps 2 and 3; Project itself writes 3 for its default, prorated, as it does for resources."""
RATE_UNITS = {
    1: RateUnit.MINUTE,
    2: RateUnit.HOUR,
    3: RateUnit.DAY,
    4: RateUnit.WEEK,
    5: RateUnit.MONTH,
    7: RateUnit.YEAR,
    8: RateUnit.MATERIAL,
}
RECURRENCES = {
    2: RecurrenceKind.YEARLY_BY_DAY,
    3: RecurrenceKind.YEARLY_BY_POSITION,
    4: RecurrenceKind.MONTHLY_BY_DAY,
    5: RecurrenceKind.MONTHLY_BY_POSITION,
    6: RecurrenceKind.WEEKLY,
}
DAILY_TYPES = (1, 7, 9)
"""Every day, every n days, and "no kind given", which is a plain run of days."""

FIELD_KINDS = {
    0: FieldKind.COST,
    1: FieldKind.DATE,
    2: FieldKind.DURATION,
    3: FieldKind.FINISH,
    4: FieldKind.FLAG,
    5: FieldKind.NUMBER,
    6: FieldKind.START,
    7: FieldKind.TEXT,
}
FIELD_OWNERS = {20: "task", 21: "resource", 23: "assignment"}
OWNER_BLOCKS = {0x0B40: "task", 0x0C40: "resource", 0x0F40: "assignment"}
"""The upper half of a field's number says whose field it is."""

UNASSIGNED = -65535

DURATION_FORMATS = frozenset((*range(3, 13), 19, 20, 21, *range(35, 45), 51, 52, 53))
_ESTIMATED = 32


def is_elapsed(duration_format: int) -> bool:
    """Whether a DurationFormat counts clock time: the even ones do, with or without the question mark of an estimate."""
    plain = duration_format - _ESTIMATED if duration_format >= 35 else duration_format
    return plain % 2 == 0


def duration_format(preferred: int, *, elapsed: bool) -> int:
    """The DurationFormat as preferred, or the one beside it of the same unit where that would not say whether clock time is counted."""
    return preferred if is_elapsed(preferred) == elapsed else preferred + 1 if elapsed else preferred - 1


def lag_kind(lag_format: int) -> LagKind:
    """What a LagFormat counts."""
    plain = lag_format - _ESTIMATED if lag_format >= 35 else lag_format
    if plain in (19, 20):
        return LagKind.PERCENT if plain == 19 else LagKind.ELAPSED_PERCENT
    return LagKind.ELAPSED if plain % 2 == 0 else LagKind.WORKING


_LAG_FORMATS = {LagKind.WORKING: 7, LagKind.ELAPSED: 8, LagKind.PERCENT: 19, LagKind.ELAPSED_PERCENT: 20}
"""Days, elapsed days, percent, elapsed percent."""


def lag_format(preferred: int, kind: LagKind) -> int:
    """The LagFormat as preferred, or the usual one of this kind of lag where that would say another kind."""
    return preferred if lag_kind(preferred) is kind else _LAG_FORMATS[kind]


REMAINING_WORK, ACTUAL_WORK, ACTUAL_OVERTIME = 1, 2, 3
WORK_PHASES = frozenset((1, 2, 3, 4, *range(16, 75, 6)))
COST_PHASES = frozenset((5, 6, *range(17, 75, 6)))
"""TimephasedData types of an assignment: work in durations, cost in hundredths. 16, 22 ... and 17, 23 ... are baselines 1 to 10."""

ALWAYS_FROM = "1984-01-01T00:00:00"
ALWAYS_TO = "2049-12-31T23:59:00"
"""How Project writes "since ever" and "for ever" in rates and availability."""
