"""The server as people run it, on the run's database: its processes are killed while programs write, and nothing acknowledged is lost."""

import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.served import Served, children, command
from tests.trust.conftest import House

THOROUGH = os.environ.get("MILEPOST_THOROUGH") == "1"
KILLS = 200 if THOROUGH else 6
FIRST_PROCESS_EVERY = 3
"""Of so many kills one is of the first process, with which the whole server goes; then it is started again."""
WRITERS = 4
SEEN_SECONDS = 0.3


@dataclass
class Writer:
    """A program that creates one client after another, and asks again with the same key until it is told that one is there."""

    served: Served
    token: str
    name: str
    stopped: threading.Event
    acknowledged: list[str] = field(default_factory=list)
    unexpected: list[object] = field(default_factory=list)
    broken: int = 0

    def run(self) -> None:
        while not self.stopped.is_set():
            name = f"{self.name} {len(self.acknowledged)}"
            if self._answered(name):
                self.acknowledged.append(name)
            else:
                self.broken += 1
                time.sleep(0.05)

    def _answered(self, name: str) -> bool:
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": name}
        try:
            status, _, body = self.served.ask("/api/v1/organisations/", given={"name": name, "kind": "client"}, **headers)
        except (OSError, ValueError):
            return False
        if status not in (201, 503):
            self.unexpected.append([status, body.decode()])
        return status == 201 and json.loads(body)["name"] == name


@pytest.fixture
def served(house: House, tmp_path: Path) -> Iterator[Served]:
    more = {"MILEPOST_DATABASE_URL": house.url, "MILEPOST_RATE_LIMIT": "0"}
    assert command(tmp_path / "served", "setup-house", "--email", "ann@example.org", **more).returncode == 0
    made = Served(tmp_path / "served", more, options=("--processes", "2", "--drain", "0")).start()
    yield made
    made.end()


def test_no_acknowledged_change_is_lost_and_none_is_done_twice_though_processes_are_killed(house: House, served: Served) -> None:
    rng, stopped, token = random.Random(9), threading.Event(), house.do("program")
    writers = [Writer(served, token, f"Client {number}", stopped) for number in range(WRITERS)]
    threads = [threading.Thread(target=writer.run) for writer in writers]
    for thread in threads:
        thread.start()
    for kill in range(1, KILLS + 1):
        time.sleep(rng.uniform(SEEN_SECONDS / 3, SEEN_SECONDS))
        if kill % FIRST_PROCESS_EVERY == 0:
            served.kill()
            served.start()
        else:
            _kill_one(served, rng)
        served.wait_until_ready()
        _until_written(writers)
    stopped.set()
    for thread in threads:
        thread.join()
    served.end()
    assert not [writer.unexpected for writer in writers if writer.unexpected]
    assert sum(writer.broken for writer in writers) > 0, "no kill was ever noticed: this has tested nothing"
    state = house.do("state")
    names = [record["name"] for record in state["organisations"]]
    assert len(names) == len(set(names)) == len(state["journal"]) - _not_creations(state)
    assert {name for writer in writers for name in writer.acknowledged} <= set(names)
    assert sorted(int(record["number"].removeprefix("ORG-")) for record in state["organisations"]) == list(range(1, len(names) + 1))
    assert state["kept"] == len(names) and state["counters"]["ORG"] == len(names)


def _kill_one(served: Served, rng: random.Random) -> None:
    """kill -9 of a process that answers requests, or of the worker beside them."""
    assert served.process is not None
    for _ in range(200):
        found = children(served.process.pid)
        if found:
            try:
                os.kill(rng.choice(found), signal.SIGKILL)
                return
            except ProcessLookupError:
                pass
        time.sleep(0.05)
    raise AssertionError("there was nothing to kill")


def _until_written(writers: list[Writer]) -> None:
    """After each kill every writer gets on."""
    before = [len(writer.acknowledged) for writer in writers]
    for _ in range(1200):
        if all(len(writer.acknowledged) > was for writer, was in zip(writers, before, strict=True)):
            return
        time.sleep(0.05)
    raise AssertionError(f"writers wait: {[writer.unexpected for writer in writers]}")


def _not_creations(state: dict[str, list[list[object]]]) -> int:
    return len([one for one in state["journal"] if one[0] != "organisation.create"])
