"""What levelling came to, as sentences that can stand as titles."""

from milepost.cli.plan.findings import Finding, Weight, from_now, still_open
from milepost.cli.plan.known.levelling import Levelling
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.levelling.answer import ProjectChange, project_changes, task_changes
from milepost.cli.plan.wording import counted, day, listed, weekday_text, working_days
from milepost.values import DAY, HOUR

TOO_FEW = "nobody-can"
"""The problem of a task that asks for a skill or a level that too few have."""


def levelling_findings(portfolio: Portfolio) -> tuple[Finding, ...]:
    """The findings in the order they matter; empty without levelling."""
    levelling = portfolio.levelling
    if levelling is None:
        return ()
    found = [
        _unverified(levelling),
        *_first(portfolio, levelling),
        _late(portfolio, levelling),
        _moved(portfolio, levelling),
        _quality(portfolio, levelling),
    ]
    return tuple(finding for finding in found if finding is not None)


def _unverified(levelling: Levelling) -> Finding | None:
    if not levelling.faulty:
        return None
    return Finding("Milepost's own check found faults in the levelled plan: do not use it, and report it", Weight.BAD)


def _first(portfolio: Portfolio, levelling: Levelling) -> tuple[Finding | None, ...]:
    """How it ended, and what cannot be done at all: that comes first where the rest is good news."""
    ended, undone = _ended(portfolio, levelling), (_unplaced(levelling), _unable(levelling))
    return (*undone, ended) if ended.weight is Weight.GOOD else (ended, *undone)


def _unable(levelling: Levelling) -> Finding | None:
    """Tasks that ask for a skill or a level that nobody has, or too few have."""
    tasks = list(dict.fromkeys(problem.place for problem in levelling.problems if problem.code == TOO_FEW))
    if not tasks:
        return None
    told = listed(tasks) if len(tasks) <= 3 else f"{len(tasks)} tasks"
    return Finding(f"Too few people have the skills for {told}: nobody is planned on {'it' if len(tasks) == 1 else 'them'}", Weight.BAD)


def _late(portfolio: Portfolio, levelling: Levelling) -> Finding | None:
    """Which projects end after the date given with --due."""
    late = []
    for change in project_changes(portfolio, levelling):
        number = levelling.before.keys.index(change.project.key)
        due = levelling.aims[number].due if number < len(levelling.aims) else None
        if due is not None and change.finish > due:
            # By the clock: a date typed by hand may lie years before the calendars of the plan begin.
            late.append(f"{change.project.name}, {clock(change.finish - due)} after {weekday_text(due, finish=True)}")
    return Finding(f"Later than due: {listed(late)}", Weight.BAD) if late else None


def _unplaced(levelling: Levelling) -> Finding | None:
    """Tasks that find no time at all."""
    names = [problem.place for problem in levelling.unplaced]
    if not names:
        return None
    told = listed(names) if len(names) <= 3 else f"{len(names)} tasks"
    return Finding(f"Nobody is ever free for {told}", Weight.BAD)


def _ended(portfolio: Portfolio, levelling: Levelling) -> Finding:
    """Where the projects end now, and whether anybody still has too much to do."""
    changes = project_changes(portfolio, levelling)
    if not any(change.moved for change in changes):
        if not levelling.before.overloads and not portfolio.overloads:
            return Finding("Nobody was overloaded: nothing had to move", Weight.GOOD)
        return Finding(f"Nothing moved: {people_left(portfolio)}", Weight.BAD if still_open(portfolio) else Weight.PLAIN)
    told = people_left(portfolio)
    weight = Weight.BAD if still_open(portfolio) else Weight.NOTICE if any(change.later > 0 for change in changes) else Weight.GOOD
    if len(changes) == 1:
        return Finding(f"Levelling ends {_end(changes[0])}; {told}", weight)
    later = [change for change in changes if change.later > 0]
    if not later:
        return Finding(f"Levelling ends none of {len(changes)} projects later; {told}", weight)
    if len(changes) == 2:
        return Finding(f"Levelling ends {listed([_end(change, short=True) for change in changes])}; {told}", weight)
    worst = max(later, key=lambda change: change.later / (change.project.plan.settings.day or 1))
    text = f"Levelling ends {len(later)} of {len(changes)} projects later, most of all {_end(worst, short=True)}"
    return Finding(f"{text}; {told}", weight)


