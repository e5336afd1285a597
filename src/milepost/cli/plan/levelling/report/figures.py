"""The figures of levelling that are read first."""

from collections.abc import Iterator

from milepost.cli.plan.findings import Weight, from_now, still_open
from milepost.cli.plan.known.levelling import Levelling
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.layout.context import STATUS
from milepost.cli.plan.levelling.answer import ProjectChange, excess_hours, project_changes, task_changes
from milepost.cli.plan.levelling.findings import clock
from milepost.cli.plan.wording import counted, day_text, span
from milepost.documents.tree import KeyFigure, KeyFigures


def key_figures(portfolio: Portfolio, levelling: Levelling) -> KeyFigures:
    """Overload and finish before and after, what moved, how good the answer is, how to get it again."""
    return KeyFigures(tuple(_figures(portfolio, levelling)))


def cover_figures(portfolio: Portfolio) -> Iterator[KeyFigure]:
    """The one figure for the cover: by how much levelling moves the end, and how many tasks; none without levelling."""
    levelling = portfolio.levelling
    if levelling is None:
        return
    moved = counted(len(task_changes(portfolio, levelling)), "task") + " moved"
    changes = project_changes(portfolio, levelling)
    if len(changes) == 1:
        figure = _finish(changes[0])
        yield KeyFigure("Levelling", figure.value, moved, "How much later the work ends so that people can do it.", figure.status)
        return
    later = sum(1 for change in changes if change.later > 0)
    status = STATUS[Weight.NOTICE if later else Weight.GOOD]
    value = f"{later} of {len(changes)}"
    yield KeyFigure("Later by levelling", value, moved, "Projects that end later so that people can do it all.", status)


def _figures(portfolio: Portfolio, levelling: Levelling) -> Iterator[KeyFigure]:
    result, before = levelling.result, levelling.before
    now, then = still_open(portfolio), still_open(portfolio, before.overloads)
    status, since = STATUS[Weight.BAD if now else Weight.GOOD], from_now(portfolio)
    hours, were = excess_hours(now), excess_hours(then)
    note = f"before: {len({o.person for o in then})}" + (
        f"; {hours:,.0f} h too much, {were:,.0f} h before" if max(hours, were) >= 0.5 else ""
    )
    explanation = f"People with more work on a day, or at one hour, than time{since}."
    yield KeyFigure("Overloaded", str(len({o.person for o in now})), note, explanation, status)
    changes = project_changes(portfolio, levelling)
    if len(changes) == 1:
        yield _finish(changes[0])
    else:
        later = sum(1 for change in changes if change.later > 0)
        yield KeyFigure("End later", f"{later} of {len(changes)}", "", "Projects that finish later than without people's limits.")
    tasks = sum(len(project.leaves) for project in portfolio.projects)
    yield KeyFigure("Tasks moved", f"{len(task_changes(portfolio, levelling)):,}", f"of {tasks:,}", "Each with its reason below.")
    best = "proven best" if result.gap <= 0 else f"at best {short(result.bound)}, gap {short(result.gap)}"
    yield KeyFigure("Delay", short(result.delay), best, _delay_words(levelling), STATUS[Weight.GOOD if result.gap <= 0 else Weight.PLAIN])
    checked = "check failed" if levelling.faulty else "checked"
    explanation = f"Links, calendars and limits were checked apart from the search. Again: --level {levelling.replay}"
    status = STATUS[Weight.BAD if levelling.faulty else Weight.PLAIN]
    yield KeyFigure("Schedules tried", f"{result.tried:,}", f"seed {result.seed}, {checked}", explanation, status)


def _finish(change: ProjectChange) -> KeyFigure:
    value = f"{'+' if change.later > 0 else ''}{span(change.later, change.project.plan)}" if change.later else "as before"
    note = day_text(change.finish, finish=True)
    status = STATUS[Weight.NOTICE if change.later > 0 else Weight.GOOD]
    return KeyFigure("Finish", value, note, f"Before levelling: {day_text(change.finish_before, finish=True)}.", status)


def _delay_words(levelling: Levelling) -> str:
    dated = any(aim.due is not None for aim in levelling.aims)
    weighed = " times its weight" if any(aim.weight != 1 for aim in levelling.aims) else ""
    since = "its due date, or the finish" if dated else "the finish"
    return f"Each project by the clock after {since} it would have without people's limits{weighed}, and missed deadlines."


def short(seconds: int) -> str:
    """ "9 days", "0"."""
    return clock(seconds).replace("calendar ", "") if seconds else "0"
