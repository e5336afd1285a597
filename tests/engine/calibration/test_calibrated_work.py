"""Calibrated days of open work: factors task by task, and sums whose P80 is less than the sum of P80s."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.engine.calibration import OpenWork, Record, Weighing, calibrate, calibrated_work

ALWAYS_HALF_MORE = [Record(10, 15, "steady", n) for n in range(30)]
VARIED = [Record(10, 5 + n % 21, "varied", n) for n in range(210)]


def test_work_that_always_took_half_more_will_take_half_more() -> None:
    found = calibrated_work([OpenWork("t", 4, "steady"), OpenWork("u", 2, "steady")], calibrate(ALWAYS_HALF_MORE))
    assert found is not None
    assert [(task.left, task.p50) for task in found.tasks] == [(4, pytest.approx(6)), (2, pytest.approx(3))]
    assert [task.p80 for task in found.tasks] == pytest.approx([6, 3])
    assert (found.whole.left, found.whole.p50, found.whole.p80) == (6, pytest.approx(9), pytest.approx(9))


@settings(max_examples=15)
@given(st.lists(st.floats(0.5, 20), min_size=2, max_size=12), st.integers(0, 5))
def test_a_sum_is_surer_than_its_parts(days: list[float], seed: int) -> None:
    known = calibrate(VARIED, weighing=Weighing())
    found = calibrated_work([OpenWork(str(n), one, "varied", (f"part {n % 2}",)) for n, one in enumerate(days)], known, seed=seed)
    assert found is not None
    assert found.whole.p50 <= found.whole.p80 <= sum(task.p80 for task in found.tasks) * 1.02
    assert sum(part.left for part in found.parts.values()) == pytest.approx(found.whole.left)
    assert sum(part.tasks for part in found.parts.values()) == found.whole.tasks == len(days)
    assert max(part.p80 for part in found.parts.values()) <= found.whole.p80


def test_the_more_tasks_go_together_the_more_a_quote_needs() -> None:
    known = calibrate(VARIED)
    work = [OpenWork(str(n), 5, "varied") for n in range(20)]
    apart, usual, one = (calibrated_work(work, known, together=together) for together in (0.0, 0.2, 0.9))
    assert apart is not None
    assert usual is not None
    assert one is not None
    assert apart.whole.p80 < usual.whole.p80 < one.whole.p80
    assert calibrated_work(work, known) == usual


def test_without_records_or_open_work_there_is_nothing_to_say() -> None:
    assert calibrated_work([OpenWork("t", 4)], calibrate([])) is None
    assert calibrated_work([OpenWork("t", 0)], calibrate(VARIED)) is None
