"""Round trip as a property: any plan MSPDI can express is the same after writing and reading."""

import io

from hypothesis import HealthCheck, given, settings

from milepost.engine.model import Plan
from milepost.exchange.mspdi import read, write
from milepost.exchange.mspdi.carry import Carry
from tests.exchange.mspdi.elements import disorder
from tests.exchange.mspdi.making import NAME
from tests.exchange.mspdi.plans import plans

generated = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@generated
@given(plans())
def test_a_plan_is_the_same_after_writing_and_reading(plan: Plan) -> None:
    target = io.BytesIO()
    assert write(plan, carry=Carry(), target=target) == ()
    assert read(target.getvalue(), name=NAME).plan == plan


@generated
@given(plans())
def test_a_plan_from_elsewhere_is_the_same_from_its_first_writing_on(plan: Plan) -> None:
    target = io.BytesIO()
    write(plan, target=target)
    assert disorder(target.getvalue()) == []
    first = read(target.getvalue(), name=NAME)
    again = io.BytesIO()
    write(first.plan, carry=first.carry, target=again)
    assert again.getvalue() == target.getvalue()
    assert [task.name for task in first.plan.tasks] == [task.name for task in plan.tasks]
    assert first.plan.links == plan.links
