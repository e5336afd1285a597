"""Risks that cannot be simulated are told with place and remedy; nothing is computed from them."""

from decimal import Decimal

import pytest

from milepost.engine.model import Link
from milepost.engine.risk import CommonCause, CorrelationMatrix, Estimate, Impact, RiskEvent, Risks, Shape, ThreePoint, simulate
from milepost.engine.risk.compiled import PLAIN
from milepost.values import DAY
from tests.engine.risk.uncertain import hours, round_the_clock

PLAN = round_the_clock(10, 20, 30)
GOOD = hours(1, 2, 3)
NAN = float("nan")


def event(**changes: object) -> RiskEvent:
    fields: dict[str, object] = {"id": "R", "name": "Risk", "probability": 0.5, "impacts": (Impact("1", GOOD),)}
    return RiskEvent(**(fields | changes))  # type: ignore[arg-type]


BAD = {
    "risk-probability": Risks(events=(event(probability=30.0),)),
    "risk-twice": Risks(events=(event(), event())),
    "risk-unknown-task": Risks(events=(event(impacts=(Impact("nine", GOOD),)),)),
    "three-points-reversed": Risks((Estimate("1", hours(3, 2, 1)),)),
    "three-points-negative": Risks((Estimate("1", hours(-1, 2, 3)),)),
    "three-points-too-large": Risks((Estimate("1", hours(1, 2, 10**6)),)),
    "three-points-zero": Risks((Estimate("1", hours(0, 2, 3, Shape.LOGNORMAL)),)),
    "risk-number": Risks(default=ThreePoint(NAN, 1, 2)),
    "estimate-twice": Risks((Estimate("1", GOOD), Estimate("1", GOOD))),
    "correlation-coefficient": Risks(causes=(CommonCause(("1", "2"), 1.5),)),
    "correlation-too-small": Risks(causes=(CommonCause(("1",), 0.5),)),
    "correlation-task-twice": Risks(causes=(CommonCause(("1", "1"), 0.5),)),
    "correlation-too-much": Risks(causes=(CommonCause(("1", "2"), 0.7), CommonCause(("1", "3"), 0.6))),
    "correlation-shape": Risks(matrices=(CorrelationMatrix(("1", "2"), ((1, 0),)),)),
    "correlation-value": Risks(matrices=(CorrelationMatrix(("1", "2"), ((1, 2), (2, 1))),)),
    "correlation-diagonal": Risks(matrices=(CorrelationMatrix(("1", "2"), ((0.5, 0), (0, 1))),)),
    "correlation-symmetry": Risks(matrices=(CorrelationMatrix(("1", "2"), ((1, 0.1), (0.2, 1))),)),
    "correlation-impossible": Risks(matrices=(CorrelationMatrix(("1", "2", "3"), ((1, 0.9, -0.9), (0.9, 1, 0.9), (-0.9, 0.9, 1))),)),
}


@pytest.mark.parametrize("code", BAD)
def test_each_is_named_with_a_remedy_and_stops(code: str) -> None:
    answer = simulate(PLAN, BAD[code], samples=10, functions=PLAIN)
    found = [problem for problem in answer.problems if problem.code == code]
    assert found, answer.problems
    assert found[0].remedy
    assert found[0].place
    assert answer.failed
    assert answer.finish is None


def test_the_impossible_correlation_names_the_task_that_contradicts() -> None:
    (problem,) = simulate(PLAN, BAD["correlation-impossible"], functions=PLAIN).problems
    assert "'3'" in problem.message


def test_a_matrix_of_perfect_correlation_is_one() -> None:
    ones = tuple((1.0,) * 3 for _ in range(3))
    answer = simulate(
        PLAN, Risks(default=ThreePoint(0.5, 1, 2), matrices=(CorrelationMatrix(("1", "2", "3"), ones),)), samples=64, functions=PLAIN
    )
    assert answer.finish is not None
    assert answer.by_task["3"].cruciality == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("probability", [-0.1, 1.01, NAN, float("inf")])
def test_a_probability_that_is_none_is_told(probability: float) -> None:
    answer = simulate(PLAN, Risks(events=(event(probability=probability),)), samples=10, functions=PLAIN)
    (problem,) = answer.problems
    assert (problem.code, problem.place) == ("risk-probability", "risk R 'Risk'")
    assert answer.failed


