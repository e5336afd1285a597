"""What the simulation says, as sentences that can stand as titles."""

from milepost.cli.plan.findings import Finding
from milepost.cli.plan.project import Project


def risk_findings(project: Project) -> tuple[Finding, ...]:
    """The findings in the order they matter; empty without a simulation."""
    return ()
