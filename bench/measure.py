"""Times, memory and tables the way every bench prints them: the best and the median of several runs, wall clock and processor."""

import os
import platform
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any

import milepost

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("numpy", "numba", "mpxj", "jpype1")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of several runs of one thing; `result` is what the last run answered."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]
    result: Any = None

    @property
    def best(self) -> float:
        """The least processor time: what the machine can do when the others leave it alone."""
        return min(self.cpu)

    @property
    def typical(self) -> float:
        """The median wall time: what a person saw on this machine, others' load included."""
        return median(self.wall)


def timed(work: Callable[[], Any], *, runs: int = 5) -> Times:
    """Run the work several times."""
    wall, cpu, result = [], [], None
    for _ in range(runs):
        began, used = time.perf_counter(), time.process_time()
        result = work()
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - used)
    return Times(tuple(wall), tuple(cpu), result)


@dataclass(frozen=True, slots=True)
class Ran:
    """How a process of its own went: seconds on the clock and on the processor, peak of resident memory in MB, and what it said."""

    wall: float
    cpu: float
    peak_mb: float
    code: int
    out: str
    err: str


def run_process(
    command: Sequence[str], *, environment: Mapping[str, str | None] | None = None, folder: Path | None = None, limit: float = 600
) -> Ran:
    """Run a command to its end; it finds this product and these benches. `environment` changes variables, None removes one.

    A small process in between starts it, so that the peak of memory is that of this command and of no other child.
    Raises subprocess.TimeoutExpired past the limit of seconds, when everything that was started has been ended.
    """
    found = os.pathsep.join((str(Path(milepost.__file__).parents[1]), str(ROOT)))
    changed = {**os.environ, "PYTHONPATH": found, **(environment or {})}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", _WATCH, *command],
        env={name: value for name, value in changed.items() if value is not None},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        out, told = process.communicate(timeout=limit)
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()  # to the end of its output, which is the end of all that could write there
    wall = time.perf_counter() - began
    err, _, numbers = told.rpartition("\nMEASURED ")
    cpu, peak = (float(word) for word in numbers.split()) if numbers else (0.0, 0.0)
    return Ran(wall, cpu, peak / 1024, process.returncode, out, err)


_WATCH = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("\\nMEASURED", used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
sys.exit(code if code >= 0 else 128 - code)
"""


def own_peak_mb() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def spoken(seconds: float) -> str:
    """A span people read at a glance: "4.2 ms"."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.3g} µs"
    return f"{seconds * 1e3:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table that reads on a terminal and is Markdown as it stands: first column left, the others right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True))) + " |"

    rule = ["-" * w if i == 0 else "-" * (w - 1) + ":" for i, w in enumerate(widths)]
    return "\n".join(line(cells) for cells in (head, rule, *rows))


def machine() -> str:
    """Date, processor, load, versions: what belongs beside every result."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    versions = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{date.today().isoformat()} · {_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB · load {load} · "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {versions}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    facts = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return f"{facts.get('model name', 'unknown processor')} at {float(facts.get('cpu MHz') or 0) / 1000:.1f} GHz"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"
