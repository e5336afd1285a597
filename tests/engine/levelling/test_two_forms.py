"""The compiled kernels and the plain ones give the same answer, whole."""

from milepost.engine.levelling import Priority, level
from milepost.engine.levelling.shortest import solve
from tests.engine.levelling.peopled import peopled
from tests.engine.levelling.test_periods import random_project


def test_schedules_on_whole_periods_are_equal() -> None:
    for seed in range(12):
        project = random_project(seed, size=30, resources=1 + seed % 7)
        assert solve(project, work=2_000, seed=seed) == solve(project, work=2_000, seed=seed, compiled=True), seed


def test_levelled_plans_are_equal() -> None:
    for seed in range(15):
        plan = peopled(seed, tasks=30)
        for change in (False, True):
            results = [level(plan, work=60, seed=seed, minimal_change=change, compiled=form) for form in (False, True)]
            assert results[0] == results[1], seed


def test_levelled_portfolios_are_equal() -> None:
    for seed in range(5):
        plans = (peopled(seed).with_(name="one"), peopled(seed + 50).with_(name="other"))
        results = [level(plans, work=60, seed=seed, priorities=(Priority(1), Priority(4)), compiled=form) for form in (False, True)]
        assert results[0] == results[1], seed
