"""When the work of an assignment is done: pieces of even intensity, from its contour or from the phases its source stored."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise

from milepost.engine.effort.contour import SHARES, shares_of
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
from milepost.engine.model import Assignment, Contour, Plan, Segment, Task, TaskType
from milepost.engine.schedule import TaskDates
from milepost.engine.working_time import ELAPSED, BeyondHorizon, Calendars, WorkingTime

ROUNDING = 60
"""Seconds by which the phases of a file may miss the work of their assignment (seen: 41 s over 182 phases of MS Project)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`work` seconds done evenly over the working time between two moments; `actual` when it has been reported as done."""

    start: int
    finish: int
    work: int
    actual: bool = False


def shaped(
    work: int, start: int, finish: int, time: WorkingTime, *, contour: Contour = Contour.FLAT, segments: Sequence[Segment] = ()
) -> tuple[Piece, ...]:
    """`work` seconds in the contour's shape over the working time from start to finish, without the gaps between `segments`.

    The pieces sum to `work` exactly: work done by a moment is rounded down, so that the last second closes the sum.
    Without working time in between, the work lies evenly on the clock.
    """
    if work <= 0:
        return ()
    runs = _runs(start, finish, time, segments)
    total = sum(length for _, length in runs)
    if total <= 0 or (contour in (Contour.FLAT, Contour.EDITED) and len(runs) == 1):
        return (Piece(start, max(start, finish), work),)
    shares = shares_of(contour)
    tenths = {total * k // SHARES for k in range(1, SHARES)}
    pieces = []
    passed = done = 0
    for begin, length in runs:
        here = 0
        for cut in sorted({c - passed for c in tenths if passed < c < passed + length} | {length}):
            reached = _done_by(work, passed + cut, total, shares)
            if reached > done:
                pieces.append(Piece(time.add(begin, here), time.add(begin, cut), reached - done))
            here, done = cut, reached
        passed += length
    return tuple(pieces)


def assignment_pieces(plan: Plan, task: Task, assignment: Assignment, dates: TaskDates, calendars: Calendars) -> tuple[Piece, ...]:
    """The pieces of an assignment on a scheduled task, in order; they sum to its work.

    Phases the source stored are used where they still say what the assignment says; actual ones never move, the rest moves with the
    task by working time. Without them reported work comes first, and the rest waits for the task's resume date (and, when the plan
    moves unfinished work, for the status date). Of a task of which somebody said what is still needed they sum to what it comes to.
    """
    time = assignment_time(plan, task, assignment, calendars)
    start, finish = _window(plan, task, assignment, dates, time, calendars)
    if task.remaining_since is not None and task.remaining_duration is not None and task.actual_finish is None:
        told = _reported(plan, task, assignment, start, time, calendars)
        return told if told is not None else shaped(assignment.work, dates.start, dates.finish, time)
    stored = _stored(assignment, start, finish, time)
    if stored is not None:
        return stored
    segments = moved_segments(task.segments, dates.start, time)
    pieces = shaped(assignment.work, start, finish, time, contour=assignment.contour, segments=segments)
    if assignment.actual_work <= 0:
        return pieces
    done, rest = divided(pieces, min(assignment.actual_work, assignment.work), time)
    resume = max(task.resume or 0, assignment.resume or 0, (plan.status_date or 0) if plan.options.move_unfinished else 0)
    if rest and resume > rest[0].start and (wait := time.between(rest[0].start, resume)) > 0:
        with suppress(BeyondHorizon):
            rest = _moved(rest, wait, time)
    return tuple(replace(piece, actual=True) for piece in done) + rest


def _reported(
    plan: Plan, task: Task, assignment: Assignment, start: int, time: WorkingTime, calendars: Calendars
) -> tuple[Piece, ...] | None:
    """As planned until somebody said what is still needed, and from then on at the same pace for as long as that takes; its own part of it
    where others on the task take longer. None where there is no pace."""
    assert task.remaining_since is not None and task.remaining_duration is not None
    span = longest = task.duration
    if not task.elapsed:
        span = assignment_span(plan, task, assignment, calendars=calendars)
        longest = max(part.span for part in task_parts(plan, task, plan.assigned.get(task.id, (assignment,)), calendars=calendars))
    if span <= 0 or longest <= 0:
        return None
    left, since = task.remaining_duration * span // longest, start
    found: list[Piece] = []
    try:
        if task.actual_start is not None:
            since = max(start, task.remaining_since, (plan.status_date or 0) if plan.options.move_unfinished else 0)
            done = min(span, time.between(start, since))
            if done > 0:
                found.append(Piece(start, time.add(start, done), assignment.work * done // span, actual=True))
        if left > 0:
            begin = time.next_start(since)
            found.append(Piece(begin, time.add(begin, left), assignment.work * left // span))
    except BeyondHorizon:
        return None
    return tuple(found)


def assignment_time(plan: Plan, task: Task, assignment: Assignment, calendars: Calendars) -> WorkingTime:
    """The working time an assignment lies in: the clock for elapsed durations, the plan's calendar when its own two never meet."""
    if task.elapsed:
        return calendars[ELAPSED]
    time = compiled(calendars, assignment_calendar(plan, task, plan.resource.get(assignment.resource or "")))
    return time or calendars[plan.calendar]


