"""Who is needed, on the terminal: one line for each role that is short of people."""

from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.layout.printed import print_finding
from milepost.cli.plan.needs.findings import asks, needs_finding, skills_text, who_could
from milepost.cli.plan.wording import days_text, span

MOST_ROWS = 12


def print_needs(screen: Screen, portfolio: Portfolio) -> None:
    """The sum in one finding, the roles below it; people are listed in the report."""
    finding = needs_finding(portfolio)
    if finding is None or not portfolio.internal:
        return
    print_finding(screen, finding)
    roles = [need for need in portfolio.needs if need.role]
    if not roles:
        return
    plan = portfolio.projects[0].plan
    rows = [
        Line(
            (
                need.name,
                skills_text(portfolio, need),
                span(need.work, plan),
                days_text(need.first_day, need.last_day),
                who_could(portfolio, need),
                span(need.short, plan) if need.short else "",
            ),
            "bad" if not need.able and asks(portfolio, need) else "",
        )
        for need in roles[:MOST_ROWS]
    ]
    headings = (
        Heading("Role", flexible=True),
        Heading("Skills", spare=1),
        Heading("Work", end=True),
        Heading("When", spare=2),
        Heading("Who could", end=True),
        Heading("Too little", end=True),
    )
    screen.line()
    more = f"… and {len(roles) - MOST_ROWS} more; --html and --json have every one." if len(roles) > MOST_ROWS else ""
    print_table(screen, headings, rows, more=more)
