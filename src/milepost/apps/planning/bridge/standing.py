"""What a plan comes to as it stands: when it ends, how much work is in it, and how much of that is more than people can do."""

from collections.abc import Mapping
from dataclasses import dataclass

from milepost.apps.planning.bridge.levelling import overloads_of
from milepost.apps.planning.bridge.load import Loaded
from milepost.engine import schedule_plan
from milepost.engine.load import by_person, horizon, plan_load
from milepost.engine.load.contribution import days_of

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """Of what is committed: moments and minutes of the plan's clock; none where it cannot be scheduled. `booked` and `over` are minutes by
    resource, `over` what is too much on a day; `work` is all that is booked, and of tasks that nobody is on how long they take."""

    start: int | None
    finish: int | None
    tasks: int
    work: int
    booked: Mapping[str, int]
    over: Mapping[str, int]
    names: Mapping[str, str]


def standing(loaded: Loaded) -> Standing:
    """Scheduled anew, so that both sides of a comparison are of the same moment."""
    plan, _ = loaded.committed()
    schedule = schedule_plan(plan)
    leaves = [task for task in plan.tasks if task.id not in plan.summaries]
    assigned = {one.task for one in plan.assignments if one.work}
    alone = sum(task.work or task.duration for task in leaves if task.id not in assigned)
    work = (alone + sum(one.work for one in plan.assignments)) // MINUTE
    names = {one.id: one.name for one in plan.resources}
    if not schedule.dates:
        return Standing(None, None, len(leaves), work, {}, {}, names)
    rows = by_person(plan_load(plan, schedule, calendars=horizon(plan, schedule)))
    booked = {key: sum(days_of(found).values()) // MINUTE for key, found in rows.items()}
    over: dict[str, int] = {}
    for one in overloads_of((plan,), (schedule,)):
        over[one.person] = over.get(one.person, 0) + one.excess // MINUTE
    return Standing(schedule.start // MINUTE, schedule.finish // MINUTE, len(leaves), work, booked, over, names)
