"""Earned value of a plan at a status date: budgets and their dates from a baseline or the plan, what is earned by rule, what is spent."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from milepost.engine.cost import BaselineCost, DayCost, PlanCost
from milepost.engine.model import Plan
from milepost.engine.problem import Problem, Severity
from milepost.engine.value.earned_schedule import EarnedSchedule, earned_schedule
from milepost.engine.value.earned_value import EarnedValue
from milepost.engine.value.interval import COST_ERROR, TIME_ERROR, Interval, interval
from milepost.engine.value.rules import Rules, check_rules, earned_share
from milepost.values import DAY


@dataclass(frozen=True, slots=True)
class TaskValue:
    """One task: its budget, what of it is earned and spent, and by which rule."""

    task: str
    budget: Decimal
    earned: Decimal
    spent: Decimal
    rule: str


@dataclass(frozen=True)
class ValueReport:
    """`status` and `finish` are moments; `time` is in periods of `period_days` days. `value` and `time` are None when problems forbid them.

    `planned` is the planned value at the end of each period. `finish` and `cost` are the default forecasts with their intervals.
    """

    status: int
    value: EarnedValue | None = None
    time: EarnedSchedule | None = None
    tasks: tuple[TaskValue, ...] = ()
    planned: tuple[Decimal, ...] = ()
    period_days: int = 7
    start: int = 0
    finish: Interval | None = None
    cost: Interval | None = None
    problems: tuple[Problem, ...] = ()


def value_report(
    plan: Plan,
    cost: PlanCost,
    *,
    status: int,
    baseline: BaselineCost | None = None,
    rules: Rules | None = None,
    spent: Mapping[str, Decimal] | None = None,
    period_days: int = 7,
    share: float = 0.8,
) -> ValueReport:
    """Earned value and earned schedule at the moment `status`. Never raises for a bad plan.

    Budgets and planned value come from the baseline, else from the plan itself (then SPI says little, and a warning tells so).
    `spent` is the actual cost by task, from elsewhere; else what the plan's progress says was incurred.
    A task without a budget is neither earned nor planned, yet what it costs is spent.
    """
    rules = rules or Rules()
    problems = check_rules(plan, rules)
    curve = baseline.by_day if baseline is not None else cost.by_day
    if baseline is None:
        message = "it has no baseline, so the plan of today is taken for what was agreed."
        problems.append(Problem("value-without-baseline", f"plan '{plan.name}'", message, "Set a baseline.", Severity.WARNING))
    bac = curve[-1].cumulative if curve else Decimal(0)
    if bac <= 0 or any(p.severity is Severity.ERROR for p in problems):
        if bac <= 0:
            problems.append(Problem("value-without-budget", f"plan '{plan.name}'", "nothing in it costs anything.", "Give rates or costs."))
        return ValueReport(status, period_days=period_days, problems=tuple(problems))
    tasks = _tasks(plan, cost, baseline, rules, spent)
    today = status // DAY
    # The days' costs and the rows' budgets are the same money; a row beside the curve (a baseline without dates) is not in the BAC.
    ev = sum((row.earned for row in tasks), Decimal(0))
    value = EarnedValue(_planned_by(curve, today), min(ev, bac), sum((row.spent for row in tasks), Decimal(0)), bac)
    first = min(curve[0].day, plan.start // DAY)
    periods = max(-(-(curve[-1].day + 1 - first) // period_days), 1)
    planned = tuple(_planned_by(curve, first + (i + 1) * period_days - 1) for i in range(periods))
    at = max(Decimal(status - first * DAY) / (period_days * DAY), Decimal(0))
    time = earned_schedule(planned, value.ev, at=at)
    return ValueReport(
        status, value, time, tuple(tasks), planned, period_days, first * DAY,
        _finish(time, first, period_days, share), _cost(value, share), tuple(problems),
    )  # fmt: skip


def _planned_by(curve: tuple[DayCost, ...], day: int) -> Decimal:
    return next((row.cumulative for row in reversed(curve) if row.day <= day), Decimal(0))


def _tasks(plan: Plan, cost: PlanCost, baseline: BaselineCost | None, rules: Rules, spent: Mapping[str, Decimal] | None) -> list[TaskValue]:
    """Leaves by their rules; what a summary costs by itself is earned as the leaves below it are."""
    own = {t.id: _budget(plan, t.id, cost, baseline) for t in plan.tasks}
    below: dict[str, list[str]] = {}
    for task in plan.tasks:
        above = task.parent
        while above is not None and task.id not in plan.summaries:
            below.setdefault(above, []).append(task.id)
            above = plan.task[above].parent
    rows = []
    currency = plan.settings.currency
    for task in plan.tasks:
        part = earned_share(task, rules)
        if task.id in plan.summaries:
            budget = sum((own[leaf] for leaf in below.get(task.id, ())), Decimal(0))
            earned = sum((own[leaf] * Decimal(s.numerator) / Decimal(s.denominator) for leaf in below.get(task.id, ())
                          for s in (earned_share(plan.task[leaf], rules),)), Decimal(0))  # fmt: skip
            value = own[task.id] * (earned / budget if budget else Decimal(0))
        else:
            value = own[task.id] * Decimal(part.numerator) / Decimal(part.denominator)
        paid = spent.get(task.id, Decimal(0)) if spent is not None else cost.by_task[task.id].own.actual
        rule = "as its tasks" if task.id in plan.summaries else rules.of(task).value
        if own[task.id] or paid:
            rows.append(TaskValue(task.id, own[task.id], currency.round(value), paid, rule))
    return rows


def _budget(plan: Plan, task: str, cost: PlanCost, baseline: BaselineCost | None) -> Decimal:
    """What the row itself was to cost, without its children."""
    if baseline is None:
        return cost.by_task[task].own.cost
    children = (baseline.by_task.get(t.id, Decimal(0)) for t in plan.tasks if t.parent == task)
    return max(baseline.by_task.get(task, Decimal(0)) - sum(children, Decimal(0)), Decimal(0))


def _finish(time: EarnedSchedule, first: int, period_days: int, share: float) -> Interval:
    """The default forecast of time as moments."""
    found = interval(time.at, time.pd - time.es, time.pd, error=TIME_ERROR, share=share)

    def moment(periods: Decimal) -> Decimal:
        return (first * DAY + periods * period_days * DAY).to_integral_value()

    return Interval(moment(found.low), moment(found.middle), moment(found.high), share)


def _cost(value: EarnedValue, share: float) -> Interval:
    return interval(value.ac, value.eac - value.ac, value.bac, error=COST_ERROR, share=share)
