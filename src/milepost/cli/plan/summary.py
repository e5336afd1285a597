"""Everything the figures of one project say, in the order it matters: for the terminal, the cover and programs."""

from milepost.cli.plan.calibrated.findings import calibrated_findings
from milepost.cli.plan.findings import Finding, cost_finding, critical_finding, deadline_finding, finish_finding
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.risk.findings import cost_chance, deadline_chance, finish_chance, gain_finding, risk_findings
from milepost.cli.plan.value.findings import cost_finding_of, value_findings


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


def leading_findings(project: Project, portfolio: Portfolio, *, most: int) -> tuple[Finding, ...]:
    """The findings for a cover, the weightiest first: when it ends and how sure that is, promises, money, then what moves them."""
    chances, value = project.chances, project.value
    money = [cost_finding_of(value) if value is not None and value.value is not None else None]
    money += [cost_chance(project, chances) if chances is not None else None, cost_finding(project)]
    found = [
        finish_finding(project),
        finish_chance(project, chances) if chances is not None and chances.simulation.finish is not None else None,
        deadline_finding(project),
        deadline_chance(project, chances) if chances is not None else None,
        next((finding for finding in money if finding is not None), None),
        *value_findings(project)[:1],
        gain_finding(project, chances) if chances is not None else None,
        critical_finding(project, internal=portfolio.internal),
        *calibrated_findings(project),
    ]
    return tuple(finding for finding in found if finding is not None)[:most]
