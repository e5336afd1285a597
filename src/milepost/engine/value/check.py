"""What makes earned value say less than it seems to: told, with what to do, and never left out of the sums."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from milepost.engine.cost import BaselineCost, PlanCost
from milepost.engine.model import Plan
from milepost.engine.problem import Problem, Severity
from milepost.engine.value.value_report import TaskValue, ValueReport
from milepost.values import Said, listed, said, said_many


def check_baseline(plan: Plan, baseline: BaselineCost | None) -> list[Problem]:
    """A plan without anything agreed, and what is wrong with what was."""
    if baseline is not None:
        return list(baseline.problems)
    message = said("it has no baseline, so the plan of today is taken for what was agreed; being behind it shows little.")
    others = sorted({b.number for t in plan.tasks for b in t.baselines})
    if others:
        remedy = said_many(
            "It holds baseline {numbers}: choose the one that was agreed.",
            "It holds baselines {numbers}: choose the one that was agreed.",
            count=len(others),
            numbers=listed(map(str, others)),
        )
    else:
        remedy = said(
            "Set a baseline where the plan is kept; in a table the columns Baseline Start, Baseline Finish and Baseline Cost or Work."
        )
    return [_warning("value-without-baseline", plan, message, remedy)]


def check_value(plan: Plan, report: ValueReport, cost: PlanCost | None, assumed: Sequence[str]) -> list[Problem]:
    """Progress later than the status date, scope that nobody agreed, budgets that can never be earned, planned value that falls.

    `cost` is what progress and rates say was spent, for where the plan's source states something else; `assumed` are the tasks whose
    spending nobody reported.
    """
    assert report.value is not None
    problems = _of_scope(plan, report)
    if assumed:
        message = said(
            "{count} of its tasks report progress and no work or cost; they are taken to have cost what they earned.", count=len(assumed)
        )
        problems.append(_warning("value-spent-assumed", plan, message, said("Report the work done, or Actual Cost."), assumed))
    stated, counted = _stated(plan, report, cost)
    if stated != counted:
        message = said(
            "spent is the actual cost the file states for these tasks, {stated}; by progress and rates it is {counted}.",
            stated=stated,
            counted=counted,
        )
        problems.append(Problem("value-spent-stated", _place(plan), message, said("Look which of the two is up to date."), Severity.NOTE))
    later = [t.id for t in plan.tasks if t.id not in plan.summaries and max(t.actual_start or 0, t.actual_finish or 0) > report.status]
    if later:
        message = said("{count} of its tasks began or ended after the status date; their progress counts as it stands.", count=len(later))
        problems.append(_warning("value-after-status", plan, message, said("Give the date up to which progress was reported."), later))
    if any(b.cumulative < a.cumulative for a, b in pairwise(report.planned)):
        message = said("credits take planned value back, so no date belongs to what is earned: there is no earned schedule.")
        problems.append(_warning("value-planned-falls", plan, message, said("Keep credits out of the budget.")))
    return problems


def _stated(plan: Plan, report: ValueReport, cost: PlanCost | None) -> tuple[str, str]:
    """What the plan's source states as spent, and what was computed for the same tasks."""
    if cost is None:
        return "", ""
    rows = [row for row in report.tasks if row.task not in plan.summaries and plan.task[row.task].actual_cost]
    computed = sum((cost.by_task[row.task].own.actual for row in rows), Decimal(0))
    return _told(sum((row.spent for row in rows), Decimal(0)), report), _told(computed, report)


def _of_scope(plan: Plan, report: ValueReport) -> list[Problem]:
    """Tasks that came after the baseline, and those that went."""
    problems = []
    if report.baseline is not None:
        agreed = {t.id for t in plan.tasks if any(b.number == report.baseline for b in t.baselines)}
        added = [row for row in report.tasks if row.task not in agreed and not row.budget]
        if added:
            spent = _told(sum((row.spent for row in added), Decimal(0)), report)
            message = said(
                "{count} of its tasks are not in the baseline: they have no budget, and what they cost ({spent}) is overspent.",
                count=len(added),
                spent=spent,
            )
            problems.append(
                _warning("value-outside-baseline", plan, message, said("Agree the change, and set their baseline."), _ids(added))
            )
    dropped = [row for row in report.tasks if row.budget and not plan.task[row.task].active and row.earned < row.budget]
    if dropped:
        budget = _told(sum((row.budget for row in dropped), Decimal(0)), report)
        message = said(
            "{count} inactive tasks are still in the baseline: their budget of {budget} can never be earned.",
            count=len(dropped),
            budget=budget,
        )
        problems.append(_warning("value-inactive", plan, message, said("Agree the change, and clear their baseline."), _ids(dropped)))
    return problems


def _told(amount: Decimal, report: ValueReport) -> str:
    told = report.unit.round(amount)
    if report.in_hours:
        return said("{hours:,f} h", hours=told)
    return Said("{symbol}{amount:,f}", {"symbol": report.unit.symbol, "amount": told})


def _ids(rows: Sequence[TaskValue]) -> tuple[str, ...]:
    return tuple(row.task for row in rows)


def _place(plan: Plan) -> str:
    return said("plan '{name}'", name=plan.name)


def _warning(code: str, plan: Plan, message: str, remedy: str, tasks: Sequence[str] = ()) -> Problem:
    return Problem(code, _place(plan), message, remedy, Severity.WARNING, tuple(tasks))
