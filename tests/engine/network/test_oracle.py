"""The engine's early dates are those of the slow scheduler written from the definitions."""

from hypothesis import given, settings

from milepost.engine import schedule_plan
from milepost.engine.model import Plan
from tests.engine.network.strategies import plans
from tests.engine.oracle import Oracle


@settings(max_examples=100)
@given(plans(mixed=True, constraints=True))
def test_early_dates_are_those_of_the_definitions(plan: Plan) -> None:
    schedule = schedule_plan(plan)
    assert {d.task: (d.early_start, d.early_finish) for d in schedule} == Oracle(plan).solve()


@settings(max_examples=50)
@given(plans())
def test_so_they_are_on_one_calendar(plan: Plan) -> None:
    schedule = schedule_plan(plan)
    assert {d.task: (d.early_start, d.early_finish) for d in schedule} == Oracle(plan).solve()
