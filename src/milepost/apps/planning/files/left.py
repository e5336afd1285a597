"""What is left of tasks that were reported on here, as MS Project says it: the duration is what was worked and what is left."""

from dataclasses import replace

from milepost.apps.planning.files.outgoing import Outgoing
from milepost.engine.model import Plan, Task
from milepost.engine.schedule import TaskDates
from milepost.engine.working_time import BeyondHorizon, Calendars
from milepost.values import DAY

MOST = 99
"""Per cent of what is not finished."""


def with_what_is_left(found: Outgoing) -> Plan:
    """The plan with the duration that such tasks come to, which the house tells apart from the one that was planned. What is left is
    counted from the report on, so that what was worked is all from the start of the task until then."""
    plan, by_task = found.plan, found.schedule.by_task
    said = {one.id for one in plan.tasks if one.remaining_since is not None and one.id in by_task and one.id not in plan.summaries}
    if not said:
        return plan
    calendars = Calendars(plan.calendars, first=found.schedule.start // DAY - 1, last=found.schedule.finish // DAY + 1)
    return plan.with_(tasks=tuple(_left(one, by_task[one.id], calendars, plan) if one.id in said else one for one in plan.tasks))


def _left(task: Task, dates: TaskDates, calendars: Calendars, plan: Plan) -> Task:
    left = task.remaining_duration
    if left is None or task.actual_start is None or task.actual_finish is not None:
        return task
    try:
        whole = dates.finish - dates.start if task.elapsed else calendars[task.calendar or plan.calendar].between(dates.start, dates.finish)
    except (BeyondHorizon, KeyError):
        whole = task.duration
    whole = max(whole, left)
    done = min((whole - left) * 100 // whole, MOST) if whole else 0
    return replace(task, duration=whole, actual_duration=whole - left, percent_complete=done)
