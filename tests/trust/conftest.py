"""A house in a database of its own, in a file or on the run's PostgreSQL, and processes that work in it and can be killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.places import Places, places

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 100.0
POLL = 0.01


@dataclass
class Forked:
    """A process at work."""

    pid: int
    file: Path

    def answer(self) -> Any:
        """What its task gave. Fails when that failed, or the process is gone without a word."""
        for _ in range(int(PATIENCE / POLL)):
            alive = self.alive()
            if self.file.exists():
                found = json.loads(self.file.read_text())
                assert "failed" not in found, found["failed"]
                return found["gave"]
            assert alive, "the process died"
            time.sleep(POLL)
        raise AssertionError("the process takes too long")

    def alive(self) -> bool:
        """Whether it still runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        while self.alive():
            time.sleep(POLL)


@dataclass
class House:
    """`do` runs a task of tests/trust/tasks.py in a process of its own and gives its answer; `fork` starts it and goes on."""

    url: str
    folder: Path
    nursery: "subprocess.Popen[str]"
    started: list[Forked] = field(default_factory=list)

    def fork(self, task: str, **arguments: Any) -> Forked:
        assert self.nursery.stdin is not None and self.nursery.stdout is not None
        file = self.folder / f"answer-{len(self.started)}.json"
        order = {"database": self.url, "task": task, "arguments": arguments, "answer": str(file)}
        self.nursery.stdin.write(json.dumps(order) + "\n")
        self.nursery.stdin.flush()
        made = Forked(int(self.nursery.stdout.readline()), file)
        self.started.append(made)
        return made

    def do(self, task: str, **arguments: Any) -> Any:
        return self.fork(task, **arguments).answer()

    def end(self) -> None:
        for one in self.started:
            if one.alive():
                one.kill()


@pytest.fixture(scope="session")
def nursery() -> Iterator["subprocess.Popen[str]"]:
    """Processes fork from here, so that each takes milliseconds to start."""
    found = {name: value for name, value in os.environ.items() if name != "MILEPOST_DATABASE_URL"}
    environment = found | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "tests.house_settings"}
    environment["MILEPOST_DATABASE_URL"] = os.environ.get("MILEPOST_DATABASE_URL", "sqlite:///:memory:")
    command = [sys.executable, "-m", "tests.trust.nursery"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        yield process


@pytest.fixture(scope="session")
def migrated(nursery: "subprocess.Popen[str]", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """Databases with the tables in them, copied from one that was migrated."""
    folder = tmp_path_factory.mktemp("trust")
    kept = places(folder)
    kept.add("original")
    House(kept.url("original"), folder, nursery).do("migrate")
    yield kept
    kept.remove("original")


@pytest.fixture
def house(migrated: Places, nursery: "subprocess.Popen[str]", tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A house with nothing in it."""
    name = f"t{abs(hash(request.node.nodeid)) % 10**9}"
    migrated.add(name, like="original")
    made = House(migrated.url(name), tmp_path, nursery)
    yield made
    made.end()
    migrated.remove(name)
