"""What past work says of the work that is left, as sentences that can stand as titles."""

from milepost.cli.plan.findings import Finding
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.wording import counted
from milepost.engine.calibration import BackTest


def days_text(days: float) -> str:
    """Days of work: whole from ten on, else with one decimal."""
    figure = f"{days:,.0f}" if days >= 10 else f"{days:.1f}".removesuffix(".0")
    return counted(figure, "day")


def calibrated_findings(project: Project) -> tuple[Finding, ...]:
    """One sentence, or none without past records."""
    found = project.calibrated
    if found is None or found.work is None:
        return ()
    whole = found.work.whole
    estimate, p50, p80 = days_text(whole.left), days_text(whole.p50), days_text(whole.p80)
    return (Finding(f"{estimate} of work are left by the estimates; past work says {p50}, and {p80} to be 80 % sure"),)


def tested_text(tested: BackTest) -> str:
    """How far such forecasts would have held, in one sentence."""
    if tested.calibrated is None or tested.raw is None:
        return "There are too few past records, or none with a date, to test these forecasts on."
    score, raw = tested.calibrated, tested.raw
    return (
        f"Tested on {tested.count:,} past records, each forecast from earlier ones only: {score.coverage[50]:.0%} took no longer than "
        f"their P50 and {score.coverage[80]:.0%} no longer than their P80; {raw.coverage[50]:.0%} took no longer than estimated."
    ).replace("%", " %")
