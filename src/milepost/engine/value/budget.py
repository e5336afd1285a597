"""Budget, earned and spent of every row of a plan: parts that add up to the whole, to the smallest unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from milepost.engine.cost import BaselineCost, PlanCost
from milepost.engine.model import Plan
from milepost.engine.value.rules import Rules, earned_share
from milepost.engine.value.value_report import TaskValue

AS_ITS_TASKS = "as its tasks"


def budgets(plan: Plan, cost: PlanCost, baseline: BaselineCost | None) -> dict[str, Decimal]:
    """What each row itself was to cost, without its children: agreed, or of today. They sum to the budget at completion."""
    if baseline is not None:
        return {task.id: baseline.own.get(task.id, Decimal(0)) for task in plan.tasks}
    return {task.id: cost.by_task[task.id].own.cost for task in plan.tasks}


@dataclass(frozen=True, slots=True)
class Spending:
    """What each row itself has cost so far and what is still to come, by task; `assumed` are tasks of which nobody reported either."""

    spent: Mapping[str, Decimal]
    left: Decimal
    assumed: tuple[str, ...] = ()


def spending(plan: Plan, cost: PlanCost, rules: Rules, spent: Mapping[str, Decimal] | None = None) -> Spending:
    """From `spent`, else what its source states for a task, else what its reported work incurred.

    Progress without any of these is taken to have cost what it earned of today's cost: so it says nothing on cost, either way.
    """
    if spent is not None:
        return Spending({task.id: spent.get(task.id, Decimal(0)) for task in plan.tasks}, cost.total.remaining)
    worked = {a.task for a in plan.assignments if a.actual_work > 0 or a.actual_cost}
    found, assumed = {}, []
    left = cost.total.remaining
    for task in plan.tasks:
        own = cost.by_task[task.id].own
        found[task.id] = own.actual
        if task.id in plan.summaries:
            continue
        share = earned_share(task, rules)
        if task.actual_cost is not None and task.actual_cost.is_finite() and task.actual_cost > 0:
            found[task.id] = plan.settings.currency.round(task.actual_cost)
        elif own.work and task.id not in worked and task.actual_work:
            found[task.id] = plan.settings.currency.round(own.cost * task.actual_work / own.work)
            left -= own.remaining - (max(own.cost - found[task.id], Decimal(0)) if share < 1 else Decimal(0))
        elif own.work and own.cost and task.id not in worked and share > 0:
            found[task.id] = plan.settings.currency.round(own.cost * share.numerator / share.denominator)
            left -= own.remaining - (own.cost - found[task.id])
            assumed.append(task.id)
    return Spending(found, left, tuple(assumed))


def task_values(plan: Plan, own: Mapping[str, Decimal], paid: Mapping[str, Decimal], rules: Rules) -> tuple[TaskValue, ...]:
    """Tasks by their rules; what a summary costs by itself is earned as the tasks below it are. Rows of no money are left out."""
    below = _below(plan)
    shares = {t.id: earned_share(t, rules) for t in plan.tasks if t.id not in plan.summaries}
    rows = []
    for task in plan.tasks:
        budget, spent = own[task.id], paid[task.id]
        if not budget and not spent:
            continue
        if task.id in plan.summaries:
            tasks = below.get(task.id, ())
            whole = sum((own[leaf] for leaf in tasks), Decimal(0))
            earned = sum((own[leaf] * shares[leaf].numerator / shares[leaf].denominator for leaf in tasks), Decimal(0))
            done = all(shares[leaf] == 1 for leaf in tasks)
            part = budget if done else budget * earned / whole if whole > 0 else Decimal(0)
            rule = AS_ITS_TASKS
        else:
            part = budget * shares[task.id].numerator / shares[task.id].denominator
            rule = rules.of(task).value
        rows.append(TaskValue(task.id, budget, plan.settings.currency.round(part), spent, rule))
    return tuple(rows)


def _below(plan: Plan) -> dict[str, list[str]]:
    """Tasks that are no summaries by each of the rows above them."""
    below: dict[str, list[str]] = {}
    for task in plan.tasks:
        above, seen = task.parent, {task.id}
        while above is not None and above not in seen and task.id not in plan.summaries:
            below.setdefault(above, []).append(task.id)
            seen.add(above)
            above = plan.task[above].parent if above in plan.task else None
    return below
