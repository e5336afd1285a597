"""Large files: what reading needs beyond the file itself grows with the plan, not with the XML around it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.exchange.mspdi.making import document, link, task

TASKS = 4000
PROGRAM = """
import resource, sys
from pathlib import Path
from milepost.exchange.mspdi import read

def peak():
    # Linux hands the parent's peak down to getrusage, but not to VmHWM.
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:")) * 1024

data = Path(sys.argv[1]).read_bytes()
before = peak()
found = read(data, name="large.xml")
print(len(found.plan.tasks), len(found.plan.links), (peak() - before) / len(data))
"""
UNUSED = ("ACWP", "CV", "BCWS", "BCWP", "HideBar", "Rollup", "OvertimeCost", "LevelingCanSplit", "ResumeValid")


def large() -> bytes:
    """As many elements a task as MS Project writes, most of them of no use to a plan."""
    more = dict.fromkeys((*UNUSED, *(f"Later{n}" for n in range(60))), 0)
    rows = (
        task(n, "".join(link(p, Type=1, LinkLag=0, LagFormat=7) for p in sorted({n - 1, n // 2}) if 0 < p < n), **more)
        for n in range(1, TASKS + 1)
    )
    return document("".join(rows))


def test_reading_needs_less_memory_than_twice_the_file(tmp_path: Path) -> None:
    """A tree of the whole document would need some ten times the file; here it is the plan, what it carries, and one record."""
    path = tmp_path / "large.xml"
    path.write_bytes(large())
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", PROGRAM, path], capture_output=True, text=True, check=False, env=environment)
    assert run.returncode == 0, run.stderr
    tasks, links, share = run.stdout.split()
    assert (int(tasks), int(links)) == (TASKS, 2 * TASKS - 3)
    assert float(share) < 2
