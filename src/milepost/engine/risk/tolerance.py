"""How much later or dearer a project may become before somebody above has to decide: its limits, and the odds of leaving them."""

from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

from milepost.engine.cost import PlanCost, baseline_cost
from milepost.engine.model import Plan
from milepost.engine.problem import Problem
from milepost.engine.risk.distribution import Distribution
from milepost.engine.risk.result import ToleranceOdds
from milepost.engine.schedule import Schedule
from milepost.values import DAY, said

MOST_DAYS = 10_000


@dataclass(frozen=True, slots=True)
class Tolerance:
    """As `simulate` takes them; None: no limit."""

    days: float | None = None
    finish: int | None = None
    cost: Decimal | None = None


def check_tolerance(tolerance: Tolerance, plan: Plan, *, has_cost: bool) -> list[Problem]:
    """Tolerances that are none."""
    place = said("the tolerances of plan '{name}'", name=plan.name)
    problems = []
    if tolerance.days is not None and not (isfinite(tolerance.days) and 0 <= tolerance.days <= MOST_DAYS):
        message = said("{days:g} days is no tolerance; it must lie between 0 and {most_days:,}.", days=tolerance.days, most_days=MOST_DAYS)
        problems.append(Problem("tolerance-days", place, message, said("Give the days after the agreed finish, such as 10.")))
    if tolerance.days is not None and tolerance.finish is not None:
        message = said("days and a date were given for the finish.")
        problems.append(Problem("tolerance-twice", place, message, said("Give one of them.")))
    if tolerance.cost is not None:
        if not tolerance.cost.is_finite() or tolerance.cost < 0:
            message = said("{cost} is no amount of money beyond the agreed cost; it must be zero or more.", cost=tolerance.cost)
            problems.append(Problem("tolerance-cost", place, message, said("Give the amount in the plan's currency, such as 5000.")))
        if not has_cost:
            message = said("a tolerance for cost was given, and the cost is not simulated.")
            problems.append(Problem("tolerance-without-cost", place, message, said("Simulate the cost too, or leave this tolerance out.")))
    return problems


def tolerance_odds(
    tolerance: Tolerance, plan: Plan, schedule: Schedule, cost: PlanCost | None, finish: Distribution, money: Distribution | None
) -> tuple[ToleranceOdds, ...]:
    """The odds of leaving each tolerance that was given."""
    made = []
    agreed = max((b.finish for t in plan.tasks for b in t.baselines if b.number == 0 and b.finish is not None), default=None)
    since = schedule.finish if agreed is None else agreed
    limit = tolerance.finish if tolerance.days is None else since + round(tolerance.days * DAY)
    if limit is not None:
        made.append(ToleranceOdds("finish", since, limit, finish.beyond(limit), agreed is not None))
    if tolerance.cost is not None and cost is not None and money is not None:
        smallest = 10**plan.settings.currency.digits
        baseline = baseline_cost(plan)
        known = baseline is not None and baseline.total > 0
        base = int((baseline.total if baseline is not None and known else cost.total.cost) * smallest)
        most = base + int(tolerance.cost * smallest)
        made.append(ToleranceOdds("cost", base, most, money.beyond(most), known))
    return tuple(made)
