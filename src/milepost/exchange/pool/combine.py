"""All plans of a pool as one plan, so that the engine schedules them together on the same people."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.engine.model import Calendar, Constraint, Plan, Resource, ResourceKind, Task
from milepost.engine.problem import Problem
from milepost.exchange.grid.findings import Findings
from milepost.exchange.pool.merge import Pool
from milepost.values import said


def combine(pool: Pool, *, name: str = "Portfolio") -> tuple[Plan, tuple[Problem, ...]]:
    """All plans of a pool as one plan, a summary "P1" ... per project, and what is to be told.

    Ids of tasks, calendars and fields get their project's prefix ("P1:12"). Each summary starts no earlier than its project, and
    each task without assigned people has its own project's calendar; people keep the calendar of the first plan they stand in.
    """
    findings = Findings()
    if not pool.plans:
        raise ValueError("there is no plan to combine")
    first = pool.plans[0]
    home: dict[str, Resource] = {}
    for number, plan in enumerate(pool.plans, start=1):
        for resource in plan.resources:
            moved = replace(
                resource, calendar=f"P{number}:{resource.calendar or plan.calendar}" if resource.kind is ResourceKind.WORK else None
            )
            known = home.setdefault(resource.id, moved)
            if known is not moved and not _same_time(known, pool.plans, plan, resource):
                findings.note(
                    "person-calendar",
                    f"resource '{resource.name}'",
                    said("The calendar in '{name}' differs from that of the first plan, which is used.", name=plan.name),
                )
    for plan in pool.plans:
        if plan.from_finish:
            findings.warn(
                "from-finish",
                f"plan '{plan.name}'",
                said("The plan is scheduled from its finish; together with others it is scheduled from its start."),
                said("Plan it alone to see the dates from its finish."),
            )
        own, usual = plan.settings.currency, first.settings.currency
        if own != usual:
            findings.warn(
                "currencies-differ",
                f"plan '{plan.name}'",
                said("It counts in {own}, the first plan in {usual}; sums of cost mean nothing.", own=own.code, usual=usual.code),
                said("Ask for each plan's own cost."),
            )
    dates = {plan.status_date for plan in pool.plans}
    if len(dates) > 1:
        findings.note(
            "status-dates-differ",
            "status date",
            said("The plans have different status dates; the joint plan has none."),
            said("Give --status-date for all of them."),
        )
    parts = [_part(plan, f"P{number}") for number, plan in enumerate(pool.plans, start=1)]
    combined = Plan(
        name=name,
        start=min(plan.start for plan in pool.plans),
        tasks=tuple(task for part in parts for task in part.tasks),
        links=tuple(link for part in parts for link in part.links),
        calendars=tuple(calendar for part in parts for calendar in part.calendars),
        calendar=parts[0].calendar,
        resources=tuple(home.values()),
        assignments=tuple(a for part in parts for a in part.assignments),
        fields=tuple(field for part in parts for field in part.fields),
        status_date=dates.pop() if len(dates) == 1 else None,
        settings=first.settings,
        options=replace(first.options, multiple_critical_paths=True),
    )
    return combined, findings.notices


def _part(plan: Plan, prefix: str) -> Plan:
    """One plan with prefixed ids, below a summary that starts no earlier than the plan did."""

    def own(identity: str | None) -> str | None:
        return None if identity is None else f"{prefix}:{identity}"

    work = {resource.id for resource in plan.resources if resource.kind is ResourceKind.WORK}
    staffed = {a.task for a in plan.assignments if a.resource in work}
    project_row = {task.id for task in plan.tasks if task.level == 0}
    summary = Task(prefix, plan.title or plan.name, level=1, constraint=Constraint.SNET, constraint_date=plan.start)
    tasks = [summary]
    for task in plan.tasks:
        if task.level == 0:
            continue
        # With people assigned their calendars decide; a task calendar would cut into them.
        calendar = task.calendar or (None if task.id in staffed else plan.calendar)
        parent = prefix if task.parent is None or task.parent in project_row else f"{prefix}:{task.parent}"
        values = tuple(replace(value, field=f"{prefix}:{value.field}") for value in task.fields)
        tasks.append(
            replace(
                task,
                id=f"{prefix}:{task.id}",
                parent=parent,
                level=task.level + 1,
                calendar=own(calendar),
                uid=None,
                row=None,
                fields=values,
            )
        )
    links = tuple(
        replace(k, predecessor=k.predecessor and f"{prefix}:{k.predecessor}", successor=k.successor and f"{prefix}:{k.successor}")
        for k in plan.links
    )
    assignments = tuple(
        replace(
            a,
            id=f"{prefix}:{a.id}",
            task=f"{prefix}:{a.task}",
            uid=None,
            fields=tuple(replace(v, field=f"{prefix}:{v.field}") for v in a.fields),
        )
        for a in plan.assignments
        if a.task not in project_row
    )
    calendars = tuple(replace(c, id=f"{prefix}:{c.id}", base=own(c.base)) for c in plan.calendars)
    fields = tuple(replace(f, id=f"{prefix}:{f.id}") for f in plan.fields)
    return plan.with_(
        tasks=tuple(tasks), links=links, assignments=assignments, calendars=calendars, calendar=f"{prefix}:{plan.calendar}", fields=fields
    )


def _same_time(known: Resource, plans: Sequence[Plan], plan: Plan, resource: Resource) -> bool:
    """Whether a person's calendars in two plans say the same, followed down to their bases."""
    number, _, calendar = (known.calendar or "").partition(":")
    if not number:
        return True
    return _rules(plans[int(number[1:]) - 1], calendar) == _rules(plan, resource.calendar or plan.calendar)


def _rules(plan: Plan, identity: str) -> tuple[object, ...]:
    """What a calendar and its bases say, without ids and names."""
    by_id: dict[str, Calendar] = {calendar.id: calendar for calendar in plan.calendars}
    rules: list[object] = []
    step: str | None = identity
    seen: set[str] = set()
    while step is not None and step in by_id and step not in seen:
        seen.add(step)
        calendar = by_id[step]
        rules += [calendar.week, calendar.exceptions, calendar.work_weeks]
        step = calendar.base
    return tuple(rules)
