"""Why a task stands where it stands: the chain of reasons from its date back to something nobody in the plan can move."""

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.engine.model import LinkKind, Plan, Task
from milepost.engine.network.words import link_words, named, span, when
from milepost.engine.schedule import Driver, Schedule, TaskDates
from milepost.engine.words import CONSTRAINTS
from milepost.values import Said, listed, said, said_many


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
    who = said(" with {people}", people=listed(people)) if people else ""
    kind = said("of clock time") if task.elapsed else said("of work time")
    if task.remaining_since is not None and task.remaining_duration is not None and task.actual_finish is None:
        text = said(
            "{task} runs {start} to {finish}: {since} somebody said that it still needs {span} {kind}{who}.",
            task=named(task),
            start=when(dates.start),
            finish=when(dates.finish),
            since=when(task.remaining_since),
            span=span(plan, task.remaining_duration),
            kind=kind,
            who=who,
        )
        yield Reason("length", task.id, text)
        return
    pieces = said(" in {count} pieces", count=len(task.segments)) if len(task.segments) > 1 else ""
    text = said(
        "{task} runs {start} to {finish}: {span} {kind}{pieces}{who}.",
        task=named(task),
        start=when(dates.start),
        finish=when(dates.finish),
        span=span(plan, task.duration),
        kind=kind,
        pieces=pieces,
        who=who,
    )
    yield Reason("length", task.id, text)


def _step(plan: Plan, schedule: Schedule, task: Task) -> tuple[str | None, Reason]:
    dates = schedule[task.id]
    start = said("{task} starts {at}", task=named(task), at=when(dates.start))
    delay = (
        said(", {delay} by the clock of which are levelling delay", delay=_clock(task.leveling_delay))
        if task.leveling_delay and dates.start > dates.early_start
        else ""
    )
    if dates.driver is Driver.LINK and dates.driving_link is not None:
        return _link_step(plan, schedule, task, delay)
    if dates.driver is Driver.ACTUAL:
        done = said(" and finished {at}", at=when(dates.finish)) if task.actual_finish is not None else ""
        return None, Reason("actual", task.id, said("{task} really started {at}{done}.", task=named(task), at=when(dates.start), done=done))
    if dates.driver is Driver.MANUAL:
        return None, Reason("manual", task.id, said("{start} because it is scheduled by hand; no link moves it.", start=start))
    if dates.driver is Driver.EXTERNAL:
        return None, Reason("external", task.id, said("{start} because it belongs to another project, which says so.", start=start))
    if dates.driver is Driver.CONSTRAINT and task.constraint_date is not None:
        text = said(
            "{start} because of its constraint '{constraint}' {date}{delay}.",
            start=start,
            constraint=CONSTRAINTS[task.constraint],
            date=when(task.constraint_date),
            delay=delay,
        )
        return None, Reason("constraint", task.id, text)
    if dates.driver is Driver.SUMMARY:
        holder = next((p for p in _above(plan, task) if p.constraint_date is not None), None)
        if holder is not None and holder.constraint_date is not None:
            text = said(
                "{start} because its summary {summary} may '{constraint}' {date}{delay}.",
                start=start,
                summary=named(holder),
                constraint=CONSTRAINTS[holder.constraint],
                date=when(holder.constraint_date),
                delay=delay,
            )
            return None, Reason("summary-constraint", task.id, text)
    if plan.from_finish and plan.finish is not None and dates.driver in (Driver.PROJECT_START, Driver.AS_LATE_AS_POSSIBLE):
        back = said("the plan is scheduled back from its finish {finish}", finish=when(plan.finish))
        text = said("{start}{delay}: {back}, and what follows needs the time until then.", start=start, delay=delay, back=back)
        return None, Reason("project-finish", task.id, text)
    if dates.driver is Driver.AS_LATE_AS_POSSIBLE:
        text = said("{start} because it is to be done as late as possible.", start=start)
        return None, Reason("as-late-as-possible", task.id, text)
    if dates.driver is Driver.STATUS_DATE and plan.status_date is not None:
        text = said("{start} because what is not done yet cannot lie before {date}.", start=start, date=when(plan.status_date))
        return None, Reason("status-date", task.id, text)
    snapped = "" if dates.early_start == plan.start else said(", the first working time from {at} on", at=when(plan.start))
    text = said("{start} because nothing but the start of the project holds it{snapped}{delay}.", start=start, snapped=snapped, delay=delay)
    return None, Reason("project-start", task.id, text)


