"""With people in the samples nobody does two things at once, and without uncertainty every sample is the levelled schedule."""

from dataclasses import replace
from math import pi, sqrt

import pytest

from milepost.engine import schedule_plan
from milepost.engine.levelling import level
from milepost.engine.model import Assignment, Link, Plan, Resource
from milepost.engine.risk import Estimate, Impact, RiskEvent, Risks, Shape, ThreePoint, simulate
from milepost.engine.risk.compiled import PLAIN, compiled_kernel
from milepost.values import DAY, FULL_SHARE, HOUR
from tests.engine.levelling.peopled import peopled
from tests.engine.risk.test_closed_forms import P90, mean_and_deviation
from tests.engine.risk.uncertain import START, everything_uncertain, hours, round_the_clock

SAMPLES = 2000


def with_people(plan: Plan, *who: str, units: int = FULL_SHARE, max_units: int = FULL_SHARE) -> Plan:
    """The plan with a person of that name on each task, who works round the clock."""
    people = tuple(Resource(name, name, max_units=max_units, calendar="clock") for name in dict.fromkeys(who))
    held = tuple(
        Assignment(f"a{task.id}", task.id, name, units=units, work=task.duration * units // FULL_SHARE)
        for task, name in zip(plan.tasks, who, strict=True)
    )
    return plan.with_(resources=people, assignments=held)


def normal(middle: float, deviation: float) -> ThreePoint:
    return hours(middle - P90 * deviation, middle, middle + P90 * deviation, Shape.LOGNORMAL)


def lasting(plan: Plan, risks: Risks) -> list[float]:
    answer = simulate(plan, risks, samples=SAMPLES, functions=PLAIN, people=True)
    assert answer.finish is not None
    return [(value - START) / HOUR for value in answer.finish.values]


def test_without_uncertainty_every_sample_is_the_levelled_schedule() -> None:
    compared = 0
    for seed in range(30):
        plan = level(peopled(seed), work=12, compiled=False).plans[0]
        schedule = schedule_plan(plan)
        answer = simulate(plan, Risks(), samples=2, watch=[t.id for t in plan.tasks], functions=PLAIN, people=True)
        if answer.finish is None or any(problem.code == "people-shared-out" for problem in answer.problems):
            continue
        compared += 1
        assert answer.finish.p(10) == answer.finish.p(90) == schedule.finish, seed
        for task, finish in answer.milestones.items():
            if task not in plan.summaries:
                assert finish.p(10) == finish.p(90) == schedule[task].finish, (seed, task)
    assert compared > 20


def test_two_tasks_of_one_person_take_the_sum_of_their_times() -> None:
    risks = Risks((Estimate("1", normal(100, 12)), Estimate("2", normal(200, 16))))
    mean, deviation = mean_and_deviation(lasting(with_people(round_the_clock(100, 200), "Ann", "Ann"), risks))
    assert mean == pytest.approx(300, abs=4 * 20 / sqrt(SAMPLES))
    assert deviation == pytest.approx(20, rel=4 / sqrt(2 * SAMPLES))


@pytest.mark.parametrize(("who", "units"), [(("Ann", "Bob"), FULL_SHARE), (("Ann", "Ann"), FULL_SHARE // 2)])
def test_tasks_of_two_people_or_of_half_a_person_run_side_by_side(who: tuple[str, str], units: int) -> None:
    risks = Risks((Estimate("1", normal(100, 10)), Estimate("2", normal(100, 10))))
    mean, _ = mean_and_deviation(lasting(with_people(round_the_clock(100, 100), *who, units=units), risks))
    assert mean == pytest.approx(100 + 10 / sqrt(pi), abs=4 * 10 / sqrt(SAMPLES))


def test_tasks_of_one_person_are_both_critical_and_the_unlevelled_plan_is_told() -> None:
    plan = with_people(round_the_clock(100, 200, 10), "Ann", "Ann", "Bob")
    answer = simulate(plan, Risks(default=ThreePoint(0.9, 1, 1.2)), samples=100, functions=PLAIN, people=True)
    assert [row.criticality for row in answer.tasks] == [1, 1, 0]
    (problem,) = answer.problems
    assert problem.code == "people-shared-out"
    assert "2026-01-17" in problem.message
    assert not answer.failed
    assert answer.people


def test_an_event_on_one_task_delays_the_next_of_the_same_person() -> None:
    plan = level(with_people(round_the_clock(10, 20, 5, links=(("2", "3"),)), "Ann", "Ann", "Bob"), work=5).plans[0]
    event = RiskEvent("R", "Rework", 0.5, (Impact("1", hours(8, 8, 8)),))
    answer = simulate(plan, Risks(events=(event,)), samples=200, functions=PLAIN, people=True)
    assert answer.finish is not None
    assert answer.gains[0].mean_gain > 0
    assert {value - answer.planned for value in answer.finish.values} == {0, 8 * HOUR}


def test_work_begun_keeps_its_person_for_as_long_as_it_takes() -> None:
    plan = with_people(round_the_clock(48, 10), "Ann", "Ann")
    begun = type(plan.tasks[0])("1", "Begun", duration=48 * HOUR, actual_start=START, calendar=None)
    plan = level(plan.with_(tasks=(begun, plan.tasks[1])), work=5).plans[0]
    answer = simulate(plan, Risks((Estimate("1", hours(72, 72, 72)),)), samples=4, functions=PLAIN, people=True)
    assert answer.finish is not None
    assert answer.finish.p(50) == START + 3 * DAY + 10 * HOUR


def test_compiled_and_plain_and_two_threads_answer_the_same() -> None:
    plan = level(peopled(3, tasks=30), work=5, compiled=False).plans[0]
    risks, watch = everything_uncertain(plan), [task.id for task in plan.tasks]
    plain = simulate(plan, risks, samples=140, watch=watch, functions=PLAIN, people=True)
    assert plain.finish is not None
    assert simulate(plan, risks, samples=140, watch=watch, functions=compiled_kernel(), people=True) == plain
    assert simulate(plan, risks, samples=140, watch=watch, functions=compiled_kernel(), people=True, threads=2) == plain


def test_people_never_let_a_plan_of_plain_links_end_earlier_on_average() -> None:
    for seed in range(3):
        plan = level(peopled(seed), work=5, compiled=False).plans[0]
        plan = plan.with_(links=tuple(Link(link.predecessor, link.successor) for link in plan.links))
        free = plan.with_(tasks=tuple(replace(task, leveling_delay=0) for task in plan.tasks))
        risks = everything_uncertain(plan)
        one = simulate(free, risks, samples=64, functions=PLAIN, gains=False).finish
        other = simulate(plan, risks, samples=64, functions=PLAIN, gains=False, people=True).finish
        assert one is not None
        assert other is not None
        assert one.mean <= other.mean


def test_a_delay_that_people_do_not_explain_stays() -> None:
    plan = with_people(round_the_clock(10, 20, links=(("1", "2"),)), "Ann", "Ann")
    late = plan.with_(tasks=(plan.tasks[0], replace(plan.tasks[1], leveling_delay=2 * DAY)))
    schedule = schedule_plan(late)
    longer = Risks((Estimate("1", hours(15, 15, 15)),))
    for risks, more in ((Risks(), 0), (longer, 5 * HOUR)):
        answer = simulate(late, risks, samples=2, functions=PLAIN, people=True)
        assert answer.finish is not None
        assert answer.finish.p(50) == schedule.finish + more
