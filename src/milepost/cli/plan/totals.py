"""Sums over a portfolio. Money of two currencies is never added: that needs a rate and a date."""

from milepost.cli.plan.known.project import Portfolio
from milepost.values import Money


def cost_totals(portfolio: Portfolio) -> tuple[Money, ...]:
    """The cost of all projects, one amount for each currency, in the order they first appear."""
    totals: dict[str, Money] = {}
    for project in portfolio.projects:
        if project.cost is not None:
            own = Money(project.cost.total.cost, project.cost.currency)
            known = totals.get(own.currency.code)
            totals[own.currency.code] = own if known is None else Money(known.amount + own.amount, known.currency)
    return tuple(totals.values())
