"""The Gantt chart of a project: bars, baseline, float, deadlines, links and days off, as data for the renderers."""

from milepost.cli.plan.findings import agreed
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.layout.days_off import days_off
from milepost.cli.plan.layout.rows import depth, people_on
from milepost.cli.plan.wording import day, day_text, short_day, when
from milepost.documents.tree import BarKind, Gantt, GanttLink, GanttRow, Interval, LinkKind, Mark, MarkKind
from milepost.engine.model import Constraint, Task
from milepost.values import FULL_SHARE

RINGS = "the date by which 80 % of the samples reach a milestone"
_DATED = frozenset({Constraint.MSO, Constraint.MFO, Constraint.SNET, Constraint.SNLT, Constraint.FNET, Constraint.FNLT})


def project_gantt(project: Project, tasks: tuple[Task, ...], context: Context) -> Gantt:
    """The chart of the listed tasks; links between tasks that are not listed are left out by the renderers."""
    people = people_on(project.plan)
    shown = {task.id for task in tasks}
    links = tuple(
        GanttLink(
            source=link.predecessor,
            target=link.successor,
            kind=LinkKind(link.kind.value),
            critical=project.schedule[link.predecessor].critical and project.schedule[link.successor].critical,
        )
        for link in project.plan.links
        if link.predecessor in shown and link.successor in shown
    )
    status = project.plan.status_date
    years = day(project.schedule.start).year != day(project.schedule.finish).year
    return Gantt(
        rows=tuple(_row(project, task, people.get(task.id, ""), context, years=years) for task in tasks),
        links=links,
        non_working=days_off(project),
        status_at=when(status) if status is not None else None,
        columns=("Finish", "%"),
        forecast_label="Ring: 80 % chance by then",
    )


def _row(project: Project, task: Task, people: str, context: Context, *, years: bool) -> GanttRow:
    dates = project.dates(task)
    summary = task.id in project.plan.summaries
    milestone = not summary and (task.milestone or dates.start == dates.finish)
    floats = context.internal and not summary and task.actual_finish is None and dates.total_float > 0 and dates.late_finish > dates.finish
    return GanttRow(
        id=task.id,
        name=task.name,
        level=depth(task),
        kind=BarKind.SUMMARY if summary else BarKind.MILESTONE if milestone else BarKind.TASK,
        segments=_segments(project, task),
        critical=dates.critical,
        progress=min(max(task.percent_complete, 0), 100) * FULL_SHARE // 100,
        baseline=_baseline(task),
        marks=(*_marks(task), *forecast_marks(project, task)),
        float_until=when(dates.late_finish) if floats else None,
        label=people if not summary else "",
        columns=(
            short_day(dates.finish, finish=True, year=years),
            str(task.percent_complete) if task.percent_complete and not milestone else "",
        ),
    )


def _segments(project: Project, task: Task) -> tuple[Interval, ...]:
    """The worked pieces of a split task while they are those of the computed dates, else one bar."""
    dates = project.dates(task)
    pieces = task.segments
    if len(pieces) > 1 and pieces[0].start == dates.start and pieces[-1].finish == dates.finish:
        return tuple(Interval(when(piece.start), when(max(piece.finish, piece.start))) for piece in pieces)
    return (Interval(when(dates.start), when(max(dates.finish, dates.start))),)


def _baseline(task: Task) -> Interval | None:
    baseline = agreed(task)
    if baseline is None or baseline.start is None or baseline.finish is None or baseline.finish < baseline.start:
        return None
    return Interval(when(baseline.start), when(baseline.finish))


def forecast_marks(project: Project, task: Task) -> tuple[Mark, ...]:
    """The date an unfinished milestone is reached by in 80 % of the samples; none without a simulation, or where nothing varies."""
    chances = project.chances
    found = chances.simulation.milestones.get(task.id) if chances is not None else None
    if found is None or task.actual_finish is not None or found.values[0] == found.values[-1]:
        return ()
    late = found.p(80)
    return (Mark(when(late), MarkKind.FORECAST, f"80 % by {day_text(late, finish=True)}"),)


def _marks(task: Task) -> list[Mark]:
    marks = []
    if task.deadline is not None:
        marks.append(Mark(when(task.deadline), MarkKind.DEADLINE, f"Deadline {day_text(task.deadline, finish=True)}"))
    if task.constraint in _DATED and task.constraint_date is not None and task.actual_start is None:
        text = f"{task.constraint.value.capitalize()} {day_text(task.constraint_date, finish=task.constraint.value.startswith('finish'))}"
        marks.append(Mark(when(task.constraint_date), MarkKind.CONSTRAINT, text))
    return marks
