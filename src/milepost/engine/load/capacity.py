"""What a person can give: the working time of the calendar times the units available on the date."""

from dataclasses import dataclass, field
from itertools import pairwise

from milepost.engine.effort.spread import DayTable
from milepost.engine.model import Availability, Plan, Resource, ResourceKind
from milepost.engine.problem import Problem, Severity
from milepost.engine.working_time import Calendars, WorkingTime
from milepost.values import DAY, FULL_SHARE, said

FOREVER = 1 << 60


@dataclass(frozen=True)
class Capacity:
    """One person's working time and units over time: `steps` are (moment, millionths from then on), the first at -FOREVER."""

    person: str
    name: str
    time: WorkingTime
    steps: tuple[tuple[int, int], ...]
    _table: list[DayTable] = field(default_factory=list, compare=False, repr=False)

    @property
    def days(self) -> DayTable:
        """Working seconds by day, before units."""
        if not self._table:
            self._table.append(DayTable(self.time))
        return self._table[0]

    def units_at(self, moment: int) -> int:
        """Millionths of full time available at a moment."""
        units = 0
        for since, step in self.steps:
            if since > moment:
                break
            units = step
        return units

    def of_day(self, day: int) -> int:
        """Seconds the person can work on a day (since 1970-01-01); a change of units at a moment inside it counts from there."""
        if len(self.steps) == 1:
            return self.days.capacity(day) * self.steps[0][1] // FULL_SHARE
        inside = [since for since, _ in self.steps if day * DAY < since < (day + 1) * DAY]
        if not inside:
            return self.days.capacity(day) * self.units_at(day * DAY) // FULL_SHARE
        bounds = [day * DAY, *inside, (day + 1) * DAY]
        parts = pairwise(bounds)
        return sum(self.time.between(a, b) * self.units_at(a) for a, b in parts) // FULL_SHARE


def capacity_of(plan: Plan, resource: Resource, calendars: Calendars, *, person: str | None = None) -> Capacity:
    """The capacity of a work resource on its own calendar, else the plan's. Availability rows, where given, replace `max_units`."""
    calendar = resource.calendar if resource.calendar in plan.calendar_ids else None
    steps = _steps(resource.availability) if resource.availability else ((-FOREVER, max(resource.max_units, 0)),)
    return Capacity(person or resource.id, resource.name, calendars[calendar or plan.calendar], steps)


def plan_capacities(plan: Plan, calendars: Calendars) -> dict[str, Capacity]:
    """Capacities of the plan's work resources by id."""
    return {r.id: capacity_of(plan, r, calendars) for r in plan.resources if r.kind is ResourceKind.WORK}


def check_capacities(plan: Plan) -> list[Problem]:
    """Units nobody can work with: none at all for a person with work, negative ones, and availability rows that overlap."""
    problems = []
    busy = {a.resource for a in plan.assignments if a.work > 0}
    for resource in plan.resources:
        if resource.kind is not ResourceKind.WORK:
            continue
        place = said("resource '{name}'", name=resource.name)
        rows = sorted(resource.availability, key=_since)
        units = [row.units for row in rows] or [resource.max_units]
        if min(units) < 0:
            message = said("its available units are negative ({units:g} %); they count as none.", units=min(units) / 10000)
            problems.append(Problem("negative-units", place, message, said("Give units of 0 % or more.")))
        if resource.id in busy and max(units) <= 0:
            message = said("it has work but no units, so every hour of it is an overload.")
            problems.append(Problem("resource-without-units", place, message, said("Give it units, for example 100 %."), Severity.WARNING))
        for one, other in pairwise(rows):
            if one.valid_to is None or _since(other) < one.valid_to:
                message = said("two of its availability periods overlap; from the second one's start the second one counts.")
                problems.append(
                    Problem("availability-overlap", place, message, said("Correct the dates of the periods."), Severity.WARNING)
                )
                break
    return problems


def _since(row: Availability) -> int:
    return -FOREVER if row.valid_from is None else row.valid_from


def _steps(rows: tuple[Availability, ...]) -> tuple[tuple[int, int], ...]:
    """Steps of availability; between rows nothing is available."""
    steps: dict[int, int] = {-FOREVER: 0}
    ordered = sorted(rows, key=_since)
    for row, following in zip(ordered, [*ordered[1:], None], strict=True):
        steps[_since(row)] = max(row.units, 0)
        ends = FOREVER if row.valid_to is None else row.valid_to + (60 if row.valid_to % DAY == DAY - 60 else 0)
        if ends < (FOREVER if following is None else _since(following)):
            steps[ends] = 0
    return tuple(sorted(steps.items()))
