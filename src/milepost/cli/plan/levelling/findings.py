"""What levelling came to, as sentences that can stand as titles."""

from milepost.cli.plan.findings import Finding
from milepost.cli.plan.project import Portfolio


def levelling_findings(portfolio: Portfolio) -> tuple[Finding, ...]:
    """The findings in the order they matter; empty without levelling."""
    return ()
