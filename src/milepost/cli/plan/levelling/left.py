"""What is still too much after levelling, and why levelling may not change it."""

from collections.abc import Sequence

from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.wording import day_text, listed, named
from milepost.engine.levelling.demand import NEVER_LEVEL
from milepost.engine.load import Overload
from milepost.engine.load.overload import UNITS_ROUNDING
from milepost.engine.model import Constraint, Task
from milepost.engine.problem import Problem
from milepost.values import DAY

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


def still_open(portfolio: Portfolio, overloads: Sequence[Overload] | None = None) -> tuple[Overload, ...]:
    """Those of the overloads (the portfolio's) that are not over: all of them, where a plan names no status date."""
    since = status_day(portfolio)
    given = portfolio.overloads if overloads is None else overloads
    return tuple(overload for overload in given if since is None or overload.last_day > since)


def from_now(portfolio: Portfolio) -> str:
    """ " from 27 Feb 2027 on" where the plans say what was done until then and somebody had too much to do before it, else ""."""
    since = status_day(portfolio)
    return f" from {day_text((since + 1) * DAY)} on" if since is not None and len(still_open(portfolio)) < len(portfolio.overloads) else ""


def status_day(portfolio: Portfolio) -> int | None:
    """The day (since 1970-01-01) up to which all plans say what was done; None where one does not."""
    dates = [project.plan.status_date for project in portfolio.projects]
    known = [date for date in dates if date is not None]
    return min(known) // DAY if len(known) == len(dates) and known else None


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
