"""What plans cost: worked examples with their sources, then every kind of cost on its own."""

from decimal import Decimal

import pytest

from milepost.engine.cost import cost_plan
from milepost.engine.load import plan_load
from milepost.engine.model import Accrual, Assignment, Contour, Rate, RateUnit, Resource, ResourceKind, Settings, Task
from milepost.values import FULL_SHARE, Currency
from tests.engine.placed import at, day, hours, placed, week_plan

D = Decimal
WEEK = ("5 08:00", "9 17:00")


def costed(*assignments, resources=None, task=None, dates=WEEK, **changes):
    task = task or Task("t", "Install", duration=hours(40))
    plan = week_plan(*assignments, tasks=(task,), resources=resources).with_(**changes)
    return cost_plan(plan, placed(plan, t=dates))


def days_of(cost):
    return {d.day: d.cost for d in cost.by_day}


def someone(**fields):
    rates = fields.pop("rates", (Rate(standard=D(75), overtime=D(100)),))
    return Resource("asha", "Asha", rates=rates, **fields)


# Worked examples ------------------------------------------------------------------------------------------------------------------


def test_a_day_of_somebody_paid_10_000_a_year_costs_38_46():
    # Question in the Project newsgroup, "overtime calculations": Project shows $38.46, that is 10,000 / (52 x 40) x 8.
    paid = someone(rates=(Rate(standard=D(10_000), standard_per=RateUnit.YEAR),))
    assert costed(Assignment("1", "t", "asha", work=hours(8)), resources=(paid,)).total.cost == D("38.46")


def test_three_hours_of_overtime_at_30_and_four_at_25_cost_190():
    # Microsoft's description of the field Actual Overtime Cost.
    people = (someone(rates=(Rate(overtime=D(30)),)), Resource("bo", "Bo", rates=(Rate(overtime=D(25)),)))
    work = (
        Assignment("1", "t", "asha", work=hours(20), overtime_work=hours(3), actual_work=hours(20), actual_overtime_work=hours(3)),
        Assignment("2", "t", "bo", work=hours(20), overtime_work=hours(4), actual_work=hours(20), actual_overtime_work=hours(4)),
    )
    assert costed(*work, resources=people).total.actual == 190


def test_ten_hours_of_overtime_at_30_with_four_reported_are_120_and_180_to_come():
    # Microsoft's description of the field Overtime Cost.
    work = Assignment("1", "t", "asha", work=hours(40), overtime_work=hours(10), actual_work=hours(16), actual_overtime_work=hours(4))
    total = costed(work, resources=(someone(rates=(Rate(overtime=D(30)),)),)).total
    assert (total.cost, total.actual, total.remaining) == (300, 120, 180)


def test_sixteen_hours_at_50_cost_800_whether_done_or_not():
    # As MS Project 2007 wrote it into a file: 16 h of work, rate 50 an hour, cost 80000 hundredths.
    for done in (0, 16):
        work = Assignment("1", "t", "asha", work=hours(16), actual_work=hours(done))
        total = costed(work, resources=(someone(rates=(Rate(standard=D(50)),)),)).total
        assert (total.cost, total.actual) == (800, done * 50)


# People ---------------------------------------------------------------------------------------------------------------------------


def test_the_days_of_flat_work_cost_the_same_and_their_sum_is_the_cost():
    cost = costed(Assignment("1", "t", "asha", work=hours(40)))
    assert days_of(cost) == {day(n): D(600) for n in (5, 6, 7, 8, 9)}
    assert [d.cumulative for d in cost.by_day] == [600, 1200, 1800, 2400, 3000]
    assert cost.by_assignment["1"].work == cost.total.work == hours(40)


def test_an_odd_penny_falls_on_one_day_and_none_is_lost():
    cost = costed(Assignment("1", "t", "asha", work=hours(24)), resources=(someone(rates=(Rate(standard=D("0.0417")),)),))
    assert cost.total.cost == D("1.00")
    assert list(days_of(cost).values()) == [D("0.33"), D("0.34"), D("0.33")]


