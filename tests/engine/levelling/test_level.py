"""Levelling of plans: what it promises of every plan, and what it does with small ones."""

from dataclasses import replace

import pytest

from milepost.engine.levelling import Booking, Priority, level
from milepost.engine.load import by_person, horizon, overloads, plan_capacities, plan_load
from milepost.engine.model import Constraint, Resource, Skill
from milepost.engine.network import schedule_plan
from milepost.values import DAY, FULL_SHARE, HOUR, read_moment
from tests.engine.levelling.peopled import MONDAY, peopled, team


def at(text: str) -> int:
    return read_moment(f"2026-01-{text}")


def starts(result, plan: int = 0) -> dict[str, int]:
    return {d.task: d.start for d in result.schedules[plan]}


@pytest.mark.parametrize("seed", range(40))
def test_every_link_calendar_and_capacity_is_kept(seed: int) -> None:
    result = level(peopled(seed), work=20, compiled=False)
    assert result.verified, [str(p) for p in result.problems]
    assert result.delay >= result.bound >= 0
    assert result.schedules == tuple(schedule_plan(plan) for plan in result.plans)


@pytest.mark.parametrize("seed", range(20))
def test_people_who_wait_before_they_begin_wait_once(seed: int) -> None:
    plan = peopled(seed, tasks=15)
    waits = (0, HOUR, 8 * HOUR, 12 * HOUR)
    held = (replace(a, delay=0 if plan.task[a.task].actual_start else waits[(n + seed) % 4]) for n, a in enumerate(plan.assignments))
    result = level(plan.with_(assignments=tuple(held)), work=20, compiled=False)
    assert result.verified, [str(p) for p in result.problems]
    assert result.delay >= result.bound


@pytest.mark.parametrize("seed", range(30))
def test_no_overload_is_left_where_everything_may_move(seed: int) -> None:
    plan = peopled(seed)
    rows = tuple(replace(t, actual_start=None, actual_finish=None, constraint=Constraint.ASAP, calendar=None) for t in plan.tasks)
    people = tuple(replace(r, calendar=None) for r in plan.resources)
    result = level(plan.with_(tasks=rows, resources=people), work=10, compiled=False)
    (levelled,), (schedule,) = result.plans, result.schedules
    days = horizon(levelled, schedule)
    assert overloads(by_person(plan_load(levelled, schedule, calendars=days)), plan_capacities(levelled, days)) == ()


def test_two_tasks_of_one_person_are_done_one_after_the_other_and_it_is_told_why() -> None:
    result = level(team(("cable", 16, "bo"), ("test", 8, "bo"), ("plan", 8, "cy")))
    assert sorted(starts(result).values()) == [at("05T08:00"), at("05T08:00"), at("06T08:00")]
    (moved,) = result.moved
    assert moved.task == "cable" and moved.start == at("06T08:00")
    assert moved.reason == "Bo is full until Mon 5 Jan 2026 17:00: 'test'."
    assert [(b.person, b.plan, b.task) for b in moved.blockers] == [("bo", 0, "test")]
    assert result.plans[0].task["cable"].leveling_delay == DAY


def test_what_only_follows_a_moved_task_says_so() -> None:
    plan = team(("first", 40, "bo"), ("second", 8, "bo"), ("after", 4, "cy"), links=(("second", "after"),))
    ahead = tuple(replace(t, constraint=Constraint.MSO, constraint_date=MONDAY) if t.id == "first" else t for t in plan.tasks)
    result = level(plan.with_(tasks=ahead))
    assert {m.task: m.reason for m in result.moved}["after"] == "it follows 'second', which moved."


def test_a_firm_booking_stands() -> None:
    booking = Booking("bo", at("05T08:00"), at("06T17:00"), FULL_SHARE, "holiday cover")
    result = level(team(("cable", 8, "bo")), bookings=(booking,))
    assert starts(result) == {"cable": at("07T08:00")}
    assert result.moved[0].reason == "Bo is full until Tue 6 Jan 2026 17:00: 'holiday cover'."


