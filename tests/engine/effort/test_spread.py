"""Work by day: nothing is lost, and nothing lies where nobody works."""

from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.effort import DayTable, Piece, shaped, spread
from milepost.engine.model import Assignment, Contour, Segment
from milepost.engine.working_time import WorkingTime
from milepost.values import DAY
from tests.engine.placed import at, day, hours, office_hours

OFFICE = office_hours()
MOMENTS = st.integers(at("5 00:00"), at("28 00:00"))
SHAPES = st.sampled_from(list(Contour))


def by_day(work, start, finish, *, contour=Contour.FLAT, segments=()):
    return dict(spread(Assignment("1", "t", "bo", work=work, contour=contour), start, finish, OFFICE, segments=segments))


def test_flat_work_gives_a_half_day_half_the_work_of_a_day():
    assert by_day(hours(12), at("5 13:00"), at("6 17:00")) == {day(5): hours(4), day(6): hours(8)}


def test_half_units_give_half_the_hours():
    assert by_day(hours(8), at("5 08:00"), at("6 17:00")) == {day(5): hours(4), day(6): hours(4)}


def test_days_off_get_nothing():
    assert set(by_day(hours(16), at("9 08:00"), at("12 17:00"))) == {day(9), day(12)}


def test_a_gap_of_a_split_task_gets_nothing():
    pieces = (Segment(at("5 08:00"), at("6 17:00")), Segment(at("8 08:00"), at("9 17:00")))
    assert by_day(hours(32), at("5 08:00"), at("9 17:00"), segments=pieces) == {day(n): hours(8) for n in (5, 6, 8, 9)}


def test_a_shape_runs_on_over_a_gap():
    pieces = (Segment(at("5 08:00"), at("5 17:00")), Segment(at("7 08:00"), at("7 17:00")))
    front = by_day(hours(9.6), at("5 08:00"), at("7 17:00"), contour=Contour.FRONT_LOADED, segments=pieces)
    assert front == {day(5): hours(7.2), day(7): hours(2.4)}  # 450 and 150 of 600 shares


def test_work_in_time_nobody_works_lies_evenly_on_the_clock():
    assert by_day(hours(8), at("10 00:00"), at("12 00:00")) == {day(10): hours(4), day(11): hours(4)}


def test_work_at_one_moment_lies_on_its_day():
    assert by_day(hours(8), at("6 12:00"), at("6 12:00")) == {day(6): hours(8)}


def test_no_work_is_on_no_day():
    assert by_day(0, at("5 08:00"), at("9 17:00")) == {}


def test_days_beyond_the_compiled_calendar_are_days_off():
    week = WorkingTime([at("5 08:00"), at("6 08:00")], [at("5 16:00"), at("6 16:00")])
    table = DayTable(week)
    assert [table.capacity(day(n)) for n in (4, 5, 6, 7)] == [0, hours(8), hours(8), 0]
    assert dict(table.split(Piece(at("3 00:00"), at("9 00:00"), hours(16)))) == {day(5): hours(8), day(6): hours(8)}


def test_a_calendar_without_any_work_still_loses_nothing():
    table = DayTable(WorkingTime([], []))
    assert sum(dict(table.split(Piece(at("5 08:00"), at("7 08:00"), hours(5)))).values()) == hours(5)


@given(work=st.integers(0, 10**6), start=MOMENTS, finish=MOMENTS, shape=SHAPES)
def test_the_days_sum_to_the_work(work, start, finish, shape):
    days = by_day(work, start, finish, contour=shape)
    assert sum(days.values()) == work
    assert all(seconds > 0 for seconds in days.values())
    assert all(start // DAY <= d <= max(finish, start) // DAY for d in days)


@given(work=st.integers(1, 10**6), cuts=st.lists(MOMENTS, min_size=4, max_size=4, unique=True), shape=SHAPES)
def test_no_work_lies_in_a_gap(work, cuts, shape):
    start, stop, resume, finish = sorted(cuts)
    pieces = shaped(work, start, finish, OFFICE, contour=shape, segments=(Segment(start, stop), Segment(resume, finish)))
    assert sum(p.work for p in pieces) == work
    if OFFICE.between(start, stop) + OFFICE.between(resume, finish) > 0:
        assert all(OFFICE.before(p.finish) <= OFFICE.before(stop) or OFFICE.before(p.start) >= OFFICE.before(resume) for p in pieces)


@given(work=st.integers(1, 10**6), start=MOMENTS, finish=MOMENTS, shape=SHAPES)
def test_a_week_later_the_days_are_the_same_a_week_later(work, start, finish, shape):
    days = by_day(work, start, finish, contour=shape)
    assert by_day(work, start + 7 * DAY, finish + 7 * DAY, contour=shape) == {d + 7: seconds for d, seconds in days.items()}


@given(work=st.integers(1, 10**6), start=MOMENTS, finish=MOMENTS, shape=SHAPES)
def test_the_sum_by_any_day_is_within_a_second_of_the_exact_one(work, start, finish, shape):
    pieces = shaped(work, start, finish, OFFICE, contour=shape)
    table, span = DayTable(OFFICE), OFFICE.between(start, finish)
    if span <= 0:
        return
    reached, days = 0, table.by_day(pieces)
    for d in range(start // DAY, finish // DAY + 1):
        reached += days.get(d, 0)
        end = min((d + 1) * DAY, finish)
        exact = sum(
            p.work * OFFICE.between(p.start, max(p.start, min(end, p.finish))) / max(OFFICE.between(p.start, p.finish), 1) for p in pieces
        )
        assert abs(reached - exact) <= len(pieces)
