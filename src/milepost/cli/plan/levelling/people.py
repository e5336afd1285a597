"""Whose work is levelled: everybody where a file tells nobody apart, the chosen ones of a people file, placeholders with skills."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from milepost.engine.model import Plan, ResourceKind
from milepost.engine.problem import Problem, Severity
from milepost.exchange.imported import Imported


def with_everybody(one: Imported) -> tuple[Imported, Problem | None]:
    """A plan that says of all its people that they are not to be levelled says nothing: programs that do not level write so.

    Then everybody is levelled, and that is told. Where only some are left out, they stay so.
    """
    people = [resource for resource in one.plan.resources if resource.kind is ResourceKind.WORK]
    if not people or any(resource.can_level for resource in people):
        return one, None
    resources = tuple(replace(r, can_level=True) if r.kind is ResourceKind.WORK else r for r in one.plan.resources)
    message = "It says of all its people that they are not to be levelled, as programs write that do not level; all of them are levelled."
    note = Problem("nobody-levellable", one.source.name, message, "To leave somebody out, say so of some of them.", Severity.NOTE)
    return replace(one, plan=one.plan.with_(resources=resources)), note


def without_idle(plan: Plan, candidates: int) -> Plan:
    """The plan without the people of the people file who were asked and got no work: they stand at the end of its resources."""
    used = {assignment.resource for assignment in plan.assignments}
    first = len(plan.resources) - candidates
    idle = [resource for resource in plan.resources[first:] if resource.id not in used] if candidates else []
    if not idle:
        return plan
    kept = tuple(resource for resource in plan.resources if resource not in idle)
    theirs = {resource.calendar for resource in idle} - {resource.calendar for resource in kept} - {plan.calendar}
    theirs -= {task.calendar for task in plan.tasks} | {calendar.base for calendar in plan.calendars}
    return plan.with_(resources=kept, calendars=tuple(calendar for calendar in plan.calendars if calendar.id not in theirs))


def unskilled(imported: Sequence[Imported]) -> Iterator[Problem]:
    """Placeholders that say nothing of what they can: nobody is chosen for them."""
    for one in imported:
        working = {assignment.resource for assignment in one.plan.assignments}
        for resource in one.plan.resources:
            if resource.generic and not resource.skills and resource.id in working:
                message = "this placeholder names no skills, so nobody is chosen for it; its work is levelled as if it were one person."
                remedy = 'Give it skills in the people file: {"name": …, "generic": true, "skills": [{"name": …, "level": 3}]}.'
                place = f"{one.source.name}, resource '{resource.name}'"
                yield Problem("placeholder-unskilled", place, message, remedy, Severity.WARNING)
