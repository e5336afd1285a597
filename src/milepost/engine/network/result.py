"""From node dates to the schedule of tasks: roll-up along the outline, critical marks, promises that are not met."""

from collections.abc import Sequence
from typing import Any, cast

from milepost.engine.model import Constraint, Plan, Task
from milepost.engine.network import kernel
from milepost.engine.network.check import place
from milepost.engine.network.network import Network
from milepost.engine.network.outline import Outline
from milepost.engine.network.passes import Passes
from milepost.engine.network.words import when
from milepost.engine.problem import Problem, Severity
from milepost.engine.schedule import Driver, Schedule, TaskDates
from milepost.engine.words import CONSTRAINTS
from milepost.engine.working_time import Calendars
from milepost.values import Said, said, to_datetime

_BINDING = (Constraint.MSO, Constraint.MFO, Constraint.SNLT, Constraint.FNLT)
"""Constraints that may keep a task from waiting for its links."""
_REMEDY = said("Shorten the work before it, add people, or agree another date.")


def make_schedule(plan: Plan, outline: Outline, network: Network, passes: Passes, calendars: Calendars) -> Schedule:
    """Dates of all active tasks in the plan's order."""
    dates = _leaf_dates(plan, network, passes)
    origins, least = plain_numbers(network.link_origin), plain_numbers(passes.gap)
    gaps = {origin: gap for origin, gap in zip(origins, least, strict=True) if origin >= 0}
    outward = _outward_gaps(plan, outline, gaps)
    for task in outline.upwards():
        rolled = _roll_up(plan, outline, task, dates, calendars, outward.get(task.id))
        if rolled is not None:
            dates[task.id] = rolled
    ordered = tuple(dates[t.id] for t in plan.tasks if t.id in dates)
    leaves = [d for d in ordered if d.task not in plan.summaries and plan.task[d.task].level > 0]
    start = min((d.start for d in leaves), default=plan.start)
    finish = max((d.finish for d in leaves), default=plan.start)
    return Schedule(start, finish, ordered, gaps=gaps)


def _leaf_dates(plan: Plan, network: Network, passes: Passes) -> dict[str, TaskDates]:
    critical, near = plan.options.critical_float, plan.options.near_critical_float
    columns = (
        network.task, network.done, passes.placed_start, passes.placed_finish, passes.early_start, passes.early_finish,
        passes.late_start, passes.late_finish, passes.total, passes.free,
    )  # fmt: skip
    made = {}
    shared: dict[int, int] = {}  # tasks meet at the same moments: one number object for each saves a fifth of the schedule's memory
    one = shared.setdefault
    for j, (position, done, s, f, es, ef, ls, lf, total, free) in enumerate(zip(*map(plain_numbers, columns), strict=True)):
        if position < 0:
            continue
        task = plan.tasks[position]
        is_critical = not done and total <= critical
        is_near = not done and critical < total <= near
        driver, link = _driver(plan, task, network, passes, j)
        made[task.id] = TaskDates(
            task.id, one(s, s), one(f, f), one(es, es), one(ef, ef), one(ls, ls), one(lf, lf), one(total, total), one(free, free),
            is_critical, is_near, driver, link,
        )  # fmt: skip
    return made


def plain_numbers(column: Any) -> Sequence[int]:
    """A list as it is; an array as a list of Python's own numbers."""
    return column if isinstance(column, list) else cast("list[int]", column.tolist())


def _driver(plan: Plan, task: Task, network: Network, passes: Passes, j: int) -> tuple[Driver, int | None]:
    by = int(passes.driver[j])
    if by == kernel.BY_RELEASE:
        return (Driver.STATUS_DATE if network.release[j] > plan.start else Driver.PROJECT_START), None
    if by == kernel.BY_CONSTRAINT:
        return Driver.CONSTRAINT, None
    if by == kernel.BY_LATE:
        return Driver.AS_LATE_AS_POSSIBLE, None
    if by == kernel.BY_STARTED:
        return Driver.ACTUAL, None
    if by == kernel.BY_FIXED:
        return (Driver.EXTERNAL if task.external else Driver.ACTUAL if task.actual_finish is not None else Driver.MANUAL), None
    origin = network.link_origin[by]
    if origin >= 0:
        return Driver.LINK, int(origin)
    gate = by
    while network.link_origin[gate] < 0:
        node = network.link_from[gate]
        deeper = int(passes.driver[node])
        if deeper < 0:
            return (Driver.SUMMARY if deeper == kernel.BY_CONSTRAINT else Driver.PROJECT_START), None
        gate = deeper
    return Driver.LINK, int(network.link_origin[gate])


