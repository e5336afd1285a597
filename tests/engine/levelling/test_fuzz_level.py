"""Levelling of varied projects, checked by rules written here anew: dates confirmed, links kept, nobody who may move asked for too much."""

from collections import defaultdict
from itertools import pairwise

import pytest

from milepost.engine.effort import assignment_pieces, assignment_time
from milepost.engine.levelling import LevelResult, level
from milepost.engine.load import capacity_of, horizon
from milepost.engine.model import Constraint, LinkKind, Plan, Resource, ResourceKind, Task
from milepost.engine.network import schedule_plan
from milepost.engine.problem import Severity
from milepost.values import FULL_SHARE
from tests.engine.levelling.varied import Asked, varied

ROUNDED = FULL_SHARE // 200
TOO_MUCH = {"demand-above-capacity", "nobody-can", "nobody-free", "never-free"}
HONOURED = (Constraint.MSO, Constraint.MFO, Constraint.SNLT, Constraint.FNLT)


def levelled(asked: Asked) -> LevelResult:
    return level(asked.plans, bookings=asked.bookings, person=_by_id, compiled=False, **asked.choices)  # type: ignore[arg-type]


def _by_id(resource: Resource) -> str:
    return resource.id


def stands(plan: Plan, task: Task) -> bool:
    """Whether levelling must leave the task where it is."""
    dated = task.constraint in (Constraint.MSO, Constraint.MFO) and plan.options.honour_constraints
    return bool(task.actual_start or task.actual_finish or task.manual or dated)


def broken_links(plan: Plan) -> list[tuple[str, str]]:
    """Links from finish to start without a lag whose successor begins before its predecessor ends."""
    schedule = schedule_plan(plan)
    return [
        (link.predecessor, link.successor)
        for link in plan.links
        if link.kind is LinkKind.FS and link.lag == 0 and link.predecessor in schedule and link.successor in schedule
        if not stands(plan, plan.task[link.successor]) and link.successor not in plan.summaries
        if plan.task[link.successor].constraint not in HONOURED or not plan.options.honour_constraints
        if schedule[link.successor].start < schedule[link.predecessor].finish
    ]


def overloads(asked: Asked, result: LevelResult) -> list[str]:
    """People asked for more than they have while something that may move, and is not too much by itself, takes part."""
    excused = {task for p in result.problems if p.code in TOO_MUCH for task in p.tasks}
    rows: dict[str, list[tuple[int, int, int, bool]]] = defaultdict(list)
    capacities = {}
    for plan, schedule in zip(result.plans, result.schedules, strict=True):
        days = horizon(plan, schedule)
        for assignment in plan.assignments:
            resource, task = plan.resource[assignment.resource or ""], plan.task[assignment.task]
            if resource.kind is not ResourceKind.WORK or assignment.work <= 0 or task.id not in schedule:
                continue
            capacities.setdefault(resource.id, capacity_of(plan, resource, days))
            time = assignment_time(plan, task, assignment, days)
            may_move = not stands(plan, task) and task.priority < 1000 and task.id not in excused
            for piece in assignment_pieces(plan, task, assignment, schedule[task.id], days):
                units = piece.work * FULL_SHARE // max(time.between(piece.start, piece.finish), 1)
                rows[resource.id] += [(start, finish, units, may_move) for start, finish in time.intervals(piece.start, piece.finish)]
    for booking in asked.bookings:
        rows[booking.person].append((booking.start, booking.finish, booking.units, False))
    return [who for who, uses in rows.items() if who in capacities and _too_much(uses, capacities[who].units_at)]


def _too_much(uses: list[tuple[int, int, int, bool]], units_at) -> bool:  # type: ignore[no-untyped-def]
    for start, finish in pairwise(sorted({moment for use in uses for moment in use[:2]})):
        here = [use for use in uses if use[0] <= start and use[1] >= finish]
        # What stands is nobody's fault here, and may ask for too much by itself.
        if here and all(use[3] for use in here) and sum(use[2] for use in here) > units_at(start) + ROUNDED:
            return True
    return False


@pytest.mark.parametrize("seed", [*range(36), 589])
def test_what_levelling_gives_holds_by_other_rules_too(seed: int) -> None:
    asked = varied(seed)
    result = levelled(asked)
    if not any(result.schedules):
        assert any(p.severity is Severity.ERROR for p in result.problems)
        return
    assert [schedule_plan(plan) for plan in result.plans] == list(result.schedules)
    assert [link for plan in result.plans for link in broken_links(plan)] == []
    assert overloads(asked, result) == []
    assert result.verified, [str(p) for p in result.problems if p.severity is Severity.ERROR]
    assert result.bound <= result.delay


def test_most_of_them_can_be_levelled() -> None:
    results = [levelled(varied(seed)) for seed in range(12)]
    assert sum(any(result.schedules) and bool(result.moved) for result in results) >= 8
