"""Edits one by one give the same schedule as planning the edited plan from the beginning."""

import random
from dataclasses import replace

import pytest

from milepost.engine import schedule_plan
from milepost.engine.model import Constraint, Link, Plan, Task
from milepost.engine.network import LivePlan
from milepost.values import DAY, HOUR
from tests.engine.network.plans import START, random_plan


@pytest.mark.parametrize("seed", range(30))
def test_a_run_of_edits_equals_planning_anew(seed: int) -> None:
    plan = random_plan(seed, tasks=40)
    live = LivePlan(plan)
    rng = random.Random(seed)
    for _ in range(15):
        _edit(live, rng)
        assert live.schedule() == schedule_plan(live.plan)


def _edit(live: LivePlan, rng: random.Random) -> None:
    plan = live.plan
    if plan.links and rng.random() < 0.2:
        at = rng.randrange(len(plan.links))
        live.change_lag(at, replace(plan.links[at], lag=rng.randrange(-10, 30) * HOUR))
        return
    task = rng.choice([t for t in plan.tasks if t.id not in plan.summaries])
    live.change_task(replace(task, **_changes(rng)))


def _changes(rng: random.Random) -> dict[str, object]:
    date = START + rng.randrange(50) * DAY + 9 * HOUR
    return rng.choice(
        [
            {"duration": rng.randrange(60) * HOUR},
            {"constraint": rng.choice([Constraint.SNET, Constraint.MSO, Constraint.FNLT, Constraint.ALAP]), "constraint_date": date},
            {"constraint": Constraint.ASAP, "constraint_date": None},
            {"deadline": date},
            {"actual_start": date, "actual_finish": None},
            {"actual_start": date, "actual_finish": date + 2 * DAY},
            {"actual_start": None, "actual_finish": None},
            {"calendar": rng.choice([None, "night"])},
            {"active": rng.random() < 0.5},
            {"leveling_delay": rng.choice([0, 0, DAY])},
        ]
    )


def _chain(count: int) -> Plan:
    tasks = tuple(Task(str(i), f"T{i}", duration=8 * HOUR) for i in range(count))
    return Plan("chain", START, tasks=tasks, links=tuple(Link(str(i), str(i + 1)) for i in range(count - 1)))


def test_an_edit_computes_only_what_it_moves() -> None:
    plan = replace(_chain(200), tasks=(*_chain(200).tasks, Task("long", "long", duration=2000 * HOUR)))
    live = LivePlan(plan)
    change = live.change_task(replace(plan.tasks[190], duration=16 * HOUR))
    assert not change.rebuilt
    assert change.computed <= 9 + 191 + 2  # nine tasks move, their predecessors' late dates are looked at


def test_a_renamed_task_moves_nothing() -> None:
    live = LivePlan(_chain(50))
    change = live.change_task(replace(live.plan.tasks[10], name="other"))
    assert change.computed <= 2
    assert live.plan.tasks[10].name == "other"


def test_the_finish_is_told_before_and_after() -> None:
    live = LivePlan(_chain(3))
    change = live.change_task(replace(live.plan.tasks[2], duration=16 * HOUR))
    assert change.finish - change.finish_before == DAY
    assert live.finish == change.finish
    assert live.late("0")[1] == live.early("0")[1]


def test_an_edit_that_cannot_be_scheduled_is_refused_and_undone() -> None:
    live = LivePlan(_chain(3))
    before = live.schedule()
    with pytest.raises(ValueError, match="duration is negative"):
        live.change_task(replace(live.plan.tasks[1], duration=-1))
    assert live.schedule() == before


def test_another_link_is_not_a_lag() -> None:
    live = LivePlan(_chain(3))
    with pytest.raises(ValueError, match="lag alone"):
        live.change_lag(0, Link("0", "2"))


def test_a_plan_with_a_cycle_is_refused() -> None:
    plan = replace(_chain(3), links=(Link("0", "1"), Link("1", "2"), Link("2", "0")))
    with pytest.raises(ValueError, match="circle"):
        LivePlan(plan)
