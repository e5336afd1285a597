"""Who has too much to do, when, how much, and with what."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.load import by_person, capacity_of, histograms, horizon, overload_problems, overloads, plan_capacities, plan_load
from milepost.engine.model import Assignment, Contour, Plan, Resource, ResourceKind, Task
from tests.engine.placed import at, day, hours, placed, standard, week_plan

BO = Resource("bo", "Bo")
CY = Resource("cy", "Cy")


def two_tasks(first, second, *, units=(100, 100), names=("Cable", "Test"), resources=(BO, CY), who="bo"):
    """Two tasks of `who` at the given times; work fills the time at the given percentages."""
    dates = dict(zip(names, (first, second), strict=True))
    calendar = standard()["standard"]
    tasks, people = [], []
    for (name, (start, finish)), percent in zip(dates.items(), units, strict=True):
        span = calendar.between(at(start), at(finish))
        tasks.append(Task(name, name, duration=span))
        people.append(Assignment(name, name, who, units=percent * 10_000, work=span * percent // 100))
    plan = week_plan(*people, tasks=tuple(tasks), resources=resources)
    return plan, placed(plan, **dates)


def found_in(*pairs):
    plan, schedule = pairs[0]
    loads = by_person([c for p, s in pairs for c in plan_load(p, s)])
    return overloads(loads, plan_capacities(plan, horizon(plan, schedule)))


def test_two_full_time_tasks_on_the_same_days_are_an_overload_of_those_days():
    (found,) = found_in(two_tasks(("5 08:00", "7 17:00"), ("6 08:00", "8 17:00")))
    assert (found.person, found.first_day, found.last_day) == ("bo", day(6), day(7))
    assert (found.load, found.capacity, found.excess) == (hours(32), hours(16), hours(16))
    assert (found.peak, found.available) == (2_000_000, 1_000_000)
    assert found.tasks == (("Office move", "Cable", "Cable"), ("Office move", "Test", "Test"))


def test_two_half_time_tasks_are_none():
    assert found_in(two_tasks(("5 08:00", "7 17:00"), ("6 08:00", "8 17:00"), units=(50, 50))) == ()


def test_one_after_the_other_is_none():
    assert found_in(two_tasks(("5 08:00", "5 12:00"), ("5 13:00", "5 17:00"))) == ()


def test_two_tasks_at_the_same_hour_clash_though_the_day_is_not_full():
    (found,) = found_in(two_tasks(("5 08:00", "5 10:00"), ("5 09:00", "5 11:00")))
    assert (found.excess, found.load, found.capacity) == (0, hours(4), hours(8))
    assert (found.peak, found.available) == (2_000_000, 1_000_000)


def test_a_weekend_does_not_divide_an_overload_but_a_free_day_does():
    (found,) = found_in(two_tasks(("8 08:00", "13 17:00"), ("8 08:00", "13 17:00")))
    assert (found.first_day, found.last_day, found.capacity) == (day(8), day(13), hours(32))
    plan, schedule = two_tasks(("5 08:00", "5 17:00"), ("5 08:00", "5 17:00"))
    more, later = two_tasks(("7 08:00", "7 17:00"), ("7 08:00", "7 17:00"))
    assert [(o.first_day, o.last_day) for o in found_in((plan, schedule), (more, later))] == [(day(5), day(5)), (day(7), day(7))]


def test_plans_that_share_a_person_are_added_up():
    one = two_tasks(("5 08:00", "5 17:00"), ("6 08:00", "6 17:00"))
    plan, schedule = two_tasks(("6 08:00", "6 17:00"), ("7 08:00", "7 17:00"))
    other = (plan.with_(name="Migration"), schedule)
    (found,) = found_in(one, other)
    assert (found.first_day, found.last_day) == (day(6), day(6))
    assert [(p, task) for p, task, _ in found.tasks] == [("Office move", "Test"), ("Migration", "Cable")]


def test_people_are_matched_by_the_key_that_is_given():
    one = two_tasks(("5 08:00", "5 17:00"), ("6 08:00", "6 17:00"))
    plan, schedule = two_tasks(("6 08:00", "6 17:00"), ("7 08:00", "7 17:00"), resources=(Resource("x9", "Bo"),), who="x9")
    loads = by_person([*plan_load(*one, key=lambda r: r.name), *plan_load(plan, schedule, key=lambda r: r.name)])
    capacity = capacity_of(one[0], BO, standard(), person="Bo")
    assert [o.person for o in overloads(loads, {"Bo": capacity})] == ["Bo"]


def test_work_of_somebody_without_units_is_all_overload():
    (found,) = found_in(two_tasks(("5 08:00", "5 17:00"), ("6 08:00", "6 17:00"), resources=(Resource("bo", "Bo", max_units=0),)))
    assert (found.first_day, found.last_day, found.excess, found.available) == (day(5), day(6), hours(16), 0)


def test_units_that_a_file_rounded_are_no_overload():
    tasks = tuple(Task(str(n), str(n), duration=hours(8)) for n in range(3))
    people = tuple(Assignment(str(n), str(n), "bo", units=333_400, work=hours(8) // 3 + 5) for n in range(3))
    plan = week_plan(*people, tasks=tasks, resources=(BO,))
    assert found_in((plan, placed(plan, **{str(n): ("5 08:00", "5 17:00") for n in range(3)}))) == ()


def test_materials_inactive_tasks_and_work_of_nobody_load_no_one():
    resources = (BO, Resource("cable", "Cable", ResourceKind.MATERIAL))
    people = (
        Assignment("1", "t", "cable", work=hours(99)),
        Assignment("2", "t", None, work=hours(99)),
        Assignment("3", "off", "bo", work=hours(99)),
    )
    tasks = (Task("t", "Install", duration=hours(8)), Task("off", "Dropped", duration=hours(8), active=False))
    plan = week_plan(*people, tasks=tasks, resources=resources)
    assert plan_load(plan, placed(plan, t=("5 08:00", "5 17:00"))) == ()


def test_an_overload_reads_as_a_sentence():
    plan, schedule = two_tasks(("5 08:00", "7 17:00"), ("6 08:00", "8 17:00"))
    (problem,) = overload_problems(found_in((plan, schedule)))
    assert str(problem).startswith(
        "warning: resource 'Bo': 2026-01-06 to 2026-01-07: 4 d of work in 2 d of working time ('Cable', 'Test')."
    )
    assert problem.tasks == ("Cable", "Test")
    (clash,) = overload_problems(found_in(two_tasks(("5 08:00", "5 10:00"), ("5 09:00", "5 11:00"))))
    assert "2026-01-05: 200% asked at one time, 100% available" in clash.message


def test_an_overload_with_many_tasks_names_five_of_them():
    tasks = tuple(Task(str(n), f"Job {n}", duration=hours(8)) for n in range(8))
    plan = week_plan(*(Assignment(t.id, t.id, "bo", work=hours(8)) for t in tasks), tasks=tasks, resources=(BO,))
    (problem,) = overload_problems(found_in((plan, placed(plan, **{t.id: ("5 08:00", "5 17:00") for t in tasks}))))
    assert "'Job 4' and 3 more)" in problem.message


def test_a_histogram_by_week_hides_no_double_day_behind_a_free_one():
    plan, schedule = two_tasks(("5 08:00", "5 17:00"), ("5 08:00", "5 17:00"))
    loads, capacities = by_person(plan_load(plan, schedule)), plan_capacities(plan, horizon(plan, schedule))
    (week,) = histograms(loads, capacities, weekly=True)
    assert [(b.first_day, b.days, b.load, b.capacity, b.over) for b in week.bars] == [(day(5), 7, hours(16), hours(40), hours(8))]
    (daily,) = histograms(loads, capacities)
    assert [(b.load, b.capacity, b.over) for b in daily.bars] == [(hours(16), hours(8), hours(8))]
    assert daily.load == week.load == hours(16)


def test_histograms_begin_on_monday_cover_the_same_weeks_and_leave_out_idle_people():
    plan, schedule = two_tasks(("7 08:00", "7 17:00"), ("20 08:00", "20 17:00"))
    found = histograms(by_person(plan_load(plan, schedule)), plan_capacities(plan, horizon(plan, schedule)), weekly=True)
    assert [(h.name, [b.first_day for b in h.bars]) for h in found] == [("Bo", [day(5), day(12), day(19)])]
    assert histograms({}, plan_capacities(plan, horizon(plan, schedule))) == ()


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 10), st.integers(1, 10), st.integers(1, 200), st.sampled_from(list(Contour))), min_size=1, max_size=6
    )
)
def test_load_sums_to_the_work_and_every_day_beyond_capacity_is_in_exactly_one_overload(rows):
    tasks, people, dates = [], [], {}
    for number, (start, length, percent, contour) in enumerate(rows):
        name = f"t{number}"
        tasks.append(Task(name, name, duration=hours(8 * length)))
        people.append(Assignment(name, name, "bo", units=percent * 10_000, work=hours(8 * length) * percent // 100, contour=contour))
        first = at("5 08:00") + start * 86400
        dates[name] = (first, first + 10 * 86400)
    plan = Plan("Any", at("5 08:00"), tuple(tasks), resources=(BO,), assignments=tuple(people))
    schedule = placed(
        plan,
        **{n: (f"{5 + (s - at('5 08:00')) // 86400} 08:00", f"{15 + (s - at('5 08:00')) // 86400} 17:00") for n, (s, _) in dates.items()},
    )
    loads = by_person(plan_load(plan, schedule))
    assert sum(seconds for c in loads["bo"] for _, seconds in c.days) == sum(a.work for a in people)
    capacities = plan_capacities(plan, horizon(plan, schedule))
    found = overloads(loads, capacities)
    by_day = {}
    for c in loads["bo"]:
        for d, seconds in c.days:
            by_day[d] = by_day.get(d, 0) + seconds
    too_much = {d for d, load in by_day.items() if load > capacities["bo"].of_day(d) + 60}
    covering = [sum(o.first_day <= d <= o.last_day for o in found) for d in sorted(too_much)]
    assert covering == [1] * len(too_much)
    assert all(a.last_day < b.first_day for a, b in itertools.pairwise(found))
