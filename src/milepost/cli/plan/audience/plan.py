"""A plan with everything taken away that a client may not know; what remains schedules as before."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from milepost.engine.model import Assignment, Baseline, Calendar, Plan, Resource, ResourceKind, StoredDates, Task

EXTERNAL_TASK = "Task of another project"


def client_plan(plan: Plan) -> Plan:
    """Without cost, rates, notes, addresses, custom fields, names of other projects and of absences, and people without a task."""
    tasks = tuple(_task(task) for task in plan.tasks)
    assignments = tuple(_assignment(a) for a in plan.assignments if not _money(plan, a))
    assigned = {a.resource for a in assignments}
    resources = tuple(_resource(resource) for resource in plan.resources if resource.id in assigned)
    return plan.with_(
        tasks=tasks,
        links=tuple(plan.links[place] for place in kept_links(plan)),
        calendars=_calendars(plan, tasks, resources),
        resources=resources,
        assignments=assignments,
        fields=(),
    )


def kept_links(plan: Plan) -> dict[int, int]:
    """The links inside the plan by their position, with the position they get; those to other projects name them and go."""
    return {old: new for new, old in enumerate(place for place, link in enumerate(plan.links) if not link.external)}


def _money(plan: Plan, assignment: Assignment) -> bool:
    resource = plan.resource.get(assignment.resource or "")
    return resource is not None and resource.kind is ResourceKind.COST


def _task(task: Task) -> Task:
    return replace(
        task,
        name=EXTERNAL_TASK if task.external else task.name,
        fixed_cost=Decimal(0),
        cost=None,
        actual_cost=None,
        baselines=tuple(_baseline(baseline) for baseline in task.baselines),
        fields=(),
        notes="",
        hyperlink="",
        subproject="",
        stored=StoredDates(),
    )


def _baseline(baseline: Baseline) -> Baseline:
    return replace(baseline, cost=None, fixed_cost=None)


def _assignment(assignment: Assignment) -> Assignment:
    return replace(
        assignment,
        rate_table=0,
        cost=None,
        actual_cost=None,
        baselines=tuple(replace(baseline, cost=None) for baseline in assignment.baselines),
        phases=tuple(phase for phase in assignment.phases if phase.cost is None),
        fields=(),
        notes="",
    )


def _resource(resource: Resource) -> Resource:
    return replace(
        resource,
        email="",
        group="",
        code="",
        rates=(),
        skills=(),
        baselines=tuple(replace(baseline, cost=None) for baseline in resource.baselines),
        fields=(),
        notes="",
    )


def _calendars(plan: Plan, tasks: Iterable[Task], resources: Iterable[Resource]) -> tuple[Calendar, ...]:
    """The calendars in use and those they are based on; days off lose their names, which may be an illness or another client's."""
    by_id = {calendar.id: calendar for calendar in plan.calendars}
    wanted = [plan.calendar, *(t.calendar for t in tasks if t.calendar), *(r.calendar for r in resources if r.calendar)]
    used: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in by_id and name not in used:
            used.add(name)
            base = by_id[name].base
            wanted += [base] if base else []
    return tuple(_nameless(calendar) for calendar in plan.calendars if calendar.id in used)


def _nameless(calendar: Calendar) -> Calendar:
    exceptions = tuple(replace(exception, name="") for exception in calendar.exceptions)
    return replace(calendar, exceptions=exceptions, work_weeks=tuple(replace(week, name="") for week in calendar.work_weeks))
