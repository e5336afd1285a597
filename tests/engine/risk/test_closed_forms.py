"""What is known in closed form comes out of the samples: within four standard errors, for fixed seeds."""

from math import exp, pi, sqrt

import pytest

from milepost.engine.risk import (
    CommonCause,
    CorrelationMatrix,
    Distribution,
    Estimate,
    Impact,
    RiskEvent,
    Risks,
    Shape,
    Simulation,
    ThreePoint,
    simulate,
)
from milepost.engine.risk.compiled import PLAIN
from tests.engine.risk.uncertain import DAY, HOUR, START, hours, round_the_clock

P90 = 1.2815515655446004
SAMPLES = 4000


def run(plan, risks: Risks, **choices) -> Simulation:
    answer = simulate(plan, risks, samples=SAMPLES, functions=PLAIN, **choices)
    assert not answer.problems
    return answer


def lasting(finish: Distribution | None) -> list[float]:
    assert finish is not None
    return [(value - START) / HOUR for value in finish.values]


def mean_and_deviation(values: list[float]) -> tuple[float, float]:
    mean = sum(values) / len(values)
    return mean, sqrt(sum((v - mean) ** 2 for v in values) / len(values))


def normal(middle: float, deviation: float) -> ThreePoint:
    """Hours; symmetric P10, P50, P90 are a normal distribution."""
    return hours(middle - P90 * deviation, middle, middle + P90 * deviation, Shape.LOGNORMAL)


def test_a_chain_of_normal_durations_is_their_sum() -> None:
    plan = round_the_clock(100, 200, links=(("1", "2"),))
    mean, deviation = mean_and_deviation(lasting(run(plan, Risks((Estimate("1", normal(100, 12)), Estimate("2", normal(200, 16))))).finish))
    assert mean == pytest.approx(300, abs=4 * 20 / sqrt(SAMPLES))
    assert deviation == pytest.approx(20, rel=4 / sqrt(2 * SAMPLES))


def test_the_later_of_two_normal_durations_is_later_than_each() -> None:
    plan = round_the_clock(100, 100)
    mean, deviation = mean_and_deviation(lasting(run(plan, Risks((Estimate("1", normal(100, 10)), Estimate("2", normal(100, 10))))).finish))
    assert mean == pytest.approx(100 + 10 / sqrt(pi), abs=4 * 10 / sqrt(SAMPLES))
    assert deviation == pytest.approx(10 * sqrt(1 - 1 / pi), rel=4 / sqrt(2 * SAMPLES))


@pytest.mark.parametrize("coefficient", [0.0, 0.3, 0.8, 1.0])
def test_correlation_widens_a_sum_as_it_must(coefficient: float) -> None:
    plan = round_the_clock(100, 100, links=(("1", "2"),))
    risks = Risks((Estimate("1", normal(100, 10)), Estimate("2", normal(100, 10))), causes=(CommonCause(("1", "2"), coefficient),))
    mean, deviation = mean_and_deviation(lasting(run(plan, risks).finish))
    assert mean == pytest.approx(200, abs=4 * 20 / sqrt(SAMPLES))
    assert deviation == pytest.approx(sqrt(200 * (1 + coefficient)), rel=4 / sqrt(2 * SAMPLES))


def test_durations_that_move_against_each_other_narrow_a_sum() -> None:
    plan = round_the_clock(100, 100, links=(("1", "2"),))
    matrix = CorrelationMatrix(("1", "2"), ((1, -0.75), (-0.75, 1)))
    risks = Risks((Estimate("1", normal(100, 10)), Estimate("2", normal(100, 10))), matrices=(matrix,))
    assert mean_and_deviation(lasting(run(plan, risks).finish))[1] == pytest.approx(sqrt(50), rel=4 / sqrt(2 * SAMPLES))


def test_an_event_happens_as_often_as_it_should_and_costs_what_it_should() -> None:
    plan = round_the_clock(100)
    event = RiskEvent("R", "Rain", 0.3, (Impact("1", hours(50, 50, 50)),))
    answer = run(plan, Risks(events=(event,)))
    values = lasting(answer.finish)
    assert set(values) == {100, 150}
    assert values.count(150) / SAMPLES == pytest.approx(0.3, abs=4 * sqrt(0.3 * 0.7 / SAMPLES))
    gain = answer.gains[0]
    assert gain.mean_gain == pytest.approx(50 * HOUR * values.count(150) / SAMPLES)
    assert gain.share == values.count(150) / SAMPLES
    assert (gain.p50_gain, gain.p80_gain) == (0, 50 * HOUR)


