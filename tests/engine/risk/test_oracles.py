"""Figures found another way: the scheduler with longer tasks, quantiles in closed form, a run without an event, pairs of draws."""

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.engine import schedule_plan
from milepost.engine.model import Constraint, LagKind, Plan
from milepost.engine.risk import (
    CommonCause,
    CorrelationMatrix,
    Distribution,
    Estimate,
    Impact,
    RiskEvent,
    Risks,
    Shape,
    ThreePoint,
    simulate,
)
from milepost.engine.risk.compiled import PLAIN
from milepost.engine.risk.shapes import KNOTS, Shapes
from milepost.engine.risk.simulate import Run
from tests.engine.network.plans import random_plan
from tests.engine.risk.test_closed_forms import normal
from tests.engine.risk.uncertain import HOUR, START, everything_uncertain, hours, round_the_clock

SAMPLES = 4000


@pytest.mark.parametrize("factor", [0.5, 1.5, 3.0])
def test_tasks_that_surely_take_longer_end_when_the_scheduler_says(factor: float) -> None:
    compared = 0
    for seed in range(12):
        plan = random_plan(seed, tasks=40, progress=False)
        longer = plan.with_(tasks=tuple(replace(task, duration=round(task.duration * factor)) for task in plan.tasks))
        if any(link.lag_kind is LagKind.PERCENT for link in plan.links):
            continue
        schedule = schedule_plan(longer)
        sure = Risks(default=ThreePoint(factor, factor, factor))
        answer = simulate(plan, sure, samples=1, watch=[task.id for task in plan.tasks], functions=PLAIN)
        if answer.finish is None:
            continue
        compared += 1
        assert answer.finish.p(50) == schedule.finish, seed
        for task, finish in answer.milestones.items():
            if task not in plan.summaries:
                assert finish.p(50) == schedule[task].finish, (seed, task)
        for row in answer.tasks:
            assert row.criticality == float(schedule[row.task].critical), (seed, row.task)
    assert compared > 8


@pytest.mark.parametrize("percent", [5, 20, 50, 80, 95])
@pytest.mark.parametrize("mode", [0.0, 0.3, 1.0])
def test_a_triangular_task_has_the_quantiles_of_the_books(percent: int, mode: float) -> None:
    low, high = 100.0, 200.0
    likely = low + mode * (high - low)
    answer = simulate(
        round_the_clock(100), Risks((Estimate("1", hours(low, likely, high, Shape.TRIANGULAR)),)), samples=SAMPLES, functions=PLAIN
    )
    assert answer.finish is not None
    share = percent / 100
    below = share <= mode
    known = low + sqrt(share * mode) * 100 if below else high - sqrt((1 - share) * (1 - mode)) * 100
    found = sum(value <= START + known * HOUR for value in answer.finish.values) / SAMPLES
    assert found == pytest.approx(share, abs=4 * sqrt(share * (1 - share) / SAMPLES) + 0.002)


def test_the_gain_of_an_event_is_the_difference_of_two_runs() -> None:
    for seed in (1, 2):
        plan = random_plan(seed, tasks=30)
        risks = everything_uncertain(plan)
        whole = simulate(plan, risks, samples=200, functions=PLAIN)
        assert whole.finish is not None
        for gain in whole.gains:
            without = replace(risks, events=tuple(event for event in risks.events if event.id != gain.risk))
            other = simulate(plan, without, samples=200, functions=PLAIN, gains=False)
            assert other.finish is not None
            assert gain.mean_gain == (sum(whole.finish.values) - sum(other.finish.values)) / 200
            assert gain.p80_gain == whole.finish.p(80) - other.finish.p(80)


@pytest.mark.parametrize("known", [-0.8, 0.0, 0.5, 0.9])
def test_durations_of_a_pair_correlate_as_they_were_told_to(known: float) -> None:
    matrix = CorrelationMatrix(("1", "2"), ((1, known), (known, 1)))
    risks = Risks((Estimate("1", normal(100, 10)), Estimate("2", normal(100, 10))), matrices=(matrix,))
    plan = round_the_clock(100, 100)
    simulator, _, _ = Run(plan, risks, SAMPLES, 1, schedule_plan(plan), None, 1, PLAIN).simulator(["1", "2"], 400)
    one, other = simulator.run(SAMPLES, on=[], middle=0).watched
    means = sum(one) / SAMPLES, sum(other) / SAMPLES
    together = sum((a - means[0]) * (b - means[1]) for a, b in zip(one, other, strict=True))
    apart = [sum((value - mean) ** 2 for value in row) for row, mean in zip((one, other), means, strict=True)]
    assert together / sqrt(apart[0] * apart[1]) == pytest.approx(known, abs=4 * (1 - known**2) / sqrt(SAMPLES) + 0.001)


