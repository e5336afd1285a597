"""What the figures say, as sentences that can stand as titles: shared by the terminal and every report."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.wording import counted, day_text, days_text, listed, weekday_text, working_days
from milepost.engine.load import Overload
from milepost.engine.model import Baseline, Task
from milepost.values import DAY, FULL_SHARE, Money


class Weight(Enum):
    """How a finding stands."""

    GOOD = "good"
    PLAIN = "plain"
    NOTICE = "notice"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence without a full stop, and how it stands."""

    text: str
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Missed:
    """A deadline that is not met; `late` in working seconds of the project's calendar."""

    task: Task
    deadline: int
    finish: int
    late: int


def missed_deadlines(project: Project) -> tuple[Missed, ...]:
    """Deadlines missed, the latest first."""
    time = project.calendars[project.plan.calendar]
    found = []
    for task in project.plan.tasks:
        if task.deadline is not None and task.id in project.schedule and task.actual_finish is None:
            finish = project.dates(task).finish
            if finish > task.deadline:
                found.append(Missed(task, task.deadline, finish, time.between(task.deadline, finish)))
    return tuple(sorted(found, key=lambda missed: -missed.late))


def agreed(task: Task, number: int = 0) -> Baseline | None:
    """A task's baseline of that number, if it has dates."""
    return next((b for b in task.baselines if b.number == number and b.finish is not None), None)


def baseline_finish(project: Project) -> int | None:
    """The latest finish of baseline 0 over the tasks; None when the baseline does not reach to the end of the plan."""
    last = [task for task in project.leaves if project.dates(task).finish == project.schedule.finish]
    if not any(agreed(task) for task in last):
        return None
    return max((b.finish for t in project.leaves if (b := agreed(t)) and b.finish is not None), default=None)


def finish_finding(project: Project) -> Finding:
    """When the work ends, and how that stands against the last deadline, or the baseline."""
    finish = project.schedule.finish
    text = f"Finish on {weekday_text(finish, finish=True)}"
    last = [m for m in missed_deadlines(project) if m.finish == finish]
    if last:
        return Finding(f"{text}, {working_days(last[0].late, project.plan)} after the deadline", Weight.BAD)
    before = baseline_finish(project)
    if before is not None and before != finish:
        gap = project.calendars[project.plan.calendar].between(before, finish)
        if gap > 0:
            return Finding(f"{text}, {working_days(gap, project.plan)} later than the baseline", Weight.NOTICE)
        if gap < 0:
            return Finding(f"{text}, {working_days(gap, project.plan)} earlier than the baseline", Weight.GOOD)
    return Finding(text, Weight.GOOD if any(t.deadline for t in project.leaves) and not missed_deadlines(project) else Weight.PLAIN)


def deadline_finding(project: Project) -> Finding | None:
    """How many deadlines are missed, and the worst of them; None without deadlines."""
    missed = missed_deadlines(project)
    count = sum(1 for t in project.plan.tasks if t.deadline is not None and t.id in project.schedule)
    if not count:
        return None
    if not missed:
        return Finding(f"Every deadline is met ({count})" if count > 1 else "The one deadline is met", Weight.GOOD)
    worst = missed[0]
    late = f"‘{worst.task.name}’ is {working_days(worst.late, project.plan)} late ({day_text(worst.deadline, finish=True)})"
    if len(missed) == 1:
        return Finding(f"One of {count} deadlines is missed: {late}" if count > 1 else f"The deadline is missed: {late}", Weight.BAD)
    return Finding(f"{len(missed)} of {count} deadlines are missed; {late}", Weight.BAD)


def critical_finding(project: Project, *, internal: bool) -> Finding:
    """How many tasks decide the finish."""
    open_tasks = sum(1 for t in project.leaves if t.actual_finish is None)
    count = len(project.critical)
    if not count:
        return Finding("All work is done" if not open_tasks else "No task is critical")
    if open_tasks == 1:
        text = "The one open task decides the finish"
    elif count == open_tasks:
        text = f"All {count} open tasks decide the finish"
    else:
        few = "One" if count == 1 else str(count)
        text = f"{few} of {open_tasks} open tasks {'decides' if count == 1 else 'decide'} the finish"
    if internal and any(task.leveling_delay for task in project.plan.tasks):
        text += " by links and dates, people apart"
    near = len(project.near_critical) if internal else 0
    if near:
        limit = working_days(project.plan.options.near_critical_float, project.plan)
        text += f"; {counted(near, 'more has', 'more have')} at most {limit} of float"
    return Finding(text)


