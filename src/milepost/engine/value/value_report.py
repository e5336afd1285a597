"""What is known of a plan's value at a status date: planned, earned and spent, by task and as a whole, and where it will end."""

from dataclasses import dataclass
from decimal import Decimal

from milepost.engine.cost import DayCost
from milepost.engine.problem import Problem
from milepost.engine.value.earned_schedule import EarnedSchedule
from milepost.engine.value.earned_value import EarnedValue
from milepost.engine.value.in_hours import HOURS
from milepost.engine.value.interval import Interval
from milepost.values import Currency


@dataclass(frozen=True, slots=True)
class TaskValue:
    """One task: its budget, what of it is earned and spent, and by which rule."""

    task: str
    budget: Decimal
    earned: Decimal
    spent: Decimal
    rule: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """One way to forecast, by its name in `engine.value.forecast`; None where it says nothing. A date's value is a moment."""

    method: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class TotalAt:
    """A running total at the end of a day (days since 1970-01-01)."""

    day: int
    total: Decimal


@dataclass(frozen=True)
class ValueReport:
    """`status`, `start`, `agreed` (the finish that was agreed) and the values of `finish` are moments; `time` is in working days.

    `value` and `time` are None when problems forbid them. Amounts are in `unit`, a currency or `HOURS`. `finish` and `cost` are the
    default forecasts with their intervals, `finishes` and `costs` all of them. `earned_on` is the moment by which the plan should have
    earned what is earned now. `earned` and `spent` are what is known of the time before; `baseline` the number of the one agreed.
    """

    status: int
    unit: Currency
    value: EarnedValue | None = None
    time: EarnedSchedule | None = None
    tasks: tuple[TaskValue, ...] = ()
    planned: tuple[DayCost, ...] = ()
    earned: tuple[TotalAt, ...] = ()
    spent: tuple[TotalAt, ...] = ()
    start: int = 0
    agreed: int = 0
    earned_on: int | None = None
    finish: Interval | None = None
    finishes: tuple[Forecast, ...] = ()
    cost: Interval | None = None
    costs: tuple[Forecast, ...] = ()
    baseline: int | None = None
    complete: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def in_hours(self) -> bool:
        """Whether value is counted in person-hours, for want of rates or because it was asked for."""
        return self.unit == HOURS
