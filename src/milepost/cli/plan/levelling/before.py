"""How things stood before levelling: the schedules as read, and who had too much to do."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from milepost.cli.plan.capacity import capacities
from milepost.cli.plan.known.levelling import Before
from milepost.engine import Severity, schedule_plan
from milepost.engine.load import by_person, histograms, horizon, overloads, plan_load
from milepost.engine.model import Plan, Resource


def stood(plans: Sequence[Plan], people: Iterable[Resource]) -> Before | None:
    """The state before; None when some plan has no schedule because of an error."""
    schedules = tuple(schedule_plan(plan) for plan in plans)
    if any(p.severity is Severity.ERROR for schedule in schedules if not schedule.dates for p in schedule.problems):
        return None
    if not any(schedule.dates for schedule in schedules):
        return None
    keys: list[str] = []
    for schedule in schedules:
        keys.append(f"p{sum(1 for key in keys if key) + 1}" if schedule.dates else "")
    dated = [(key, plan, schedule) for key, plan, schedule in zip(keys, plans, schedules, strict=True) if key]
    calendars = {key: horizon(plan, schedule) for key, plan, schedule in dated}
    loads = by_person(
        replace(row, plan=key) for key, plan, schedule in dated for row in plan_load(plan, schedule, calendars=calendars[key])
    )
    known = capacities(people, [(plan, calendars[key]) for key, plan, _ in dated])
    return Before(tuple(plans), schedules, tuple(keys), overloads(loads, known), histograms(loads, known, weekly=True))