def moved_segments(segments: Sequence[Segment], start: int, time: WorkingTime) -> tuple[Segment, ...]:
    """The worked pieces of a split task once it starts at `start`, each moved by the same working time."""
    if len(segments) < 2:
        return ()
    shift = time.between(segments[0].start, start)
    if shift == 0:
        return tuple(segments)
    try:
        return tuple(Segment(_shifted(s.start, shift, time, begins=True), _shifted(s.finish, shift, time)) for s in segments)
    except BeyondHorizon:
        return ()


def _window(plan: Plan, task: Task, assignment: Assignment, dates: TaskDates, time: WorkingTime, calendars: Calendars) -> tuple[int, int]:
    """Start and finish of an assignment inside its task; the task's own when its calendar cannot place it."""
    try:
        start = time.next_start(dates.start + max(assignment.leveling_delay, 0))
        if assignment.delay > 0:
            start = time.next_start(time.add(start, assignment.delay))
        finish = dates.finish
        typed = task.manual or task.elapsed or task.actual_finish is not None or task.type is TaskType.FIXED_DURATION
        if not typed and drives(plan.resource.get(assignment.resource or ""), assignment):
            span = assignment_span(plan, task, assignment, calendars=calendars)
            finish = time.add(start, with_pauses(task, span, time, delay=time.between(dates.start, start)))
    except BeyondHorizon:
        return dates.start, dates.finish
    return (start, finish) if start < finish else (dates.start, dates.finish)


def _stored(assignment: Assignment, start: int, finish: int, time: WorkingTime) -> tuple[Piece, ...] | None:
    """Pieces from the assignment's phases; None when there are none or they no longer say what the assignment says."""
    done = _phases(assignment, ACTUAL_WORK, actual=True)
    rest = _phases(assignment, REMAINING_WORK, actual=False)
    done = _completed(done, min(assignment.actual_work, assignment.work))
    rest = _completed(rest, assignment.work - sum(p.work for p in done))
    if not (done or rest) or sum(p.work for p in (*done, *rest)) != assignment.work:
        return None
    first = min(p.start for p in (*done, *rest))
    try:
        shift = 0 if done else time.between(first, start)
        if assignment.contour is not Contour.EDITED and not done and (shift or time.between(rest[-1].finish, finish)):
            return None
        return done + (_moved(rest, shift, time) if shift else rest)
    except BeyondHorizon:
        return None


def _completed(pieces: tuple[Piece, ...], work: int) -> tuple[Piece, ...]:
    """The pieces made to sum to `work`, when they miss it by no more than a file's rounding; otherwise none."""
    missing = work - sum(p.work for p in pieces)
    if not pieces or missing == 0:
        return pieces
    last = pieces[-1]
    if abs(missing) > ROUNDING or last.work + missing <= 0:
        return ()
    return (*pieces[:-1], replace(last, work=last.work + missing))


def _phases(assignment: Assignment, kind: int, *, actual: bool) -> tuple[Piece, ...]:
    found = [Piece(p.start, p.finish, p.work, actual) for p in assignment.phases if p.kind == kind and p.work and p.work > 0]
    return tuple(sorted(found, key=lambda p: (p.start, p.finish)))


def _runs(start: int, finish: int, time: WorkingTime, segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """Start and working length of each stretch between start and finish that no gap interrupts."""
    bounds = [(start, finish)]
    for one, following in pairwise(segments):
        begin, end = bounds[-1]
        if begin < one.finish < following.start < end:
            bounds[-1:] = [(begin, one.finish), (following.start, end)]
        elif following.start >= end and one.finish < end:
            bounds[-1] = (begin, max(begin, one.finish))
    return [(begin, time.between(begin, end)) for begin, end in bounds]


def _done_by(work: int, position: int, total: int, shares: Sequence[int]) -> int:
    """Work done after `position` of `total` working seconds."""
    tenth = min(position * SHARES // total, SHARES - 1)
    before = sum(shares[:tenth]) * total + shares[tenth] * (position * SHARES - tenth * total)
    return work * before // (sum(shares) * total)


def divided(pieces: Iterable[Piece], work: int, time: WorkingTime) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Pieces holding the first `work` seconds, and the rest."""
    done: list[Piece] = []
    rest: list[Piece] = []
    for piece in pieces:
        if work >= piece.work:
            done.append(piece)
            work -= piece.work
        elif work <= 0:
            rest.append(piece)
        else:
            length = time.between(piece.start, piece.finish)
            cut = time.add(piece.start, length * work // piece.work) if length > 0 else piece.start
            done.append(Piece(piece.start, cut, work))
            rest.append(Piece(cut, piece.finish, piece.work - work))
            work = 0
    return tuple(done), tuple(rest)


def _moved(pieces: Sequence[Piece], shift: int, time: WorkingTime) -> tuple[Piece, ...]:
    return tuple(replace(p, start=_shifted(p.start, shift, time, begins=True), finish=_shifted(p.finish, shift, time)) for p in pieces)


def _shifted(moment: int, shift: int, time: WorkingTime, *, begins: bool = False) -> int:
    """The moment with the same working time before it, plus the shift; a beginning moves on to the next working moment."""
    target = time.before(moment) + shift
    origin = time.starts[0]
    there = time.add(origin, target) if target > 0 else origin
    return time.next_start(there) if begins else there
