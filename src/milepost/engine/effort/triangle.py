"""The triangle work = duration x units: what changes when a person changes one of the three, or when people come and go.

The table is Microsoft's ("Change the task type Project uses to calculate task duration"):

| type           | units changed | duration changed | work changed |
| fixed units    | duration      | work             | duration     |
| fixed work     | duration      | units            | duration     |
| fixed duration | work          | work             | units        |

Effort-driven only matters when people are added or removed: the work still to be done stays what it was and is shared out again in
proportion to units. Work already done stays with whoever did it. A task of fixed work is always effort-driven.

Every function takes the task and the assignments of people on it (see `workers`), and gives both back changed with any problems.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from milepost.engine.effort.contour import SHARES, shares_of
from milepost.engine.effort.parts import REMAINING_WORK, work_span
from milepost.engine.model import Assignment, Contour, Plan, ResourceKind, Task, TaskType
from milepost.engine.problem import Problem, Severity
from milepost.values import FULL_SHARE, listed, said


@dataclass(frozen=True, slots=True)
class Effort:
    """A task and its people after a change; with an error among the problems nothing has changed."""

    task: Task
    assignments: tuple[Assignment, ...]
    problems: tuple[Problem, ...] = ()


def workers(plan: Plan, task: Task) -> tuple[Assignment, ...]:
    """The assignments of people (work resources) on a task, in the plan's order."""
    people = {r.id for r in plan.resources if r.kind is ResourceKind.WORK}
    return tuple(a for a in plan.assignments if a.task == task.id and a.resource in people)


def change_units(task: Task, assignments: Sequence[Assignment], assignment: str, *, units: int) -> Effort:
    """New units (millionths of full time, above 0) of one assignment: its duration follows, or its work on a fixed duration."""
    if units <= 0:
        return _refused(
            task,
            assignments,
            "units-not-positive",
            said("units of {units:g} % cannot do any work; expected more than 0 %.", units=units / 10000),
        )
    found = _found(task, assignments, assignment)
    if isinstance(found, Effort):
        return found
    changed = replace(found, units=units)
    if task.type is TaskType.FIXED_DURATION:
        changed = _with_work(changed, _work_in(changed, task.duration))
    return _settled(task, _replaced(assignments, changed))


def change_work(task: Task, assignments: Sequence[Assignment], *, work: int, assignment: str | None = None) -> Effort:
    """New work in seconds, of one assignment or, without one, of the whole task, shared out in the proportions it has.

    Duration follows, or units on a fixed duration. Work cannot be less than what has been done.
    """
    if assignment is None:
        new = _shared(work, assignments, [a.work for a in assignments])
    else:
        found = _found(task, assignments, assignment)
        if isinstance(found, Effort):
            return found
        new = [work if a.id == found.id else a.work for a in assignments]
    if not assignments:
        if work < 0:
            return _refused(task, assignments, "negative-work", said("work of {work} s is negative; expected zero or more.", work=work))
        return Effort(replace(task, work=work, remaining_work=work), ())
    if any(w < a.actual_work for w, a in zip(new, assignments, strict=True)) or work < 0:
        done = sum(a.actual_work for a in assignments if assignment in (None, a.id)) / 3600
        return _refused(
            task,
            assignments,
            "work-below-done",
            said("work of {work:g} h is less than the {done:g} h already done.", work=work / 3600, done=done),
        )
    changed = [_with_work(a, w) for a, w in zip(assignments, new, strict=True)]
    if task.type is TaskType.FIXED_DURATION:
        changed = [_with_units_for(b, task.duration) if b.work != a.work else b for a, b in zip(assignments, changed, strict=True)]
    return _settled(task, changed)


def change_duration(task: Task, assignments: Sequence[Assignment], *, duration: int) -> Effort:
    """New duration in seconds: work follows, or units on fixed work. An assignment shorter than its task stays so in proportion."""
    if duration < 0:
        return _refused(
            task,
            assignments,
            "negative-duration",
            said("a duration of {duration:g} h is negative; expected zero or more.", duration=duration / 3600),
        )
    if duration < (task.actual_duration or 0):
        message = said(
            "a duration of {duration:g} h is less than the {passed:g} h already passed.",
            duration=duration / 3600,
            passed=(task.actual_duration or 0) / 3600,
        )
        return _refused(task, assignments, "duration-below-done", message)
    spans = [_span(task, a) for a in assignments]
    longest = max(spans, default=0)
    changed = []
    for a, span in zip(assignments, spans, strict=True):
        new = duration * span // longest if longest else duration
        if task.type is TaskType.FIXED_WORK and new > 0:
            changed.append(_with_units_for(a, new))
        else:
            changed.append(_with_work(a, max(_work_in(a, new), a.actual_work)))
    return _settled(replace(task, duration=duration), changed, duration=duration)


def add_assignment(task: Task, assignments: Sequence[Assignment], *new: Assignment) -> Effort:
    """One or more further people. Effort-driven, the work still to be done is shared out again; otherwise theirs is added to it.

    The first people share the work the task has (duration follows unless fixed), else each works for its duration.
    """
    if any(a.units <= 0 for a in new):
        return _refused(task, assignments, "units-not-positive", said("an assignment needs units above 0 %."))
    everyone = (*assignments, *new)
    if len({a.id for a in everyone}) < len(everyone):
        known = listed(a.id for a in new)
        return _refused(task, assignments, "assignment-exists", said("assignment {known} is on the task already.", known=known))
    if not assignments and task.work > 0:
        return _redistributed(task, everyone, task.work)
    if assignments and _keeps_work(task):
        return _redistributed(task, everyone, sum(a.work for a in assignments))
    return _settled(task, (*assignments, *(_with_work(a, _work_in(a, task.duration)) for a in new)))


