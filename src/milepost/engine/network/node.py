"""One task as a node of the network: its mode, its parts on their calendars, its constraint and bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.engine.effort.parts import (
    ACTUAL_WORK,
    REMAINING_WORK,
    assignment_calendar,
    assignment_span,
    compiled,
    drives,
    task_parts,
    with_pauses,
)
from milepost.engine.model import Assignment, Constraint, Plan, ResourceKind, Task
from milepost.engine.network.kernel import ALAP, ASAP, FIXED, FNET, FNLT, FREE, MFO, MSO, SNET, SNLT, STARTED
from milepost.engine.working_time import ELAPSED, Calendars, WorkingTime
from milepost.engine.working_time.arithmetic import AFTER

_CONSTRAINT = {
    Constraint.ASAP: ASAP,
    Constraint.ALAP: ALAP,
    Constraint.MSO: MSO,
    Constraint.MFO: MFO,
    Constraint.SNET: SNET,
    Constraint.SNLT: SNLT,
    Constraint.FNET: FNET,
    Constraint.FNLT: FNLT,
}

Part = tuple[WorkingTime, int, int]
"""Working time, span, delay from the task's start; spans in working seconds."""


@dataclass(slots=True)
class Node:
    """See `kernel` for modes and constraints. `own` is the calendar in which float and lags to this node are counted."""

    task: int
    gate: str
    parts: list[Part]
    release: int
    own: WorkingTime
    mode: int = FREE
    done: int = 0
    fixed_start: int = 0
    fixed_finish: int = 0
    constraint: int = ASAP
    constraint_date: int = 0
    late_bound: int = AFTER
    delay: int = 0


def is_plain(task: Task) -> bool:
    """Whether nothing but its links and its duration says when a task is: no progress, no date, no pause, no clock time."""
    return (
        task.constraint is Constraint.ASAP
        and task.actual_start is task.actual_finish is task.remaining_since is task.deadline is None
        and not (task.manual or task.external or task.elapsed or task.segments or task.leveling_delay)
    )


def task_node(plan: Plan, task: Task, assignments: Sequence[Assignment], calendars: Calendars, position: int) -> Node:
    """The node of a leaf task. Completed, manual and external tasks keep their dates; a started one keeps its start."""
    own = calendars[task.calendar or plan.calendar]
    node = Node(task=position, gate="", parts=_parts(plan, task, assignments, calendars, own), release=plan.start, own=own)
    if task.remaining_since is not None and task.remaining_duration is not None and task.actual_finish is None:
        node.parts = _still_needed(task, node.parts, task.remaining_duration)
    if task.deadline is not None:
        node.late_bound = task.deadline
    node.delay = task.leveling_delay
    if task.actual_start is task.actual_finish is None and not task.manual and not task.external:
        return _free(plan, task, node)
    if task.actual_finish is not None:
        _fix(node, _begun(task, node), task.actual_finish, done=1)
    elif task.manual and (dates := manual_dates(task, node)) is not None:
        _fix(node, *dates, done=0)
    elif task.external and task.stored.start is not None and task.stored.finish is not None:
        _fix(node, task.stored.start, task.stored.finish, done=0)
    elif task.actual_start is not None:
        _started(plan, task, node)
    else:
        _free(plan, task, node)
    return node


def _free(plan: Plan, task: Task, node: Node) -> Node:
    """Work not begun, driven by its links and its constraint."""
    if task.constraint is not Constraint.ASAP:
        node.constraint = _CONSTRAINT[task.constraint]
        node.constraint_date = task.constraint_date or 0
    if plan.options.move_unfinished and plan.status_date is not None:
        node.release = max(node.release, plan.status_date)
    return node


def _fix(node: Node, start: int, finish: int, *, done: int) -> None:
    node.mode, node.done, node.fixed_start, node.fixed_finish = FIXED, done, start, finish


def _begun(task: Task, node: Node) -> int:
    """When a task that is done began; its duration before its finish when nobody said."""
    if task.actual_start is not None:
        return task.actual_start
    assert task.actual_finish is not None
    return min(working.add(task.actual_finish, -span) if span else task.actual_finish for working, span, _ in node.parts)


def _parts(plan: Plan, task: Task, assignments: Sequence[Assignment], calendars: Calendars, own: WorkingTime) -> list[Part]:
    if task.elapsed:
        return [(calendars[ELAPSED], task.duration, 0)]
    if not assignments and len(task.segments) < 2:
        return [(own, max(task.duration, 0), 0)]
    parts = []
    for part in task_parts(plan, task, assignments, calendars=calendars):
        working = compiled(calendars, (part.calendar_a, part.calendar_b))
        parts.append((working, with_pauses(task, part.span, working, delay=part.delay), part.delay))
    if len(task.segments) > 1 and len(parts) == 1:
        working, span, delay = parts[0]
        parts = [(working, max(span, _stretch(task, assignments, working)), delay)]
    return parts