def _end(change: ProjectChange, *, short: bool = False) -> str:
    text = f"{change.project.name} on {weekday_text(change.finish, finish=True)}"
    if change.later == 0:
        return f"{text} as before" if short else f"{text}, as before"
    way = "later" if change.later > 0 else "earlier"
    size = working_days(change.later, change.project.plan)
    return f"{text} ({size} {way})" if short else f"{text}, {size} {way} than before"


def people_left(portfolio: Portfolio) -> str:
    """ "nobody is overloaded any more", "Ann Smith still has more work than time"; what is over is not counted."""
    before = portfolio.levelling.before.overloads if portfolio.levelling is not None else ()
    left = still_open(portfolio)
    names = list(dict.fromkeys(overload.name for overload in left))
    since = from_now(portfolio)
    if not names:
        return f"nobody is overloaded{since or (' any more' if before else '')}"
    who = listed(names) if len(names) <= 3 else f"{len(names)} people"
    return f"{who} still {'has' if len(names) == 1 else 'have'} more work than time{since}"


def _moved(portfolio: Portfolio, levelling: Levelling) -> Finding | None:
    moved = task_changes(portfolio, levelling)
    if not moved:
        return None
    tasks = sum(len(project.leaves) for project in portfolio.projects)
    text = f"{len(moved):,} of {counted(tasks, 'task')} moved" if len(moved) != 1 else f"One of {counted(tasks, 'task')} moved"
    if levelling.choices.minimal_change:
        return Finding(f"{text}, as few and as little as found")
    return Finding(f"{text}; {_returns(levelling)}" if levelling.choices.steady else text)


def _returns(levelling: Levelling) -> str:
    """How often people leave work they began and come back to it."""
    now, before = levelling.result.returns, levelling.result.returns_before
    text = f"people come back to work they left {counted(now, 'time')}" if now else "nobody leaves work and comes back to it"
    return f"{text}, {before:,} with the plain rule" if before != now else text


def _quality(portfolio: Portfolio, levelling: Levelling) -> Finding | None:
    """How much better an answer could be at most; nothing where nothing moved."""
    result = levelling.result
    if not result.moved and not result.delay:
        return None
    dated = any(aim.due is not None for aim in levelling.aims)
    people = " with these people" if result.assigned else ""
    several = len(portfolio.projects) > 1
    if result.gap <= 0:
        if dated and result.delay == 0:
            return Finding("No project is late, so there was nothing to gain", Weight.GOOD)
        return Finding(f"Proven: no schedule can be {'less late' if several or dated else 'earlier'}{people}", Weight.GOOD)
    if several or dated:
        weighed = ", counted by their weights" if any(aim.weight != 1 for aim in levelling.aims) else ""
        who = "the projects together" if several else portfolio.projects[0].name
        return Finding(f"No schedule{people} can make {who} more than {clock(result.gap)} less late{weighed}")
    weight = levelling.aims[0].weight if levelling.aims else 1
    earliest = portfolio.projects[0].schedule.finish - result.gap // weight
    if day(earliest, finish=True) >= day(portfolio.projects[0].schedule.finish, finish=True):
        return Finding(f"Proven: no schedule{people} can end on an earlier day", Weight.GOOD)
    more = f", {clock(result.gap // weight)} earlier"
    return Finding(f"No schedule{people} can end before {weekday_text(earliest, finish=True)}{more}")


def clock(seconds: int) -> str:
    """Time by the clock: "4 calendar days", "1.5 calendar days", "5 hours"."""
    if seconds >= 10 * DAY:
        return counted(round(seconds / DAY), "calendar day")
    if seconds >= DAY:
        return counted(f"{seconds / DAY:,.1f}".removesuffix(".0"), "calendar day")
    return counted(f"{seconds / HOUR:,.1f}".removesuffix(".0"), "hour")
