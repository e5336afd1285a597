"""What a person can give on a day."""

from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.load import capacity_of, check_capacities, plan_capacities
from milepost.engine.model import Assignment, Availability, Calendar, CalendarException, Resource, ResourceKind
from tests.engine.placed import at, day, hours, standard, week_plan


def capacity(*, plan=None, **fields):
    plan = plan or week_plan()
    return capacity_of(plan, Resource("bo", "Bo", **fields), standard(plan))


def test_capacity_is_working_time_times_units():
    assert capacity().of_day(day(5)) == hours(8)
    assert capacity(max_units=500_000).of_day(day(5)) == hours(4)
    assert capacity(max_units=3_000_000).of_day(day(5)) == hours(24)


def test_a_day_off_of_the_person_has_no_capacity():
    leave = Calendar("bo's", "Bo", (None,) * 7, base="standard", exceptions=(CalendarException(day(6), day(6)),), personal=True)
    plan = week_plan().with_(calendars=(*week_plan().calendars, leave))
    off = capacity(plan=plan, calendar="bo's")
    assert [off.of_day(day(n)) for n in (5, 6, 7, 10)] == [hours(8), 0, hours(8), 0]


def test_a_calendar_that_is_not_in_the_plan_counts_as_the_plan_s():
    assert capacity(calendar="lost").of_day(day(5)) == hours(8)


def test_availability_replaces_the_units_by_date():
    rows = (Availability(None, at("7 12:00"), 1_000_000), Availability(at("8 00:00"), at("9 23:59"), 500_000))
    some = capacity(max_units=9_000_000, availability=rows)
    assert [some.of_day(day(n)) for n in (6, 7, 8, 9, 12)] == [hours(8), hours(4), hours(4), hours(4), 0]
    assert some.units_at(at("9 23:59")) == 500_000


def test_no_availability_before_the_first_row():
    assert capacity(availability=(Availability(at("7 00:00"), None, 1_000_000),)).of_day(day(6)) == 0


def test_only_people_have_capacity():
    resources = (Resource("bo", "Bo"), Resource("cable", "Cable", ResourceKind.MATERIAL), Resource("travel", "Travel", ResourceKind.COST))
    plan = week_plan(resources=resources)
    assert list(plan_capacities(plan, standard(plan))) == ["bo"]


def codes(*resources, work=8):
    plan = week_plan(*(Assignment(r.id, "t", r.id, work=hours(work)) for r in resources), resources=resources)
    return [p.code for p in check_capacities(plan)]


def test_units_nobody_can_work_with_are_reported():
    assert codes(Resource("a", "A", max_units=0)) == ["resource-without-units"]
    assert codes(Resource("a", "A", max_units=-10)) == ["negative-units", "resource-without-units"]
    assert codes(Resource("a", "A", max_units=0), work=0) == []
    assert codes(Resource("cable", "Cable", ResourceKind.MATERIAL, max_units=0)) == []


def test_availability_rows_that_overlap_are_reported_once():
    rows = (Availability(None, at("7 00:00"), 1), Availability(at("6 00:00"), None, 2), Availability(at("6 12:00"), None, 2))
    assert codes(Resource("a", "A", availability=rows)) == ["availability-overlap"]
    assert codes(Resource("a", "A", availability=(*rows[:1], Availability(at("7 00:00"), None, 2)))) == []


@given(rows=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(-10, 3_000_000)), max_size=4), number=st.integers(1, 28))
def test_capacity_is_never_negative_nor_more_than_the_best_row_gives(rows, number):
    made = tuple(Availability(at("1 00:00") + a * 43200, at("1 00:00") + (a + b) * 43200, units) for a, b, units in rows)
    best = max((max(u, 0) for _, _, u in rows), default=1_000_000)
    assert 0 <= capacity(availability=made).of_day(day(number)) <= hours(8) * best // 1_000_000
