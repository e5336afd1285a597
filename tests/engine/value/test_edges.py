"""Earned value at its edges: before the start, after the end, over weekends and pauses, with scope that came or went."""

from dataclasses import replace
from decimal import Decimal as D
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine import schedule_plan
from milepost.engine.cost import cost_plan
from milepost.engine.model import Assignment, Baseline, Link, Plan, Rate, Resource, Settings, Task
from milepost.engine.value import HOURS, Rule, Rules, ValueReport, agreed_cost, in_hours, value_report
from milepost.values import HOUR, Currency, read_moment

DAY_WORK = 8 * HOUR


def at(text: str) -> int:
    return read_moment(f"2026-01-{text}")


def plan(*tasks: Task, currency: Currency | None = None) -> Plan:
    """One person at 100 an hour on every task of some length."""
    people = (Resource("p", "Person", rates=(Rate(standard=D(100)),)),)
    settings = Settings(currency=currency) if currency else Settings()
    work = tuple(
        Assignment(f"x{t.id}", t.id, "p", work=t.duration, actual_work=t.actual_work or 0, remaining_work=t.remaining_work)
        for t in tasks if t.duration
    )  # fmt: skip
    links = tuple(Link(a.id, b.id) for a, b in pairwise(tasks))
    return Plan("Edges", at("05T08:00"), tasks, links, resources=people, assignments=work, settings=settings)


def week(name: str, start: str, finish: str, **more: object) -> Task:
    """Five days, agreed from Monday to Friday at 4,000."""
    agreed = Baseline(0, start=at(f"{start}T08:00"), finish=at(f"{finish}T17:00"), cost=D(4000), work=5 * DAY_WORK)
    return Task(name, name, duration=5 * DAY_WORK, baselines=(agreed,), **more)  # type: ignore[arg-type]


def done(task: Task, start: str, finish: str) -> Task:
    return replace(
        task, actual_start=at(start), actual_finish=at(finish), percent_complete=100, actual_work=task.duration, remaining_work=0
    )


TWO = (week("a", "05", "09"), week("b", "12", "16"))


def valued(made: Plan, status: str, rules: Rules | None = None) -> ValueReport:
    schedule = schedule_plan(made)
    cost = cost_plan(made, schedule)
    return value_report(made, cost, schedule, status=at(status), baseline=agreed_cost(made, cost), rules=rules)


def test_before_the_start_nothing_is_planned_and_the_forecast_is_what_was_agreed() -> None:
    found = valued(plan(*TWO), "02T17:00")
    assert found.value is not None
    assert found.time is not None
    assert found.finish is not None
    assert (found.value.pv, found.value.ev, found.value.ac, found.value.bac) == (0, 0, 0, 8000)
    assert (found.time.es, found.time.at, found.time.pd, found.time.spi) == (0, 0, 10, None)
    assert found.finish.middle == at("16T17:00")


def test_with_nothing_done_every_day_that_goes_by_is_a_day_later() -> None:
    found = valued(plan(*TWO), "07T17:00")
    assert found.time is not None
    assert found.finish is not None
    assert (found.time.es, found.time.at) == (0, 3)
    assert found.finish.middle == at("21T17:00")


def test_long_after_the_agreed_finish_the_forecast_lies_ahead() -> None:
    found = valued(plan(done(TWO[0], "05T08:00", "09T17:00"), TWO[1]), "30T17:00")
    assert found.time is not None
    assert found.finish is not None
    assert (found.time.es, found.time.at, found.time.tspi) == (5, 20, None)
    assert found.finish.middle == read_moment("2026-02-06T17:00")


def test_a_finished_plan_is_forecast_to_have_finished_when_it_did() -> None:
    found = valued(plan(done(TWO[0], "05T08:00", "09T17:00"), done(TWO[1], "12T08:00", "20T17:00")), "30T17:00")
    assert found.complete
    assert found.finish is not None
    assert found.cost is not None
    assert found.value is not None
    assert found.finish.low == found.finish.middle == found.finish.high == at("20T17:00")
    assert found.cost.low == found.cost.high == found.value.ac == 8000


@pytest.mark.parametrize("status", ["09T17:00", "09T23:00", "10T12:00", "11T23:59", "12T08:00"])
def test_over_a_weekend_a_plan_that_is_kept_is_on_time(status: str) -> None:
    found = valued(plan(done(TWO[0], "05T08:00", "09T17:00"), TWO[1]), status)
    assert found.time is not None
    assert found.finish is not None
    assert found.value is not None
    assert (found.value.pv, found.time.sv, found.time.spi) == (4000, 0, 1)
    assert found.finish.middle == at("16T17:00")


def test_in_a_pause_of_the_plan_nothing_is_early_or_late() -> None:
    late = week("b", "19", "23")
    for status, behind in (("14T17:00", 0), ("16T17:00", 0), ("20T17:00", -2)):
        found = valued(plan(done(TWO[0], "05T08:00", "09T17:00"), late), status)
        assert found.time is not None
        assert found.time.sv == behind


