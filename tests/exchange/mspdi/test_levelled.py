"""A levelled plan written as MSPDI and read again: scheduling it gives the dates that levelling gave."""

import io
from dataclasses import replace

import pytest

from milepost.engine.levelling import level
from milepost.engine.model import Plan
from milepost.engine.network import schedule_plan
from milepost.exchange.mspdi import read, write
from milepost.values import HOUR
from tests.engine.levelling.peopled import peopled

WAITS = (0, HOUR, 8 * HOUR, 12 * HOUR)


def delayed(plan: Plan) -> Plan:
    """The same plan with people who wait before they begin."""
    held = (replace(a, delay=0 if plan.task[a.task].actual_start else WAITS[n % 4]) for n, a in enumerate(plan.assignments))
    return plan.with_(assignments=tuple(held))


def dates_by_name(plan: Plan) -> dict[str, tuple[int, int]]:
    return {plan.task[d.task].name: (d.start, d.finish) for d in schedule_plan(plan)}


@pytest.mark.parametrize("waiting", [False, True], ids=["at once", "people who wait"])
@pytest.mark.parametrize("seed", range(6))
def test_the_dates_of_levelling_survive_the_file(seed: int, waiting: bool) -> None:
    plan = peopled(seed, tasks=12)
    levelled = level(delayed(plan) if waiting else plan, work=10, compiled=False)
    assert levelled.verified
    target = io.BytesIO()
    told = write(levelled.plans[0], schedule=levelled.schedules[0], target=target)
    assert [p for p in told if p.code == "rounded-to-six-seconds"] == []
    assert dates_by_name(read(target.getvalue(), name="levelled.xml").plan) == dates_by_name(levelled.plans[0])
