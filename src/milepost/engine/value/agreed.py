"""Baselines that hold dates but no cost: what today's plan gives these tasks stands in for what was agreed."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from milepost.engine.cost import BaselineCost, PlanCost, baseline_cost
from milepost.engine.model import Baseline, Plan, Task
from milepost.engine.problem import Problem, Severity
from milepost.values import said


def agreed_cost(plan: Plan, cost: PlanCost, number: int = 0) -> BaselineCost | None:
    """The curve of a baseline in the unit of `cost`; None when no task has that baseline with dates, or nothing costs anything.

    Where the baseline has dates and no cost at all, today's cost of each task is laid over its agreed dates, and a warning says so.
    """
    found = baseline_cost(plan, number)
    if found is None or found.by_day:
        return found
    dated = {t.id for t in plan.tasks for b in t.baselines if b.number == number and b.start is not None and b.finish is not None}
    if not dated:
        return None
    sums = _sums(plan, cost, dated)
    filled = plan.with_(tasks=tuple(_filled(t, number, sums) for t in plan.tasks))
    made = baseline_cost(filled, number)
    if made is None or not made.by_day:
        return None
    message = (
        said("baseline {number} holds dates and no work; today's stands for it.", number=number)
        if plan.settings.currency.code == "h"
        else said("baseline {number} holds dates and no cost; today's stands for it.", number=number)
    )
    remedy = said("Set the baseline again once the plan has rates and people, or compare with that in mind.")
    told = Problem("value-baseline-dates-only", said("plan '{name}'", name=plan.name), message, remedy, Severity.WARNING)
    return replace(made, problems=(*made.problems, told))


def _sums(plan: Plan, cost: PlanCost, dated: Iterable[str]) -> dict[str, Decimal]:
    """Own cost of each dated row plus that of the dated rows below it, as a stored baseline has it."""
    sums = {task: Decimal(0) for task in dated}
    for task in list(sums):
        above: str | None = task
        while above is not None:
            if above in sums:
                sums[above] += cost.by_task[task].own.cost
            above = plan.task[above].parent if above in plan.task else None
    return sums


def _filled(task: Task, number: int, sums: dict[str, Decimal]) -> Task:
    def one(baseline: Baseline) -> Baseline:
        return replace(baseline, cost=sums[task.id]) if baseline.number == number and task.id in sums else baseline

    return replace(task, baselines=tuple(map(one, task.baselines)))
