"""Compiled and plain, on one thread and on two, whole blocks and a part of one: the same simulation to the last bit."""

import pytest

from milepost.engine.model import Plan
from milepost.engine.risk import simulate
from milepost.engine.risk.compiled import PLAIN, compiled_kernel
from tests.engine.network.plans import random_plan
from tests.engine.risk.uncertain import everything_uncertain


def plans() -> list[Plan]:
    return [random_plan(seed, tasks=36) for seed in (1, 2, 3, 26)]


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.name)
def test_compiled_and_plain_answer_the_same(plan: Plan) -> None:
    risks, watch = everything_uncertain(plan), [task.id for task in plan.tasks]
    plain = simulate(plan, risks, samples=200, watch=watch, functions=PLAIN)
    assert plain.finish is not None
    assert simulate(plan, risks, samples=200, watch=watch, functions=compiled_kernel()) == plain
    assert simulate(plan, risks, samples=200, watch=watch, functions=compiled_kernel(), threads=2) == plain


def test_two_threads_of_the_plain_form_answer_as_one() -> None:
    plan = plans()[0]
    risks = everything_uncertain(plan)
    one = simulate(plan, risks, samples=300, functions=PLAIN)
    assert simulate(plan, risks, samples=300, functions=PLAIN, threads=2) == one


def test_the_first_samples_of_many_are_the_samples_of_few() -> None:
    plan = plans()[1]
    risks = everything_uncertain(plan)
    few, many = (simulate(plan, risks, samples=n, functions=PLAIN, gains=False) for n in (100, 200))
    assert few.finish is not None
    assert many.finish is not None
    assert set(few.finish.values) <= set(many.finish.values)


def test_another_seed_draws_other_samples() -> None:
    plan = plans()[2]
    risks = everything_uncertain(plan)
    one, other = (simulate(plan, risks, samples=100, seed=seed, functions=PLAIN, gains=False) for seed in (1, 2))
    assert one.finish != other.finish


def test_a_task_more_leaves_the_draws_of_the_others() -> None:
    plan = random_plan(5, tasks=12, outline=False, progress=False)
    more = plan.with_(tasks=(*plan.tasks, type(plan.tasks[0])("new", "New")))
    risks = everything_uncertain(plan)
    watch = [task.id for task in plan.tasks]
    one, other = (simulate(p, risks, samples=64, watch=watch, functions=PLAIN, gains=False) for p in (plan, more))
    assert all(one.milestones[task] == other.milestones[task] for task in watch)
