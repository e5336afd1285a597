"""Puts back into the plan what the way through MSPDI loses or means differently, and says what was changed."""

from dataclasses import replace
from typing import Any

from milepost.engine.model import Plan, Segment, Task
from milepost.engine.problem import Problem, Severity
from milepost.exchange.foreign.ganttproject import repair
from milepost.exchange.foreign.losses import listed
from milepost.values import read_moment, said

NAMELESS = ("", "project.xml", "project")
"""Names that MPXJ makes up when a file has none."""


def restore(plan: Plan, project: dict[str, Any], *, data: bytes, name: str, place: str) -> tuple[Plan, list[Problem]]:
    """The plan with its own name, split tasks, and the habits of its program; with notices of what that changed."""
    notices = [*joined_told(project["joined"], place=place), *roles_told(project["roles"], place=place)]
    if plan.name in NAMELESS:
        plan = plan.with_(name=project["name"] or project["code"] or name.rsplit(".", 1)[0])
    if project["splits"]:
        plan = plan.with_(tasks=tuple(split(task, project["splits"]) for task in plan.tasks))
    if project["producer"] == "Primavera":
        plan = plan.with_(options=replace(plan.options, move_unfinished=True))
    if project["producer"] == "GanttProject":
        plan, told = repair(plan, data, place=place)
        notices += told
    return plan, notices


def split(task: Task, splits: dict[str, list[list[str]]]) -> Task:
    """The task with its worked pieces, unless the MSPDI reader has found them itself."""
    pieces = splits.get(str(task.row))
    if pieces is None or task.segments:
        return task
    return replace(task, segments=tuple(Segment(read_moment(start), read_moment(finish)) for start, finish in pieces))


def joined_told(joined: list[str], *, place: str) -> list[Problem]:
    """Second assignments of a resource to a task, whose work was added to the first."""
    if not joined:
        return []
    message = said(
        "{many} second assignments of a resource to the same task were added to the first: {listed}.",
        many=len(joined),
        listed=listed(joined[:3], len(joined)),
    )
    return [Problem("assignments-joined", place, message, "", Severity.NOTE)]


def roles_told(roles: list[str], *, place: str) -> list[Problem]:
    """Roles, which are resources here."""
    if not roles:
        return []
    message = said(
        "{many} roles were read as generic resources of one full-time person each: {listed}.",
        many=len(roles),
        listed=listed(roles[:3], len(roles)),
    )
    return [Problem("roles-as-resources", place, message, said("Give them their number of people with --people."), Severity.NOTE)]
