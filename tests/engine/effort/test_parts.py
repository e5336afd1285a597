"""What drives a task's dates: whose calendar, and for how long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.effort import assignment_calendar, assignment_span, task_parts, work_span
from milepost.engine.effort.parts import Part
from milepost.engine.model import Assignment, Calendar, Contour, Resource, ResourceKind, Segment, Task, TaskType, TimePhase, weekdays
from milepost.values import FULL_SHARE
from tests.engine.placed import at, hours, standard, week_plan

ASHA = Resource("asha", "Asha", calendar="asha's")
BO = Resource("bo", "Bo")
CABLE = Resource("cable", "Cable", ResourceKind.MATERIAL, calendar="asha's")


def plan_with(*assignments, task=None):
    plan = week_plan(*assignments, tasks=(task or Task("t", "Install", duration=hours(40)),), resources=(ASHA, BO, CABLE))
    mornings = Calendar("asha's", "Asha", weekdays((8 * 3600, 12 * 3600)), personal=True)
    nights = Calendar("nights", "Nights", weekdays((0, 6 * 3600)))
    return plan.with_(calendars=(*plan.calendars, mornings, nights))


@pytest.mark.parametrize(
    ("calendar", "ignore", "resource", "expected"),
    [
        (None, False, BO, ("standard", None)),
        (None, False, ASHA, ("asha's", None)),
        (None, True, ASHA, ("asha's", None)),
        ("nights", False, ASHA, ("nights", "asha's")),
        ("nights", False, BO, ("nights", "standard")),
        ("nights", True, ASHA, ("nights", None)),
        ("asha's", False, ASHA, ("asha's", None)),
        ("nights", False, CABLE, ("nights", None)),
        (None, False, CABLE, ("standard", None)),
        ("nights", False, None, ("nights", None)),
        ("no such calendar", False, BO, ("standard", None)),
    ],
)
def test_an_assignment_works_in_the_task_s_calendar_the_person_s_or_what_they_share(calendar, ignore, resource, expected):
    task = Task("t", "Install", calendar=calendar, ignore_resource_calendars=ignore)
    assert assignment_calendar(plan_with(), task, resource) == expected


def test_a_resource_whose_calendar_is_missing_works_in_the_plan_s():
    lost = Resource("x", "X", calendar="gone")
    assert assignment_calendar(plan_with(), Task("t", "Install"), lost) == ("standard", None)


@pytest.mark.parametrize(
    ("work", "percent", "contour", "expected"),
    [
        (40, 100, Contour.FLAT, 40),
        (40, 50, Contour.FLAT, 80),
        (40, 200, Contour.FLAT, 20),
        (40, 100, Contour.BACK_LOADED, 40 / 0.6),
        (60, 100, Contour.FRONT_LOADED, 100),
        (40, 100, Contour.BELL, 80),
        (40, 100, Contour.DOUBLE_PEAK, 80),
        (40, 100, Contour.EARLY_PEAK, 80),
        (40, 100, Contour.LATE_PEAK, 80),
        (70, 100, Contour.TURTLE, 100),
    ],
)
def test_an_assignment_lasts_its_work_over_its_units_stretched_by_its_shape(work, percent, contour, expected):
    assert work_span(hours(work), percent * 10_000, contour=contour) == hours(expected)


def test_a_span_that_is_no_whole_second_is_rounded_to_a_tenth_of_a_minute():
    assert work_span(hours(1), 700_000) == 5142  # 85.71 minutes -> 85.7
    assert work_span(hours(1), 700_000) % 6 == 0


def test_units_printed_as_33_percent_may_mean_a_third():
    assert work_span(hours(16), 330_000, expected=hours(48)) == hours(48)


def test_units_of_50_percent_mean_50_percent():
    assert work_span(hours(16), 500_000, expected=hours(32.1)) == hours(32)


def test_each_tenth_of_a_contour_may_have_been_rounded_by_itself():
    # Seen in a file of MS Project: 125 h at 150 %, back loaded, lasts 8333.0 minutes instead of 8333.3.
    assert work_span(hours(125), 1_500_000, contour=Contour.BACK_LOADED, expected=8333 * 60) == 8333 * 60


def test_overtime_takes_no_time_of_the_task():
    task = Task("t", "Install", duration=hours(40))
    busy = Assignment("1", "t", "bo", work=hours(40), overtime_work=hours(10))
    assert assignment_span(plan_with(), task, busy) == hours(30)


def test_on_a_fixed_duration_people_work_as_long_as_the_task():
    task = Task("t", "Install", duration=hours(40), type=TaskType.FIXED_DURATION)
    assert assignment_span(plan_with(), task, Assignment("1", "t", "bo", work=hours(8))) == hours(40)
    assert assignment_span(plan_with(), task, Assignment("1", "t", "bo", work=hours(8), delay=hours(16))) == hours(24)


@pytest.mark.parametrize(
    "idle",
    [Assignment("1", "t", "bo", work=0), Assignment("1", "t", "bo", work=hours(8), units=0), Assignment("1", "t", None, work=hours(8))],
)
def test_without_work_or_units_or_anybody_the_task_s_duration_counts(idle):
    assert assignment_span(plan_with(), Task("t", "Install", duration=hours(24)), idle) == hours(24)


def test_work_laid_out_by_hand_lasts_from_its_first_to_its_last_phase():
    phases = (
        TimePhase(2, at("5 08:00"), at("5 17:00"), work=hours(4)),
        TimePhase(1, at("6 08:00"), at("6 17:00"), work=0),
        TimePhase(1, at("7 08:00"), at("7 12:00"), work=hours(4)),
    )
    edited = Assignment("1", "t", "bo", work=hours(8), contour=Contour.EDITED, phases=phases)
    task = Task("t", "Install", duration=hours(20))
    plan = plan_with(edited, task=task)
    assert assignment_span(plan, task, edited, calendars=standard(plan)) == hours(20)
    split = Task(
        "t", "Install", duration=hours(12), segments=(Segment(at("5 08:00"), at("5 17:00")), Segment(at("7 08:00"), at("7 12:00")))
    )
    assert assignment_span(plan, split, edited, calendars=standard(plan)) == hours(12)


def test_work_laid_out_by_hand_lasts_as_long_as_its_task_where_the_days_are_not_at_hand():
    far = (TimePhase(1, at("5 08:00") + 10**9, at("5 17:00") + 10**9, work=hours(8)),)
    edited = Assignment("1", "t", "bo", work=hours(8), contour=Contour.EDITED, phases=far)
    task = Task("t", "Install", duration=hours(24))
    plan = plan_with(edited, task=task)
    assert assignment_span(plan, task, edited) == hours(24)
    assert assignment_span(plan, task, edited, calendars=standard(plan)) == hours(24)


def test_a_task_nobody_works_on_has_one_part_on_its_own_calendar():
    task = Task("t", "Install", duration=hours(16), calendar="nights")
    cable = Assignment("1", "t", "cable", work=hours(5))
    assert task_parts(plan_with(), task, (cable,)) == (Part("nights", None, hours(16)),)


def test_a_milestone_keeps_the_calendar_of_the_person_named_on_it():
    milestone = Task("t", "Go live")
    assert task_parts(plan_with(), milestone, (Assignment("1", "t", "asha"),)) == (Part("asha's", None, 0),)


def test_people_without_work_do_not_lengthen_a_task_that_others_drive():
    task = Task("t", "Install", duration=hours(40))
    parts = task_parts(plan_with(), task, (Assignment("1", "t", "bo", work=hours(8)), Assignment("2", "t", "asha", work=0)))
    assert parts == (Part("standard", None, hours(8)),)


def test_parts_alike_are_one_and_others_stand_beside_each_other():
    twin = Resource("twin", "Twin")
    plan = plan_with().with_(resources=(ASHA, BO, twin))
    task = Task("t", "Install", duration=hours(40))
    people = (
        Assignment("1", "t", "bo", work=hours(40)),
        Assignment("2", "t", "twin", work=hours(40)),
        Assignment("3", "t", "asha", work=hours(8), delay=hours(4)),
    )
    assert task_parts(plan, task, people) == (Part("asha's", None, hours(8), hours(4)), Part("standard", None, hours(40)))


@given(work=st.integers(1, 10**7), units=st.integers(1, 5_000_000), more=st.integers(1, 5_000_000), shape=st.sampled_from(list(Contour)))
def test_more_units_never_take_longer(work, units, more, shape):
    assert work_span(work, units + more, contour=shape) <= work_span(work, units, contour=shape)


@given(work=st.integers(1, 10**7), units=st.integers(1, 5_000_000), more=st.integers(1, 10**6), known=st.integers(1, 10**7))
def test_more_units_never_take_longer_when_a_duration_is_known(work, units, more, known):
    whole = units // 10_000 * 10_000 + 10_000
    assert work_span(work, whole + more // 10_000 * 10_000 + 10_000, expected=known) <= work_span(work, whole, expected=known)


@given(work=st.integers(1, 10**7), units=st.integers(1, 5_000_000))
def test_a_flat_span_is_within_half_a_tenth_of_a_minute_of_work_over_units(work, units):
    assert abs(work_span(work, units) * units - work * FULL_SHARE) <= 3 * units
