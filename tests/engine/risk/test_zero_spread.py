"""Without uncertainty every sample is the schedule itself: each date to the second, each critical mark."""

import pytest

from milepost.engine import schedule_plan
from milepost.engine.risk import Risks, ThreePoint, simulate
from milepost.engine.risk.compiled import PLAIN
from tests.engine.network.plans import random_plan


@pytest.mark.parametrize("honour", [True, False])
def test_every_finish_and_every_critical_mark_is_the_schedules(honour: bool) -> None:
    compared = 0
    for seed in range(40):
        plan = random_plan(seed, tasks=40, honour=honour)
        schedule = schedule_plan(plan)
        answer = simulate(plan, Risks(), samples=2, watch=[t.id for t in plan.tasks], functions=PLAIN)
        if answer.finish is None:
            assert answer.failed
            continue
        compared += 1
        assert answer.finish.p(50) == schedule.finish, seed
        for task, finish in answer.milestones.items():
            if task not in plan.summaries:
                assert finish.p(10) == finish.p(90) == schedule[task].finish, (seed, task)
        for row in answer.tasks:
            assert row.criticality == float(schedule[row.task].critical), (seed, row.task)
            assert row.cruciality == 0
    assert compared > 30


def test_three_equal_points_are_no_spread() -> None:
    plan = random_plan(3, tasks=30)
    assert simulate(plan, Risks(default=ThreePoint(1, 1, 1)), samples=70, functions=PLAIN).finish == (
        simulate(plan, Risks(), samples=70, functions=PLAIN).finish
    )


def test_a_duration_that_is_no_whole_minute_keeps_its_seconds() -> None:
    plan = random_plan(1, tasks=5, progress=False, outline=False)
    odd = plan.with_(tasks=tuple(t if t.elapsed else type(t)(t.id, t.name, duration=t.duration + 17) for t in plan.tasks))
    answer = simulate(odd, Risks(), samples=1, functions=PLAIN)
    assert answer.finish is not None
    assert answer.finish.p(50) == schedule_plan(odd).finish
