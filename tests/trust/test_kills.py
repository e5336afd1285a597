"""Processes that are killed: what was not finished never was, and others go on."""

import random
import time
from pathlib import Path

import pytest

from tests.trust.conftest import House

JOBS, KILLS = 600, 8
WORKERS = 2
LEASE_MS = 1500
NO_LONGER = 3000
SHORT_LEASE_MS = 600


def test_of_six_hundred_jobs_none_is_lost_or_done_twice_though_eight_workers_are_killed(house: House) -> None:
    rng = random.Random(8)
    house.do("enqueue_many", count=JOBS)
    workers = [house.fork("work", lease_ms=LEASE_MS) for _ in range(WORKERS)]
    for kill in range(KILLS):
        time.sleep(rng.uniform(0.2, 0.6))
        assert workers[kill % WORKERS].alive()
        workers[kill % WORKERS].kill()
        workers[kill % WORKERS] = house.fork("work", lease_ms=LEASE_MS)
    for _ in range(NO_LONGER):
        if house.do("jobs_done") == JOBS:
            break
        time.sleep(0.3)
    state = house.do("state")
    assert {job for job, _ in state["jobs"]} == {"done"}
    names = [record["name"] for record in state["organisations"]]
    assert sorted(names) == sorted(f"Client {number}" for number in range(JOBS))
    assert sum(attempts - 1 for _, attempts in state["jobs"]) <= KILLS
    assert state["counters"]["ORG"] == JOBS == len(state["journal"])


@pytest.mark.parametrize("point", ["in the operation", "before the commit", "with a key", "in the seal"])
def test_a_process_killed_in_the_middle_of_a_change_leaves_nothing_of_it(house: House, tmp_path: Path, point: str) -> None:
    (key,) = house.do("make", names=["Harbour Council"])
    before = house.do("state") if point != "in the seal" else None
    reached = tmp_path / "reached"
    writer = house.fork("stop", point=point, key=key, reached=str(reached))
    while not reached.exists():
        assert writer.alive() and not writer.file.exists()
        time.sleep(0.01)
    writer.kill()
    assert before is None or house.do("state") == before
    house.do("make", names=["Eastmoor School"])
    state = house.do("state")
    assert [record["number"] for record in state["organisations"]] == ["ORG-1", "ORG-2"]
    assert state["counters"]["journal"] == len(state["journal"]) == 2


def test_a_job_that_takes_long_to_write_is_not_taken_away_by_another_worker(house: House) -> None:
    house.do("enqueue_slow", name="Harbour Council", seconds=5 * SHORT_LEASE_MS / 1000)
    for _ in range(WORKERS):
        house.fork("work", lease_ms=SHORT_LEASE_MS)
    for _ in range(NO_LONGER):
        if {state for state, _ in house.do("slow_ones")} <= {"done", "parked"}:
            break
        time.sleep(0.1)
    assert house.do("slow_ones") == [["done", 1]]
    assert [record["name"] for record in house.do("state")["organisations"]] == ["Harbour Council"]