def test_begun_fixed_and_priority_1000_tasks_stay() -> None:
    plan = team(("begun", 8, "bo"), ("fixed", 8, "bo"), ("first", 8, "bo"), ("free", 8, "bo"))
    change = {
        "begun": {"actual_start": MONDAY, "percent_complete": 10},
        "fixed": {"constraint": Constraint.MSO, "constraint_date": at("06T08:00")},
        "first": {"priority": 1000, "constraint": Constraint.SNET, "constraint_date": at("07T08:00")},
    }
    result = level(plan.with_(tasks=tuple(replace(t, **change.get(t.id, {})) for t in plan.tasks)))
    assert starts(result) == {"begun": MONDAY, "fixed": at("06T08:00"), "first": at("07T08:00"), "free": at("08T08:00")}


def test_shares_that_fit_together_are_left_together() -> None:
    plan = team(("a", 8, "bo"), ("b", 8, "bo"))
    half = tuple(replace(x, units=FULL_SHARE // 2, work=4 * HOUR) for x in plan.assignments)
    assert level(plan.with_(assignments=half)).moved == ()


def test_the_heavier_of_two_projects_goes_first() -> None:
    one, other = (team(("work", 16, "bo")).with_(name=name) for name in ("Move", "Audit"))
    result = level((one, other), priorities=(Priority(1), Priority(5)))
    assert (starts(result, 0)["work"], starts(result, 1)["work"]) == (at("07T08:00"), MONDAY)
    assert result.delay == 2 * DAY and result.moved[0].plan == 0


def test_with_little_to_change_only_what_clashes_moves() -> None:
    plan = team(("a", 8, "bo"), ("b", 8, "bo"), ("c", 8, "bo"))
    agreed = tuple(replace(t, leveling_delay=delay) for t, delay in zip(plan.tasks, (0, 7 * DAY, 8 * DAY), strict=True))
    assert level(plan.with_(tasks=agreed), minimal_change=True).moved == ()
    assert len(level(plan.with_(tasks=agreed)).moved) == 2


def test_a_placeholder_is_filled_by_somebody_who_can() -> None:
    skill = Skill("cabling", 3)
    people = (
        Resource("any", "Cabler", generic=True, skills=(skill,)),
        Resource("bo", "Bo", skills=(Skill("cabling", 4),)),
        Resource("cy", "Cy", skills=(Skill("cabling", 1),)),
        Resource("di", "Di", skills=(skill, Skill("design", 5))),
    )
    result = level(team(("a", 8, "any"), ("b", 8, "any"), ("c", 8, "any"), people=people), choose_people=True)
    assert result.verified and {a.person for a in result.assigned} == {"bo", "di"}
    assert sorted(starts(result).values()) == [MONDAY, MONDAY, at("06T08:00")]


def test_the_same_seed_and_work_give_the_same_answer_and_another_count_replays() -> None:
    plan = peopled(11, tasks=40)
    one = level(plan, work=60, seed=3, compiled=False)
    assert one == level(plan, work=60, seed=3, compiled=False)
    assert level(plan, work=one.tried, seed=3, compiled=False).schedules == one.schedules


def test_who_stops_the_search_gets_the_best_so_far() -> None:
    seen = []
    plan = next(p for p in map(peopled, range(50)) if level(p, work=10, compiled=False).gap > 0)

    def stop(progress) -> bool:
        seen.append(progress)
        return False

    result = level(plan, work=100_000, watch=stop, compiled=False)
    assert result.stopped and result.verified and len(seen) == 1 and result.tried == seen[0].tried < 100_000


def test_more_work_is_never_worse() -> None:
    for seed in range(8):
        costs = [level(peopled(seed), work=work, seed=1, compiled=False).delay for work in (4, 40, 120)]
        assert costs == sorted(costs, reverse=True)
