"""TaskJuggler on the same plan, written in its own language: how long `tj3` takes to schedule it.

TaskJuggler knows finish-to-start and start-to-start links for work that is scheduled forwards. The other two kinds are written as
finish-to-start, and bounds from above are left out: the time is that of a network of this size, its dates are not compared.
"""

import shutil
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

from bench.measure import Ran, run_process
from bench.peers import PeerFailed, PeerMissing
from milepost.engine.model import Calendar, Constraint, LagKind, Link, LinkKind, Plan, Task
from milepost.values import DAY, moment_text, read_moment

LAST_DATE = read_moment("2035-12-30T00:00")
"""TaskJuggler knows no later year."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def schedule_with_taskjuggler(plan: Plan, *, years: int = 9, runs: int = 1, limit: float = 120) -> tuple[Ran, ...]:
    """Schedule the plan without reports. Raises PeerMissing without `tj3`, PeerFailed when it refuses or takes too long."""
    command = shutil.which("tj3")
    if command is None:
        raise PeerMissing("TaskJuggler: no `tj3` on this machine (Debian, Ubuntu: apt-get install tj3)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.tjp"
        file.write_text(project_text(plan, years=years), encoding="utf-8")
        ran = []
        for _ in range(runs):
            try:
                ran.append(run_process([command, "--silent", "--no-color", "--no-reports", str(file)], folder=Path(folder), limit=limit))
            except subprocess.TimeoutExpired:
                raise PeerFailed(f"TaskJuggler was stopped after {limit:.0f} s") from None
            if ran[-1].code:
                raise PeerFailed(f"TaskJuggler ended with {ran[-1].code}: {(ran[-1].err or ran[-1].out).strip()[-300:]}")
    return tuple(ran)


def project_text(plan: Plan, *, years: int = 9) -> str:
    """The plan as a .tjp file; task rows of level 2 stand inside the summary above them."""
    links: dict[str, list[Link]] = defaultdict(list)
    for link in plan.links:
        links[link.successor].append(link)
    names = {task.id: f"t{task.id}" if task.parent is None else f"t{task.parent}.t{task.id}" for task in plan.tasks}
    lines = [f'project p "Generated" {_when(plan.start)} +{years}y {{ timezone "UTC" timingresolution 60min }}']
    lines += [_shift(calendar) for calendar in plan.calendars]
    people = {assignment.task: assignment.resource for assignment in plan.assignments}
    lines += [f'resource r{resource.id} "{resource.name}" {{ {_hours(plan.calendars[0])} }}' for resource in plan.resources]
    inside = False
    for task in plan.tasks:
        if task.id in plan.summaries:
            lines += ["}"] * inside + [f'task t{task.id} "{task.name}" {{']
            inside = True
        else:
            lines.append(_task(plan, task, links[task.id], names, people.get(task.id)))
    return "\n".join([*lines, *["}"] * inside, ""])


def _task(plan: Plan, task: Task, links: list[Link], names: dict[str, str], person: str | None) -> str:
    hours = task.duration // 3600
    parts = [f"shifts s{_number(plan, task.calendar)}"] if person is None else []
    if not task.duration:
        parts.append("milestone")
    elif person is not None:
        parts.append(f"effort {hours}h allocate r{person}")
    else:
        parts.append(f"length {hours}h")
    if task.constraint in (Constraint.SNET, Constraint.MSO) and task.constraint_date is not None:
        parts.append(f"minstart {_when(task.constraint_date)}")
    elif not links:
        parts.append(f"start {_when(plan.start)}")
    if links:
        parts.append("depends " + ", ".join(_depends(link, names) for link in links))
    return f'  task t{task.id} "{task.name}" {{ {" ".join(parts)} }}'


def _depends(link: Link, names: dict[str, str]) -> str:
    options = ["onstart"] if link.kind is LinkKind.SS else []
    if link.lag > 0:
        options.append(f"{'gapduration' if link.lag_kind is LagKind.ELAPSED else 'gaplength'} {link.lag // 3600}h")
    return names[link.predecessor] + (f" {{ {' '.join(options)} }}" if options else "")


def _number(plan: Plan, calendar: str | None) -> int:
    return next(i for i, one in enumerate(plan.calendars) if one.id == (calendar or plan.calendar))


def _shift(calendar: Calendar) -> str:
    return f'shift s{("office", "nights", "every-day").index(calendar.id)} "{calendar.name}" {{ {_hours(calendar)} {_leaves(calendar)} }}'


def _hours(calendar: Calendar) -> str:
    days = []
    for name, shifts in zip(DAYS, calendar.week, strict=True):
        hours = ", ".join(f"{begin // 3600}:00 - {end // 3600}:00" for begin, end in shifts or ()) or "off"
        days.append(f"workinghours {name} {hours}")
    return " ".join(days)


def _leaves(calendar: Calendar) -> str:
    days = [e for e in calendar.exceptions if e.last_day * DAY < LAST_DATE]
    return "leaves " + ", ".join(f'holiday "{e.name}" {_when(e.first_day * DAY)[:10]} - {_when((e.last_day + 1) * DAY)[:10]}' for e in days)


def _when(moment: int) -> str:
    return moment_text(moment)[:16].replace("T", "-")
