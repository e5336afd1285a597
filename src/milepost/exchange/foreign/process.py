"""Runs a command that nobody trusts: own session, private folder, watched time, memory and disk, stopped whole when it goes beyond."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from milepost.exchange.foreign.limits import MEGABYTE, Limits

Progress = Callable[[str], None]
"""Called about once a second with a sentence for a person."""

POLL_SECONDS = 0.05
LOG_TAIL = 8000


@dataclass(frozen=True, slots=True)
class Ended:
    """How the command ended: `stopped` is "time", "memory" or "disk" when a limit stopped it, else empty and `code` is its own.

    `code` is negative for a signal. `peak_mb` is the largest resident memory seen, 0 where the system does not tell.
    """

    code: int
    stopped: str
    seconds: float
    peak_mb: int
    log: str


def run_limited(command: Sequence[str], *, folder: Path, limits: Limits, progress: Progress | None = None) -> Ended:
    """Runs `command` in `folder` until it ends or a limit stops it; an interrupt of ours stops it too and is passed on.

    Its output goes to a file in the folder, so that it can neither fill our memory nor block on a full pipe. Raises OSError when
    the command cannot be started.
    """
    log = folder / "reader.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=plain_environment(folder),
            start_new_session=True,
            close_fds=True,
        )
        try:
            stopped, seconds, peak_mb = watch(process, folder=folder, limits=limits, progress=progress)
        finally:
            stop(process)
    with log.open("rb") as written:
        written.seek(max(0, log.stat().st_size - LOG_TAIL))
        tail = written.read(LOG_TAIL).decode("utf-8", "replace")
    return Ended(process.returncode, stopped, seconds, peak_mb, tail)


def watch(process: subprocess.Popen[bytes], *, folder: Path, limits: Limits, progress: Progress | None) -> tuple[str, float, int]:
    """Waits for the end or for the first limit passed: (which one, seconds, peak MB)."""
    began = told = time.monotonic()
    peak = 0
    while True:
        ended = process.poll() is not None
        now = time.monotonic()
        seconds = now - began
        if ended:
            return "", seconds, peak // MEGABYTE
        memory = resident_bytes(process.pid)
        peak = max(peak, memory)
        if seconds > limits.seconds:
            return "time", seconds, peak // MEGABYTE
        if memory > limits.memory_mb * MEGABYTE:
            return "memory", seconds, peak // MEGABYTE
        if written_bytes(folder) > (limits.output_mb + limits.file_mb) * MEGABYTE:
            return "disk", seconds, peak // MEGABYTE
        if progress is not None and now - told >= 1:
            told = now
            progress(f"reading, {seconds:.0f} s of at most {limits.seconds:g} s, {memory // MEGABYTE} MB of at most {limits.memory_mb} MB")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(POLL_SECONDS)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the command and what it started, if it still runs: once it has ended, its number may be somebody else's."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def resident_bytes(pid: int) -> int:
    """Resident memory of a process, 0 where the system has no /proc or the process is gone."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def written_bytes(folder: Path) -> int:
    """What lies in the folder and below it."""
    total = 0
    for place, _, files in os.walk(folder):
        for name in files:
            with contextlib.suppress(OSError):
                total += (Path(place) / name).stat().st_size
    return total


def plain_environment(folder: Path) -> dict[str, str]:
    """Only what a process needs to start: no secrets, no JAVA_TOOL_OPTIONS, no Python settings, temporary files in the folder."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "JAVA_HOME", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