def overload_findings(portfolio: Portfolio, *, most: int = 3) -> tuple[Finding, ...]:
    """Who has too much to do, the worst first."""
    return tuple(Finding(overload_text(o), Weight.BAD) for o in worst_overloads(portfolio.overloads)[:most])


def worst_overloads(overloads: Sequence[Overload]) -> tuple[Overload, ...]:
    """Overloads by what is too much, the most first; clashes inside a day last."""
    return tuple(sorted(overloads, key=lambda o: (-o.excess, o.first_day, o.name)))


def overload_text(overload: Overload) -> str:
    """One overload as a sentence: who, how much, when."""
    days = days_text(overload.first_day, overload.last_day)
    if overload.capacity <= 0:
        return f"{overload.name} has work but no working time on {days}"
    if overload.load > overload.capacity:
        return f"{overload.name} is booked {percent(overload.load, overload.capacity)} on {days}"
    return f"{overload.name} has more than one thing at the same hour on {days}"


def percent(load: int, capacity: int) -> str:
    """ "160 %"."""
    return f"{round(100 * load / capacity):,} %"


def share_percent(share: int) -> str:
    """Millionths as "60 %"."""
    return f"{round(100 * share / FULL_SHARE):,} %"


def cost_finding(project: Project) -> Finding | None:
    """What it costs, and how that stands against the baseline; None without cost."""
    if project.cost is None:
        return None
    total = Money(project.cost.total.cost, project.cost.currency)
    text = f"Cost {total}"
    if project.baseline is not None and _covered(project):
        gap = project.cost.total.cost - project.baseline.total
        if gap > 0:
            return Finding(f"{text}, {Money(gap, project.cost.currency)} more than the baseline", Weight.NOTICE)
        if gap < 0:
            return Finding(f"{text}, {Money(-gap, project.cost.currency)} less than the baseline", Weight.GOOD)
        return Finding(f"{text}, as in the baseline")
    if project.cost.total.actual:
        text += f", of which {Money(project.cost.total.actual, project.cost.currency)} is spent"
    return Finding(text)


def _covered(project: Project) -> bool:
    """Whether every task that costs something has a baseline: else its total is of another scope."""
    assert project.cost is not None
    priced = (line.task for line in project.cost.lines if line.cost)
    return all(any(b.number == 0 for b in project.plan.task[task].baselines) for task in priced)


def people_finding(portfolio: Portfolio) -> Finding | None:
    """Who is overloaded, in one sentence, what is over left out; None when nobody has work."""
    names = list(dict.fromkeys(o.name for o in worst_overloads(still_open(portfolio))))
    if not portfolio.histograms:
        return None
    since = from_now(portfolio)
    if not names:
        return Finding(f"Nobody has more work than time{since}", Weight.GOOD)
    told = listed(names) if len(names) <= 3 else f"{', '.join(names[:2])} and {len(names) - 2} others"
    return Finding(f"{told} {'has' if len(names) == 1 else 'have'} more work than time{since}", Weight.BAD)


def still_open(portfolio: Portfolio, overloads: Sequence[Overload] | None = None) -> tuple[Overload, ...]:
    """Those of the overloads (the portfolio's) that are not over: all of them, where a plan names no status date."""
    since = status_day(portfolio)
    given = portfolio.overloads if overloads is None else overloads
    return tuple(overload for overload in given if since is None or overload.last_day > since)


def from_now(portfolio: Portfolio) -> str:
    """ " from 27 Feb 2027 on" where the plans say what was done until then and somebody had too much to do before it, else ""."""
    since = status_day(portfolio)
    return f" from {day_text((since + 1) * DAY)} on" if since is not None and len(still_open(portfolio)) < len(portfolio.overloads) else ""


def status_day(portfolio: Portfolio) -> int | None:
    """The day (since 1970-01-01) up to which all plans say what was done; None where one does not."""
    dates = [project.plan.status_date for project in portfolio.projects]
    known = [date for date in dates if date is not None]
    return min(known) // DAY if len(known) == len(dates) and known else None
