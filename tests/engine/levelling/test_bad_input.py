"""What cannot be levelled is named, with what to do about it, and the rest is levelled."""

from dataclasses import replace

from milepost.engine.levelling import Booking, level
from milepost.engine.model import Availability, Calendar, Link, Plan, Resource, Skill
from milepost.values import FULL_SHARE, HOUR
from tests.engine.levelling.peopled import MONDAY, team

DAYS = 86400


def told(result, code: str):
    found = [p for p in result.problems if p.code == code]
    assert found, [str(p) for p in result.problems]
    assert found[0].remedy
    return found[0]


def test_nobody_with_the_skill() -> None:
    people = (Resource("any", "Cabler", generic=True, skills=(Skill("cabling", 4),)), Resource("bo", "Bo", skills=(Skill("cabling", 3),)))
    result = level(team(("a", 8, "any"), people=people), choose_people=True)
    assert "cabling at level 4; there are 0" in told(result, "nobody-can").message and result.assigned == ()


def test_more_than_a_person_has() -> None:
    plan = team(("a", 8, "bo"), ("b", 8, "bo"))
    double = tuple(replace(x, units=2 * FULL_SHARE, work=16 * HOUR) if x.task == "a" else x for x in plan.assignments)
    result = level(plan.with_(assignments=double))
    assert "200%" in told(result, "demand-above-capacity").message
    assert len({d.start for d in result.schedules[0]}) == 2


def test_somebody_without_units() -> None:
    result = level(team(("a", 8, "bo"), people=(Resource("bo", "Bo", max_units=0),)))
    assert told(result, "nobody-free").tasks == ("a",)


def test_somebody_who_leaves_before_the_work_can_be_done() -> None:
    gone = Resource("bo", "Bo", availability=(Availability(None, MONDAY + DAYS, FULL_SHARE),))
    result = level(team(("a", 40, "bo"), people=(gone,)))
    assert told(result, "no-place").tasks == ("a",) and not result.verified and result.plans[0].task["a"].leveling_delay == 0


def test_a_calendar_without_work() -> None:
    empty = Calendar("empty", "Empty", ((),) * 7)
    result = level(team(("a", 8, "bo"), calendars=(empty,), calendar="empty"))
    assert told(result, "calendar-without-work") and result.moved == ()


def test_firm_bookings_that_contradict_each_other() -> None:
    bookings = tuple(Booking("bo", MONDAY, MONDAY + DAYS, FULL_SHARE, label) for label in ("training", "audit"))
    result = level(team(("a", 8, "bo")), bookings=bookings)
    problem = told(result, "contradictory-bookings")
    assert "'training', 'audit'" in problem.message and "100%" in problem.message
    assert result.schedules[0]["a"].start == MONDAY + DAYS


def test_bookings_of_strangers_and_empty_ones_are_told() -> None:
    result = level(team(("a", 8, "bo")), bookings=(Booking("zoe", 0, 1, 1), Booking("bo", 5, 5, FULL_SHARE)))
    assert told(result, "booking-of-stranger") and told(result, "empty-booking") and result.moved == ()


def test_a_plan_that_cannot_be_scheduled_is_given_back_with_its_problems() -> None:
    plan = team(("a", 8, "bo"), ("b", 8, "bo"), links=(("a", "b"),))
    result = level(plan.with_(links=(Link("a", "b"), Link("b", "a"))))
    assert told(result, "cycle") and result.plans[0].tasks == plan.tasks and result.tried == 0


def test_an_empty_plan_has_nothing_to_level() -> None:
    result = level(Plan("empty", MONDAY))
    assert (result.moved, result.delay, result.problems) == ((), 0, ())
