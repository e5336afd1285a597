"""What the command line changes in a plan before it is scheduled: calendar, start, status date."""

from dataclasses import replace
from datetime import datetime

from milepost.cli.failure import usage
from milepost.cli.plan.asked.request import Request
from milepost.engine.model import Plan, PlanOptions
from milepost.values import DAY, to_moment


def with_choices(plan: Plan, request: Request) -> Plan:
    """The plan as asked for. Raises Failure (2) for a calendar the plan does not have."""
    if request.calendar is not None:
        plan = plan.with_(calendar=_calendar(plan, request.calendar))
    if plan.options.near_critical_float == PlanOptions().near_critical_float:
        # Two days as this plan counts days, not as the default does.
        plan = plan.with_(options=replace(plan.options, near_critical_float=2 * plan.settings.day))
    if request.start is not None:
        plan = plan.with_(start=_moment(request.start, at=plan.settings.default_start), from_finish=False, finish=None)
    if request.status_date is not None:
        options = replace(plan.options, move_unfinished=True)
        plan = plan.with_(status_date=_moment(request.status_date, at=plan.settings.default_finish), options=options)
    return plan


def _moment(when: datetime, *, at: int) -> int:
    """A date alone gets the plan's own time of day; midnight typed as such cannot be told from it and is the same."""
    moment = to_moment(when)
    return moment + at if moment % DAY == 0 else moment


def _calendar(plan: Plan, name: str) -> str:
    wanted = name.strip().casefold()
    general = [calendar for calendar in plan.calendars if not calendar.personal]
    for calendar in (*general, *plan.calendars):
        if wanted in (calendar.name.strip().casefold(), calendar.id.casefold()):
            return calendar.id
    names = ", ".join(f"'{calendar.name}'" for calendar in general[:30])
    raise usage(f"--calendar '{name}'", f"the plan '{plan.title or plan.name}' has no such calendar.", f"It has: {names}.")
