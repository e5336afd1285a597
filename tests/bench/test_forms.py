"""What the bench times is what the product computes: arrays, lists and plan give the same dates, and edits end where a new start does."""

import itertools

import pytest

from bench.edits import measure_edits, path_to_finish
from bench.kernels import measure_passes
from bench.lists import as_lists
from bench.networks import sketch
from bench.plans import plan_of, row_numbers
from milepost.engine import schedule_plan
from milepost.engine.network.incremental import LivePlan

np = pytest.importorskip("numpy")

SIZE = 400


@pytest.fixture(scope="module")
def rows():
    return sketch(SIZE, seed=5)


@pytest.fixture(scope="module")
def passes(rows):
    from bench.arrays import network_of

    return measure_passes(as_lists(network_of(rows)), compiled=False, runs=1).passes


def test_the_network_of_arrays_gives_the_dates_of_the_plan(rows, passes):
    schedule = schedule_plan(plan_of(rows))
    for row, number in enumerate(row_numbers(rows)):
        dates = schedule[str(number)]
        assert (dates.early_start, dates.early_finish) == (passes.early_start[row], passes.early_finish[row])
        assert (dates.late_start, dates.late_finish) == (passes.late_start[row], passes.late_finish[row])
        assert (dates.total_float, dates.free_float) == (passes.total[row], passes.free[row])


def test_the_limit_without_calendars_never_lies_behind_its_own_links(rows):
    pytest.importorskip("numba")
    from bench.limit import columns, passes

    early, late, finish = passes.py_func(*columns(rows))
    for a, b, kind, lag in zip(rows.predecessor, rows.successor, rows.kind, rows.lag, strict=True):
        leaves = early[a] + (rows.duration[a] if kind in (0, 2) else 0)
        arrives = early[b] + (rows.duration[b] if kind >= 2 else 0)
        assert arrives >= leaves + lag
        assert late[b] + (rows.duration[b] if kind >= 2 else 0) >= late[a] + (rows.duration[a] if kind in (0, 2) else 0) + lag
    assert finish == max(early + np.asarray(rows.duration))


def test_edits_end_with_the_schedule_of_the_plan_as_edited(rows):
    plan = plan_of(rows)
    live = LivePlan(plan)
    still, moved = measure_edits(live, plan, count=60)
    assert len(still.early) + len(moved.early) == 60
    assert len(moved.early) > 5 and len(still.early) > 5
    again = schedule_plan(live.plan)
    assert [(d.task, d.early_start, d.early_finish, d.late_start, d.late_finish) for d in live.schedule()] == [
        (d.task, d.early_start, d.early_finish, d.late_start, d.late_finish) for d in again
    ]


def test_an_edit_computes_a_small_part_of_the_network(rows):
    plan = plan_of(rows)
    still, moved = measure_edits(LivePlan(plan), plan, count=40)
    computed = sorted((*still.computed, *moved.computed))
    assert computed[len(computed) // 2] < SIZE / 4
    assert still.rebuilt == moved.rebuilt == 0


def test_the_path_to_the_finish_ends_with_the_last_task_and_begins_without_a_link(rows):
    plan = plan_of(rows)
    schedule = schedule_plan(plan)
    path = path_to_finish(plan, schedule)
    assert schedule[path[0].id].early_finish == max(d.early_finish for d in schedule)
    assert schedule[path[-1].id].driving_link is None
    assert all(any(link.predecessor == b.id and link.successor == a.id for link in plan.links) for a, b in itertools.pairwise(path))
