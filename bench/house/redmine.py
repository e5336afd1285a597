"""Redmine beside us, where it is installed with 10,000 issues on PostgreSQL and an API key: started, asked the same, and ended."""

import http.client
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.house.processes import family
from bench.peers import PeerMissing

PORT = 3100
KEY = {"X-Redmine-API-Key": "0123456789abcdef0123456789abcdef01234567"}
LONGEST_START = 180


@dataclass(frozen=True, slots=True)
class Running:
    """Its first process, and how long it took to answer."""

    process: int
    started_in: float
    port: int = PORT


@contextmanager
def redmine(command: str) -> Iterator[Running]:
    """Within it Redmine answers; `command` starts it there, puma with two processes of four threads as ours. Raises PeerMissing."""
    if not command or not Path(command).is_file():
        raise PeerMissing("Redmine: --redmine FILE names the command that starts it on port 3100; see bench/README.md")
    began = time.perf_counter()
    server = subprocess.Popen([command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while not _answers():
            if server.poll() is not None or time.perf_counter() - began > LONGEST_START:
                raise PeerMissing("Redmine: it did not start")
            time.sleep(0.02)
        yield Running(server.pid, time.perf_counter() - began)
    finally:
        for process in family(server.pid):
            try:
                os.kill(process, signal.SIGTERM)
            except ProcessLookupError:
                continue
        server.wait(60)


def _answers() -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    try:
        connection.request("GET", "/login")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
