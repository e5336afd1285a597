"""What the simulation says, as sentences that can stand as titles."""

from decimal import Decimal

from milepost.cli.plan.findings import Finding, Weight
from milepost.cli.plan.known.chances import Chances
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.risk.wording import events, gain_at, mean_gain, near_day, odds_text, rounded, sure
from milepost.cli.plan.wording import counted, day_text, weekday_text, working_days
from milepost.engine.risk import DeadlineOdds, RiskGain
from milepost.engine.risk.result import ToleranceOdds
from milepost.values import MINUTE, Money

LIKELY, EVEN = 0.8, 0.5


def risk_findings(project: Project) -> tuple[Finding, ...]:
    """The findings in the order they matter; empty without a simulation."""
    chances = project.chances
    if chances is None:
        return ()
    found = [
        finish_chance(project, chances),
        deadline_chance(project, chances),
        tolerance_chance(project, chances),
        cost_tolerance_chance(project, chances),
        gain_finding(project, chances),
        cost_chance(project, chances),
    ]
    return tuple(finding for finding in found if finding is not None)


def finish_chance(project: Project, chances: Chances) -> Finding:
    """By when it ends with four chances of five, and how the planned finish stands among the samples."""
    finish, planned = chances.simulation.finish, chances.simulation.planned
    assert finish is not None
    if sure(finish):
        why = "" if chances.basis.varying or chances.risks.events else ": nothing in this plan varies"
        if chances.basis.calibrated and chances.basis.calibrated == chances.basis.varying and not chances.risks.events:
            return Finding(f"How sure the finish on {weekday_text(finish.p(50), finish=True)} is cannot be told: past work never varied",
                           Weight.NOTICE)  # fmt: skip
        return Finding(f"Every sample ends on {weekday_text(finish.p(50), finish=True)}{why}")
    late, odds = finish.p(80), chances.simulation.planned_odds
    says = "says the same day" if day_text(late, finish=True) == day_text(planned, finish=True) else f"says {near_day(planned, late)}"
    kept = "no sample keeps" if odds == 0 else "every sample keeps" if odds == 1 else f"{odds_text(odds)} of the samples keep"
    weight = Weight.GOOD if odds >= LIKELY else Weight.PLAIN if odds >= EVEN else Weight.NOTICE
    return Finding(f"80 % chance by {weekday_text(late, finish=True)}; the plan {says}, which {kept}", weight)


def open_deadlines(project: Project, chances: Chances) -> tuple[DeadlineOdds, ...]:
    """Deadlines of work that is not done, the least likely first."""
    found = [odds for odds in chances.simulation.deadlines if project.plan.task[odds.task].actual_finish is None]
    return tuple(sorted(found, key=lambda odds: (odds.share, odds.deadline)))


def deadline_chance(project: Project, chances: Chances) -> Finding | None:
    """The deadline least likely to be met; None without open deadlines."""
    deadlines = open_deadlines(project, chances)
    if not deadlines:
        return None
    lost = [odds for odds in deadlines if odds.share == 0]
    rest = deadlines[len(lost) :]
    tail = f"; {counted(len(lost), 'more is', 'more are')} missed in every sample" if lost else ""
    if not rest:
        more = f"; {counted(len(lost) - 1, 'more deadline is', 'more deadlines are')} missed in every sample" if len(lost) > 1 else ""
        return Finding(f"{_promise(project, lost[0], 'misses')} in every sample{more}", Weight.BAD)
    worst = rest[0]
    weak = sum(1 for odds in rest if odds.share < LIKELY)
    if lost and not weak and len(rest) == 1:
        shown = f"‘{project.plan.task[worst.task].name}’ is met with {odds_text(worst.share)}"
        return Finding(f"{counted(len(lost), 'deadline is', 'deadlines are')} missed in every sample; {shown}", Weight.BAD)
    if not weak and len(rest) > 1:
        text = f"Each of {len(deadlines)} deadlines is met with {odds_text(worst.share)} or more"
        if lost:
            text = f"{len(rest)} of {len(deadlines)} deadlines are met with {odds_text(worst.share)} or more{tail}"
        return Finding(text, Weight.BAD if lost else Weight.GOOD)
    text = f"{_promise(project, worst, 'meets')} with {odds_text(worst.share)}"
    if weak > 1:
        text += f"; {counted(weak - 1, 'more deadline is', 'more deadlines are')} below 80 %"
    return Finding(text + tail, Weight.BAD if lost else odds_weight(worst.share))


