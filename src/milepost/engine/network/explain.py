"""Why a task stands where it stands: the chain of reasons from its date back to something nobody in the plan can move."""

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.engine.model import LinkKind, Plan, Task
from milepost.engine.network.words import link_words, named, span, when
from milepost.engine.schedule import Driver, Schedule, TaskDates


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of an explanation. `code` is stable; `task` is the task the sentence is about; `text` is for people."""

    code: str
    task: str
    text: str


def explain(plan: Plan, schedule: Schedule, task: str) -> tuple[Reason, ...]:
    """Reasons for a task's dates, its own first, then those of the tasks that drive it, then what it has to spare.

    Raises KeyError for a task without dates (inactive or unknown).
    """
    schedule[task]
    return (*_chain(plan, schedule, task), *_room(plan, schedule, task))


def _chain(plan: Plan, schedule: Schedule, task: str) -> Iterator[Reason]:
    seen: set[str] = set()
    current: str | None = task
    while current is not None and current not in seen:
        seen.add(current)
        row = plan.task[current]
        if current in plan.summaries:
            current, reason = _summary_step(plan, schedule, row, first=current == task)
            yield reason
            continue
        yield from _length(plan, schedule, row)
        current, reason = _step(plan, schedule, row)
        yield reason


def _length(plan: Plan, schedule: Schedule, task: Task) -> Iterator[Reason]:
    dates = schedule[task.id]
    if task.actual_finish is not None or task.manual or not task.duration:
        return
    held = (plan.resource.get(a.resource or "") for a in plan.assignments if a.task == task.id)
    people = sorted({resource.name for resource in held if resource is not None})
    who = f" with {', '.join(people)}" if people else ""
    kind = "of clock time" if task.elapsed else "of work time"
    pieces = f" in {len(task.segments)} pieces" if len(task.segments) > 1 else ""
    text = f"{named(task)} runs {when(dates.start)} to {when(dates.finish)}: {span(plan, task.duration)} {kind}{pieces}{who}."
    yield Reason("length", task.id, text)


def _step(plan: Plan, schedule: Schedule, task: Task) -> tuple[str | None, Reason]:
    dates = schedule[task.id]
    start = f"{named(task)} starts {when(dates.start)}"
    delay = (
        f", {_clock(task.leveling_delay)} by the clock of which are levelling delay"
        if task.leveling_delay and dates.start > dates.early_start
        else ""
    )
    if dates.driver is Driver.LINK and dates.driving_link is not None:
        return _link_step(plan, schedule, task, delay)
    if dates.driver is Driver.ACTUAL:
        done = f" and finished {when(dates.finish)}" if task.actual_finish is not None else ""
        return None, Reason("actual", task.id, f"{named(task)} really started {when(dates.start)}{done}.")
    if dates.driver is Driver.MANUAL:
        return None, Reason("manual", task.id, f"{start} because it is scheduled by hand; no link moves it.")
    if dates.driver is Driver.EXTERNAL:
        return None, Reason("external", task.id, f"{start} because it belongs to another project, which says so.")
    if dates.driver is Driver.CONSTRAINT and task.constraint_date is not None:
        text = f"{start} because of its constraint '{task.constraint.value}' {when(task.constraint_date)}{delay}."
        return None, Reason("constraint", task.id, text)
    if dates.driver is Driver.SUMMARY:
        holder = next((p for p in _above(plan, task) if p.constraint_date is not None), None)
        if holder is not None and holder.constraint_date is not None:
            text = f"{start} because its summary {named(holder)} may '{holder.constraint.value}' {when(holder.constraint_date)}{delay}."
            return None, Reason("summary-constraint", task.id, text)
    if plan.from_finish and plan.finish is not None and dates.driver in (Driver.PROJECT_START, Driver.AS_LATE_AS_POSSIBLE):
        back = f"the plan is scheduled back from its finish {when(plan.finish)}"
        text = f"{start}{delay}: {back}, and what follows needs the time until then."
        return None, Reason("project-finish", task.id, text)
    if dates.driver is Driver.AS_LATE_AS_POSSIBLE:
        return None, Reason("as-late-as-possible", task.id, f"{start} because it is to be done as late as possible.")
    if dates.driver is Driver.STATUS_DATE and plan.status_date is not None:
        return None, Reason("status-date", task.id, f"{start} because what is not done yet cannot lie before {when(plan.status_date)}.")
    snapped = "" if dates.early_start == plan.start else f", the first working time from {when(plan.start)} on"
    return None, Reason("project-start", task.id, f"{start} because nothing but the start of the project holds it{snapped}{delay}.")


def _clock(seconds: int) -> str:
    """Levelling delays count nights and days off: "7 days", "4.5 hours"."""
    size, unit = (seconds / 86400, "day") if seconds >= 86400 else (seconds / 3600, "hour")
    figure = f"{size:.1f}".removesuffix(".0")
    return f"{figure} {unit}{'' if figure == '1' else 's'}"


def _link_step(plan: Plan, schedule: Schedule, task: Task, delay: str) -> tuple[str | None, Reason]:
    dates = schedule[task.id]
    assert dates.driving_link is not None
    link = plan.links[dates.driving_link]
    before = plan.task[link.predecessor]
    theirs = schedule[before.id]
    event = f"finishes {when(theirs.finish)}" if link.kind in (LinkKind.FS, LinkKind.FF) else f"starts {when(theirs.start)}"
    through = "" if link.successor == task.id else f", which holds its summary {named(plan.task[link.successor])}"
    ours = f"finishes {when(dates.finish)}" if link.kind in (LinkKind.FF, LinkKind.SF) else f"starts {when(dates.start)}"
    text = f"{named(task)} {ours} because {named(before)} {event} ({link_words(plan, link)}){through}{delay}."
    return before.id, Reason("link", task.id, text)


def _summary_step(plan: Plan, schedule: Schedule, task: Task, *, first: bool) -> tuple[str | None, Reason]:
    """A summary stands where its tasks stand: the one that starts first explains its start, the one that ends last its finish."""
    dates = schedule[task.id]
    if dates.driver is Driver.MANUAL:
        return None, Reason("manual", task.id, f"{named(task)} is scheduled by hand from {when(dates.start)} to {when(dates.finish)}.")
    below = [
        schedule[t.id] for t in plan.tasks if t.id in schedule and t.id not in plan.summaries and any(p is task for p in _above(plan, t))
    ]
    last = max(below, key=lambda d: d.finish)
    opening = min(below, key=lambda d: d.start)
    starts = f"starts {when(dates.start)} with {named(plan.task[opening.task])} and " if first else ""
    text = f"{named(task)} {starts}finishes {when(dates.finish)} with {named(plan.task[last.task])}."
    return last.task, Reason("children", task.id, text)


def _above(plan: Plan, task: Task) -> Iterator[Task]:
    parent = task.parent
    while parent is not None:
        yield plan.task[parent]
        parent = plan.task[parent].parent


def _room(plan: Plan, schedule: Schedule, task: str) -> Iterator[Reason]:
    dates: TaskDates = schedule[task]
    row = plan.task[task]
    if row.actual_finish is not None:
        return
    if dates.total_float < 0:
        text = f"{named(row)} is {span(plan, -dates.total_float)} too late for the dates that follow it."
    elif dates.critical:
        text = f"{named(row)} is critical: any delay moves the end of the project or a promised date."
    else:
        text = f"{named(row)} can slip {span(plan, dates.total_float)} before the end or a promised date moves"
        text += (
            f", {span(plan, dates.free_float)} of it without moving another task." if dates.free_float else "; the next task moves at once."
        )
    yield Reason("float", task, text)
    if row.deadline is not None:
        kept = "kept" if dates.finish <= row.deadline else "missed"
        yield Reason("deadline", task, f"Its deadline {when(row.deadline)} is {kept}.")
