"""What holds for every plan: the order of percentiles, more risk never earlier, parts that sum to the whole."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.engine import schedule_plan
from milepost.engine.cost import cost_plan
from milepost.engine.model import Assignment, Rate, Resource
from milepost.engine.risk import Distribution, Impact, RiskEvent, Risks, ThreePoint, simulate
from milepost.engine.risk.compiled import PLAIN
from tests.engine.network.plans import random_plan
from tests.engine.risk.uncertain import HOUR, everything_uncertain, hours, round_the_clock


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=300), st.integers(1, 40), st.sampled_from([1, 60, 86400]))
def test_percentiles_rise_and_the_histogram_adds_up(values: list[int], bars: int, step: int) -> None:
    found = Distribution.of(values)
    percentiles = [found.p(percent) for percent in range(1, 101)]
    assert percentiles == sorted(percentiles)
    assert found.p(100) == max(values)
    assert all(found.odds(found.p(percent)) >= percent / 100 for percent in range(1, 101))
    histogram = found.histogram(bars, step=step)
    assert sum(bar.count for bar in histogram) == len(values)
    assert len(histogram) <= bars + 1
    assert all(one.high == other.low for one, other in pairwise(histogram))
    shares = [share for _, share in found.curve()]
    assert shares == sorted(shares)
    assert shares[-1] == 1


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_another_event_never_lets_a_plan_of_plain_links_end_earlier(seed: int) -> None:
    plan = random_plan(seed, tasks=20, progress=False)
    plain = plan.with_(links=tuple(replace(link, kind=type(link.kind).FS, lag=0) for link in plan.links))
    risks = everything_uncertain(plain)
    without = replace(risks, events=())
    one, other = (simulate(plain, r, samples=64, functions=PLAIN, gains=False).finish for r in (without, risks))
    if one is None or other is None:
        return
    assert all(a <= b for a, b in zip(one.values, other.values, strict=True))


def test_a_more_probable_event_never_lets_a_plan_end_earlier_sample_by_sample() -> None:
    plan = round_the_clock(40, 60, links=(("1", "2"),))
    finishes = []
    for probability in (0.0, 0.2, 0.5, 1.0):
        event = RiskEvent("R", "Risk", probability, (Impact("1", hours(8, 16, 80)),))
        finish = simulate(plan, Risks(events=(event,)), samples=200, functions=PLAIN, gains=False).finish
        assert finish is not None
        finishes.append(finish)
    for one, other in pairwise(finishes):
        assert all(a <= b for a, b in zip(one.values, other.values, strict=True))
    assert finishes[0].p(10) == finishes[0].p(90)


def test_a_task_off_the_path_is_never_critical_and_one_alone_always() -> None:
    plan = round_the_clock(10, 500)
    answer = simulate(plan, Risks(default=ThreePoint(0.8, 1, 1.5)), samples=200, functions=PLAIN)
    assert (answer.by_task["1"].criticality, answer.by_task["2"].criticality) == (0, 1)


def test_cost_is_the_planned_cost_plus_longer_work_plus_events() -> None:
    plan = round_the_clock(100)
    plan = plan.with_(
        resources=(Resource("p", "Person", rates=(Rate(standard=Decimal(60)),), calendar="clock"),),
        assignments=(Assignment("a", "1", "p", work=100 * HOUR),),
    )
    schedule = schedule_plan(plan)
    cost = cost_plan(plan, schedule)
    event = RiskEvent("R", "Fine", 1.0, (), ThreePoint(500, 500, 500))
    sure = simulate(plan, Risks(events=(event,)), samples=64, cost=cost, functions=PLAIN)
    assert sure.cost is not None
    assert set(sure.cost.values) == {650_000}
    longer = simulate(plan, Risks(events=(event,), default=ThreePoint(1.5, 1.5, 1.5)), samples=64, cost=cost, functions=PLAIN)
    assert longer.cost is not None
    assert set(longer.cost.values) == {950_000}


def test_an_event_on_a_milestone_delays_it() -> None:
    plan = round_the_clock(10, 0, links=(("1", "2"),))
    risks = Risks(events=(RiskEvent("R", "Late sign-off", 1.0, (Impact("2", hours(5, 5, 5)),)),))
    answer = simulate(plan, risks, samples=3, functions=PLAIN)
    assert answer.finish is not None
    assert answer.finish.p(50) - answer.planned == 5 * HOUR
