"""Several projects on the terminal: one line each."""

from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.plan.findings import missed_deadlines
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.totals import cost_totals
from milepost.cli.plan.wording import weekday_text
from milepost.values import Money


def print_portfolio(screen: Screen, portfolio: Portfolio) -> None:
    """Start, finish, missed deadlines and cost of each project, and the sum by currency."""
    screen.heading(f"{len(portfolio.projects)} projects")
    rows = []
    for project in portfolio.projects:
        missed = len(missed_deadlines(project))
        cost = str(Money(project.cost.total.cost, project.cost.currency)) if project.cost else ""
        finish = weekday_text(project.schedule.finish, finish=True)
        client = project.plan.client if portfolio.internal else ""
        rows.append(Line((project.name, client, weekday_text(project.schedule.start), finish, f"{missed} missed" if missed else "", cost)))
    for total in cost_totals(portfolio):
        rows.append(Line(("Together", "", "", "", "", str(total)), "strong"))
    print_table(
        screen,
        (
            Heading("Project", flexible=True),
            Heading("Client", spare=2),
            Heading("Start", spare=1),
            Heading("Finish"),
            Heading("Deadlines"),
            Heading("Cost", end=True),
        ),
        rows,
        indent=2,
    )
