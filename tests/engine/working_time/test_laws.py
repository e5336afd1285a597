"""The laws of working time, on random calendars, against a count of minutes that shares no code with the engine."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from milepost.engine.model import Calendar, CalendarException
from milepost.engine.network.flatten import calendar_table
from milepost.engine.working_time import BeyondHorizon, Calendars, WorkingTime, intersection
from milepost.engine.working_time.arithmetic import (
    AFTER,
    BEFORE,
    Cal,
    add_work,
    finish_and_start,
    rest_backward,
    rest_forward,
    start_and_finish,
    subtract_work,
    work_before,
)
from milepost.values import DAY, MINUTE, read_moment

FIRST = read_moment("2026-01-05") // DAY
DAYS = 28


@dataclass(frozen=True)
class Drawn:
    """One calendar in its three forms: the class, the tables of the kernel, and the list of its worked minutes (moments)."""

    working: WorkingTime
    cal: Cal
    minutes: list[int]

    def worked(self, start: int, finish: int) -> int:
        """Seconds worked between two moments: the minutes in between, one by one."""
        return (bisect_left(self.minutes, finish) - bisect_left(self.minutes, start)) * MINUTE


def shifts() -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    """Up to three shifts of a day, in minutes of a quarter of an hour, some of them touching midnight."""
    edges = st.lists(st.integers(0, 96), unique=True, max_size=6).map(sorted).filter(lambda e: len(e) % 2 == 0)
    return edges.map(lambda e: tuple((a * 900, b * 900) for a, b in zip(e[::2], e[1::2], strict=True)))


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    week = tuple(draw(shifts()) for _ in range(7))
    off = draw(st.lists(st.tuples(st.integers(FIRST, FIRST + DAYS - 1), shifts()), max_size=3))
    calendar = Calendar("c", "C", week, exceptions=tuple(CalendarException(day, day, hours) for day, hours in off))
    calendars = Calendars([calendar], first=FIRST, last=FIRST + DAYS - 1)
    working = calendars["c"]
    assume(working.total)
    special = dict(off)
    minutes = [
        day * DAY + minute
        for day in range(FIRST, FIRST + DAYS)
        for begin, end in special.get(day, week[(day + 3) % 7])
        for minute in range(begin, end, MINUTE)
    ]
    table = calendar_table(calendars, [working])
    cal = (
        table.day_table, table.day0, table.days, table.first, table.start, table.end, table.cum, table.inverse, table.inverse_first,
    )  # fmt: skip
    return Drawn(working, cal, minutes)


MOMENTS = st.integers(FIRST * 1440, (FIRST + DAYS) * 1440).map(lambda minute: minute * MINUTE)
SPANS = st.integers(1, 3000).map(lambda minutes: minutes * MINUTE)


@settings(max_examples=50)
@given(drawn(), MOMENTS, MOMENTS)
def test_work_between_two_moments_is_the_count_of_worked_minutes(calendar: Drawn, one: int, other: int) -> None:
    start, finish = sorted((one, other))
    assert calendar.working.between(start, finish) == calendar.worked(start, finish)
    assert calendar.working.between(finish, start) == -calendar.worked(start, finish)
    assert work_before(calendar.cal, 0, finish) - work_before(calendar.cal, 0, start) == calendar.worked(start, finish)


@settings(max_examples=50)
@given(drawn(), MOMENTS, SPANS)
def test_adding_work_ends_after_the_minute_that_completes_it(calendar: Drawn, moment: int, span: int) -> None:
    at = bisect_left(calendar.minutes, moment) + span // MINUTE - 1
    if at >= len(calendar.minutes):
        assert add_work(calendar.cal, 0, moment, span) == AFTER
        with pytest.raises(BeyondHorizon):
            calendar.working.add(moment, span)
        return
    expected = calendar.minutes[at] + MINUTE
    begin = calendar.minutes[bisect_left(calendar.minutes, moment)]
    assert calendar.working.add(moment, span) == add_work(calendar.cal, 0, moment, span) == expected
    assert start_and_finish(calendar.cal, 0, moment, span) == (begin, expected)
    assert calendar.working.next_start(moment) == begin


@settings(max_examples=50)
@given(drawn(), MOMENTS, SPANS)
def test_taking_work_away_starts_with_the_minute_that_completes_it(calendar: Drawn, moment: int, span: int) -> None:
    last = bisect_left(calendar.minutes, moment) - 1
    first = last - span // MINUTE + 1
    if first < 0:
        assert subtract_work(calendar.cal, 0, moment, span) == BEFORE
        with pytest.raises(BeyondHorizon):
            calendar.working.add(moment, -span)
        return
    expected, finish = calendar.minutes[first], calendar.minutes[last] + MINUTE
    assert calendar.working.add(moment, -span) == subtract_work(calendar.cal, 0, moment, span) == expected
    assert finish_and_start(calendar.cal, 0, moment, span) == (finish, expected)
    assert calendar.working.previous_end(moment) == finish


@settings(max_examples=50)
@given(drawn(), MOMENTS, SPANS, SPANS)
def test_work_added_in_two_steps_is_work_added_at_once(calendar: Drawn, moment: int, one: int, other: int) -> None:
    assume(calendar.worked(moment, (FIRST + DAYS) * DAY) >= one + other)
    add = calendar.working.add
    assert add(add(moment, one), other) == add(moment, one + other)


@settings(max_examples=50)
@given(drawn(), MOMENTS, SPANS)
def test_what_is_added_lies_between_and_comes_off_again(calendar: Drawn, moment: int, span: int) -> None:
    assume(calendar.worked(moment, (FIRST + DAYS) * DAY) >= span)
    finish = calendar.working.add(moment, span)
    assert calendar.working.between(moment, finish) == span
    back = calendar.working.add(finish, -span)
    assert back >= moment and calendar.working.between(moment, back) == 0


@settings(max_examples=50)
@given(drawn(), MOMENTS)
def test_a_milestone_rests_where_it_may(calendar: Drawn, moment: int) -> None:
    worked = set(calendar.minutes)
    at_work, at_end = moment in worked, moment - MINUTE in worked
    later = bisect_left(calendar.minutes, moment)
    forward = moment if at_work or at_end else calendar.minutes[later] if later < len(calendar.minutes) else AFTER
    backward = moment if at_work or at_end else calendar.minutes[later - 1] + MINUTE if later else BEFORE
    assert rest_forward(calendar.cal, 0, moment) == forward
    assert rest_backward(calendar.cal, 0, moment) == backward
    if forward != AFTER:
        assert calendar.working.add(moment, 0) == forward


@settings(max_examples=50)
@given(drawn(), MOMENTS, MOMENTS)
def test_the_intervals_between_two_moments_are_the_worked_minutes(calendar: Drawn, one: int, other: int) -> None:
    start, finish = sorted((one, other))
    listed = [m for a, b in calendar.working.intervals(start, finish) for m in range(a, b, MINUTE)]
    assert listed == calendar.minutes[bisect_left(calendar.minutes, start) : bisect_left(calendar.minutes, finish)]


@settings(max_examples=50)
@given(drawn(), drawn(), MOMENTS)
def test_two_calendars_meet_where_both_work(one: Drawn, other: Drawn, moment: int) -> None:
    both = sorted(set(one.minutes) & set(other.minutes))
    met = intersection(one.working, other.working)
    assert met.total == len(both) * MINUTE
    assert met.before(moment) == bisect_left(both, moment) * MINUTE
    assert intersection(other.working, one.working).starts == met.starts


@settings(max_examples=50)
@given(drawn(), MOMENTS)
def test_a_moment_is_before_all_work_after_it(calendar: Drawn, moment: int) -> None:
    assert calendar.working.before(moment) == bisect_right(calendar.minutes, moment - 1) * MINUTE
