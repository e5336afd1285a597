"""Asks the engine to level plans that share people, and how much everybody has to do before and after."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from milepost.apps.planning.bridge.load import Loaded
from milepost.engine import Schedule, Severity
from milepost.engine.levelling import LevelResult, Moved, Watch, level
from milepost.engine.levelling.compiled import is_worth_warming
from milepost.engine.load import Capacity, Overload, by_person, capacity_of, horizon, overloads, plan_load
from milepost.engine.model import Plan, Resource
from milepost.engine.network import schedule_plan
from milepost.engine.problem import Problem
from milepost.engine.working_time import Calendars
from milepost.values import said

WORK = 300
"""Schedules that are tried when nobody says otherwise."""
SEED = 1
OF_PERSON = "person "
ABSENT = "not available"
"""The engine's label of what is no work: somebody is not there."""


@dataclass(frozen=True)
class Levelled:
    """`plans` in the order of `loaded`, without what is held; `before` their schedules as they stand."""

    loaded: tuple[Loaded, ...]
    plans: tuple[Plan, ...]
    before: tuple[Schedule, ...]
    result: LevelResult
    overloads_before: tuple[Overload, ...]
    overloads_after: tuple[Overload, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Why nothing could be levelled; none where it could."""
        return tuple(one for one in self.result.problems if one.severity is Severity.ERROR)


def level_plans(
    loaded: Sequence[Loaded], *, watch: Watch | None = None, work: int = WORK, told: Callable[[str], None] = lambda _: None
) -> Levelled:
    """Levels what is committed of the plans. People are the same in all of them; roles that somebody is sought for are nobody's time and
    are left alone. A `watch` may raise: then nothing is kept. Never raises for a bad plan."""
    plans = tuple(_of_people(one.committed()[0]) for one in loaded)
    before = tuple(schedule_plan(plan) for plan in plans)
    _warm(sum(len(plan.tasks) for plan in plans), work, told)
    told(said("Placing the tasks"))
    result = level(plans, work=work, seed=SEED, person=_key, watch=watch)
    return Levelled(tuple(loaded), plans, before, result, overloads_of(plans, before), overloads_of(result.plans, result.schedules))


def _of_people(plan: Plan) -> Plan:
    return plan.with_(resources=tuple(replace(one, can_level=not one.generic) for one in plan.resources))


def _key(resource: Resource) -> str:
    """Ids of people are the same in every plan (see `load`); of foreign files only names are."""
    return resource.id if resource.id.startswith(OF_PERSON) else resource.name or resource.id


def _warm(tasks: int, work: int, told: Callable[[str], None]) -> None:
    """Compiles the search once on a machine, where the plain one would take longer; a cache that cannot be written leaves the plain one."""
    if is_worth_warming(tasks, work):
        told(said("Compiling the search, once on this machine"))
        from milepost.engine.levelling.warming import warm

        with contextlib.suppress(OSError):
            warm()


def overloads_of(plans: Sequence[Plan], schedules: Sequence[Schedule]) -> tuple[Overload, ...]:
    """Who has too much to do, when and how much, all plans taken together; none of plans that could not be scheduled."""
    dated = [(plan, schedule) for plan, schedule in zip(plans, schedules, strict=True) if schedule.dates]
    if not dated:
        return ()
    calendars = [horizon(plan, schedule) for plan, schedule in dated]
    rows = (row for (plan, schedule), table in zip(dated, calendars, strict=True) for row in plan_load(plan, schedule, calendars=table))
    return overloads(by_person(rows), capacities([plan for plan, _ in dated], calendars))


def capacities(plans: Sequence[Plan], calendars: Sequence[Calendars]) -> Mapping[str, Capacity]:
    """What each person can give, by the calendar of the first plan that has them, over the days of all."""
    first, last = min(one.first for one in calendars), max(one.last for one in calendars)
    found: dict[str, Capacity] = {}
    for plan in plans:
        new = [one for one in plan.resources if not one.generic and one.id not in found]
        wide = Calendars(plan.calendars, first=first, last=last) if new else None
        found |= {one.id: capacity_of(plan, one, wide) for one in new if wide is not None}
    return found


def moved_in(levelled: Levelled, number: int) -> Iterator[tuple[str, Moved | None]]:
    """Ids of a plan's tasks that would have other dates or another delay, no summaries, in the plan's order; with what moved it."""
    plan, new = levelled.plans[number], levelled.result.plans[number]
    moved = {one.task: one for one in levelled.result.moved if one.plan == number}
    for was, now in zip(plan.tasks, new.tasks, strict=True):
        if was.id not in plan.summaries and (was.id in moved or was.leveling_delay != now.leveling_delay):
            yield was.id, moved.get(was.id)


def why(levelled: Levelled, number: int, task: str, moved: Moved | None) -> str:
    """The reason as a word: see `models.LevellingMove`."""
    if moved is None:
        return "elsewhere"
    if moved.blockers:
        return "away" if all(one.task is None and one.label == ABSENT for one in moved.blockers) else "busy"
    if moved.after is not None:
        return "follows"
    if moved.start < moved.start_before:
        return "unneeded" if levelled.plans[number].task[task].leveling_delay else "earlier"
    if moved.start == moved.start_before:
        return "hours"
    return "makes-way"
