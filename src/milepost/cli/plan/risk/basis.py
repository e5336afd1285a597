"""Where the spread of each task comes from: its own estimate, past work of its class, the file's default, or an assumption."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.cli.plan.known.chances import Basis, ClassUse
from milepost.cli.plan.known.history import History
from milepost.cli.plan.known.project import Project
from milepost.engine.calibration import Reference
from milepost.engine.model import Plan, Task
from milepost.engine.risk import CommonCause, Estimate, Risks, ThreePoint
from milepost.engine.risk.assumed import ASSUMED, ASSUMED_CORRELATION, CERTAIN
from milepost.engine.risk.assumed import accompanying as beside

STEEPEST = 2.8
"""How many times as far P90 may lie from P50 as P10 does (a lognormal's sigma of 0.8): three points steeper than that have a far tail
of decades, which no past record bears out. The early side is widened, P50 and P90 stay."""


def with_spread(project: Project, stated: Risks, history: History | None, *, nothing_stated: bool) -> tuple[Risks, Basis]:
    """The risks of a project with a spread for every task that has none of its own, and where it came from."""
    own = {estimate.task for estimate in stated.estimates}
    tasks = open_tasks(project)
    beside = accompanying(project, [task for task in tasks if task.id not in own])
    rest = [task for task in tasks if task.id not in own and task.id not in beside]
    counted = sum(task.id in own for task in tasks)
    together = nothing_stated and len(rest) > 1
    if together:
        stated = replace(stated, causes=(CommonCause(tuple(task.id for task in rest), ASSUMED_CORRELATION),))
    if history is not None:
        made, uses = _calibrated(project.plan, rest, history)
        return replace(stated, estimates=(*stated.estimates, *made), default=None), Basis(counted, uses, together=together, beside=beside)
    default = ASSUMED if nothing_stated else stated.default
    if default is None:
        return stated, Basis(counted, sure=len(rest) + len(beside))
    still = tuple(Estimate(task, CERTAIN, relative=True) for task in beside)
    varied = replace(stated, default=default, estimates=(*stated.estimates, *still))
    return varied, Basis(counted, (), default, len(rest), nothing_stated, together=together, beside=beside)


def accompanying(project: Project, tasks: Sequence[Task]) -> tuple[str, ...]:
    """Ids of the tasks that only go along with the others, as leading the project does: they take more than half of the project's
    working time, at less than half of the time of everybody on them. Such work ends with the rest and does not hold it up."""
    whole = project.calendars[project.plan.calendar].between(project.schedule.start, project.schedule.finish)
    return beside(project.plan, tasks, whole=whole)


def open_tasks(project: Project) -> tuple[Task, ...]:
    """Tasks whose duration can still vary: not finished, not typed by hand, of some length."""
    return tuple(task for task in project.leaves if task.duration > 0 and task.actual_finish is None and not _typed(task))


def _typed(task: Task) -> bool:
    return bool(task.external) or (task.manual and task.manual_start is not None and task.manual_finish is not None)


def _calibrated(plan: Plan, tasks: Sequence[Task], history: History) -> tuple[tuple[Estimate, ...], tuple[ClassUse, ...]]:
    from milepost.exchange.records import task_classes

    classes = task_classes(plan, history.records)
    uses: dict[str, int] = {}
    made = []
    for task in tasks:
        group = classes.group.get(task.id, "")
        uses[group] = uses.get(group, 0) + 1
        made.append(Estimate(task.id, tamed(_reference(history, group).spread), relative=True))
    ordered = sorted(uses.items(), key=lambda use: (not use[0], -use[1], use[0]))
    return tuple(made), tuple(ClassUse(name, _reference(history, name), count) for name, count in ordered)


def tamed(spread: ThreePoint) -> ThreePoint:
    """The spread of a class without a tail that reaches decades: P10 is drawn down until P90 is at most `STEEPEST` times as far away."""
    least = spread.likely - (spread.high - spread.likely) / STEEPEST
    return replace(spread, low=max(min(spread.low, least), spread.likely / STEEPEST**2))


def _reference(history: History, group: str) -> Reference:
    """The class's own reference, or that of all records."""
    found = history.calibration.of(group) if group else history.calibration.whole
    assert found is not None
    return found
