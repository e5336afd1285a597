"""A plan priced at one per hour of anybody's work, so that value can be planned, earned and spent in hours where nothing has a rate."""

from dataclasses import replace
from decimal import Decimal

from milepost.engine.cost.baseline import phase_kind
from milepost.engine.model import Assignment, Baseline, Plan, Rate, Resource, ResourceKind, Task
from milepost.values import HOUR, Currency, said

HOURS = Currency("h", "", 2)
"""Person-hours, counted in hundredths: what stands in the place of a currency."""
_NOBODY = "\0nobody"
_RATE = (Rate(standard=Decimal(1), overtime=Decimal(1)),)


def in_hours(plan: Plan) -> Plan:
    """The same plan in which an hour of work costs one hour and nothing else costs anything; baselines likewise.

    Work that nobody holds yet counts like work of somebody. `cost_plan` and `baseline_cost` of it are in `HOURS`.
    """
    people = tuple(replace(r, rates=_RATE) for r in plan.resources if r.kind is ResourceKind.WORK)
    known = {r.id for r in people}
    held = tuple(_assignment(a, known) for a in plan.assignments if a.resource is None or a.resource in known)
    busy = {a.task for a in held}
    unheld = tuple(_unheld(t) for t in plan.tasks if t.work > 0 and t.id not in busy and t.id not in plan.summaries and t.duration > 0)
    return plan.with_(
        tasks=tuple(replace(t, fixed_cost=Decimal(0), actual_cost=None, baselines=tuple(map(_baseline, t.baselines))) for t in plan.tasks),
        resources=(*people, Resource(_NOBODY, said("Nobody yet"), rates=_RATE)),
        assignments=(*held, *unheld),
        settings=replace(plan.settings, currency=HOURS),
    )


def _assignment(assignment: Assignment, known: set[str]) -> Assignment:
    """Its baseline work by time becomes baseline cost by time."""
    costs = {phase_kind(number) for number in range(11)}
    phases = tuple(
        replace(p, kind=p.kind + 1, cost=hours(p.work), work=None) if p.kind + 1 in costs and p.work is not None else p
        for p in assignment.phases
        if p.kind not in costs
    )
    resource = assignment.resource if assignment.resource in known else _NOBODY
    return replace(assignment, resource=resource, rate_table=0, phases=phases)


def _unheld(task: Task) -> Assignment:
    done = task.actual_work if task.actual_work is not None else task.work * task.percent_complete // 100
    return Assignment(f"\0{task.id}", task.id, _NOBODY, work=task.work, actual_work=min(done, task.work))


def _baseline(baseline: Baseline) -> Baseline:
    return replace(baseline, cost=hours(baseline.work), fixed_cost=None)


def hours(seconds: int | None) -> Decimal | None:
    """Seconds as hours with two decimals."""
    return None if seconds is None else HOURS.round(Decimal(seconds) / HOUR)