def _still_needed(task: Task, parts: list[Part], remaining: int) -> list[Part]:
    """Nothing of what was planned, but what is said to be needed: the longest part that long, the others in proportion. A milestone takes
    no time, whatever is said."""
    longest = max(span for _, span, _ in parts)
    if longest or task.milestone:
        return [(working, remaining * span // max(longest, 1), delay) for working, span, delay in parts]
    return [(working, remaining, delay) for working, _, delay in parts]


def only_part(plan: Plan, task: Task, assignment: Assignment, calendars: Calendars) -> Part:
    """What `task_parts` finds for a plain task with one assignment."""
    resource = plan.resource.get(assignment.resource or "")
    if resource is None or resource.kind is not ResourceKind.WORK:
        return compiled(calendars, assignment_calendar(plan, task, None)), max(task.duration, 0), 0
    span = assignment_span(plan, task, assignment, calendars=calendars)
    delay = max(assignment.delay, 0) if drives(resource, assignment) else 0
    return compiled(calendars, assignment_calendar(plan, task, resource)), span, delay


def _stretch(task: Task, assignments: Sequence[Assignment], working: WorkingTime) -> int:
    """Working seconds from the first to the last piece of a split task, pauses included; phases are finer than pieces."""
    phases = [p for a in assignments for p in a.phases if p.work and p.kind in (REMAINING_WORK, ACTUAL_WORK)]
    pieces = phases or task.segments
    return working.between(min(p.start for p in pieces), max(p.finish for p in pieces))


def manual_dates(task: Task, node: Node) -> tuple[int, int] | None:
    """The dates a manually scheduled task was given, the missing one computed from its duration; None when it has neither."""
    start, finish = task.manual_start, task.manual_finish
    working = node.parts[0][0]
    duration = task.manual_duration if task.manual_duration is not None else task.duration
    if start is None and finish is None:
        return None
    if start is None:
        assert finish is not None
        return working.add(finish, -duration) if duration else finish, finish
    if finish is None:
        return start, working.add(working.next_start(start) if duration else start, duration)
    return start, finish


def _started(plan: Plan, task: Task, node: Node) -> None:
    """Work that has begun: the start stands, what is left follows the interruption or what has been done."""
    assert task.actual_start is not None
    begun = task.actual_start
    node.mode = STARTED
    node.fixed_start = begun
    if task.remaining_since is not None and task.remaining_duration is not None:
        return _goes_on(plan, node, max(begun, task.remaining_since))
    left = []
    anchor = begun
    for working, span, delay in node.parts:
        start = working.add(begun, delay) if delay else begun
        done = _done(task, span, working, start)
        anchor = max(anchor, task.resume if task.resume is not None and task.stop is not None and task.resume > task.stop else begun)
        left.append((working, start, span, done))
    moved = plan.options.move_unfinished and plan.status_date is not None and any(span > done for _, _, span, done in left)
    if anchor > begun or moved:
        node.parts = [(working, span - done, 0) for working, _, span, done in left]
        node.fixed_finish = max(anchor, *(working.add(start, done) if done else start for working, start, _, done in left))
        if moved and plan.status_date is not None:
            node.fixed_finish = max(node.fixed_finish, plan.status_date)
            node.release = plan.status_date
    else:
        node.fixed_finish = begun


def _goes_on(plan: Plan, node: Node, since: int) -> None:
    """What is still needed follows the moment when that was said; where unfinished work moves, not before the status date."""
    node.parts = [(working, span, 0) for working, span, _ in node.parts]
    node.fixed_finish = since
    if plan.options.move_unfinished and plan.status_date is not None and any(span for _, span, _ in node.parts):
        node.fixed_finish = max(since, plan.status_date)
        node.release = plan.status_date


def _done(task: Task, span: int, working: WorkingTime, start: int) -> int:
    """Working seconds of a part already behind us: up to the stop where it is told, else the actual duration, else all but the
    remaining duration, else by percentage."""
    if task.stop is not None and task.stop > start:
        return min(span, working.between(start, task.stop))
    if task.actual_duration:
        return min(span, task.actual_duration)
    if task.remaining_duration is not None and not task.percent_complete:
        return max(span - task.remaining_duration, 0)
    return span * task.percent_complete // 100
