"""The counter-based draws are normal, independent between tasks, samples and seeds, and the calendars' tables agree with the calendars."""

from itertools import pairwise
from math import sqrt
from statistics import NormalDist

import pytest

from milepost.engine.network.kernel import shift_by_lag
from milepost.engine.network.outline import Outline
from milepost.engine.network.schedule_plan import solve
from milepost.engine.risk.clock import clock_tables
from milepost.engine.risk.prepare import draw_keys
from milepost.engine.risk.rows import WIDTH, finish_row, lag_row, mixed_row, normal_row, start_row, work_row
from milepost.engine.risk.shapes import bell
from milepost.engine.working_time.arithmetic import rest_forward, subtract_work, work_before
from milepost.values import DAY
from tests.engine.network.plans import random_plan

SAMPLES = 40_000
KEYS = draw_keys([f"task {i}" for i in range(6)], seed=7)


def normals(task: int, count: int = SAMPLES) -> list[float]:
    found: list[float] = []
    for base in range(0, count, WIDTH):
        row = [0] * WIDTH
        normal_row(row, KEYS[0][task], KEYS[1][task], list(range(base, base + WIDTH)), list(bell()), [0] * WIDTH, [0] * WIDTH)
        found += [value / 4096 for value in row]
    return found[:count]


def correlation(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True)) / len(one)


@pytest.mark.parametrize("task", range(3))
def test_draws_have_the_moments_and_tails_of_the_normal_distribution(task: int) -> None:
    values = normals(task)
    moments = [sum(v**power for v in values) / SAMPLES for power in (1, 2, 3, 4)]
    for found, known, error in zip(moments, (0, 1, 0, 3), (1, sqrt(2), sqrt(15), sqrt(96)), strict=True):
        assert found == pytest.approx(known, abs=4 * error / sqrt(SAMPLES))
    for limit in (-3, -2, -1, -0.25, 0, 0.25, 1, 2, 3):
        share = NormalDist().cdf(limit)
        assert sum(v <= limit for v in values) / SAMPLES == pytest.approx(share, abs=4 * sqrt(share * (1 - share) / SAMPLES) + 2e-4)


def test_tasks_and_neighbouring_samples_are_independent() -> None:
    rows = [normals(task) for task in range(6)]
    for i, one in enumerate(rows):
        assert abs(correlation(one[1:], one[:-1])) < 4 / sqrt(SAMPLES)
        for other in rows[:i]:
            assert abs(correlation(one, other)) < 4 / sqrt(SAMPLES)
            assert abs(correlation([v * v - 1 for v in one], [v * v - 1 for v in other])) < 4 * 2 / sqrt(SAMPLES)


def test_a_sample_draws_the_same_wherever_it_stands_in_a_block() -> None:
    whole, part = [0] * WIDTH, [0] * WIDTH
    mixed_row(whole, KEYS[0][0], KEYS[1][0], list(range(WIDTH)))
    mixed_row(part, KEYS[0][0], KEYS[1][0], list(range(50, 50 + WIDTH)))
    assert part[: WIDTH - 50] == whole[50:]
    assert all(0 <= value < 2**31 for value in whole)
    assert draw_keys(["task 1"], seed=8) != draw_keys(["task 1"], seed=7)


def test_tables_of_cells_say_what_the_calendars_say() -> None:
    plan = random_plan(3)
    network, _, _ = solve(plan, Outline(plan))
    table = network.calendars
    used = range(len(table.first) - 1)
    cells = clock_tables(table, list(used))
    number = [cells.number[k] for k in used]
    clock = (cells.magic, cells.shift, cells.cell, cells.top, number, cells.before, cells.moment)
    cal = (
        table.day_table, table.day0, table.days, table.first, table.start, table.end, table.cum, table.inverse, table.inverse_first,
    )  # fmt: skip
    origin = table.day0 * DAY
    moments = [origin + 200 * DAY + 1237 * i for i in range(12 * WIDTH)] + [origin + 200 * DAY + 3600 * i for i in range(4 * WIDTH)]
    for k in used:
        found: list[int] = []
        for at in range(0, len(moments), WIDTH):
            block = moments[at : at + WIDTH]
            near = [moment - origin for moment in block]
            work, start, finish, later, sooner, spare = ([0] * WIDTH for _ in range(6))
            work_row(work, near, clock, k)
            assert work == [work_before(cal, k, moment) for moment in block]
            assert work == [cells.work(k, moment) for moment in near]
            start_row(start, work, clock, k)
            finish_row(finish, work, clock, k)
            lag_row(later, near, clock, k, 5 * 3600, spare)
            lag_row(sooner, near, clock, k, -5 * 3600, spare)
            assert later == [shift_by_lag(cal, k, moment, 5 * 3600) - origin for moment in block]
            assert sooner == [subtract_work(cal, k, moment, 5 * 3600) - origin for moment in block]
            for moment, first, last in zip(block, start, finish, strict=True):
                assert rest_forward(cal, k, moment) - origin in (moment - origin, first)
                assert last <= moment - origin <= first or first == moment - origin
            found += work
        assert all(a <= b for a, b in pairwise(found[: 12 * WIDTH]))
