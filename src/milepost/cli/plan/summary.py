"""Everything the figures of one project say, in the order it matters: for the terminal, the cover and programs."""

from milepost.cli.plan.calibrated.findings import calibrated_findings
from milepost.cli.plan.findings import Finding, cost_finding, critical_finding, deadline_finding, finish_finding
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.risk.findings import risk_findings
from milepost.cli.plan.value.findings import value_findings


def project_findings(project: Project, portfolio: Portfolio) -> tuple[Finding, ...]:
    """The findings of one project in the order they matter."""
    found = [
        finish_finding(project),
        deadline_finding(project),
        *risk_findings(project),
        critical_finding(project, internal=portfolio.internal),
        cost_finding(project),
        *value_findings(project),
        *calibrated_findings(project),
    ]
    return tuple(finding for finding in found if finding is not None)
