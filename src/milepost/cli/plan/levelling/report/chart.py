"""The Gantt chart of what moved: bars after levelling, thin bars before; of several projects one below the other."""

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.layout.days_off import days_off
from milepost.cli.plan.layout.rows import people_on
from milepost.cli.plan.levelling.answer import TaskChange
from milepost.cli.plan.levelling.words import moved_by
from milepost.cli.plan.wording import day, short_day, when
from milepost.documents.tree import BarKind, Gantt, GanttRow, Interval

MOST_ROWS = 120
BEFORE = "Before levelling"


def moved_gantt(moved: tuple[TaskChange, ...], context: Context) -> tuple[Gantt, int]:
    """The chart of the moved tasks, and how many of them did not fit; a plan short enough to show whole keeps the others as well."""
    shown = moved[:MOST_ROWS]
    projects = {change.project.key: change.project for change in shown}
    first = min(min(change.moved.start, change.moved.start_before) for change in shown)
    last = max(max(change.moved.finish, change.moved.finish_before) for change in shown)
    years = day(first).year != day(last).year
    rows: list[GanttRow] = []
    for key, project in projects.items():
        own = [change for change in shown if change.project is project]
        people = people_on(project.plan)
        if context.several:
            rows.append(_heading(project, years=years))
        rows += [
            _row(change, people.get(change.task.id, ""), key, level=int(context.several), years=years)
            for change in sorted(own, key=lambda c: (c.moved.start, c.moved.finish))
        ]
    off = days_off(shown[0].project) if len(projects) == 1 else ()
    window = (when(first - 7 * 86_400), when(last + 14 * 86_400))
    off = tuple(span for span in off if span.finish > window[0] and span.start < window[1])
    chart = Gantt(rows=tuple(rows), non_working=off, columns=("Finish", "Moved"), baseline_label=BEFORE)
    return chart, len(moved) - len(shown)


def _heading(project: Project, *, years: bool) -> GanttRow:
    """The name of the project and its finish; no bar, for the chart begins with what moved."""
    finish = short_day(project.schedule.finish, finish=True, year=years)
    return GanttRow(id=project.key, name=project.name, kind=BarKind.SUMMARY, columns=(finish, ""))


def _row(change: TaskChange, people: str, key: str, *, level: int, years: bool) -> GanttRow:
    move = change.moved
    return GanttRow(
        id=f"{key}-{move.task}",
        name=change.task.name,
        level=level,
        kind=BarKind.MILESTONE if move.start == move.finish else BarKind.TASK,
        segments=(Interval(when(move.start), when(max(move.finish, move.start))),),
        critical=change.project.dates(change.task).critical,
        baseline=Interval(when(move.start_before), when(max(move.finish_before, move.start_before))),
        label=people,
        columns=(short_day(move.finish, finish=True, year=years), moved_by(change)),
    )
