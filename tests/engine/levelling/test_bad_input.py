"""What cannot be levelled is named, with what to do about it, and the rest is levelled."""

from dataclasses import replace

from milepost.engine.levelling import Booking, level
from milepost.engine.model import Availability, Calendar, CalendarException, Constraint, Link, Plan, Resource, Skill, every_day
from milepost.engine.problem import Severity
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


def test_somebody_who_leaves_before_the_work_can_be_done_and_the_rest_is_levelled() -> None:
    gone = Resource("bo", "Bo", availability=(Availability(None, MONDAY + DAYS, FULL_SHARE),))
    result = level(team(("a", 40, "bo"), ("b", 8, "cy"), ("c", 8, "cy"), people=(gone, Resource("cy", "Cy"))))
    assert told(result, "never-free").tasks == ("a",) and "'Bo'" in told(result, "never-free").message
    assert not result.verified and result.plans[0].task["a"].leveling_delay == 0
    assert sorted(result.schedules[0][t].start for t in "bc") == [MONDAY, MONDAY + DAYS] and told(result, "overload-left")
    assert not any(p.severity is Severity.ERROR for p in result.problems)


def test_who_leaves_is_given_the_work_that_fits_before_and_as_little_as_possible_is_left_over() -> None:
    gone = Resource("bo", "Bo", availability=(Availability(None, MONDAY + 2 * DAYS, FULL_SHARE),))
    result = level(team(("long", 16, "bo"), ("one", 8, "bo"), ("two", 8, "bo"), people=(gone,)), work=60)
    assert [p.tasks for p in result.problems if p.code == "never-free"] == [("long",)]


def test_several_tasks_nobody_is_free_for_are_each_named() -> None:
    gone = Resource("bo", "Bo", availability=(Availability(None, MONDAY, FULL_SHARE),))
    result = level(team(("a", 8, "bo"), ("b", 8, "bo"), ("c", 8, "cy"), people=(gone, Resource("cy", "Cy"))))
    assert sorted(p.tasks[0] for p in result.problems if p.code == "never-free") == ["a", "b"] and result.bound == 0


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


def test_bookings_that_contradict_each_other_at_two_times_are_told_twice() -> None:
    times = (("training", 0, 1), ("audit", 0, 1), ("talk", 3, 4), ("visit", 3, 4))
    bookings = tuple(Booking("bo", MONDAY + a * DAYS, MONDAY + b * DAYS, FULL_SHARE, label) for label, a, b in times)
    result = level(team(("a", 8, "bo")), bookings=bookings)
    assert [p.code for p in result.problems].count("contradictory-bookings") == 2


def test_bookings_that_meet_at_night_only_do_not_contradict_each_other() -> None:
    evening = MONDAY + 9 * HOUR
    bookings = (
        Booking("bo", MONDAY, evening + HOUR, FULL_SHARE, "training"),
        Booking("bo", evening, MONDAY + DAYS + 4 * HOUR, FULL_SHARE, "trip"),
    )
    assert level(team(("a", 8, "bo")), bookings=bookings).problems == ()


def test_a_booking_against_a_fixed_task() -> None:
    plan = team(("audit", 8, "bo"), ("free", 8, "bo"))
    fixed = (replace(plan.tasks[0], constraint=Constraint.MSO, constraint_date=MONDAY), plan.tasks[1])
    result = level(plan.with_(tasks=fixed), bookings=(Booking("bo", MONDAY, MONDAY + DAYS, FULL_SHARE, "training"),))
    message = told(result, "contradictory-bookings").message
    assert "'audit'" in message and "'training'" in message and result.schedules[0]["free"].start == MONDAY + DAYS


def test_a_booking_against_work_that_has_begun() -> None:
    plan = team(("begun", 16, "bo"), ("free", 8, "bo"))
    begun = (replace(plan.tasks[0], actual_start=MONDAY), plan.tasks[1])
    result = level(plan.with_(tasks=begun), bookings=(Booking("bo", MONDAY + DAYS, MONDAY + 2 * DAYS, FULL_SHARE, "training"),))
    assert "'begun'" in told(result, "contradictory-bookings").message and result.schedules[0]["free"].start == MONDAY + 2 * DAYS


def test_a_booking_in_leave() -> None:
    leave = CalendarException(MONDAY // DAYS + 1, MONDAY // DAYS + 2, name="leave")
    plan = team(("a", 8, "bo"), people=(Resource("bo", "Bo", calendar="bo"),))
    own = Calendar("bo", "Bo", (None,) * 7, base=plan.calendar, exceptions=(leave,))
    booking = Booking("bo", MONDAY + DAYS, MONDAY + 2 * DAYS, FULL_SHARE, "training")
    result = level(plan.with_(calendars=(*plan.calendars, own)), bookings=(booking,))
    assert "Bo does not work" in told(result, "booking-in-leave").message and result.moved == ()


def test_a_booking_in_a_time_without_units() -> None:
    away = (Availability(None, MONDAY + DAYS, FULL_SHARE), Availability(MONDAY + 3 * DAYS, None, FULL_SHARE))
    plan = team(("a", 8, "bo"), people=(Resource("bo", "Bo", availability=away),))
    result = level(plan, bookings=(Booking("bo", MONDAY + DAYS, MONDAY + 2 * DAYS, FULL_SHARE, "training"),))
    assert told(result, "booking-in-leave")
    result = level(plan, bookings=(Booking("bo", MONDAY, MONDAY + 2 * DAYS, FULL_SHARE, "training"),))
    assert "in a time of absence" in told(result, "contradictory-bookings").message


def test_a_booking_of_more_than_a_person_has() -> None:
    result = level(team(("a", 8, "bo")), bookings=(Booking("bo", MONDAY, MONDAY + DAYS, 2 * FULL_SHARE, "training"),))
    assert "200%" in told(result, "booking-above-capacity").message
    assert "contradictory-bookings" not in {p.code for p in result.problems} and result.schedules[0]["a"].start == MONDAY + DAYS


def test_a_person_whose_calendar_has_no_work() -> None:
    empty = Calendar("empty", "Bo's", ((),) * 7)
    plan = team(("a", 8, "bo"), people=(Resource("bo", "Bo", calendar="empty"),))
    result = level(plan.with_(calendars=(*plan.calendars, empty)))
    assert "Bo's" in told(result, "calendar-without-work").place


def test_people_of_other_plans_bring_their_calendars_and_keep_their_names_apart() -> None:
    """Somebody of one plan may be chosen in another that has a calendar and a person of the same ids."""
    late = Calendar("own", "Late shift", every_day((14 * HOUR, 22 * HOUR)))
    early = Calendar("own", "Early shift", every_day((6 * HOUR, 14 * HOUR)))
    one = team(("a", 8, "1"), people=(Resource("1", "Bo", skills=(Skill("cabling"),), calendar="own"),))
    other = team(("b", 8, "any"), people=(Resource("any", "Cabler", generic=True, skills=(Skill("cabling"),)), Resource("1", "Cy")))
    one = one.with_(name="one", calendars=(*one.calendars, late))
    other = other.with_(name="other", calendars=(*other.calendars, early))
    result = level((one, other), choose_people=True)
    assert result.verified and [a.person for a in result.assigned] == ["Bo"]
    plan, (held,) = result.plans[1], result.plans[1].assignments
    assert plan.resource[held.resource].name == "Bo" and held.resource != "1"
    assert next(c for c in plan.calendars if c.id == plan.resource[held.resource].calendar).name == "Late shift"
    assert {s.by_task[t].start % DAYS for s, t in zip(result.schedules, "ab", strict=True)} == {14 * HOUR}


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
