"""TaskJuggler on projects of whole periods: a period is a working day, a resource as many people as its capacity says.

Its tasks with effort may pause while others go on, which ours never do: its lengths are flattered.
"""

import csv
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.measure import run_process
from bench.peers import PeerFailed, PeerMissing
from milepost.engine.levelling.periods.instance import Project
from milepost.values import DAY, read_moment

BEGIN = "2001-01-01"


def length_with_taskjuggler(project: Project, *, limit: float = 120) -> tuple[int, float]:
    """Days until all is done, and processor seconds of the process. Raises PeerMissing without `tj3`, PeerFailed when it refuses."""
    command = shutil.which("tj3")
    if command is None:
        raise PeerMissing("TaskJuggler: no `tj3` on this machine (Debian, Ubuntu: apt-get install tj3)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.tjp"
        file.write_text(project_text(project), encoding="utf-8")
        try:
            ran = run_process([command, "--silent", "--no-color", str(file)], folder=Path(folder), limit=limit)
        except subprocess.TimeoutExpired:
            raise PeerFailed(f"TaskJuggler was stopped after {limit:.0f} s") from None
        found = Path(folder) / "ends.csv"
        if ran.code or not found.exists():
            raise PeerFailed(f"TaskJuggler ended with {ran.code}: {(ran.err or ran.out).strip()[-300:]}")
        rows = list(csv.reader(found.open(encoding="utf-8"), delimiter=";"))[1:]
    last = max(read_moment(row[-1]) for row in rows)
    return -(-(last - read_moment(f"{BEGIN}T00:00")) // DAY), ran.cpu


def project_text(project: Project) -> str:
    """The project as a .tjp file."""
    hours = "dailyworkinghours 8 workinghours mon - sun 9:00 - 17:00"
    lines = [f'project p "Generated" {BEGIN} +4y {{ timezone "UTC" timingresolution 60min {hours} }}']
    for r, capacity in enumerate(project.capacities):
        lines += [f'resource r{r}_{i} "Team {r}, {i}"' for i in range(capacity)]
    for j, duration in enumerate(project.durations):
        parts = [f"depends {', '.join(f't{p}' for p in project.predecessors[j])}" if project.predecessors[j] else f"start {BEGIN}"]
        people = sum(project.demands[j])
        if not duration:
            parts.append("milestone")
        elif not people:
            parts.append(f"length {duration}d")
        else:
            parts.append(f"effort {duration * people}d")
            parts += [_one_of(r, capacity) for r, capacity in enumerate(project.capacities) for _ in range(project.demands[j][r])]
        lines.append(f'task t{j} "Task {j}" {{ {" ".join(parts)} }}')
    lines.append('taskreport "ends" { formats csv columns id, end timeformat "%Y-%m-%dT%H:%M" }')
    return "\n".join([*lines, ""])


def _one_of(r: int, capacity: int) -> str:
    others = ", ".join(f"r{r}_{i}" for i in range(1, capacity))
    return f"allocate r{r}_0 {{ {f'alternative {others} ' if others else ''}select minloaded persistent mandatory }}"