def _outward_gaps(plan: Plan, outline: Outline, gaps: dict[int, int]) -> dict[str, int]:
    """For each summary, the least gap of the links that leave it or one of its tasks for a task outside it."""
    least: dict[str, int] = {}
    above: dict[str | None, tuple[str, ...]] = {}
    tasks, summaries = plan.task, plan.summaries
    for number, gap in gaps.items():
        link = plan.links[number]
        one, other = tasks[link.predecessor], tasks[link.successor]
        for task in (one, other):
            if task.parent not in above:
                above[task.parent] = tuple(outline.ancestors(task))
        common = above[other.parent]
        if one.id in summaries:
            least[one.id] = min(gap, least.get(one.id, gap))
        for summary in above[one.parent] if one.parent != other.parent else ():
            if summary in common:
                break  # so are all above it
            least[summary] = min(gap, least.get(summary, gap))
    return least


def _roll_up(
    plan: Plan, outline: Outline, task: Task, dates: dict[str, TaskDates], calendars: Calendars, outward: int | None
) -> TaskDates | None:
    below = outline.children.get(None if task.level == 0 else task.id, [])
    rows = [dates[child.id] for child in below if child.id in dates]
    if not rows:
        return None
    working = calendars[task.calendar or plan.calendar]
    early = min(r.early_start for r in rows), max(r.early_finish for r in rows)
    late = min(r.late_start for r in rows), max(r.late_finish for r in rows)
    total = min(working.between(early[0], late[0]), working.between(early[1], late[1]))
    start, finish = min(r.start for r in rows), max(r.finish for r in rows)
    if task.manual and task.manual_start is not None and task.manual_finish is not None:
        start, finish = task.manual_start, task.manual_finish
    return TaskDates(
        task.id,
        start,
        finish,
        *early,
        *late,
        total,
        max(total if outward is None else min(outward, total), 0),
        any(r.critical for r in rows),
        any(r.near_critical for r in rows) and not any(r.critical for r in rows),
        Driver.MANUAL if task.manual else Driver.CHILDREN,
    )


def late_problems(plan: Plan, schedule: Schedule) -> list[Problem]:
    """Deadlines missed, and constraints that contradict the links: each told with both dates."""
    found = []
    bound = any(task.constraint in _BINDING for task in plan.tasks)
    against = {plan.links[number].successor for number, gap in schedule.gaps.items() if gap < 0} if bound else ()
    for task in plan.tasks:
        dates = schedule.by_task.get(task.id)
        if dates is None or task.actual_finish is not None:
            continue
        if task.deadline is not None and dates.finish > task.deadline:
            found.append(
                _late(
                    task,
                    "deadline-missed",
                    said(
                        "it finishes {finish:weekday-minute}, after its deadline {deadline:weekday-minute}.",
                        finish=to_datetime(dates.finish),
                        deadline=to_datetime(task.deadline),
                    ),
                )
            )
        if task.actual_start is None and not task.manual and task.constraint_date is not None:
            broken = _broken(task, dates)
            if broken:
                found.append(_late(task, "constraint-broken", broken))
            elif task.constraint in _BINDING and (dates.total_float < 0 or (dates.driver is Driver.CONSTRAINT and task.id in against)):
                found.append(
                    _late(
                        task,
                        "constraint-conflict",
                        said(
                            "'{constraint}' {date} comes before what its links allow.",
                            constraint=CONSTRAINTS[task.constraint],
                            date=when(task.constraint_date),
                        ),
                    )
                )
    return found


def _broken(task: Task, dates: TaskDates) -> str:
    date = task.constraint_date
    assert date is not None
    wanted = Said("'{constraint}' {date}", {"constraint": CONSTRAINTS[task.constraint], "date": when(date)})
    if task.constraint is Constraint.SNLT and dates.start > date:
        return said("{wanted} cannot be kept: it starts {start}.", wanted=wanted, start=when(dates.start))
    if task.constraint is Constraint.FNLT and dates.finish > date:
        return said("{wanted} cannot be kept: it finishes {finish}.", wanted=wanted, finish=when(dates.finish))
    return ""


def _late(task: Task, code: str, message: str) -> Problem:
    return Problem(code, place(task), message, _REMEDY, Severity.WARNING, (task.id,))
