"""Adds to a plan from elsewhere what MS Project expects: rows, outline numbers, calendars of people, unassigned work, sums."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from milepost.engine.model import Assignment, Calendar, Plan, Resource, ResourceKind, Task


def complete(plan: Plan) -> Plan:
    """The same plan with those additions; ids are numbers already. What the plan says itself is never changed."""
    calendars, resources = _people(plan)
    assignments = (*plan.assignments, *_unassigned(plan))
    return plan.with_(
        tasks=tuple(_tasks(plan, _work(plan, assignments))),
        calendars=calendars,
        resources=resources,
        assignments=assignments,
    )


def _people(plan: Plan) -> tuple[tuple[Calendar, ...], tuple[Resource, ...]]:
    """Every person gets a calendar of their own, based on the one they have or on the plan's."""
    personal = {calendar.id for calendar in plan.calendars if calendar.personal}
    taken = {calendar.id for calendar in plan.calendars}
    free = (number for n in count(1) if (number := str(n)) not in taken)
    calendars = list(plan.calendars)
    resources = []
    for row, resource in enumerate(plan.resources, start=1):
        if resource.kind is ResourceKind.WORK and resource.calendar not in personal:
            own = Calendar(next(free), resource.name, (None,) * 7, resource.calendar or plan.calendar, personal=True)
            calendars.append(own)
            resource = replace(resource, calendar=own.id)
        resources.append(replace(resource, row=row) if resource.row is None else resource)
    return tuple(calendars), tuple(resources)


def _unassigned(plan: Plan) -> Iterator[Assignment]:
    """Project writes an assignment to nobody for each task that has none."""
    taken = {assignment.id for assignment in plan.assignments}
    free = (number for n in count(1) if (number := str(n)) not in taken)
    assigned = {assignment.task for assignment in plan.assignments}
    for task in plan.tasks:
        if task.level > 0 and task.id not in assigned and task.id not in plan.summaries and not task.external and not task.subproject:
            yield Assignment(next(free), task.id, None)


def _work(plan: Plan, assignments: tuple[Assignment, ...]) -> Counter[str]:
    """Seconds of work by task, summaries with what is below them; materials and costs are no work."""
    people = {resource.id for resource in plan.resources if resource.kind is ResourceKind.WORK}
    work: Counter[str] = Counter()
    parent = {task.id: task.parent for task in plan.tasks}
    for assignment in assignments:
        if assignment.resource is None or assignment.resource in people:
            at: str | None = assignment.task
            while at is not None:
                work[at] += assignment.work
                at = parent.get(at)
    own_row = next((task.id for task in plan.tasks if task.level == 0), None)
    if own_row is not None:
        work[own_row] = sum(work[task.id] for task in plan.tasks if task.level == 1)
    return work


def _tasks(plan: Plan, work: Counter[str]) -> Iterator[Task]:
    counters: list[int] = []
    rows = any(task.row is not None for task in plan.tasks)
    for row, task in enumerate(plan.tasks, start=0 if plan.tasks and plan.tasks[0].level == 0 else 1):
        if task.level > 0:
            del counters[task.level :]
            counters += [0] * (task.level - len(counters))
            counters[-1] += 1
        number = ".".join(map(str, counters)) if task.level > 0 else "0"
        yield replace(
            task,
            row=task.row if rows else row,
            outline_number=task.outline_number or number,
            wbs=task.wbs or number,
            work=task.work or work[task.id],
        )
