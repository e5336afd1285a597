"""Schedule a plan: check it, choose a horizon, run the passes, roll dates up the outline."""

from collections.abc import Iterator
from dataclasses import replace

from milepost.engine.model import Constraint, Plan
from milepost.engine.network.build import Cycle, NetworkBuilder
from milepost.engine.network.check import EARLIEST_DATE, LATEST_DATE, check_plan, cycle_problem
from milepost.engine.network.compiled import functions_for
from milepost.engine.network.network import Network
from milepost.engine.network.outline import Outline
from milepost.engine.network.passes import Passes, Runner, run
from milepost.engine.network.result import late_problems, make_schedule
from milepost.engine.problem import Problem, Severity
from milepost.engine.schedule import Schedule
from milepost.engine.working_time import BeyondHorizon, Calendars
from milepost.values import DAY, said

STEP = 128
"""Days; see `_horizons`."""


def schedule_plan(plan: Plan, *, expected: int | None = None) -> Schedule:
    """Early, late and placed dates, floats and drivers of every active task; problems beside them.

    `expected` is about when the plan will finish, where that is known from before: it spares a second network and changes no date.
    With an error among the problems there are no dates: a plan with a cycle has none. Deterministic; never raises for a bad plan.
    """
    problems = check_plan(plan)
    if any(p.severity is Severity.ERROR for p in problems):
        return Schedule(plan.start, plan.start, (), tuple(problems))
    outline = Outline(plan)
    try:
        network, passes, calendars = solve(plan, outline, expected=expected)
    except Cycle as cycle:
        return Schedule(plan.start, plan.start, (), (*problems, cycle_problem(plan, cycle.tasks)))
    except BeyondHorizon:
        return Schedule(plan.start, plan.start, (), (*problems, _beyond(plan)))
    schedule = make_schedule(plan, outline, network, passes, calendars)
    found = (*problems, *network.problems, *late_problems(plan, schedule))
    return replace(schedule, problems=found)


def solve(plan: Plan, outline: Outline, *, expected: int | None = None) -> tuple[Network, Passes, Calendars]:
    """The network and its passes, over a horizon wide enough; `expected` as in `schedule_plan`. Raises Cycle, and BeyondHorizon past the
    year 2200 or before 1900."""
    for first, last in _horizons(plan, expected):
        calendars = Calendars(plan.calendars, first=first, last=last)
        try:
            network = NetworkBuilder(plan, calendars, outline).build()
        except BeyondHorizon:
            continue
        passes = run(runner_for(plan, network), finish=plan.finish if plan.from_finish else None)
        if passes.in_horizon:
            return network, passes, calendars
    raise BeyondHorizon


def runner_for(plan: Plan, network: Network) -> Runner:
    """The kernel bound to a network, under the plan's rules."""
    return Runner(
        network,
        honour=plan.options.honour_constraints,
        retained=plan.options.move_unfinished,
        # With a given finish that is everybody's end.
        own_end=plan.options.multiple_critical_paths and not (plan.from_finish and plan.finish is not None),
        from_finish=plan.from_finish and plan.finish is not None,
        functions=functions_for(network.size),
    )


def _horizons(plan: Plan, expected: int | None = None) -> Iterator[tuple[int, int]]:
    """Ever wider ranges of days: around every date the plan names, then further by a factor of four. They begin and end with a step of
    days, so that calendars compiled for one plan serve its next version.

    Large plans last long: a range that is wide at once spares them a second network.
    """
    named = [plan.start, *(m for m in (plan.finish, plan.status_date, expected) if m is not None)]
    longest = 0
    for task in plan.tasks:
        longest = max(longest, task.duration, task.remaining_duration or 0)
        reported = (task.actual_start, task.actual_finish, task.resume, task.remaining_since)
        dates = (*reported, task.manual_start, task.manual_finish, task.deadline)
        named += [m for m in dates if m is not None]
        if task.constraint not in (Constraint.ASAP, Constraint.ALAP) and task.constraint_date is not None:
            named.append(task.constraint_date)
        for segment in task.segments:
            named += [segment.start, segment.finish]
    for assignment in plan.assignments:
        named += [m for phase in assignment.phases for m in (phase.start, phase.finish)]
    low, high = EARLIEST_DATE // DAY, LATEST_DATE // DAY
    first, last = max(min(named) // DAY, low), min(max(named) // DAY, high)
    margin = 400 + 8 * longest // DAY + min(len(plan.tasks) // 4, 4000)
    while True:
        yield max((first - margin) // STEP * STEP, low), min(-(-(last + margin) // STEP) * STEP, high)
        if first - margin <= low and last + margin >= high:
            return
        margin *= 4


def _beyond(plan: Plan) -> Problem:
    longest = max((t for t in plan.tasks if t.id not in plan.summaries), key=lambda t: t.duration, default=None)
    where = said("the plan") if longest is None else said("task {id} '{name}'", id=longest.row or longest.id, name=longest.name)
    return Problem(
        "beyond-horizon",
        where,
        said("the work does not fit between the years 1900 and 2200."),
        said("Look for a duration or lag in the wrong unit, or for a calendar whose working days end."),
    )
