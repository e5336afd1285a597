"""When an assignment's work is done, once its task has dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.effort import DayTable, assignment_pieces
from milepost.engine.effort.pieces import moved_segments
from milepost.engine.model import Assignment, Calendar, Contour, PlanOptions, Resource, Segment, Task, TaskType, TimePhase, weekdays
from tests.engine.placed import at, day, hours, standard, task_dates, week_plan

WEEK = ("5 08:00", "9 17:00")


def pieces_of(assignment, *, task=None, dates=WEEK, **changes):
    plan = week_plan(assignment, tasks=(task or Task("t", "Install", duration=hours(40), work=hours(40)),)).with_(**changes)
    return assignment_pieces(plan, plan.tasks[0], assignment, task_dates("t", at(dates[0]), at(dates[1])), standard(plan))


def spans(pieces):
    return [(p.start, p.finish, p.work, p.actual) for p in pieces]


def days(pieces):
    return DayTable(standard()["standard"]).by_day(pieces)


def test_a_person_with_less_work_than_the_task_stops_earlier():
    assert spans(pieces_of(Assignment("1", "t", "asha", work=hours(16)))) == [(at("5 08:00"), at("6 17:00"), hours(16), False)]


def test_a_person_who_joins_later_starts_after_the_delay():
    late = Assignment("1", "t", "asha", work=hours(16), delay=hours(12))
    assert spans(pieces_of(late)) == [(at("6 13:00"), at("8 12:00"), hours(16), False)]


def test_levelling_delay_is_clock_time():
    late = Assignment("1", "t", "asha", work=hours(8), leveling_delay=hours(24))
    assert spans(pieces_of(late)) == [(at("6 08:00"), at("6 17:00"), hours(8), False)]


def test_on_a_fixed_duration_work_lies_over_the_whole_task():
    fixed = Task("t", "Install", duration=hours(40), type=TaskType.FIXED_DURATION)
    assert days(pieces_of(Assignment("1", "t", "asha", work=hours(10)), task=fixed)) == {day(n): hours(2) for n in (5, 6, 7, 8, 9)}


def test_a_manual_task_keeps_its_people_inside_the_dates_as_typed():
    manual = Task("t", "Install", duration=hours(80), manual=True)
    found = pieces_of(Assignment("1", "t", "asha", work=hours(80)), task=manual)
    assert spans(found) == [(at("5 08:00"), at("9 17:00"), hours(80), False)]


def test_work_on_an_elapsed_task_goes_on_at_night():
    elapsed = Task("t", "Copy data", duration=hours(48), elapsed=True)
    found = pieces_of(Assignment("1", "t", "asha", work=hours(48)), task=elapsed, dates=("10 00:00", "12 00:00"))
    assert spans(found) == [(at("10 00:00"), at("12 00:00"), hours(48), False)]


def test_the_gap_of_a_split_task_moves_with_the_task():
    split = Task(
        "t", "Install", duration=hours(16), segments=(Segment(at("5 08:00"), at("5 17:00")), Segment(at("7 08:00"), at("7 17:00")))
    )
    found = pieces_of(Assignment("1", "t", "asha", work=hours(16)), task=split, dates=("8 08:00", "12 17:00"))
    assert days(found) == {day(8): hours(8), day(12): hours(8)}


def test_reported_work_comes_first_and_is_marked():
    found = pieces_of(Assignment("1", "t", "asha", work=hours(40), actual_work=hours(12)))
    assert spans(found) == [(at("5 08:00"), at("6 12:00"), hours(12), True), (at("6 12:00"), at("9 17:00"), hours(28), False)]


def test_work_still_to_do_waits_for_the_resume_date():
    resumed = Task("t", "Install", duration=hours(16), stop=at("5 17:00"), resume=at("8 08:00"))
    found = pieces_of(Assignment("1", "t", "asha", work=hours(16), actual_work=hours(8)), task=resumed)
    assert days(found) == {day(5): hours(8), day(8): hours(8)}


@pytest.mark.parametrize(
    ("move", "expected"), [(True, {day(5): hours(8), day(7): hours(8)}), (False, {day(5): hours(8), day(6): hours(8)})]
)
def test_work_still_to_do_waits_for_the_status_date_when_the_plan_says_so(move, expected):
    begun = Assignment("1", "t", "asha", work=hours(16), actual_work=hours(8))
    assert days(pieces_of(begun, status_date=at("7 08:00"), options=PlanOptions(move_unfinished=move))) == expected


def test_stored_phases_are_used_where_the_work_was_laid_out_by_hand():
    phases = (TimePhase(1, at("5 08:00"), at("5 17:00"), work=hours(2)), TimePhase(1, at("7 08:00"), at("7 17:00"), work=hours(6)))
    edited = Assignment("1", "t", "asha", work=hours(8), contour=Contour.EDITED, phases=phases)
    assert days(pieces_of(edited)) == {day(5): hours(2), day(7): hours(6)}


def test_work_laid_out_by_hand_moves_with_its_task_by_working_time():
    phases = (TimePhase(1, at("5 08:00"), at("5 17:00"), work=hours(2)), TimePhase(1, at("7 08:00"), at("7 17:00"), work=hours(6)))
    edited = Assignment("1", "t", "asha", work=hours(8), contour=Contour.EDITED, phases=phases)
    assert days(pieces_of(edited, dates=("8 08:00", "14 17:00"))) == {day(8): hours(2), day(12): hours(6)}


def test_reported_phases_never_move():
    phases = (TimePhase(2, at("5 08:00"), at("5 17:00"), work=hours(3)), TimePhase(1, at("6 08:00"), at("6 17:00"), work=hours(5)))
    edited = Assignment("1", "t", "asha", work=hours(8), actual_work=hours(3), contour=Contour.EDITED, phases=phases)
    found = pieces_of(edited, dates=("7 08:00", "9 17:00"))
    assert spans(found) == [(at("5 08:00"), at("5 17:00"), hours(3), True), (at("6 08:00"), at("6 17:00"), hours(5), False)]


def test_phases_that_no_longer_say_what_the_assignment_says_are_left_aside():
    phases = (TimePhase(1, at("5 08:00"), at("5 17:00"), work=hours(2)),)
    edited = Assignment("1", "t", "asha", work=hours(16), contour=Contour.EDITED, phases=phases)
    assert sum(days(pieces_of(edited)).values()) == hours(16)


def test_phases_may_miss_the_work_by_a_file_s_rounding():
    phases = (TimePhase(1, at("5 08:00"), at("5 17:00"), work=hours(8) - 41),)
    found = pieces_of(Assignment("1", "t", "asha", work=hours(8), contour=Contour.EDITED, phases=phases))
    assert spans(found) == [(at("5 08:00"), at("5 17:00"), hours(8), False)]


def test_two_calendars_that_never_meet_leave_the_plan_s():
    nights = Calendar("nights", "Nights", weekdays((0, 6 * 3600)))
    task = Task("t", "Install", duration=hours(8), calendar="nights")
    found = pieces_of(
        Assignment("1", "t", "asha", work=hours(8)),
        task=task,
        dates=("5 08:00", "5 17:00"),
        calendars=(*week_plan().calendars, nights),
        resources=(Resource("asha", "Asha"),),
    )
    assert spans(found) == [(at("5 08:00"), at("5 17:00"), hours(8), False)]


@given(
    work=st.integers(0, 10**6),
    done=st.integers(0, 10**6),
    units=st.integers(0, 3_000_000),
    contour=st.sampled_from(list(Contour)),
    delay=st.integers(-100, 10**5),
    resume=st.integers(at("1 00:00"), at("30 00:00")),
    kind=st.sampled_from(list(TaskType)),
)
def test_pieces_sum_to_the_work_whatever_the_assignment_says(work, done, units, contour, delay, resume, kind):
    task = Task("t", "Install", duration=hours(40), type=kind, resume=resume)
    given_ = Assignment("1", "t", "asha", work=work, actual_work=min(done, work), units=units, contour=contour, delay=delay)
    found = pieces_of(given_, task=task)
    assert sum(p.work for p in found) == work
    assert sum(p.work for p in found if p.actual) == min(done, work)
    assert all(p.start <= p.finish for p in found)


def test_moved_pieces_of_a_split_task_begin_at_work_and_end_with_it():
    stored = (Segment(at("5 08:00"), at("5 17:00")), Segment(at("7 08:00"), at("7 17:00")))
    office = standard()["standard"]
    assert moved_segments(stored, at("8 08:00"), office) == (
        Segment(at("8 08:00"), at("8 17:00")),
        Segment(at("12 08:00"), at("12 17:00")),
    )
    assert moved_segments(stored, at("5 08:00"), office) == stored
    assert moved_segments(stored, at("5 08:00") + 10**9, office) == ()