@pytest.mark.parametrize(("low", "likely", "high"), [(80, 90, 160), (80, 80, 160), (80, 160, 160), (0, 40, 100)])
def test_triangular_has_the_mean_and_deviation_of_the_books(low: int, likely: int, high: int) -> None:
    values = lasting(run(round_the_clock(100), Risks((Estimate("1", hours(low, likely, high, Shape.TRIANGULAR)),))).finish)
    variance = (low**2 + likely**2 + high**2 - low * likely - low * high - likely * high) / 18
    mean, deviation = mean_and_deviation(values)
    assert mean == pytest.approx((low + likely + high) / 3, abs=4 * sqrt(variance / SAMPLES))
    assert deviation == pytest.approx(sqrt(variance), rel=4 / sqrt(2 * SAMPLES))
    assert low <= values[0] <= values[-1] <= high


@pytest.mark.parametrize(("low", "likely", "high"), [(80, 90, 160), (80, 80, 160), (80, 160, 160), (0, 70, 100)])
def test_pert_has_the_mean_of_one_four_one(low: int, likely: int, high: int) -> None:
    mean, deviation = mean_and_deviation(lasting(run(round_the_clock(100), Risks((Estimate("1", hours(low, likely, high)),))).finish))
    known = (low + 4 * likely + high) / 6
    # A beta on 0 to 1 with a + b = 6 has the variance m (1 - m) / 7.
    share = (known - low) / (high - low)
    spread = (high - low) * sqrt(share * (1 - share) / 7)
    assert mean == pytest.approx(known, abs=4 * spread / sqrt(SAMPLES))
    assert deviation == pytest.approx(spread, rel=5 / sqrt(2 * SAMPLES))


@pytest.mark.parametrize("points", [(50, 100, 200), (90, 100, 130), (60, 100, 110), (80, 100, 120)])
def test_a_lognormal_meets_its_three_points(points: tuple[int, int, int]) -> None:
    answer = run(round_the_clock(100), Risks((Estimate("1", hours(*points, Shape.LOGNORMAL)),)))
    values = lasting(answer.finish)
    for wanted, share in zip(points, (0.1, 0.5, 0.9), strict=True):
        found = sum(value <= wanted for value in values) / SAMPLES
        assert found == pytest.approx(share, abs=4 * sqrt(share * (1 - share) / SAMPLES))


def test_a_lognormal_that_starts_at_nothing_has_the_mean_of_the_books() -> None:
    sigma = 0.5
    spread = hours(100 * exp(-P90 * sigma), 100, 100 * exp(P90 * sigma), Shape.LOGNORMAL)
    mean, deviation = mean_and_deviation(lasting(run(round_the_clock(100), Risks((Estimate("1", spread),))).finish))
    assert mean == pytest.approx(100 * exp(sigma**2 / 2), abs=4 * deviation / sqrt(SAMPLES))


def test_criticality_of_two_equal_paths_is_a_half_each() -> None:
    answer = run(round_the_clock(100, 100), Risks(default=ThreePoint(0.5, 1, 1.5)))
    one, other = (answer.by_task[task].criticality for task in "12")
    assert one == pytest.approx(0.5, abs=4 * 0.5 / sqrt(SAMPLES))
    assert 1 <= one + other <= 1.02


def test_cruciality_of_a_chain_is_each_tasks_part_of_the_deviation() -> None:
    plan = round_the_clock(100, 200, links=(("1", "2"),))
    answer = run(plan, Risks((Estimate("1", normal(100, 12)), Estimate("2", normal(200, 16)))))
    assert answer.by_task["1"].cruciality == pytest.approx(0.6, abs=4 / sqrt(SAMPLES))
    assert answer.by_task["2"].cruciality == pytest.approx(0.8, abs=4 / sqrt(SAMPLES))
    assert [row.task for row in answer.tornado()] == ["2", "1"]
    assert answer.by_task["2"].later == pytest.approx(P90 * 16 * HOUR, rel=0.1)


def test_the_odds_of_a_deadline_are_the_share_of_samples_that_keep_it() -> None:
    plan = round_the_clock(96)
    late = plan.with_(tasks=(type(plan.tasks[0])("1", "Task", duration=96 * HOUR, deadline=START + 4 * DAY),))
    answer = simulate(late, Risks((Estimate("1", normal(96, 8)),)), samples=SAMPLES, functions=PLAIN)
    (odds,) = answer.deadlines
    assert odds.share == pytest.approx(0.5, abs=4 * 0.5 / sqrt(SAMPLES))
    assert odds.share == answer.milestones["1"].odds(START + 4 * DAY)
