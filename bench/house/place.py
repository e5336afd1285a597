"""An installation in a folder of its own: its commands, its server, and how long that takes to answer."""

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import milepost
from bench.house.processes import family
from bench.measure import ROOT, Ran, run_process

COMMAND = (sys.executable, "-P", "-m", "milepost.cli")
LIMIT = 900
LONGEST_START = 60


class Place:
    """`database` is its URL; SQLite in the folder without one."""

    def __init__(self, folder: Path, *, port: int, database: str = "") -> None:
        self.folder, self.port = folder, port
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MILEPOST_", "DJANGO_"))}
        paths = os.pathsep.join((str(Path(milepost.__file__).parents[1]), str(ROOT)))
        # The limiter counts as ever; it only never says no.
        own = {"MILEPOST_HOME": str(folder), "MILEPOST_RATE_LIMIT": "100000000", "PYTHONPATH": paths}
        self.environment = kept | own | ({"MILEPOST_DATABASE_URL": database} if database else {})
        self.server: subprocess.Popen[bytes] | None = None

    def command(self, *words: str) -> Ran:
        """`milepost WORDS`. Raises RuntimeError when it fails."""
        return self._ran([*COMMAND, *words])

    def script(self, module: str, *words: str) -> Ran:
        """A module of these benches within the house. Raises RuntimeError when it fails."""
        return self._ran([sys.executable, "-P", "-W", "ignore", "-m", module, *words])

    def _ran(self, command: list[str]) -> Ran:
        absent = {name: None for name in os.environ if name not in self.environment}
        ran = run_process(command, environment={**self.environment, **absent}, limit=LIMIT)
        if ran.code:
            raise RuntimeError(f"{' '.join(command[-3:])} ended with {ran.code}: {ran.err.strip()[-1500:]}")
        return ran

    def start(self, *more: str) -> float:
        """`milepost serve` with two processes of four threads and a worker; seconds until /readyz says that it can be used."""
        words = ("serve", "--listen", f"127.0.0.1:{self.port}", "--drain", "0", "--processes", "2", "--threads", "4", *more)
        began = time.perf_counter()
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen([*COMMAND, *words], env=self.environment, stdout=log, stderr=log, start_new_session=True)
        while time.perf_counter() - began < LONGEST_START:
            if _ready(self.port):
                return time.perf_counter() - began
            if self.server.poll() is not None:
                break
            time.sleep(0.005)
        raise RuntimeError(f"the server did not start: {(self.folder / 'log').read_text()[-1500:]}")

    @property
    def process(self) -> int:
        """The server's first process."""
        assert self.server is not None
        return self.server.pid

    def kill(self) -> None:
        """SIGKILL to every process of the server at once: no time to put anything away."""
        for process in family(self.process):
            os.kill(process, signal.SIGKILL)
        assert self.server is not None
        self.server.wait()
        while _listens(self.port):
            time.sleep(0.005)

    def stop(self) -> None:
        """Ended as an administrator would."""
        if self.server is not None and self.server.poll() is None:
            self.server.terminate()
            self.server.wait(60)


def _ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _listens(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.connect()
    except OSError:
        return False
    connection.close()
    return True