def test_half_pennies_go_to_the_even_one():
    for rate, expected in (("0.125", "0.12"), ("0.135", "0.14")):
        cost = costed(Assignment("1", "t", "asha", work=hours(1)), resources=(someone(rates=(Rate(standard=D(rate)),)),))
        assert cost.total.cost == D(expected)


def test_work_is_paid_at_the_rate_of_its_day():
    rates = (Rate(valid_to=at("7 12:00"), standard=D(50)), Rate(valid_from=at("7 12:00"), standard=D(60)))
    cost = costed(Assignment("1", "t", "asha", work=hours(40)), resources=(someone(rates=rates),))
    assert days_of(cost) == {day(5): 400, day(6): 400, day(7): 440, day(8): 480, day(9): 480}


def test_an_assignment_may_use_another_rate_table():
    rates = (Rate(standard=D(50)), Rate(table=1, standard=D(90)))
    assert costed(Assignment("1", "t", "asha", work=hours(8), rate_table=1), resources=(someone(rates=rates),)).total.cost == 720


def test_overtime_replaces_ordinary_work_and_is_spread_over_it():
    cost = costed(Assignment("1", "t", "asha", work=hours(40), overtime_work=hours(10)))
    assert cost.total.cost == 30 * 75 + 10 * 100


def test_a_cost_per_use_is_charged_once_for_every_unit_at_the_start():
    paid = someone(rates=(Rate(standard=D(10), per_use=D(100)),))
    cost = costed(Assignment("1", "t", "asha", work=hours(16), units=2 * FULL_SHARE), resources=(paid,))
    assert cost.total.cost == 160 + 200
    assert days_of(cost) == {day(5): 360}
    two_days = costed(Assignment("1", "t", "asha", work=hours(16)), resources=(paid,))
    assert days_of(two_days) == {day(5): 180, day(6): 80}


def test_a_cost_per_use_is_due_even_without_work():
    assert costed(Assignment("1", "t", "asha"), resources=(someone(rates=(Rate(per_use=D(100)),)),)).total.cost == 100


def test_reported_work_is_incurred_and_the_rest_is_to_come():
    cost = costed(Assignment("1", "t", "asha", work=hours(40), actual_work=hours(12)))
    assert (cost.total.actual, cost.total.remaining) == (900, 2100)
    assert [(d.day, d.actual) for d in cost.by_day][:3] == [(day(5), 600), (day(6), 300), (day(7), 0)]
    assert cost.by_day[-1].cumulative_actual == 900


@pytest.mark.parametrize(
    ("accrual", "done", "expected_day", "actual"),
    [
        (Accrual.START, 0, 5, 0),
        (Accrual.START, 1, 5, 3000),
        (Accrual.END, 20, 9, 0),
        (Accrual.END, 40, 9, 3000),
    ],
)
def test_people_may_be_paid_at_the_start_or_at_the_end(accrual, done, expected_day, actual):
    cost = costed(Assignment("1", "t", "asha", work=hours(40), actual_work=hours(done)), resources=(someone(accrue_at=accrual),))
    assert days_of(cost) == {day(expected_day): 3000}
    assert cost.total.actual == actual


def test_a_cost_per_use_of_somebody_paid_at_the_end_is_due_at_the_end():
    paid = someone(rates=(Rate(per_use=D(100)),), accrue_at=Accrual.END)
    assert days_of(costed(Assignment("1", "t", "asha", work=hours(40)), resources=(paid,))) == {day(9): 100}


def test_a_currency_without_decimals_is_rounded_to_whole_units():
    yen = Settings(currency=Currency("JPY", "¥", 0))
    cost = costed(Assignment("1", "t", "asha", work=hours(24)), resources=(someone(rates=(Rate(standard=D("33.35")),)),), settings=yen)
    assert cost.total.cost == 800
    assert sum(days_of(cost).values()) == 800


# Materials, costs, fixed costs ----------------------------------------------------------------------------------------------------


