"""People on the terminal: who has more work than time, when, how much, on what."""

from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.plan.booking import booked, excess, tasks_of
from milepost.cli.plan.findings import people_finding, worst_overloads
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.layout.printed import print_finding
from milepost.cli.plan.wording import days_text

MOST_ROWS = 12


def print_people(screen: Screen, portfolio: Portfolio) -> None:
    """One finding, then the worst overloads; all of them are in the report and the JSON."""
    finding = people_finding(portfolio)
    if finding is None:
        return
    screen.heading("People")
    print_finding(screen, finding)
    rows = [
        Line((o.name, days_text(o.first_day, o.last_day), booked(o), excess(o), tasks_of(o))) for o in worst_overloads(portfolio.overloads)
    ]
    if not rows:
        return
    screen.line()
    more = f"… and {len(rows) - MOST_ROWS:,} more; --html and --json have every one." if len(rows) > MOST_ROWS else ""
    headings = (
        Heading("Who"),
        Heading("When"),
        Heading("Booked", end=True),
        Heading("Too much", end=True, spare=1),
        Heading("On", flexible=True),
    )
    print_table(screen, headings, rows[:MOST_ROWS], more=more)
