"""What a plan costs: priced lines and their sums by assignment, task, resource and day. Every sum is over the same lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from milepost.engine.problem import Problem
from milepost.values import Currency


@dataclass(frozen=True, slots=True)
class CostLine:
    """One priced assignment (or a task's fixed cost: `assignment` and `resource` are None), rounded once.

    `cost`, `actual` and the amounts in `days` (day since 1970-01-01, cost, actual) are in the currency's smallest unit.
    """

    task: str
    assignment: str | None
    resource: str | None
    work: int
    cost: int
    actual: int
    days: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """Money: the whole, the part incurred, the part still to come. `work` in seconds (people's only)."""

    cost: Decimal
    actual: Decimal
    work: int = 0

    @property
    def remaining(self) -> Decimal:
        """What is still to come."""
        return self.cost - self.actual


@dataclass(frozen=True, slots=True)
class TaskCost:
    """`total` includes the children of a summary; `own` is the row's own assignments and fixed cost; `fixed` of it is fixed cost."""

    task: str
    total: Cost
    own: Cost
    fixed: Decimal


@dataclass(frozen=True, slots=True)
class ResourceCost:
    """All assignments of one resource; `resource` None gathers the fixed costs of tasks."""

    resource: str | None
    name: str
    total: Cost


@dataclass(frozen=True, slots=True)
class DayCost:
    """One day (since 1970-01-01): its cost, what of it is incurred, and both summed from the first day on."""

    day: int
    cost: Decimal
    actual: Decimal
    cumulative: Decimal
    cumulative_actual: Decimal


@dataclass(frozen=True)
class PlanCost:
    """The cost of a plan. `by_day` holds the days on which something falls due, in order; its last `cumulative` is the total."""

    currency: Currency
    total: Cost
    lines: tuple[CostLine, ...]
    by_assignment: Mapping[str, Cost]
    by_task: Mapping[str, TaskCost]
    by_resource: Mapping[str | None, ResourceCost]
    by_day: tuple[DayCost, ...]
    problems: tuple[Problem, ...] = ()

    def days_of(self, *, task: str | None = None, resource: str | None = None) -> tuple[DayCost, ...]:
        """The days of one row's own lines, or of one resource."""
        chosen = (x for x in self.lines if (task is None or x.task == task) and (resource is None or x.resource == resource))
        return day_costs(chosen_days(chosen), self.currency)


def chosen_days(lines: Iterable[CostLine]) -> dict[int, tuple[int, int]]:
    """(cost, actual) by day of some lines, in smallest units."""
    days: dict[int, tuple[int, int]] = {}
    for line in lines:
        for day, cost, actual in line.days:
            had = days.get(day, (0, 0))
            days[day] = (had[0] + cost, had[1] + actual)
    return days


def day_costs(days: Mapping[int, tuple[int, int]], currency: Currency) -> tuple[DayCost, ...]:
    """A curve from amounts by day in smallest units."""
    curve = []
    cost = actual = 0
    for day in sorted(days):
        cost += days[day][0]
        actual += days[day][1]
        amounts = (amount(value, currency) for value in (*days[day], cost, actual))
        curve.append(DayCost(day, *amounts))
    return tuple(curve)


def amount(smallest: int, currency: Currency) -> Decimal:
    """An amount from its smallest units: 1250 -> 12.50 with two decimals."""
    return Decimal(smallest).scaleb(-currency.digits)
