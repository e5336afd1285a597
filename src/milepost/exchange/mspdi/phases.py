"""Time-phased work for assignments that have none but need it: split tasks and contours, which MS Project would otherwise spread flat."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from milepost.engine.effort import assignment_calendar, shares_of
from milepost.engine.model import Assignment, Contour, Plan, ResourceKind, Task, TimePhase
from milepost.engine.working_time import BeyondHorizon, Calendars, WorkingTime
from milepost.exchange.mspdi.codes import ACTUAL_WORK, REMAINING_WORK
from milepost.exchange.mspdi.losses import Losses
from milepost.exchange.mspdi.timing import Timing
from milepost.values import DAY, said

_BY_DAY = 2
Piece = tuple[int, int, int]
"""From, to, and how much of the work lies there compared with the other pieces; 0 for a pause."""


def with_phases(plan: Plan, timing: Timing, losses: Losses, *, contours: bool) -> Plan:
    """The plan with phases for the assignments of split tasks, and for contoured ones when `contours`."""
    by_task: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in plan.assignments:
        by_task[assignment.task].append(assignment)
    new: dict[str, Assignment] = {}
    for task in plan.tasks:
        found = by_task.get(task.id, ())
        if any(assignment.phases for assignment in found) or not (task.segments or contours):
            continue
        for assignment in found:
            spread = _spread(plan, task, assignment, timing, losses)
            if spread is not None:
                new[assignment.id] = spread
    return plan.with_(assignments=tuple(new.get(a.id, a) for a in plan.assignments)) if new else plan


def _spread(plan: Plan, task: Task, assignment: Assignment, timing: Timing, losses: Losses) -> Assignment | None:
    dates = timing.of(task).dates
    resource = plan.resource.get(assignment.resource or "")
    if dates.start is None or dates.finish is None or (resource is not None and resource.kind is not ResourceKind.WORK):
        return None
    shaped = assignment.contour not in (Contour.FLAT, Contour.EDITED)
    if not task.segments and not (shaped and assignment.work):
        return None
    if task.segments and (task.segments[0].start, task.segments[-1].finish) != (dates.start, dates.finish):
        message = said("its split was not written: its pieces lie at other dates than the schedule has.")
        losses.tell("split-not-written", f"task {task.id} '{task.name}'", message)
        return None
    one, other = assignment_calendar(plan, task, resource)
    calendars = Calendars(plan.calendars, first=dates.start // DAY - 1, last=dates.finish // DAY + 1)
    working = calendars[one] if other is None else calendars.both(one, other)
    pieces = list(_of_segments(task, working) if task.segments else _of_shape(assignment.contour, dates.start, dates.finish, working))
    total = assignment.work or sum(weight for _, _, weight in pieces)
    phases = tuple(_phases(pieces, total, task.stop))
    contour = Contour.EDITED if task.segments else assignment.contour
    return replace(assignment, start=dates.start, finish=dates.finish, phases=phases, contour=contour)


def _of_segments(task: Task, working: WorkingTime) -> Iterator[Piece]:
    """The pieces of a split task, and the pauses between them."""
    before: int | None = None
    for segment in task.segments:
        if before is not None:
            yield before, segment.start, 0
        yield segment.start, segment.finish, max(working.between(segment.start, segment.finish), 1)
        before = segment.finish


def _of_shape(contour: Contour, start: int, finish: int, working: WorkingTime) -> Iterator[Piece]:
    """Ten pieces of equal working time, weighted by the contour's shares."""
    whole = working.between(start, finish)
    try:
        ends = [start, *(working.add(start, whole * (n + 1) // 10) if whole else start for n in range(9)), finish]
    except BeyondHorizon:
        ends = [start, finish]
    for begin, end, share in zip(ends, ends[1:], shares_of(contour), strict=False):
        if begin < end:
            yield begin, end, share


def _phases(pieces: list[Piece], total: int, stop: int | None) -> Iterator[TimePhase]:
    """The work of each piece by its weight; rounding is evened out as it comes, so that the pieces add up to the total."""
    weights = sum(weight for _, _, weight in pieces)
    done = passed = 0
    for start, finish, weight in pieces:
        passed += weight
        until = total * passed // weights if weights else 0
        kind = ACTUAL_WORK if stop is not None and finish <= stop else REMAINING_WORK
        yield TimePhase(kind, start, finish, _BY_DAY, until - done)
        done = until