def cable(**fields):
    return Resource(
        "cable", "Cable", ResourceKind.MATERIAL, rates=(Rate(standard=D("2.50"), standard_per=RateUnit.MATERIAL, per_use=D(30)),), **fields
    )


def test_a_fixed_quantity_of_material_costs_its_units_once_and_its_delivery_once():
    cost = costed(Assignment("1", "t", "cable", units=100 * FULL_SHARE), resources=(cable(),))
    assert cost.total.cost == 250 + 30
    assert days_of(cost) == {day(5): 80, day(6): 50, day(7): 50, day(8): 50, day(9): 50}
    assert cost.total.work == 0


def test_material_used_by_time_costs_as_long_as_the_task_takes():
    used = Assignment("1", "t", "cable", units=3 * FULL_SHARE, fixed_material=False, material_per=hours(8))
    assert costed(used, resources=(cable(),)).total.cost == 5 * 3 * D("2.50") + 30


def test_material_used_by_an_unknown_time_is_reported_and_counted_once():
    cost = costed(Assignment("1", "t", "cable", units=FULL_SHARE, fixed_material=False), resources=(cable(),))
    assert cost.total.cost == D("32.50")
    assert [p.code for p in cost.problems] == ["material-without-time"]


def test_material_is_incurred_as_the_task_goes_on():
    half = Task("t", "Install", duration=hours(40), percent_complete=50)
    assert costed(Assignment("1", "t", "cable", units=100 * FULL_SHARE), resources=(cable(),), task=half).total.actual == 125 + 30


def test_no_material_costs_nothing_not_even_delivery():
    assert costed(Assignment("1", "t", "cable", units=0), resources=(cable(),)).total.cost == 0


@pytest.mark.parametrize(
    ("accrual", "days"), [(Accrual.START, {5: 100}), (Accrual.END, {9: 100}), (Accrual.PRORATED, dict.fromkeys(range(5, 10), 20))]
)
def test_a_cost_resource_is_due_when_it_accrues(accrual, days):
    hotel = Resource("hotel", "Hotel", ResourceKind.COST, accrue_at=accrual)
    cost = costed(Assignment("1", "t", "hotel", cost=D(100)), resources=(hotel,))
    assert days_of(cost) == {day(n): D(amount) for n, amount in days.items()}


def test_of_a_cost_resource_what_was_reported_is_incurred():
    hotel = Resource("hotel", "Hotel", ResourceKind.COST)
    assert costed(Assignment("1", "t", "hotel", cost=D(100), actual_cost=D("33.33")), resources=(hotel,)).total.actual == D("33.33")


@pytest.mark.parametrize(
    ("accrual", "percent", "day_number", "actual"),
    [
        (Accrual.START, 0, 5, 0),
        (Accrual.START, 1, 5, 500),
        (Accrual.END, 99, 9, 0),
        (Accrual.END, 100, 9, 500),
        (Accrual.PRORATED, 30, 7, 150),
    ],
)
def test_a_fixed_cost_is_due_when_it_accrues(accrual, percent, day_number, actual):
    task = Task("t", "Install", duration=hours(40), fixed_cost=D(500), fixed_cost_accrual=accrual, percent_complete=percent)
    cost = costed(task=task)
    assert (cost.total.cost, cost.total.actual) == (500, actual)
    assert day(day_number) in days_of(cost)
    assert cost.by_task["t"].fixed == 500
    assert cost.by_resource[None].name == "Fixed costs"


def test_a_milestone_s_fixed_cost_is_due_on_its_day():
    cost = costed(task=Task("t", "Sign", fixed_cost=D(500)), dates=("6 12:00", "6 12:00"))
    assert days_of(cost) == {day(6): 500}


def test_a_rebate_is_a_negative_fixed_cost():
    cost = costed(task=Task("t", "Install", duration=hours(40), fixed_cost=D("-10.01")))
    assert cost.total.cost == D("-10.01")
    assert sum(days_of(cost).values()) == D("-10.01")


# Sums and bad input ---------------------------------------------------------------------------------------------------------------


