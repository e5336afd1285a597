"""People on the terminal: who has more work than time, when, how much, on what."""

from milepost.cli.plan.console.project import _KINDS, _SIGNS
from milepost.cli.plan.console.screen import Screen
from milepost.cli.plan.console.table import Heading, Line, print_table
from milepost.cli.plan.findings import people_finding, percent, share_percent, worst_overloads
from milepost.cli.plan.project import Portfolio
from milepost.cli.plan.wording import days_text, listed
from milepost.engine.load import Overload

MOST_ROWS = 12


def print_people(screen: Screen, portfolio: Portfolio) -> None:
    """One finding, then the worst overloads; all of them are in the report and the JSON."""
    finding = people_finding(portfolio)
    if finding is None:
        return
    screen.heading("People")
    screen.paragraph(f"{finding.text}.", first=f"{_SIGNS[finding.weight]} ", kind=_KINDS[finding.weight])
    rows = [Line((o.name, days_text(o.first_day, o.last_day), booked(o), excess(o), tasks_of(o))) for o in worst_overloads(portfolio.overloads)]
    if not rows:
        return
    screen.line()
    more = f"… and {len(rows) - MOST_ROWS:,} more; --html and --json have every one." if len(rows) > MOST_ROWS else ""
    headings = (Heading("Who"), Heading("When"), Heading("Booked", end=True), Heading("Too much", end=True, spare=1), Heading("On", flexible=True))
    print_table(screen, headings, rows[:MOST_ROWS], more=more)


def booked(overload: Overload) -> str:
    """The load against what there is: "160 %"; for a clash inside a day the units asked at that hour."""
    if overload.excess and overload.capacity > 0:
        return percent(overload.load, overload.capacity)
    if overload.excess:
        return "no time"
    return share_percent(overload.peak)


def excess(overload: Overload) -> str:
    """Hours beyond what there is; for a clash inside a day that it is one."""
    return f"{overload.excess / 3600:,.1f} h".replace(".0 h", " h") if overload.excess else "same hour"


def tasks_of(overload: Overload, *, most: int = 3) -> str:
    """The tasks that ask for time on those days."""
    names = list(dict.fromkeys(name for _, _, name in overload.tasks))
    return listed(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"