@pytest.mark.parametrize("value", [NAN, float("inf"), -float("inf")])
@pytest.mark.parametrize("where", range(3))
def test_a_point_that_is_no_number_is_told_wherever_it_stands(value: float, where: int) -> None:
    points = ThreePoint(*(value if i == where else 3600.0 * (i + 1) for i in range(3)))
    for risks in (
        Risks((Estimate("1", points),)),
        Risks(events=(event(impacts=(Impact("1", points),)),)),
        Risks(events=(event(cost=points),)),
    ):
        assert [p.code for p in simulate(PLAN, risks, samples=10, functions=PLAIN).problems] == ["risk-number"]


@pytest.mark.parametrize("value", [NAN, float("inf")])
def test_a_correlation_that_is_no_number_is_told(value: float) -> None:
    group = Risks(causes=(CommonCause(("1", "2"), value),))
    matrix = Risks(matrices=(CorrelationMatrix(("1", "2"), ((1, value), (value, 1))),))
    assert "correlation-coefficient" in [p.code for p in simulate(PLAN, group, samples=10).problems]
    assert "correlation-value" in [p.code for p in simulate(PLAN, matrix, samples=10).problems]


TOLERANCES: dict[str, dict[str, object]] = {
    "tolerance-days": {"tolerance_days": -1},
    "tolerance-twice": {"tolerance_days": 5, "tolerance_finish": PLAN.start},
    "tolerance-cost": {"tolerance_cost": Decimal("-5")},
    "tolerance-without-cost": {"tolerance_cost": Decimal(5)},
}


@pytest.mark.parametrize("code", TOLERANCES)
def test_a_tolerance_that_is_none_is_told(code: str) -> None:
    answer = simulate(PLAN, Risks(), samples=10, functions=PLAIN, **TOLERANCES[code])  # type: ignore[arg-type]
    assert code in [problem.code for problem in answer.problems]
    assert answer.failed


def test_more_finishes_than_memory_holds_are_not_kept() -> None:
    many = PLAN.with_(tasks=tuple(type(PLAN.tasks[0])(str(i), f"Task {i}", duration=DAY) for i in range(200)))
    answer = simulate(many, Risks(), samples=1_000_000, watch=[str(i) for i in range(200)], functions=PLAIN)
    assert [problem.code for problem in answer.problems] == ["risk-memory"]


@pytest.mark.parametrize("samples", [0, -5, 10**9])
def test_a_count_of_samples_that_is_none_is_told(samples: int) -> None:
    assert [p.code for p in simulate(PLAN, Risks(), samples=samples).problems] == ["risk-samples"]


def test_an_estimate_of_finished_work_is_told_and_changes_nothing() -> None:
    done = PLAN.with_(tasks=(type(PLAN.tasks[0])("1", "Done", actual_start=PLAN.start, actual_finish=PLAN.start + DAY), *PLAN.tasks[1:]))
    answer = simulate(done, Risks((Estimate("1", GOOD),)), samples=10, functions=PLAIN)
    assert [p.code for p in answer.problems] == ["estimate-unused"]
    assert answer.finish is not None


def test_a_plan_that_cannot_be_scheduled_is_not_simulated() -> None:
    circle = PLAN.with_(links=(Link("1", "2"), Link("2", "1")))
    answer = simulate(circle, Risks(), samples=10, functions=PLAIN)
    assert answer.failed
    assert answer.finish is None


def test_delays_that_outlast_every_calendar_are_told() -> None:
    tasks = tuple(type(PLAN.tasks[0])(str(i), f"Task {i}", duration=DAY) for i in range(10))
    chain = PLAN.with_(tasks=tasks, links=tuple(Link(str(i), str(i + 1)) for i in range(9)))
    years = ThreePoint(5 * 365 * DAY, 5 * 365 * DAY, 5 * 365 * DAY)
    answer = simulate(chain, Risks(tuple(Estimate(str(i), years) for i in range(10))), samples=64, functions=PLAIN)
    assert [p.code for p in answer.problems] == ["simulation-too-long"]
    assert answer.finish is None