def test_the_mean_of_a_chain_is_the_sum_of_the_means_of_its_tasks() -> None:
    plan = round_the_clock(50, 80, 120, links=(("1", "2"), ("2", "3")))
    risks = Risks(
        (
            Estimate("1", hours(40, 45, 90)),
            Estimate("2", hours(60, 80, 200, Shape.TRIANGULAR)),
            Estimate("3", hours(90, 120, 180, Shape.LOGNORMAL)),
        ),
        causes=(CommonCause(("1", "3"), 0.6),),
    )
    answer = simulate(plan, risks, samples=1000, functions=PLAIN)
    assert answer.finish is not None
    # Each sample is a sum to the second; means of durations are counted in units of 64 seconds.
    assert answer.finish.mean - START == pytest.approx(sum(row.mean for row in answer.tasks), abs=3 * 64 + 1)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 200))
def test_p80_is_never_before_p50_nor_a_milestone_after_the_project(seed: int, samples: int) -> None:
    plan = random_plan(seed, tasks=20)
    answer = simulate(
        plan, Risks(default=ThreePoint(0.5, 1, 3)), samples=samples, watch=[t.id for t in plan.tasks], functions=PLAIN, gains=False
    )
    if answer.finish is None:
        return
    for found in (answer.finish, *answer.milestones.values()):
        assert found.p(10) <= found.p(50) <= found.p(80) <= answer.finish.values[-1]
    assert all(0 <= row.criticality <= 1 and -1.001 <= row.cruciality <= 1.001 for row in answer.tasks)


@pytest.mark.parametrize("threads", [2, 3, 4])
def test_one_to_four_threads_answer_the_same(threads: int) -> None:
    plan = round_the_clock(10, 20, 30, links=(("1", "2"),))
    risks = Risks(default=ThreePoint(0.5, 1, 2), events=(RiskEvent("R", "Risk", 0.5, (Impact("1", hours(1, 2, 9)),)),))
    one = simulate(plan, risks, samples=700, functions=PLAIN)
    assert simulate(plan, risks, samples=700, functions=PLAIN, threads=threads) == one


@pytest.mark.parametrize("points", [(1, 2, 10_000), (9_000, 9_999, 10_000), (60, 61, 62), (1, 1, 500_000), (50, 100, 200)])
def test_a_lognormals_table_rises_from_nothing_to_one_and_meets_its_points(points: tuple[float, float, float]) -> None:
    shapes = Shapes()
    number, low, width = shapes.fit(ThreePoint(*points, Shape.LOGNORMAL), 1)
    table = shapes.tables[number]
    assert len(table) == KNOTS
    assert list(table) == sorted(table)
    assert 0 <= table[0] <= table[-1] <= 2**30
    assert 0 <= width < 2**30
    # The median stands at the middle knot.
    assert low + width * table[KNOTS // 2] / 2**30 == pytest.approx(points[1], abs=1 + 1e-6 * width)


def test_a_lognormal_with_a_very_long_tail_stays_within_what_can_be_simulated() -> None:
    wide = hours(20, 40, 400, Shape.LOGNORMAL)
    answer = simulate(round_the_clock(40), Risks((Estimate("1", wide),)), samples=300, functions=PLAIN)
    assert answer.finish is not None
    assert answer.finish.values[0] >= START
    assert answer.finish.p(50) == pytest.approx(START + 40 * HOUR, abs=10 * HOUR)


def test_tasks_as_late_as_possible_are_told() -> None:
    plan = round_the_clock(10, 20)
    late = plan.with_(tasks=(replace(plan.tasks[0], constraint=Constraint.ALAP), plan.tasks[1]))
    (note,) = simulate(late, Risks(), samples=4, functions=PLAIN).problems
    assert note.code == "simulated-early"
    assert note.tasks == ("1",)


def test_a_plan_scheduled_from_its_finish_is_told() -> None:
    plan: Plan = round_the_clock(10, 20).with_(from_finish=True, finish=START + 100 * HOUR)
    answer = simulate(plan, Risks(), samples=4, functions=PLAIN)
    assert [problem.code for problem in answer.problems] == ["simulated-forwards"]
    assert answer.finish is not None
    assert answer.finish.p(50) == answer.planned


@pytest.mark.parametrize("values", [[5], [7, 7, 7], [3, 9], [3, 3, 9], [-4, 0]])
@pytest.mark.parametrize("points", [1, 2, 100])
def test_a_curve_and_bars_of_few_values(values: list[int], points: int) -> None:
    found = Distribution.of(values)
    curve = found.curve(points)
    assert {value for value, _ in curve} <= set(values)
    assert curve[0][0] == min(values)
    if points > 1:
        assert curve[-1] == (max(values), 1.0)
    for bars in (1, 5, 30):
        histogram = found.histogram(bars)
        assert sum(bar.count for bar in histogram) == len(values)
        assert histogram[0].low <= min(values) <= max(values) <= histogram[-1].high
        assert all(bar.low < bar.high for bar in histogram)
    assert found.deviation == pytest.approx(sqrt(sum((v - sum(values) / len(values)) ** 2 for v in values) / len(values)), abs=1e-6)
    assert found.reserve == found.p(80) - found.p(50)