def _promise(project: Project, odds: DeadlineOdds, verb: str) -> str:
    return f"‘{project.plan.task[odds.task].name}’ {verb} its deadline of {day_text(odds.deadline, finish=True)}"


def tolerance_chance(project: Project, chances: Chances) -> Finding | None:
    """How likely the tolerance is kept; None without one."""
    limit = chances.limit
    if limit is None:
        return None
    odds = limit.kept
    agreed = "baseline" if limit.baseline else "plan"
    text = f"{odds_text(odds)} chance to stay within {working_days(limit.allowed, project.plan)} after the {agreed}"
    return Finding(f"{text}, by {weekday_text(limit.latest, finish=True)}", odds_weight(odds))


def cost_tolerance(chances: Chances) -> ToleranceOdds | None:
    """The odds of leaving the tolerance of cost; None without one."""
    return next((odds for odds in chances.simulation.tolerances if odds.what == "cost"), None)


def cost_tolerance_chance(project: Project, chances: Chances) -> Finding | None:
    """How likely the tolerance of cost is kept; None without one."""
    found = cost_tolerance(chances)
    if found is None:
        return None
    odds = 1 - found.share
    return Finding(f"{odds_text(odds)} chance to cost no more than the tolerance allows, {about(project, found.limit)}", odds_weight(odds))


def odds_weight(odds: float) -> Weight:
    """Four chances of five are good, less than even is bad."""
    return Weight.BAD if odds < EVEN else Weight.NOTICE if odds < LIKELY else Weight.GOOD


def worst_gain(chances: Chances) -> RiskGain | None:
    """The event whose absence brings the P80 forward most, then the mean; None where none moves the finish."""
    gains = [gain for gain in chances.simulation.gains if gain.mean_gain >= MINUTE]
    return max(gains, key=lambda gain: (gain.p80_gain, gain.mean_gain), default=None)


def gain_finding(project: Project, chances: Chances) -> Finding | None:
    """Which event costs most days; None without events."""
    if not chances.simulation.gains:
        return None
    worst = worst_gain(chances)
    if worst is None:
        return Finding("None of the risks moves the finish")
    days = rounded(gain_at(chances, worst, 80), project.plan)
    name = events(chances)[worst.risk].name
    if days > 0:
        return Finding(f"‘{name}’ costs most: without it P80 is {working_days(days, project.plan)} earlier", Weight.NOTICE)
    mean = working_days(rounded(mean_gain(chances, worst), project.plan), project.plan)
    return Finding(f"‘{name}’ costs most: {mean} on average", Weight.NOTICE)


def cost_chance(project: Project, chances: Chances) -> Finding | None:
    """What it costs with four chances of five; None where cost does not vary."""
    cost = chances.simulation.cost
    if cost is None or project.cost is None or sure(cost):
        return None
    planned = int(project.cost.total.cost.scaleb(project.cost.currency.digits))
    odds = cost.odds(planned)
    says = about(project, planned)
    return Finding(
        f"80 % chance to cost at most {about(project, cost.p(80))}; the plan says {says}, which {odds_text(odds)} of the samples keep"
    )


def about(project: Project, smallest: int) -> str:
    """The same for people, in whole units of the currency: pence of a simulated sum would only look exact."""
    amount = money(project, smallest)
    return f"{amount.currency.symbol}{amount.amount.quantize(Decimal(1)):,}"


def money(project: Project, smallest: int) -> Money:
    """An amount of smallest units in the plan's currency."""
    currency = project.plan.settings.currency
    return Money(Decimal(smallest).scaleb(-currency.digits), currency)
