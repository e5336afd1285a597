"""Why a task moved, in sentences for people."""

from milepost.cli.plan.known.levelling import Levelling
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.levelling.answer import ProjectChange, TaskChange, by_number
from milepost.cli.plan.wording import listed, moment_text, span
from milepost.engine.levelling import Blocker, Moved

ABSENT = "not available"
"""The label of a blocker that is no work: the person is not there, or not with so much of their time."""


def reason(moved: Moved, portfolio: Portfolio, levelling: Levelling) -> str:
    """ "Ann Smith is full until Fri 16 Jan 2026 17:00 with ‘Build’", without a full stop."""
    if moved.blockers:
        told: dict[tuple[bool, str], list[str]] = {}
        for blocker in moved.blockers:
            told.setdefault(_with(blocker, moved, portfolio, levelling), []).append(blocker.name)
        return "; ".join(_blocked(names, *what) for what, names in told.items())
    if moved.after:
        return f"follows ‘{moved.after.strip(chr(39))}’, which moved"
    old = levelling.before.plans[moved.plan].task[moved.task]
    if moved.start < moved.start_before:
        return "the levelling delay stored in the file is not needed" if old.leveling_delay else "what it waits for is done earlier"
    if moved.start == moved.start_before:
        return "whoever does it has other working times"
    project = by_number(portfolio, levelling)[moved.plan]
    link = project.schedule[moved.task].driving_link
    if link is not None:
        # The link of a summary, which the search does not see as a task's.
        return f"follows ‘{project.plan.task[project.plan.links[link].predecessor].name}’, which moved"
    return "makes way for another task"


def _with(blocker: Blocker, moved: Moved, portfolio: Portfolio, levelling: Levelling) -> tuple[bool, str]:
    """Whether there is work, and until when with what."""
    until = moment_text(blocker.until)
    if blocker.task is None and blocker.label == ABSENT:
        return False, until
    what = f"‘{blocker.label.strip(chr(39))}’"
    if blocker.plan is not None and blocker.plan != moved.plan:
        other = by_number(portfolio, levelling).get(blocker.plan)
        what += f" of {other.name}" if other is not None else ""
    return True, f"{until} with {what}"


def _blocked(names: list[str], busy: bool, until: str) -> str:
    who = list(dict.fromkeys(names))
    return f"{listed(who)} {'is' if len(who) == 1 else 'are'} {'full' if busy else 'not available'} until {until}"


def moved_by(change: TaskChange) -> str:
    """ "+4 d", "−1 d"; "" where only the end moved."""
    return f"{'+' if change.by > 0 else ''}{span(change.by, change.project.plan)}" if change.by else ""


def later_text(change: ProjectChange) -> str:
    """ "3 d", "−1 d", "as before"."""
    return span(change.later, change.project.plan) if change.later else "as before"
