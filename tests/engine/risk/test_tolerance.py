"""The odds of leaving a tolerance count from the baseline, or from the plan where there is none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from milepost.engine import schedule_plan
from milepost.engine.cost import cost_plan
from milepost.engine.model import Assignment, Baseline, Plan, Rate, Resource
from milepost.engine.risk import Impact, RiskEvent, Risks, ThreePoint, simulate
from milepost.engine.risk.compiled import PLAIN
from tests.engine.risk.uncertain import DAY, HOUR, START, hours, round_the_clock

RAIN = RiskEvent("R", "Rain", 0.4, (Impact("1", hours(48, 48, 48)),), ThreePoint(500, 500, 500))
RISKS = Risks(events=(RAIN,))


def staffed(plan: Plan) -> Plan:
    person = Resource("p", "Person", rates=(Rate(standard=Decimal(10)),), calendar="clock")
    return plan.with_(resources=(person,), assignments=(Assignment("a", "1", "p", work=100 * HOUR),))


@pytest.mark.parametrize(("days", "leaves"), [(0, True), (1.5, True), (2, False), (30, False)])
def test_days_count_from_the_planned_finish(days: float, leaves: bool) -> None:
    answer = simulate(round_the_clock(100), RISKS, samples=500, functions=PLAIN, tolerance_days=days)
    (odds,) = answer.tolerances
    assert (odds.what, odds.agreed, odds.from_baseline) == ("finish", answer.planned, False)
    assert odds.limit == answer.planned + days * DAY
    assert odds.share == (answer.gains[0].share if leaves else 0)
    assert odds.share == pytest.approx(0.4 if leaves else 0, abs=0.1)


def test_days_count_from_the_baseline_where_there_is_one() -> None:
    plan = round_the_clock(100)
    agreed = Baseline(0, START, START + 90 * HOUR)
    plan = plan.with_(tasks=(replace(plan.tasks[0], baselines=(agreed,)),))
    (odds,) = simulate(plan, Risks(), samples=8, functions=PLAIN, tolerance_days=0.25).tolerances
    assert odds.from_baseline
    assert (odds.agreed, odds.limit, odds.share) == (START + 90 * HOUR, START + 96 * HOUR, 1)


def test_a_date_stands_for_itself() -> None:
    (odds,) = simulate(round_the_clock(100), Risks(), samples=8, functions=PLAIN, tolerance_finish=START + 100 * HOUR).tolerances
    assert odds.share == 0
    (odds,) = simulate(round_the_clock(100), Risks(), samples=8, functions=PLAIN, tolerance_finish=START + 100 * HOUR - 1).tolerances
    assert odds.share == 1


def test_money_beyond_the_planned_cost() -> None:
    plan = staffed(round_the_clock(100))
    cost = cost_plan(plan, schedule_plan(plan))
    for allowed, leaves in ((Decimal(900), True), (Decimal("979.99"), True), (Decimal(980), False)):
        # 48 hours more at 10, and 500: what rain costs.
        answer = simulate(plan, RISKS, samples=300, cost=cost, functions=PLAIN, tolerance_cost=allowed)
        (odds,) = answer.tolerances
        assert (odds.what, odds.agreed) == ("cost", 100_000)
        assert odds.limit == 100_000 + int(allowed * 100)
        assert odds.share == (answer.gains[0].share if leaves else 0)


def test_without_a_tolerance_there_are_no_odds() -> None:
    assert simulate(round_the_clock(10), RISKS, samples=8, functions=PLAIN).tolerances == ()
