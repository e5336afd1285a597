"""`milepost serve` as a process of its own, asked from the outside."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0
Answer = tuple[int, dict[str, str], bytes]


def environment(home: Path, **more: str) -> dict[str, str]:
    """Nothing of the house under test gets through but what is named."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MILEPOST_", "DJANGO_"))}
    return kept | {"MILEPOST_HOME": str(home), "PYTHONPATH": str(ROOT / "src")} | more


def command(home: Path, *words: str, **more: str) -> Any:
    """What a command of the house answered."""
    told = [sys.executable, "-m", "milepost.cli", *words]
    return subprocess.run(told, env=environment(home, **more), capture_output=True, text=True, check=False, timeout=120)


def token_in(told: str) -> str:
    """The token that a command has shown."""
    (found,) = [word for word in told.split() if word.startswith("mp_")]
    return found


def children(process: int) -> list[int]:
    """The processes that it started."""
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False).stdout
    return [int(number) for number in found.split()]


def _lives(process: int) -> bool:
    """Whether it is there and not only waits to be taken leave of."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Served:
    """A server of one house; what it logs stands in a file beside the house."""

    home: Path
    more: dict[str, str]
    options: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[str] | None" = None

    @property
    def log(self) -> Path:
        return self.home.with_name(f"{self.home.name}.log")

    def start(self) -> "Served":
        """Start, and wait until it is ready."""
        told = [sys.executable, "-m", "milepost.cli", "serve", "--listen", f"127.0.0.1:{self.port}", *self.options]
        with self.log.open("a") as stream:
            self.process = subprocess.Popen(told, env=environment(self.home, **self.more), stdout=stream, stderr=stream, text=True)
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        for _ in range(int(PATIENCE / 0.05)):
            try:
                if self.ask("/readyz")[0] == 200:
                    return
            except OSError:
                assert self.process is not None and self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        raise AssertionError(f"not ready: {self.log.read_text()}")

    def lives(self) -> bool:
        """Whether it answers, at last, while its first process is there."""
        assert self.process is not None
        for _ in range(int(PATIENCE / 0.05)):
            try:
                return self.process.poll() is None and self.ask("/livez")[0] == 200
            except OSError:
                time.sleep(0.05)
        return False

    def ask(self, path: str, *, given: Any = None, **headers: str) -> Answer:
        """Status, headers and body; a POST when something is given. Raises OSError where nobody answers."""
        sent = None if given is None else json.dumps(given).encode()
        headers = headers | ({} if sent is None else {"Content-Type": "application/json"})
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=sent, headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()
        except HTTPException as error:  # half an answer, from a process that was killed while it sent it
            raise ConnectionError(f"no whole answer: {error}") from error

    def kill(self) -> None:
        """kill -9 of the first process, and wait until those it started have noticed and ended: until then they hold the address."""
        if self.process is None or self.process.poll() is not None:
            return
        left = children(self.process.pid)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for _ in range(int(PATIENCE / 0.05)):
            if not any(_lives(number) for number in left):
                return
            time.sleep(0.05)
        raise AssertionError(f"processes outlive the one that started them: {left}")

    def end(self) -> None:
        """Ask it to end, and take care that it does."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.kill()
