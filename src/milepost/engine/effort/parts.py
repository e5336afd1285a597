"""What drives the dates of a task: the calendars its people work on and how long each of them needs.

The rules are MS Project's. A task without a calendar of its own runs on the calendars of the people on it; with one it runs in the time
both share, unless it ignores the people's calendars. An assignment lasts (work - overtime) / units, stretched by its contour; on a
task of fixed duration it lasts as long as the task. Materials, costs and work nobody holds take the task's own calendar and duration.

Rounding: a span that is no whole number of seconds is rounded to the nearest tenth of a minute (half up), the unit MS Project counts
in; it rounds each tenth of a contoured assignment by itself, so a known duration within ten such halves (30 s; 3 s when flat) stands.
Files print units as whole percents, so 33 % may mean a third: a known duration that such units can mean stands as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from milepost.engine.effort.contour import SHARES, shares_of
from milepost.engine.model import Assignment, Contour, Plan, Resource, ResourceKind, Task, TaskType
from milepost.engine.working_time import Calendars, WorkingTime
from milepost.values import FULL_SHARE

TENTH_OF_MINUTE = 6
REMAINING_WORK = 1
ACTUAL_WORK = 2


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A stretch of work: `span` seconds in the time `calendar_a` (and `calendar_b`, when given) works, beginning `delay` working
    seconds and `clock_delay` clock seconds (levelling) after the task's start. Gaps of a split task are not part of the span."""

    calendar_a: str
    calendar_b: str | None
    span: int
    delay: int = 0
    clock_delay: int = 0


def assignment_calendar(plan: Plan, task: Task, resource: Resource | None) -> tuple[str, str | None]:
    """Ids of the calendar or the two calendars whose common time an assignment works in.

    `resource` None or no work resource: the task's calendar. An id the plan does not have counts as not given.
    """
    known = plan.calendar_ids
    own = task.calendar if task.calendar is not None and task.calendar in known else None
    if resource is None or resource.kind is not ResourceKind.WORK:
        return own or plan.calendar, None
    theirs = resource.calendar if resource.calendar is not None and resource.calendar in known else plan.calendar
    if own is None:
        return theirs, None
    if task.ignore_resource_calendars or own == theirs:
        return own, None
    return own, theirs


def compiled(calendars: Calendars, pair: tuple[str, str | None]) -> WorkingTime:
    """The working time of one calendar, or the time two share."""
    one, other = pair
    return calendars[one] if other is None else calendars.both(one, other)


def assignment_span(plan: Plan, task: Task, assignment: Assignment, *, calendars: Calendars | None = None) -> int:
    """Working seconds between the start and the finish of an assignment, on its calendar, without the gaps of a split task.

    `calendars` is needed for edited contours only: their span is counted between their first and last phase. Without calendars,
    or with phases outside their days, an edited contour lasts as long as its task.
    """
    resource = plan.resource.get(assignment.resource or "")
    if not drives(resource, assignment):
        return max(task.duration, 0)
    if assignment.contour is Contour.EDITED:
        span = _phased_span(plan, task, assignment, resource, calendars)
        return max(task.duration - assignment.delay, 0) if span is None else span
    if task.type is TaskType.FIXED_DURATION:
        return max(task.duration - assignment.delay, 0)
    expected = task.duration - assignment.delay
    return work_span(assignment.work - assignment.overtime_work, assignment.units, contour=assignment.contour, expected=expected)


def with_pauses(task: Task, span: int, time: WorkingTime, *, delay: int = 0) -> int:
    """Working seconds that `span` of work, begun `delay` after its task, takes with the pauses of a split task that fall into it."""
    for one, following in pairwise(task.segments):
        if time.between(task.segments[0].start, one.finish) < delay + span:
            span += max(time.between(one.finish, following.start), 0)
    return span


def drives(resource: Resource | None, assignment: Assignment) -> bool:
    """Whether an assignment sets its own dates: a person with work and units. The others follow the task."""
    working = resource is not None and resource.kind is ResourceKind.WORK
    return working and assignment.units > 0 and assignment.work > assignment.overtime_work


def work_span(work: int, units: int, *, contour: Contour = Contour.FLAT, expected: int | None = None) -> int:
    """Seconds that `work` > 0 takes at `units` > 0 millionths, spread as `contour` says; `expected` is a known duration, which
    stands where rounding can explain the difference, as the module describes."""
    shares = sum(shares_of(contour))
    numerator, denominator = work * FULL_SHARE * 100 * SHARES, units * shares
    if expected is not None and expected > 0:
        half = FULL_SHARE // 200 if _may_be_rounded(units) else 0
        near = TENTH_OF_MINUTE // 2 * (1 if contour is Contour.FLAT else SHARES) * denominator
        if expected * (units - half) * shares - near <= numerator <= expected * (units + half) * shares + near:
            return expected
    span, rest = divmod(numerator, denominator)
    if rest == 0:
        return span
    return TENTH_OF_MINUTE * ((2 * numerator + TENTH_OF_MINUTE * denominator) // (2 * TENTH_OF_MINUTE * denominator))


def task_parts(plan: Plan, task: Task, assignments: Iterable[Assignment], *, calendars: Calendars | None = None) -> tuple[Part, ...]:
    """The parts that together bound a task, sorted, identical ones merged; one on the task's own calendar when nobody drives it.

    A person without work or units still gives the calendar of a task that no one else drives. Elapsed durations are the caller's.
    """
    parts: set[Part] = set()
    idle: set[Part] = set()
    for assignment in assignments:
        resource = plan.resource.get(assignment.resource or "")
        if resource is None or resource.kind is not ResourceKind.WORK:
            continue
        pair = assignment_calendar(plan, task, resource)
        span = assignment_span(plan, task, assignment, calendars=calendars)
        if drives(resource, assignment):
            parts.add(Part(*pair, span, max(assignment.delay, 0), max(assignment.leveling_delay, 0)))
        else:
            idle.add(Part(*pair, span))
    return tuple(sorted(parts or idle, key=_order)) or (Part(*assignment_calendar(plan, task, None), max(task.duration, 0)),)


def _may_be_rounded(units: int) -> bool:
    percent, rest = divmod(units, FULL_SHARE // 100)
    return rest == 0 and percent % 5 != 0


def _phased_span(plan: Plan, task: Task, assignment: Assignment, resource: Resource | None, calendars: Calendars | None) -> int | None:
    phases = [p for p in assignment.phases if p.kind in (REMAINING_WORK, ACTUAL_WORK) and p.work]
    if calendars is None or not phases:
        return None
    start, finish = min(p.start for p in phases), max(p.finish for p in phases)
    if start // 86400 < calendars.first or finish // 86400 > calendars.last or start >= finish:
        return None
    time = compiled(calendars, assignment_calendar(plan, task, resource))
    gaps = pairwise(task.segments)
    paused = sum(max(time.between(max(a.finish, start), min(b.start, finish)), 0) for a, b in gaps)
    return time.between(start, finish) - paused


def _order(part: Part) -> tuple[str, str, int, int, int]:
    return part.calendar_a, part.calendar_b or "", part.span, part.delay, part.clock_delay
