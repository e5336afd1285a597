"""Where levelling begins: the plans as one world over enough days, and their schedules as they came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from milepost.engine.levelling.world import World, build_world
from milepost.engine.model import Constraint, Plan
from milepost.engine.network.build import Cycle
from milepost.engine.network.check import EARLIEST_DATE, LATEST_DATE
from milepost.engine.problem import Problem
from milepost.engine.schedule import Schedule
from milepost.engine.working_time import BeyondHorizon
from milepost.values import DAY

LOW, HIGH = EARLIEST_DATE // DAY, LATEST_DATE // DAY


@dataclass(frozen=True, slots=True)
class Beginning:
    """The world from day `first` to day `last`, and the schedules before levelling, levelling delays included."""

    world: World
    before: tuple[Schedule, ...]
    first: int
    last: int

    @property
    def widest(self) -> bool:
        """Whether no wider range of days can be had."""
        return self.first <= LOW and self.last >= HIGH

    def wider(self) -> "Beginning | None":
        """The same over four times the days."""
        plans = tuple(built.plan for built in self.world.built)
        margin = (self.last - self.first) * 2
        told = tuple(schedule.problems for schedule in self.before)
        found = _over(plans, told, _ranges(self.first, self.last, margin))
        return None if found is None else Beginning(found.world, self.before, found.first, found.last)


def begin(plans: Sequence[Plan], told: Sequence[Sequence[Problem]]) -> Beginning | None:
    """The world of plans without errors; `told` are the problems found in each. None where links go in a circle, or where the work
    does not fit between the years 1900 and 2200: `schedule_plan` says which."""
    named = [moment for plan in plans for moment in _named(plan)]
    spans = [task.duration for plan in plans for task in plan.tasks]
    longest = max(spans, default=0)
    heads = max(sum(1 for plan in plans for r in plan.resources if not r.generic) // len(plans), 1) if plans else 1
    # Durations are counted in working time: a third to a fifth of the clock. Half of all work of one plan after the other, per person.
    margin = 400 + (8 * longest + 6 * sum(spans) // heads) // DAY
    return _over(tuple(plans), told, _ranges(min(named, default=0) // DAY, max(named, default=0) // DAY, min(margin, 4000)))


def over(plans: Sequence[Plan], told: Sequence[Sequence[Problem]], *, first: int, last: int) -> Beginning | None:
    """The world of plans from a range of days on, wider ones where it does not suffice."""
    return _over(tuple(plans), told, chain([(first, last)], _ranges(first, last, last - first)))


def _over(plans: tuple[Plan, ...], told: Sequence[Sequence[Problem]], ranges: Iterator[tuple[int, int]]) -> Beginning | None:
    for first, last in ranges:
        try:
            world = build_world(plans, first=first, last=last)
        except Cycle:
            return None
        except BeyondHorizon:
            continue
        rows = [built.scheduled(built.plan, built.delay, known) for built, known in zip(world.built, told, strict=True)]
        if all(inside for _, inside in rows):
            return Beginning(world, tuple(schedule for schedule, _ in rows), first, last)
    return None


def _ranges(first: int, last: int, margin: int) -> Iterator[tuple[int, int]]:
    while True:
        at = max(first - margin // 4, LOW), min(last + margin, HIGH)
        yield at
        if at == (LOW, HIGH):
            return
        margin *= 4


def _named(plan: Plan) -> Iterator[int]:
    """Every moment the plan names."""
    yield plan.start
    yield from (m for m in (plan.finish, plan.status_date) if m is not None)
    for task in plan.tasks:
        reported = (task.actual_start, task.actual_finish, task.resume, task.remaining_since)
        dates = (*reported, task.manual_start, task.manual_finish, task.deadline)
        yield from (m for m in (*dates, task.stored.start, task.stored.finish) if m is not None)
        if task.constraint not in (Constraint.ASAP, Constraint.ALAP) and task.constraint_date is not None:
            yield task.constraint_date
        for segment in task.segments:
            yield from (segment.start, segment.finish)
    for assignment in plan.assignments:
        for phase in assignment.phases:
            yield from (phase.start, phase.finish)
