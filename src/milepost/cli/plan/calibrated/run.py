"""Calibrates the open work of the projects by past records."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.known.calibrated import Calibrated
from milepost.cli.plan.known.history import History
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.progress import Progress
from milepost.engine.calibration import OpenWork, back_test, calibrate, calibrated_work
from milepost.engine.model import ResourceKind, Task
from milepost.engine.problem import Problem
from milepost.exchange.imported import Unreadable
from milepost.exchange.read import Limits, content_of, shown_name
from milepost.values import HOUR


def calibrated(projects: Sequence[Project], history: History | None, request: Request, *, progress: Progress) -> tuple[Project, ...]:
    """The projects with their calibrated days; unchanged without --records. `history` is what --simulate has read already.

    Raises Failure (3) for records nothing can be learned from.
    """
    if request.value.records is None:
        return tuple(projects)
    known = history if history is not None else _read(request, progress)
    with progress.step("Calibrating the work that is left"):
        made = [replace(project, calibrated=_of_project(project, known, seed=request.value.seed)) for project in projects]
    if request.risk is None:
        # With --simulate they are told with the simulation.
        made[0] = replace(made[0], checks=(*made[0].checks, *told_of(known)))
    return tuple(made)


def told_of(history: History) -> tuple[Problem, ...]:
    """Everything to be known about past records: what the file's reader, the learning and the test of it said, each once."""
    return tuple(dict.fromkeys([*history.records.notices, *history.calibration.problems, *history.tested.problems]))


def _read(request: Request, progress: Progress) -> History:
    from milepost.exchange.records import read_records

    path = request.value.records
    assert path is not None
    name = shown_name(path)
    with progress.step(f"Reading {name}"):
        try:
            file = read_records(
                content_of(path, name=name, limits=Limits(file_mb=request.file_size)), name=name, date_order=request.date_order
            )
            calibration = calibrate(file.records)
            if calibration.whole is None:
                raise Unreadable([*file.notices, *calibration.problems])
            return History(name, file, calibration, back_test(file.records))
        except Unreadable as unreadable:
            raise Failure(Exit.UNREADABLE, unreadable.problems) from None


def _of_project(project: Project, history: History, *, seed: int) -> Calibrated:
    from milepost.exchange.records import task_classes

    groups = task_classes(project.plan, history.records).group
    worked = _left(project)
    day = project.plan.settings.day or 8 * HOUR
    pieces: list[OpenWork] = []
    phases: dict[str, None] = {}
    roles: dict[str, None] = {}
    lasting = 0
    for task in project.leaves:
        if task.actual_finish is not None or task.percent_complete >= 100 or task.external:
            continue
        by_role = worked.get(task.id, {})
        left = sum(by_role.values())
        if not left:
            left = task.duration * (100 - task.percent_complete) // 100 if not task.elapsed else 0
            lasting += left > 0
        phase = _phase(project, task)
        names = [f"phase:{phase}"] if phase else []
        phases |= dict.fromkeys(names)
        for role, seconds in by_role.items() or (("", left),):
            parts = [*names, f"role:{role}"] if role else names
            roles |= dict.fromkeys(parts[len(names) :])
            pieces.append(OpenWork(task.id, seconds / day, groups.get(task.id, ""), tuple(parts)))
    unit = day / HOUR if history.records.unit == "hours" else None
    work = calibrated_work(pieces, history.calibration, unit=unit, seed=seed)
    return Calibrated(history, work, tuple(phases), tuple(roles), lasting)


def _left(project: Project) -> dict[str, dict[str, int]]:
    """Seconds of work left by task and who does it."""
    found: dict[str, dict[str, int]] = {}
    for assignment in project.plan.assignments:
        resource = project.plan.resource.get(assignment.resource or "")
        task = project.plan.task.get(assignment.task)
        if task is None or (resource is not None and resource.kind is not ResourceKind.WORK):
            continue
        done = assignment.actual_work or assignment.work * task.percent_complete // 100
        left = assignment.remaining_work if assignment.remaining_work is not None and assignment.actual_work else assignment.work - done
        if left > 0:
            who = resource.name if resource is not None else "Nobody yet"
            by_role = found.setdefault(assignment.task, {})
            by_role[who] = by_role.get(who, 0) + left
    return found


def _phase(project: Project, task: Task) -> str:
    """The outermost summary a task lies under."""
    top = task
    while top.parent is not None and (above := project.plan.task.get(top.parent)) is not None and above.level > 0:
        top = above
    return top.name if top is not task else ""
