"""Who is needed: the work of each person and role over its weeks; for a role also who could do it, and where their time runs short."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from milepost.engine.load.capacity import Capacity
from milepost.engine.load.contribution import Contribution, days_of
from milepost.engine.model import Resource, ResourceKind
from milepost.values import FULL_SHARE

WEEK = 7


@dataclass(frozen=True, slots=True)
class Need:
    """`work` in seconds from `first_day` to `last_day` (days since 1970-01-01). `at_once`: people needed in the busiest week, in
    millionths of one full-time person. `able`: the people who could take a role's work (all its skills, at the level asked or above).
    `free`: seconds they have left in the weeks of this work beside what is planned for them already; `short`: seconds of the work
    that do not fit there, week by week. Somebody able to fill two roles counts for both."""

    resource: str
    name: str
    role: bool
    work: int
    first_day: int
    last_day: int
    at_once: int
    able: tuple[str, ...] = ()
    free: int = 0
    short: int = 0


def needs(
    resources: Iterable[Resource], loads: Mapping[str, Iterable[Contribution]], capacities: Mapping[str, Capacity]
) -> tuple[Need, ...]:
    """The needs of everybody who has work, roles first, the most work first. Keys are the resources' ids."""
    people = tuple(r for r in resources if r.kind is ResourceKind.WORK and r.id in capacities)
    days = {r.id: {day: work for day, work in days_of(loads.get(r.id, ())).items() if work} for r in people}
    found = [_need(r, days, people, capacities) for r in people if days[r.id]]
    return tuple(sorted(found, key=lambda need: (not need.role, -need.work, need.name)))


def can_do(person: Resource, role: Resource) -> bool:
    """Whether a person has every skill of a role, at its level or above. A role that names no skill can be done by nobody in particular."""
    if person.generic or not person.active or not role.skills:
        return False
    levels = {skill.name: skill.level for skill in person.skills}
    return all(levels.get(skill.name, 0) >= skill.level for skill in role.skills)


def _need(
    resource: Resource, days: Mapping[str, Mapping[int, int]], people: tuple[Resource, ...], capacities: Mapping[str, Capacity]
) -> Need:
    own = days[resource.id]
    weeks: dict[int, int] = {}
    for day, seconds in own.items():
        weeks[_monday(day)] = weeks.get(_monday(day), 0) + seconds
    table = capacities[resource.id].days
    full = {week: sum(table.capacity(day) for day in range(week, week + WEEK)) for week in weeks}
    at_once = max((work * FULL_SHARE // full[week] for week, work in weeks.items() if full[week]), default=0)
    able = tuple(person.id for person in people if resource.generic and can_do(person, resource))
    free = {week: sum(_free(capacities[person], days[person], week) for person in able) for week in weeks}
    return Need(
        resource.id,
        resource.name,
        resource.generic,
        sum(own.values()),
        min(own),
        max(own),
        at_once,
        able,
        sum(free.values()),
        sum(max(work - free[week], 0) for week, work in weeks.items()) if able else 0,
    )


def _free(capacity: Capacity, days: Mapping[int, int], week: int) -> int:
    return sum(max(capacity.of_day(day) - days.get(day, 0), 0) for day in range(week, week + WEEK))


def _monday(day: int) -> int:
    """The Monday of a day's week; 1970-01-01 was a Thursday."""
    return day - (day + 3) % WEEK
