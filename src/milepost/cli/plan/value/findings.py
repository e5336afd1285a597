"""What the earned value says, as sentences that can stand as titles."""

from decimal import Decimal

from milepost.cli.plan.findings import Finding, Weight
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.value.wording import WHOLE_FROM, amount, percent, share
from milepost.cli.plan.wording import day_text, weekday_text, working_days
from milepost.engine.value import Interval, ValueReport

NEAR = Decimal("0.5")
"""Working days within which a project counts as on time; a budget is kept within one per cent."""
SERIOUS = Decimal("0.1")
"""The share of the planned length, or of the budget, from which being behind is bad rather than worth noticing."""


def value_findings(project: Project) -> tuple[Finding, ...]:
    """The findings in the order they matter; empty without a status date."""
    report = project.value
    if report is None or report.value is None:
        return ()
    found = [_standing(project, report), finish_finding_of(project, report), cost_finding_of(report)]
    return tuple(finding for finding in found if finding is not None)


def earned_finding(report: ValueReport) -> Finding:
    """How much is earned of how much: what can be said without anything agreed."""
    assert report.value is not None
    value = report.value
    what = "work" if report.in_hours else "budget"
    return Finding(f"{share(value.ev, value.bac)} of the {what} is earned ({amount(value.ev, report)} of {amount(value.bac, report)})")


def _standing(project: Project, report: ValueReport) -> Finding | None:
    """Ahead or behind, in time. Without a baseline there is nothing to be behind of."""
    time = report.time
    if report.baseline is None or time is None or report.earned_on is None:
        return earned_finding(report)
    if report.complete:
        return None
    gap = int(round(time.sv, 1) * (project.plan.settings.day or 28800))
    if abs(time.sv) < NEAR:
        return Finding("On time: what is earned is what was to be earned by now", Weight.GOOD)
    when = day_text(report.earned_on, finish=True)
    far = working_days(gap, project.plan)
    if gap > 0:
        return Finding(f"Ahead by {far}: what is earned was not due before {when}", Weight.GOOD)
    weight = Weight.BAD if -time.sv > SERIOUS * time.pd else Weight.NOTICE
    return Finding(f"Behind by {far}: what is earned was due by {when}", weight)


def finish_finding_of(project: Project, report: ValueReport) -> Finding | None:
    """When it will be finished by earned schedule; None where there is none."""
    if report.finish is None:
        return None
    if report.complete:
        return Finding(f"Finished on {weekday_text(int(report.finish.middle), finish=True)}{_against(project, report)}")
    when = weekday_text(int(report.finish.middle), finish=True)
    text = f"At the plan's pace the finish is {when} ({between(report.finish)}){_against(project, report)}"
    late = report.baseline is not None and report.finish.middle > report.agreed and day_text(report.agreed, finish=True) not in when
    return Finding(text, Weight.NOTICE if late else Weight.PLAIN)


def _against(project: Project, report: ValueReport) -> str:
    return f"; agreed is {day_text(report.agreed, finish=True)}" if report.baseline is not None else ""


def between(found: Interval) -> str:
    """ "80 % between 5 Jun 2026 and 26 Jun 2026" for an interval of moments."""
    low, high = (day_text(int(moment), finish=True) for moment in (found.low, found.high))
    return f"{percent(found.share)} between {low} and {high}"


def between_amounts(found: Interval, report: ValueReport) -> str:
    """The same of amounts."""
    low, high = (amount(value, report, whole=True) for value in (found.low, found.high))
    return f"{percent(found.share)} between {low} and {high}"


def cost_finding_of(report: ValueReport) -> Finding | None:
    """What it will cost; None where nothing is spent or known of it."""
    assert report.value is not None
    found, value = report.cost, report.value
    assumed = any(problem.code == "value-spent-assumed" for problem in report.problems)
    if found is None or (value.ac <= 0 and value.ev <= 0) or (assumed and value.cv == 0):
        return None
    what = "Work" if report.in_hours else "Cost"
    if report.complete or value.ev == value.bac:
        text = f"{what} in the end {amount(value.ac, report, whole=True)}"
        sure = ""
    else:
        text = f"{what} forecast {amount(found.middle, report, whole=True)}"
        sure = f" ({between_amounts(found, report)})"
    gap = found.middle - value.bac
    size = amount(abs(gap), report, whole=found.middle >= WHOLE_FROM)
    if abs(gap) * 100 < value.bac:
        return Finding(f"{text}, as {'planned' if report.in_hours else 'budgeted'}{sure}", Weight.GOOD)
    if gap < 0:
        return Finding(f"{text}, {size} less than {'planned' if report.in_hours else 'the budget'}{sure}", Weight.GOOD)
    weight = Weight.BAD if gap > SERIOUS * value.bac else Weight.NOTICE
    return Finding(f"{text}, {size} more than {'planned' if report.in_hours else 'the budget'}{sure}", weight)