def remove_assignment(task: Task, assignments: Sequence[Assignment], assignment: str) -> Effort:
    """One person fewer. Effort-driven, the work they had left goes to the others; the last one leaves work and duration behind."""
    found = _found(task, assignments, assignment)
    if isinstance(found, Effort):
        return found
    if found.actual_work > 0:
        message = said("{done:g} h have been done on the assignment and would be lost.", done=found.actual_work / 3600)
        return _refused(task, assignments, "assignment-has-work-done", message, remedy=said("Set its remaining work to zero instead."))
    rest = tuple(a for a in assignments if a.id != assignment)
    total = sum(a.work for a in assignments)
    if not rest:
        work = total if _keeps_work(task) else 0
        return Effort(replace(task, work=work, remaining_work=work), ())
    return _redistributed(task, rest, total) if _keeps_work(task) else _settled(task, rest)


def _keeps_work(task: Task) -> bool:
    return task.effort_driven or task.type is TaskType.FIXED_WORK


def _redistributed(task: Task, assignments: Sequence[Assignment], total: int) -> Effort:
    """The total kept: what is left of it shared out by units; on a fixed duration units follow."""
    done = [a.actual_work for a in assignments]
    left = _shared(max(total - sum(done), 0), assignments, [max(a.units, 0) for a in assignments])
    changed = [_with_work(a, d + w) for a, d, w in zip(assignments, done, left, strict=True)]
    if task.type is TaskType.FIXED_DURATION:
        changed = [_with_units_for(a, task.duration) for a in changed]
    return _settled(task, changed)


def _settled(task: Task, assignments: Iterable[Assignment], *, duration: int | None = None) -> Effort:
    """The task made to agree with its people: work is their sum, duration the longest of them unless it is fixed or given."""
    people = tuple(assignments)
    if duration is None:
        spans = [_span(task, a) for a in people if a.work > 0]
        duration = task.duration if task.type is TaskType.FIXED_DURATION or not spans else max(spans)
    work, left = sum(a.work for a in people), sum(a.work - a.actual_work for a in people)
    passed = min(task.actual_duration or 0, duration)
    percent = passed * 100 // duration if task.actual_duration is not None and duration > 0 else task.percent_complete
    changed = replace(
        task, work=work, remaining_work=left, duration=duration, remaining_duration=duration - passed, percent_complete=percent
    )
    flattened = [a for a in people if a.contour is Contour.EDITED]
    problems = tuple(
        Problem(
            "edited-contour-flattened",
            said("task '{name}', assignment {id}", name=task.name, id=a.id),
            said("its work had been laid out by hand; after the change it lies flat."),
            said("Lay it out again if that matters."),
            Severity.NOTE,
            (task.id,),
        )
        for a in flattened
    )
    return Effort(changed, tuple(replace(a, contour=Contour.FLAT) if a.contour is Contour.EDITED else a for a in people), problems)


def _span(task: Task, assignment: Assignment) -> int:
    if task.type is TaskType.FIXED_DURATION or assignment.units <= 0 or assignment.work <= assignment.overtime_work:
        return task.duration
    return work_span(assignment.work - assignment.overtime_work, assignment.units, contour=assignment.contour)


def _work_in(assignment: Assignment, span: int) -> int:
    """Work an assignment does in a span, at its units and contour, overtime included; to the nearest second."""
    scale = FULL_SHARE * 100 * SHARES
    return (span * assignment.units * sum(shares_of(assignment.contour)) * 2 + scale) // (2 * scale) + assignment.overtime_work


def _with_work(assignment: Assignment, work: int) -> Assignment:
    """Another amount of work; remaining phases said where the old one lies, so they go."""
    if work == assignment.work:
        return replace(assignment, remaining_work=work - assignment.actual_work)
    phases = tuple(p for p in assignment.phases if p.kind != REMAINING_WORK)
    return replace(assignment, work=work, remaining_work=work - assignment.actual_work, phases=phases)


def _with_units_for(assignment: Assignment, span: int) -> Assignment:
    """The units that do an assignment's work in a span, to the nearest millionth; its work stays."""
    if span <= 0:
        return assignment
    divisor = span * sum(shares_of(assignment.contour))
    units = (2 * (assignment.work - assignment.overtime_work) * FULL_SHARE * 100 * SHARES + divisor) // (2 * divisor)
    return replace(assignment, units=units)


def _shared(total: int, assignments: Sequence[Assignment], weights: Sequence[int]) -> list[int]:
    """A total split in proportion to weights (evenly without any), by running sums, so that the parts add up."""
    chosen = list(weights) if sum(weights) > 0 else [1] * len(assignments)
    parts, before, running = [], 0, 0
    for weight in chosen:
        running += weight
        now = (2 * total * running + sum(chosen)) // (2 * sum(chosen))
        parts.append(now - before)
        before = now
    return parts


def _found(task: Task, assignments: Sequence[Assignment], assignment: str) -> Assignment | Effort:
    for a in assignments:
        if a.id == assignment:
            return a
    return _refused(task, assignments, "unknown-assignment", said("it has no assignment {assignment} of a person.", assignment=assignment))


def _replaced(assignments: Sequence[Assignment], changed: Assignment) -> list[Assignment]:
    return [changed if a.id == changed.id else a for a in assignments]


def _refused(task: Task, assignments: Sequence[Assignment], code: str, message: str, *, remedy: str = "") -> Effort:
    return Effort(task, tuple(assignments), (Problem(code, said("task '{name}'", name=task.name), message, remedy, tasks=(task.id,)),))
