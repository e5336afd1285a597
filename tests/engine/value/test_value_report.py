"""Earned value of a plan: rules, budgets, spending, and parts that add up."""

from decimal import Decimal as D

import pytest

from milepost.engine import schedule_plan
from milepost.engine.cost import baseline_cost, cost_plan
from milepost.engine.model import Assignment, Baseline, Link, Plan, Rate, Resource, Task
from milepost.engine.value import Rule, Rules, ValueReport, WeightedMilestone, earned_share, value_report
from milepost.values import DAY, HOUR, read_moment

START = read_moment("2026-01-05T08:00")
STATUS = read_moment("2026-01-16T17:00")


def plan() -> Plan:
    """Two weeks of work under a summary, 100 an hour; the second week's task is half done after two weeks have passed."""
    week = 40 * HOUR
    tasks = (
        Task("s", "Build"),
        Task("a", "First", level=2, parent="s", duration=week, actual_start=START, actual_finish=read_moment("2026-01-09T17:00"),
             percent_complete=100, actual_work=week, remaining_work=0),
        Task("b", "Second", level=2, parent="s", duration=week, actual_start=read_moment("2026-01-12T08:00"), percent_complete=50,
             actual_work=30 * HOUR, remaining_work=30 * HOUR, physical_percent_complete=25),
        Task("c", "Third", level=2, parent="s", duration=week),
    )  # fmt: skip
    return Plan(
        "Value",
        START,
        tasks,
        (Link("a", "b"), Link("b", "c")),
        resources=(Resource("p", "Person", rates=(Rate(standard=D(100)),)),),
        assignments=tuple(Assignment(f"x{t}", t, "p", work=week) for t in "abc"),
    )


def report(rules: Rules | None = None, **choices: object) -> ValueReport:
    made = plan()
    spent = {"a": D(4500), "b": D(3000)}
    schedule = schedule_plan(made)
    return value_report(made, cost_plan(made, schedule), schedule, status=STATUS, rules=rules, spent=spent, **choices)  # type: ignore[arg-type]


def test_planned_earned_and_spent_at_the_status_date() -> None:
    found = report()
    assert found.value is not None
    assert found.time is not None
    assert (found.value.pv, found.value.ev, found.value.ac, found.value.bac) == (8000, 6000, 7500, 12000)
    assert [row.cumulative for row in found.planned] == [800 * day for day in range(1, 16)]
    assert (found.time.es, found.time.at, found.time.pd) == (D("7.5"), 10, 15)
    assert found.earned_on == read_moment("2026-01-14T12:00")
    assert [p.code for p in found.problems] == ["value-without-baseline"]


def test_the_tasks_add_up_to_the_whole() -> None:
    found = report()
    assert found.value is not None
    assert sum(row.earned for row in found.tasks) == found.value.ev
    assert sum(row.budget for row in found.tasks) == found.value.bac
    assert sum(row.spent for row in found.tasks) == found.value.ac


@pytest.mark.parametrize(
    ("rule", "share"),
    [
        (Rule.AT_THE_END, "0"),
        (Rule.HALF_AT_START, "0.5"),
        (Rule.PHYSICAL, "0.25"),
        (Rule.REMAINING_EFFORT, "0.5"),
        (Rule.WEIGHTED_MILESTONES, "0.75"),
    ],
)
def test_each_rule_earns_its_share_of_work_in_progress_and_all_of_what_is_finished(rule: Rule, share: str) -> None:
    parts = (WeightedMilestone("drafted", 3, done=True), WeightedMilestone("accepted", 1))
    found = report(Rules({"a": rule, "b": rule, "c": rule}, milestones={"b": parts, "a": parts, "c": (WeightedMilestone("x", 1),)}))
    earned = {row.task: row.earned for row in found.tasks}
    assert earned["a"] == 4000
    assert earned["b"] == 4000 * D(share)
    assert earned["c"] == 0


def test_effort_beyond_the_estimate_earns_no_more_than_what_is_left_allows() -> None:
    over = Task("t", "Over", duration=HOUR, work=8 * HOUR, actual_start=START, actual_work=16 * HOUR, remaining_work=16 * HOUR)
    assert earned_share(over, Rules()) * 2 == 1


def test_the_default_forecasts_lie_inside_their_intervals() -> None:
    found = report()
    assert found.cost is not None
    assert found.finish is not None
    assert found.value is not None
    assert found.cost.middle == found.value.eac
    assert found.cost.low < found.cost.middle < found.cost.high
    assert found.finish.low < found.finish.middle < found.finish.high
    assert found.finish.low > STATUS


def test_a_baseline_sets_the_budgets_and_the_planned_value() -> None:
    made = plan()
    first = START - START % DAY
    agreed = tuple(
        task if task.id == "s" else Task(**{f: getattr(task, f) for f in task.__dataclass_fields__} | {"baselines": (
            Baseline(0, start=START + 7 * DAY * i, finish=first + 7 * DAY * i + 4 * DAY + 17 * HOUR, cost=D(5000)),)})
        for i, task in enumerate(made.tasks, -1)
    )  # fmt: skip
    made = made.with_(tasks=agreed)
    found = value_report(
        made, cost_plan(made, schedule_plan(made)), schedule_plan(made), status=STATUS, baseline=baseline_cost(made), spent={}
    )
    assert found.value is not None
    assert (found.value.bac, found.value.pv, found.value.ev, found.value.ac) == (15000, 10000, 7500, 0)
    assert not found.problems


def test_a_plan_without_money_and_a_rule_for_nobody_are_told() -> None:
    made = plan().with_(assignments=())
    found = value_report(
        made, cost_plan(made, schedule_plan(made)), schedule_plan(made), status=STATUS, rules=Rules({"nine": Rule.PHYSICAL})
    )
    assert {p.code for p in found.problems} == {"value-without-baseline", "value-without-budget", "value-unknown-task"}
    assert found.value is None


def test_weighted_milestones_without_any_are_told() -> None:
    found = report(Rules({"b": Rule.WEIGHTED_MILESTONES}))
    assert "value-without-milestones" in {p.code for p in found.problems}
