"""The generator of networks: the same for a seed, of the shape it promises, and the same in all three forms."""

import hashlib

import pytest

from bench.networks import CONSTRAINTS, KINDS, START, sketch
from bench.plans import PROJECT, plan_of
from milepost.engine import Severity, schedule_plan
from milepost.engine.model import Constraint, LinkKind
from milepost.values import DAY

COLUMNS = ("calendar", "duration", "constraint", "constraint_date", "predecessor", "successor", "kind", "lag", "elapsed")


def fingerprint(rows):
    text = ";".join(",".join(map(str, getattr(rows, name))) for name in COLUMNS)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_the_same_seed_gives_the_same_network_on_every_machine():
    assert fingerprint(sketch(500, seed=7)) == "7519cac268bf0643"


def test_another_seed_gives_another_network():
    assert fingerprint(sketch(500, seed=7)) != fingerprint(sketch(500, seed=8))


def test_rows_stand_in_topological_order_and_links_by_their_successor():
    rows = sketch(2000)
    assert all(a < b for a, b in zip(rows.predecessor, rows.successor, strict=True))
    assert list(rows.successor) == sorted(rows.successor)
    assert len(set(zip(rows.predecessor, rows.successor, strict=True))) == len(rows.successor)


def test_a_network_has_about_two_links_for_each_task_and_all_that_the_goal_names():
    rows = sketch(5000)
    assert 1.8 < len(rows.lag) / rows.size < 2.2
    assert set(rows.calendar) == {0, 1, 2}
    assert {KINDS[kind] for kind in rows.kind} == set(LinkKind)
    assert {CONSTRAINTS[kind] for kind in rows.constraint} == set(CONSTRAINTS)
    assert min(rows.lag) < 0 < max(rows.lag) and any(rows.elapsed)


@pytest.mark.parametrize("size", [300, 1000, 5000])
def test_the_work_takes_some_years_whatever_its_size(size):
    schedule = schedule_plan(plan_of(sketch(size)))
    assert 3 < (schedule.finish - START) / DAY / 365 < 10


def test_a_plan_has_a_summary_for_each_project_and_nothing_wrong_with_it():
    plan = plan_of(sketch(1000))
    assert len(plan.tasks) == 1000 + len(plan.summaries)
    assert all(sum(task.parent == summary for task in plan.tasks) <= PROJECT for summary in plan.summaries)
    assert [task.row for task in plan.tasks] == list(range(1, len(plan.tasks) + 1))
    schedule = schedule_plan(plan)
    assert not [problem for problem in schedule.problems if problem.severity is Severity.ERROR]
    assert len(schedule.dates) == len(plan.tasks)


def test_without_constraints_no_task_has_one():
    assert all(task.constraint is Constraint.ASAP for task in plan_of(sketch(300, constrained=False)).tasks)


def test_people_are_put_on_every_task_that_takes_time():
    plan = plan_of(sketch(300), people=7)
    assert {a.task for a in plan.assignments} == {task.id for task in plan.tasks if task.duration}
    assert {a.resource for a in plan.assignments} == {resource.id for resource in plan.resources}