def test_summaries_hold_their_children_and_their_own():
    tasks = (
        Task("all", "Everything", level=0),
        Task("move", "Move", parent="all", fixed_cost=D(50)),
        Task("a", "Pack", parent="move", duration=hours(8)),
        Task("b", "Drive", parent="move", duration=hours(8), fixed_cost=D(7)),
    )
    plan = week_plan(Assignment("1", "a", "asha", work=hours(8)), Assignment("2", "b", "asha", work=hours(4)), tasks=tasks)
    cost = cost_plan(plan, placed(plan, **dict.fromkeys(("all", "move", "a", "b"), WEEK)))
    assert {key: (t.total.cost, t.own.cost, t.fixed) for key, t in cost.by_task.items()} == {
        "all": (957, 0, 0),
        "move": (957, 50, 50),
        "a": (600, 600, 0),
        "b": (307, 307, 7),
    }
    assert cost.by_task["move"].total.work == hours(12)
    assert cost.by_resource["asha"].total.cost == 900
    assert sum(d.cost for d in cost.days_of(resource="asha")) == 900
    assert sum(d.cost for d in cost.days_of(task="b")) == 307


def test_inactive_tasks_and_work_of_nobody_cost_nothing():
    tasks = (Task("t", "Install", duration=hours(8)), Task("off", "Dropped", active=False, fixed_cost=D(99)))
    plan = week_plan(Assignment("1", "off", "asha", work=hours(8)), Assignment("2", "t", None, work=hours(8)), tasks=tasks)
    cost = cost_plan(plan, placed(plan, t=WEEK))
    assert (cost.total.cost, cost.problems) == (0, ())


@pytest.mark.parametrize(
    ("assignment", "resources", "code"),
    [
        (Assignment("1", "t", "asha", work=hours(8), units=0), None, "work-without-units"),
        (Assignment("1", "t", "asha", work=-5), None, "negative-work"),
        (Assignment("1", "t", "ghost", work=hours(8)), None, "unknown-resource"),
        (Assignment("1", "t", "asha", work=hours(8)), (someone(rates=(Rate(standard=D(-1)),)),), "negative-rate"),
        (Assignment("1", "gone", "asha", work=hours(8)), None, None),
    ],
)
def test_bad_input_is_reported_and_never_raised(assignment, resources, code):
    cost = costed(assignment, resources=resources)
    assert [p.code for p in cost.problems] == ([code] if code else [])
    assert cost.total.cost >= 0


def test_work_without_units_is_paid_all_the_same():
    assert costed(Assignment("1", "t", "asha", work=hours(8), units=0)).total.cost == 600


def test_costs_of_tasks_without_dates_are_told():
    tasks = (Task("t", "Install", duration=hours(8)), Task("lost", "Lost", fixed_cost=D(9)))
    plan = week_plan(tasks=tasks)
    (problem,) = cost_plan(plan, placed(plan, t=WEEK)).problems
    assert (problem.code, problem.tasks) == ("cost-without-dates", ("lost",))


def test_rows_that_are_their_own_parents_are_summed_once():
    tasks = (Task("a", "A", parent="b", fixed_cost=D(5)), Task("b", "B", parent="a"))
    plan = week_plan(tasks=tasks)
    cost = cost_plan(plan, placed(plan, a=WEEK, b=WEEK))
    assert [cost.by_task[t].total.cost for t in "ab"] == [5, 5]


def test_work_that_was_spread_over_time_already_costs_the_same():
    held = (
        Assignment("1", "t", "asha", work=hours(20), contour=Contour.BELL),
        Assignment("2", "t", "bo", work=hours(8), actual_work=hours(3), delay=hours(8)),
    )
    plan = week_plan(*held, tasks=(Task("t", "Install", duration=hours(40)),), resources=(someone(), Resource("bo", "Bo", rates=_PAID)))
    schedule = placed(plan, t=WEEK)
    assert cost_plan(plan, schedule, loads=plan_load(plan, schedule)) == cost_plan(plan, schedule)
    assert cost_plan(plan, schedule).total.cost > 0


_PAID = (Rate(standard=D(50)),)
