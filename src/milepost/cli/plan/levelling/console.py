"""Levelling on the terminal."""

from milepost.cli.console.problems import print_problems
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.plan.findings import from_now, still_open, worst_overloads
from milepost.cli.plan.known.levelling import Levelling
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.layout.printed import print_finding
from milepost.cli.plan.levelling.answer import choices_made, excess_hours, project_changes, task_changes
from milepost.cli.plan.levelling.findings import levelling_findings
from milepost.cli.plan.levelling.left import told_elsewhere, why_left
from milepost.cli.plan.levelling.words import later_text, moved_by, reason
from milepost.cli.plan.wording import counted, day_text, days_text, reference, short_day, weekday_text

MOST_ROWS = 10
STOPPED = {
    "hand": "Stopped with Ctrl-C; the best schedule so far is kept.",
    "seconds": "Stopped after the given time; the best schedule so far is kept.",
    "work": "",
}


def print_levelling(screen: Screen, portfolio: Portfolio) -> None:
    """Findings, what moved and why, who was chosen, what is left, how to get the same again; nothing without levelling."""
    levelling = portfolio.levelling
    if levelling is None:
        return
    screen.heading("Levelling")
    for finding in levelling_findings(portfolio):
        print_finding(screen, finding)
    hours, were = excess_hours(still_open(portfolio)), excess_hours(still_open(portfolio, levelling.before.overloads))
    if were >= 0.5 or hours >= 0.5:
        screen.paragraph(f"Too much work{from_now(portfolio)}: {were:,.0f} h before, {hours:,.0f} h now.", first="· ")
    tried = f"{counted(levelling.result.tried, 'schedule')} tried. The same plan again: --level {levelling.replay}"
    screen.paragraph(f"{STOPPED[levelling.stopped_by]} {tried}".strip(), first="· ")
    if len(portfolio.projects) > 1:
        _print_projects(screen, portfolio, levelling)
    _print_moved(screen, portfolio, levelling)
    _print_choices(screen, portfolio, levelling)
    _print_left(screen, portfolio)
    problems = [problem for problem in levelling.problems if not told_elsewhere(problem, portfolio)]
    if problems:
        screen.title(f"{counted(len(problems), 'thing')} levelling met")
        print_problems(screen, problems)


def _print_projects(screen: Screen, portfolio: Portfolio, levelling: Levelling) -> None:
    screen.title("Finish before and after")
    rows = [
        Line(
            (
                change.project.name,
                weekday_text(change.finish_before, finish=True),
                weekday_text(change.finish, finish=True),
                later_text(change),
                str(change.moved),
            )
        )
        for change in project_changes(portfolio, levelling)
    ]
    headings = (
        Heading("Project", flexible=True),
        Heading("Before"),
        Heading("After"),
        Heading("Later by", end=True),
        Heading("Moved", end=True, spare=1),
    )
    print_table(screen, headings, rows)


def _print_moved(screen: Screen, portfolio: Portfolio, levelling: Levelling) -> None:
    """Those that wait for somebody, in the order they begin; what follows them is only counted."""
    moved = task_changes(portfolio, levelling)
    if not moved:
        return
    waiting = sorted((change for change in moved if change.moved.blockers), key=lambda change: (change.moved.start, change.moved.finish))
    others = len(moved) - len(waiting)
    follow = f"; {counted(others, 'more moves', 'more move')} with them" if waiting else " moved"
    first = f"{counted(len(waiting), 'task waits', 'tasks wait')} for somebody" if waiting else counted(others, "task")
    screen.title(first + (follow if others else ""))
    shown = waiting or sorted(moved, key=lambda change: (change.moved.start, change.moved.finish))
    width = max((len(reference(change.task)) for change in shown[:MOST_ROWS]), default=1)
    for change in shown[:MOST_ROWS]:
        where = f" ({change.project.name})" if len(portfolio.projects) > 1 else ""
        by = moved_by(change)
        dates = f"{short_day(change.moved.start_before)} → {day_text(change.moved.start)}{f', {by}' if by else ''}"
        screen.paragraph(f"{change.task.name}{where}: {dates}", indent=width + 6, first=f"{reference(change.task):>{width}}  ")
        screen.paragraph(f"{reason(change.moved, portfolio, levelling)}.", indent=width + 6, kind="quiet")
    if len(shown) > MOST_ROWS:
        screen.paragraph(f"… and {len(shown) - MOST_ROWS:,} more; --html, --xlsx and --json have every one.", kind="quiet")


def _print_choices(screen: Screen, portfolio: Portfolio, levelling: Levelling) -> None:
    chosen = choices_made(portfolio, levelling)
    if not chosen:
        return
    screen.title(f"{counted(len(chosen), 'placeholder')} filled")
    rows = [Line((choice.person, choice.role, choice.skills, f"{reference(choice.task)} {choice.task.name}")) for choice in chosen]
    headings = (Heading("Who"), Heading("Instead of"), Heading("Asked for", spare=1), Heading("On", flexible=True))
    print_table(screen, headings, rows[:MOST_ROWS], more=f"… and {len(rows) - MOST_ROWS:,} more." if len(rows) > MOST_ROWS else "")


def _print_left(screen: Screen, portfolio: Portfolio) -> None:
    left = worst_overloads(still_open(portfolio))
    if not left:
        return
    screen.title("Still too much, and why it did not move")
    for overload in left[:5]:
        screen.paragraph(f"{overload.name}, {days_text(overload.first_day, overload.last_day)}: {why_left(overload, portfolio)}")
    if len(left) > 5:
        screen.paragraph(f"… and {len(left) - 5:,} more; --html and --json have every one.", kind="quiet")