def _clock(seconds: int) -> Said:
    """Levelling delays count nights and days off: "7 days", "4.5 hours"."""
    size = round(seconds / (86400 if seconds >= 86400 else 3600), 1)
    figure, count = int(size) if size == int(size) else size, 1 if size == 1 else 2
    if seconds >= 86400:
        return said_many("{figure} day", "{figure} days", count=count, figure=figure)
    return said_many("{figure} hour", "{figure} hours", count=count, figure=figure)


def _link_step(plan: Plan, schedule: Schedule, task: Task, delay: str) -> tuple[str | None, Reason]:
    dates = schedule[task.id]
    assert dates.driving_link is not None
    link = plan.links[dates.driving_link]
    before = plan.task[link.predecessor]
    theirs = schedule[before.id]
    event = _event(theirs, ends=link.kind in (LinkKind.FS, LinkKind.FF))
    through = "" if link.successor == task.id else said(", which holds its summary {summary}", summary=named(plan.task[link.successor]))
    text = said(
        "{task} {ours} because {before} {event} ({link}){through}{delay}.",
        task=named(task),
        ours=_event(dates, ends=link.kind in (LinkKind.FF, LinkKind.SF)),
        before=named(before),
        event=event,
        link=link_words(plan, link),
        through=through,
        delay=delay,
    )
    return before.id, Reason("link", task.id, text)


def _event(dates: TaskDates, *, ends: bool) -> Said:
    return said("finishes {at}", at=when(dates.finish)) if ends else said("starts {at}", at=when(dates.start))


def _summary_step(plan: Plan, schedule: Schedule, task: Task, *, first: bool) -> tuple[str | None, Reason]:
    """A summary stands where its tasks stand: the one that starts first explains its start, the one that ends last its finish."""
    dates = schedule[task.id]
    if dates.driver is Driver.MANUAL:
        text = said(
            "{task} is scheduled by hand from {start} to {finish}.", task=named(task), start=when(dates.start), finish=when(dates.finish)
        )
        return None, Reason("manual", task.id, text)
    below = [
        schedule[t.id] for t in plan.tasks if t.id in schedule and t.id not in plan.summaries and any(p is task for p in _above(plan, t))
    ]
    last = max(below, key=lambda d: d.finish)
    opening = min(below, key=lambda d: d.start)
    starts = said("starts {at} with {first} and ", at=when(dates.start), first=named(plan.task[opening.task])) if first else ""
    text = said(
        "{task} {starts}finishes {at} with {last}.",
        task=named(task),
        starts=starts,
        at=when(dates.finish),
        last=named(plan.task[last.task]),
    )
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
        text = said("{task} is {span} too late for the dates that follow it.", task=named(row), span=span(plan, -dates.total_float))
    elif dates.critical:
        text = said("{task} is critical: any delay moves the end of the project or a promised date.", task=named(row))
    else:
        spare, free = span(plan, dates.total_float), span(plan, dates.free_float)
        text = said("{task} can slip {span} before the end or a promised date moves", task=named(row), span=spare)
        text += (
            said(", {span} of it without moving another task.", span=free) if dates.free_float else said("; the next task moves at once.")
        )
    yield Reason("float", task, text)
    if row.deadline is not None:
        at = when(row.deadline)
        kept = said("Its deadline {at} is kept.", at=at) if dates.finish <= row.deadline else said("Its deadline {at} is missed.", at=at)
        yield Reason("deadline", task, kept)
