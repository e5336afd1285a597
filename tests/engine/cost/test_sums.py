"""Promises every costed plan keeps, whatever is in it."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.engine.cost import cost_plan
from milepost.engine.cost.phasing import Due, phased, round_half_even
from milepost.engine.model import Accrual, Assignment, Contour, Plan, Rate, RateUnit, Resource, ResourceKind, Settings, Task
from milepost.engine.schedule import Schedule
from milepost.values import DAY, FULL_SHARE, Currency
from tests.engine.placed import MONDAY, hours, task_dates

MONEY = st.decimals("0", "5000", places=3)
WEEK = 7 * DAY


@st.composite
def rates(draw):
    change = draw(st.none() | st.integers(0, 20).map(lambda n: MONDAY + n * 43200))
    rows = [(None, change), (change, None)] if change is not None else [(None, None)]
    unit = st.sampled_from([u for u in RateUnit if u is not RateUnit.MATERIAL])
    return tuple(Rate(0, since, until, draw(MONEY), draw(unit), draw(MONEY), draw(unit), draw(MONEY)) for since, until in rows)


@st.composite
def plans(draw, flat_rates=False):
    """A plan of up to six tasks under two summaries, three resources of all kinds, and its schedule."""
    resources = tuple(
        Resource(
            kind.value,
            kind.value,
            kind,
            rates=draw(rates())[-1:] if flat_rates else draw(rates()),
            accrue_at=draw(st.sampled_from(list(Accrual))),
        )
        for kind in ResourceKind
    )
    if flat_rates:
        resources = tuple(replace(r, rates=tuple(replace(x, valid_from=None) for x in r.rates)) for r in resources)
    tasks, people, dates = [Task("s0", "First"), Task("s1", "Second", parent="s0")], [], []
    for number in range(draw(st.integers(1, 5))):
        start = MONDAY + draw(st.integers(0, 14 * DAY))
        finish = start + draw(st.integers(0, 14 * DAY))
        name, percent = f"t{number}", draw(st.integers(0, 100))
        accrual = draw(st.sampled_from(list(Accrual)))
        parent = draw(st.sampled_from(["s0", "s1", None]))
        tasks.append(
            Task(
                name, name, parent=parent, duration=hours(40), percent_complete=percent, fixed_cost=draw(MONEY), fixed_cost_accrual=accrual
            )
        )
        dates.append(task_dates(name, start, finish))
        for resource in draw(st.lists(st.sampled_from(resources), max_size=2)):
            work = draw(st.integers(0, 10**6))
            people.append(
                Assignment(
                    f"a{len(people)}",
                    name,
                    resource.id,
                    units=draw(st.integers(0, 3 * FULL_SHARE)),
                    work=work,
                    actual_work=draw(st.integers(0, work)),
                    overtime_work=draw(st.integers(0, work)),
                    contour=draw(st.sampled_from(list(Contour))),
                    cost=draw(MONEY),
                )
            )
    settings = Settings(currency=Currency(digits=draw(st.sampled_from([0, 2, 3]))))
    plan = Plan("Any", MONDAY, tuple(tasks), resources=resources, assignments=tuple(people), settings=settings)
    return plan, Schedule(MONDAY, MONDAY + 28 * DAY, tuple(dates))


@settings(max_examples=40)
@given(plans())
def test_the_parts_add_up_to_the_whole_by_line_task_resource_and_day(case):
    plan, schedule = case
    cost = cost_plan(plan, schedule)
    tops = [cost.by_task[t.id].total for t in plan.tasks if t.parent is None]
    for parts in (
        [c.total for c in cost.by_resource.values()],
        [t.own for t in cost.by_task.values()],
        tops,
    ):
        assert (sum(c.cost for c in parts), sum(c.actual for c in parts)) == (cost.total.cost, cost.total.actual)
    assert (sum(d.cost for d in cost.by_day), sum(d.actual for d in cost.by_day)) == (cost.total.cost, cost.total.actual)
    assert sum(c.cost for c in cost.by_assignment.values()) + sum(t.fixed for t in cost.by_task.values()) == cost.total.cost
    for line in cost.lines:
        assert (sum(c for _, c, _ in line.days), sum(a for _, _, a in line.days)) == (line.cost, line.actual)


@settings(max_examples=40)
@given(plans())
def test_nothing_is_incurred_beyond_the_cost_and_no_day_is_negative(case):
    cost = cost_plan(*case)
    assert all(0 <= line.actual <= line.cost for line in cost.lines)
    assert all(0 <= d.actual <= d.cost for d in cost.by_day)


@settings(max_examples=40)
@given(plans())
def test_amounts_have_the_currency_s_decimals(case):
    cost = cost_plan(*case)
    assert all(d.cost == cost.currency.round(d.cost) for d in cost.by_day)
    assert cost.total.cost == cost.currency.round(cost.total.cost)


@settings(max_examples=40)
@given(plans())
def test_zero_rates_cost_nothing(case):
    plan, schedule = case
    free = plan.with_(
        resources=tuple(replace(r, rates=(Rate(),)) for r in plan.resources),
        assignments=tuple(replace(a, cost=Decimal(0)) for a in plan.assignments),
        tasks=tuple(replace(t, fixed_cost=Decimal(0)) for t in plan.tasks),
    )
    cost = cost_plan(free, schedule)
    assert cost.total.cost == 0
    assert cost.by_day == ()


@settings(max_examples=40)
@given(plans(flat_rates=True))
def test_a_week_later_everything_costs_the_same_a_week_later(case):
    plan, schedule = case
    later = Schedule(
        schedule.start + WEEK, schedule.finish + WEEK, tuple(task_dates(d.task, d.start + WEEK, d.finish + WEEK) for d in schedule)
    )
    now, then = cost_plan(plan, schedule), cost_plan(plan.with_(start=plan.start + WEEK), later)
    assert now.total == then.total
    assert [(d.day + 7, d.cost, d.actual) for d in now.by_day] == [(d.day, d.cost, d.actual) for d in then.by_day]


@settings(max_examples=40)
@given(plans())
def test_the_same_plan_costs_the_same_twice(case):
    assert cost_plan(*case) == cost_plan(*case)


@given(
    st.lists(st.builds(Due, st.booleans(), st.integers(0, 9), st.integers(-(10**9), 10**9)), max_size=20),
    st.integers(1, 10**7),
)
def test_cumulative_rounding_gives_the_rounded_sum(dues, scale):
    found = phased(dues, scale)
    assert found.cost == round_half_even(sum(d.value for d in dues), scale)
    assert found.actual == round_half_even(sum(d.value for d in dues if not d.ahead), scale)
    assert sum(c for _, c, _ in found.days) == found.cost


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_rounding_is_decimal_s_half_even(value, scale):
    from decimal import ROUND_HALF_EVEN, localcontext
    from fractions import Fraction

    with localcontext() as context:
        context.prec = 60
        exact = Fraction(value, scale)
        expected = round(exact)  # Fraction rounds half to even
        assert round_half_even(value, scale) == expected
        if scale in (1, 2, 4, 5, 8, 10):
            assert expected == int((Decimal(value) / scale).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
