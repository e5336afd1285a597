"""What is still too much after levelling, and why levelling may not change it."""

from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.wording import listed, named
from milepost.engine.levelling.demand import NEVER_LEVEL
from milepost.engine.load import Overload
from milepost.engine.load.overload import UNITS_ROUNDING
from milepost.engine.model import Constraint, Task
from milepost.engine.problem import Problem

OVERLOAD = "overload-left"
"""The code of the check's warnings about people who have too much to do that levelling could not change."""


def why_left(overload: Overload, portfolio: Portfolio) -> str:
    """Why the tasks of an overload stay where they lie, in one sentence."""
    by_key = {project.key: project for project in portfolio.projects}
    known = (project.plan.resource.get(overload.person) for project in portfolio.projects)
    if any(person is not None and not person.can_level for person in known):
        return "The plan says that this one's work is not to be levelled."
    fixed: dict[str, list[str]] = {}
    free = 0
    for key, task_id, _ in overload.tasks:
        project = by_key.get(key)
        task = project.plan.task.get(task_id) if project is not None else None
        if project is None or task is None:
            continue
        reason = _fixed(project, task)
        if reason:
            fixed.setdefault(reason, []).append(named(task))
        else:
            free += 1
    if overload.capacity <= 0 and not fixed:
        return "The calendar of the task puts it on days that are none of theirs; people's own time is not asked."
    if fixed:
        return "; ".join(f"{_some(names)} {'stays' if len(names) == 1 else 'stay'}: {reason}" for reason, names in fixed.items()) + "."
    if free == 1 and overload.peak > overload.available + UNITS_ROUNDING:
        return "The task alone asks for more than there is."
    return "More is asked at one time than there is."


def told_elsewhere(problem: Problem, portfolio: Portfolio) -> bool:
    """Whether a problem only says that somebody has too much to do, which the overloads say better."""
    return problem.code == OVERLOAD and any(problem.place.endswith(f"resource '{o.name}'") for o in portfolio.overloads)


def _some(names: list[str]) -> str:
    return listed(names) if len(names) <= 3 else f"{', '.join(names[:2])} and {len(names) - 2} more"


def _fixed(project: Project, task: Task) -> str:
    """Why levelling may not move a task; "" where it may."""
    if task.actual_finish is not None:
        return "done"
    if task.actual_start is not None:
        return "work has begun"
    if task.manual:
        return "set by hand"
    if task.external:
        return "another project's"
    if task.priority >= NEVER_LEVEL:
        return f"priority {NEVER_LEVEL}"
    if task.constraint in (Constraint.MSO, Constraint.MFO) and project.plan.options.honour_constraints:
        return f"'{task.constraint.value}'"
    return ""