def test_a_task_that_came_after_the_baseline_has_no_budget_and_costs_all_the_same() -> None:
    extra = done(Task("c", "c", duration=DAY_WORK), "12T08:00", "12T17:00")
    found = valued(plan(done(TWO[0], "05T08:00", "09T17:00"), extra), "16T17:00")
    assert found.value is not None
    assert (found.value.bac, found.value.ev, found.value.ac) == (4000, 4000, 4800)
    assert "value-outside-baseline" in {p.code for p in found.problems}


def test_a_task_that_was_dropped_is_still_agreed_and_told() -> None:
    found = valued(plan(done(TWO[0], "05T08:00", "09T17:00"), replace(TWO[1], active=False)), "16T17:00")
    assert found.value is not None
    assert (found.value.bac, found.value.ev) == (8000, 4000)
    assert "value-inactive" in {p.code for p in found.problems}


def test_a_credit_that_takes_planned_value_back_leaves_no_earned_schedule() -> None:
    credit = Task("c", "c", duration=DAY_WORK, fixed_cost=D(-5000))
    made = plan(replace(TWO[0], baselines=()), replace(TWO[1], baselines=()), credit)
    found = valued(made, "09T17:00")
    assert found.value is not None
    assert (found.time, found.finish) == (None, None)
    assert "value-planned-falls" in {p.code for p in found.problems}


def test_progress_later_than_the_status_date_is_told() -> None:
    found = valued(plan(done(TWO[0], "05T08:00", "09T17:00"), TWO[1]), "07T17:00")
    assert "value-after-status" in {p.code for p in found.problems}


def test_a_currency_without_decimals_earns_whole_units() -> None:
    third = replace(TWO[0], actual_start=at("05T08:00"), percent_complete=33)
    found = valued(plan(third, TWO[1], currency=Currency("JPY", "¥", 0)), "09T17:00")
    assert found.value is not None
    assert found.value.ev == 1320
    assert all(row.earned == row.earned.to_integral_value() for row in found.tasks)


def test_progress_without_work_or_cost_is_taken_to_have_cost_what_it_earned() -> None:
    found = valued(plan(replace(TWO[0], actual_start=at("05T08:00"), percent_complete=40), TWO[1]), "09T17:00")
    assert found.value is not None
    assert (found.value.ev, found.value.ac, found.value.cpi) == (1600, 1600, 1)
    assert "value-spent-assumed" in {p.code for p in found.problems}
    assert {f.method: f.value for f in found.costs}["AC + ETC"] == 8000


def test_actual_cost_that_the_file_states_is_what_was_spent() -> None:
    found = valued(plan(replace(done(TWO[0], "05T08:00", "09T17:00"), actual_cost=D("4321.50")), TWO[1]), "09T17:00")
    assert found.value is not None
    assert found.value.ac == D("4321.50")
    assert "value-spent-stated" in {p.code for p in found.problems}


def test_a_plan_in_hours_counts_work_and_nothing_else() -> None:
    made = in_hours(plan(done(TWO[0], "05T08:00", "09T17:00"), replace(TWO[1], fixed_cost=D(999))))
    found = valued(made, "16T17:00")
    assert found.in_hours
    assert found.unit == HOURS
    assert found.value is not None
    assert (found.value.pv, found.value.ev, found.value.ac, found.value.bac) == (80, 40, 40, 80)


def test_a_baseline_of_dates_alone_takes_todays_cost_and_says_so() -> None:
    bare = [replace(t, baselines=(replace(t.baselines[0], cost=None, work=None),)) for t in TWO]
    found = valued(plan(*bare), "09T17:00")
    assert found.value is not None
    assert (found.value.pv, found.value.bac) == (4000, 8000)
    assert "value-baseline-dates-only" in {p.code for p in found.problems}


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 100), st.sampled_from(list(Rule))), min_size=1, max_size=6), st.integers(1, 28))
def test_parts_add_up_and_nothing_earns_more_than_its_budget(rows: list[tuple[int, int, Rule]], day: int) -> None:
    tasks = [
        Task(str(n), str(n), duration=days * DAY_WORK // 3, percent_complete=share, physical_percent_complete=share,
             actual_start=at("05T08:00") if share else None, actual_finish=at("06T17:00") if share == 100 else None)
        for n, (days, share, _) in enumerate(rows)
    ]  # fmt: skip
    rules = Rules({str(n): rule for n, (_, _, rule) in enumerate(rows)})
    found = valued(plan(*tasks), f"{day:02d}T13:30", rules)
    assert found.value is not None
    assert sum(row.budget for row in found.tasks) == found.value.bac
    assert sum(row.earned for row in found.tasks) == found.value.ev <= found.value.bac
    assert sum(row.spent for row in found.tasks) == found.value.ac
    assert 0 <= found.value.pv <= found.value.bac
    assert found.time is not None
    assert 0 <= found.time.es <= found.time.pd
    assert found.earned[-1].total == found.value.ev
    assert [row.total for row in found.earned] == sorted(row.total for row in found.earned)
