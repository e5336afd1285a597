"""The plan as a document: its chart, and a table that says the same."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from milepost.apps.planning.files.outgoing import PERCENT, Outgoing
from milepost.apps.planning.files.table import facts_table, people_on, task_table
from milepost.documents.tree import (
    BarKind,
    Document,
    Figure,
    Gantt,
    GanttLink,
    GanttRow,
    Interval,
    LinkKind,
    Mark,
    MarkKind,
    Paragraph,
    Section,
)
from milepost.documents.wording import said_day
from milepost.engine.model import Task
from milepost.engine.working_time import Calendars
from milepost.values import DAY, listed, said, said_many, to_datetime


def plan_document(found: Outgoing, numbers: Mapping[int, str], *, chart: bool = True) -> Document:
    """Its title says when the plan ends, and how much of it is held. Without a chart it is the table alone, as it is read again."""
    tasks = [task for task in found.plan.tasks if task.level > 0]
    if not found.schedule.dates:
        empty = Section(said("Nothing to draw"), (Paragraph(said("The plan has no task with dates.")),))
        title = said("{plan}: nothing is planned yet", plan=found.plan.name)
        return Document(title=title, subtitle=said("Project plan"), sections=(empty,))
    last = to_datetime(max(one.finish for one in found.schedule.dates if one.task not in found.held or len(found.held) >= len(tasks)))
    many = said_many("{count:,} task", "{count:,} tasks", count=len(tasks))
    held = [said("{many:,} held", many=len(found.held))] if found.held else []
    told = listed([many, *held, said("to {day:day}", day=last)])
    title = said("{plan}: {told}", plan=found.plan.name, told=told)
    table = task_table(found, numbers, short=chart)
    if not chart:
        return Document(title=title, subtitle=said("Project plan"), sections=(Section(said("Tasks"), (table, facts_table(found))),))
    described = said("{title}. The table below tells every bar's dates.", title=title)
    figure = Figure(said("Every task with its links"), gantt(found, tasks), described, table)
    section = Section(said("To {day:day}", day=last), (figure,), label=said("Schedule"))
    return Document(title=title, subtitle=said("Project plan"), sections=(section,))


def gantt(found: Outgoing, tasks: list[Task]) -> Gantt:
    """Tasks with dates; others, such as inactive ones, stand without a bar."""
    who = people_on(found.plan)
    by_task = found.schedule.by_task
    links = tuple(
        GanttLink(
            source=link.predecessor,
            target=link.successor,
            kind=LinkKind(link.kind.value),
            critical=by_task[link.predecessor].critical and by_task[link.successor].critical,
        )
        for link in found.plan.links
        if link.predecessor in by_task and link.successor in by_task
    )
    status = found.plan.status_date
    return Gantt(
        rows=tuple(_row(found, task, ", ".join(who.get(task.id, ()))) for task in tasks),
        links=links,
        non_working=_days_off(found),
        status_at=to_datetime(status) if status is not None else None,
        columns=(said("Finish"), "%"),
    )


def _row(found: Outgoing, task: Task, people: str) -> GanttRow:
    dates = found.schedule.by_task.get(task.id)
    summary = task.id in found.plan.summaries
    _, done = found.comes_to(task)
    point = dates is not None and not summary and (task.milestone or dates.start == dates.finish)
    base = next((one for one in task.baselines if one.start is not None and one.finish is not None and one.finish >= one.start), None)
    held = said("held") if task.id in found.held and len(found.held) < len(found.keys) else ""
    return GanttRow(
        id=task.id,
        name=task.name,
        level=task.level - 1,
        kind=BarKind.SUMMARY if summary else BarKind.MILESTONE if point else BarKind.TASK,
        segments=(Interval(to_datetime(dates.start), to_datetime(dates.finish)),) if dates is not None else (),
        critical=dates is not None and dates.critical,
        progress=done,
        baseline=Interval(to_datetime(base.start), to_datetime(base.finish)) if base and base.start and base.finish else None,
        marks=(Mark(to_datetime(task.deadline), MarkKind.DEADLINE, said("Deadline {day:day}", day=to_datetime(task.deadline))),)
        if task.deadline is not None
        else (),
        label="" if summary else listed([one for one in (people, held) if one]),
        columns=(
            said_day(to_datetime(dates.finish)) if dates is not None else "",
            str(done // PERCENT) if done >= PERCENT else "",
        ),
    )


def _days_off(found: Outgoing) -> tuple[Interval, ...]:
    """Days without working time in the plan's calendar, where the plan is short enough for them to be seen."""
    first, last = found.schedule.start // DAY, found.schedule.finish // DAY
    if last - first > 400:
        return ()
    working = Calendars(found.plan.calendars, first=first - 1, last=last + 1)[found.plan.calendar]
    days = [day for day in range(first, last + 1) if not working.between(day * DAY, (day + 1) * DAY)]
    return tuple(Interval(_midnight(day), _midnight(day + 1)) for day in days)


def _midnight(day: int) -> datetime:
    return datetime(1970, 1, 1) + timedelta(days=day)
