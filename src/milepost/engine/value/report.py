"""Earned value of a plan at a status date: budgets and their dates from a baseline or the plan, what is earned by rule, what is spent."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from milepost.engine.cost import BaselineCost, PlanCost
from milepost.engine.model import Plan
from milepost.engine.problem import Problem, Severity
from milepost.engine.schedule import Schedule
from milepost.engine.value.budget import budgets, spending, task_values
from milepost.engine.value.check import check_baseline, check_value
from milepost.engine.value.earned_schedule import EarnedSchedule
from milepost.engine.value.earned_value import EarnedValue
from milepost.engine.value.forecast import cost_forecasts, cost_interval, finish_forecasts, finish_interval
from milepost.engine.value.history import earned_before, spent_before
from milepost.engine.value.plan_clock import PlanClock
from milepost.engine.value.planned import planned_by, planned_curve
from milepost.engine.value.rules import Rules, check_rules
from milepost.engine.value.value_report import ValueReport
from milepost.values import said


def value_report(
    plan: Plan,
    cost: PlanCost,
    schedule: Schedule,
    *,
    status: int,
    baseline: BaselineCost | None = None,
    rules: Rules | None = None,
    spent: Mapping[str, Decimal] | None = None,
    share: float = 0.8,
) -> ValueReport:
    """Earned value and earned schedule at the moment `status`. Never raises for a bad plan.

    Budgets and planned value come from the baseline, else from the plan itself (then SPI says little, and a warning tells so).
    `spent` is the actual cost by task, from elsewhere; else what the file states, else what the plan's progress says was incurred.
    A task without a budget is neither earned nor planned, yet what it costs is spent. In hours: give `in_hours(plan)` and its cost.
    """
    rules = rules or Rules()
    problems = [*check_rules(plan, rules), *check_baseline(plan, baseline)]
    curve = baseline.by_day if baseline is not None else cost.by_day
    number = baseline.number if baseline is not None else None
    bac = curve[-1].cumulative if curve else Decimal(0)
    if bac <= 0:
        problems.append(_without_budget(plan, baseline))
    if any(p.severity is Severity.ERROR for p in problems):
        return ValueReport(status, cost.currency, baseline=number, problems=tuple(problems))
    paid = spending(plan, cost, rules, spent)
    tasks = task_values(plan, budgets(plan, cost, baseline), paid.spent, rules)
    value = EarnedValue(
        Decimal(0), sum((row.earned for row in tasks), Decimal(0)), sum((row.spent for row in tasks), Decimal(0)), bac
    )  # fmt: skip
    found = ValueReport(status, cost.currency, value, None, tasks, curve, baseline=number)
    found = _timed(found, plan, schedule, share)
    assert found.value is not None
    problems += check_value(plan, found, cost if spent is None else None, paid.assumed)
    return replace(
        found,
        earned=earned_before(plan, found),
        spent=spent_before(cost, found),
        cost=cost_interval(found.value, share),
        costs=cost_forecasts(found.value, paid.left),
        problems=tuple(problems),
    )


def _timed(report: ValueReport, plan: Plan, schedule: Schedule, share: float) -> ValueReport:
    """With planned value and everything that is time. No earned schedule where planned value falls."""
    assert report.value is not None
    leaves = [task for task in plan.tasks if task.level > 0 and task.id not in plan.summaries and task.active]
    complete = bool(leaves) and all(task.actual_finish is not None or task.percent_complete >= 100 for task in leaves)
    start, agreed = _bounds(plan, schedule, report)
    last = max((t.actual_finish for t in leaves if t.actual_finish is not None), default=report.status) if complete else report.status
    clock = PlanClock(plan, start, max(report.status, agreed, last))
    planned = planned_by(report.planned, report.status, clock, report.unit)
    report = replace(report, value=replace(report.value, pv=planned), start=start, agreed=agreed, complete=complete)
    curve = planned_curve(report.planned, clock, finish=agreed)
    day = plan.settings.day or 8 * 3600
    if curve.falls or curve.whole <= 0:
        return report
    now = clock.at(last)
    earned = Decimal(curve.whole) if complete else curve.earned_at(report.value.ev, now=now)  # type: ignore[union-attr]
    time = EarnedSchedule(earned / day, Decimal(now) / day, Decimal(curve.whole) / day)
    return replace(
        report,
        time=time,
        earned_on=clock.moment(int(earned)),
        finish=finish_interval(time, clock, day=day, share=share),
        finishes=finish_forecasts(time, clock, day=day, schedule=schedule.finish),
    )


def _bounds(plan: Plan, schedule: Schedule, report: ValueReport) -> tuple[int, int]:
    """From when to when the agreed plan runs. Work that began before it makes it begin then."""
    agreed = [b for t in plan.tasks for b in t.baselines if b.number == report.baseline] if report.baseline is not None else []
    starts = [b.start for b in agreed if b.start is not None] or [schedule.start]
    finishes = [b.finish for b in agreed if b.finish is not None] or [schedule.finish]
    begun = [task.actual_start for task in plan.tasks if task.actual_start is not None]
    return min(*starts, *begun, starts[0]), max(finishes)


def _without_budget(plan: Plan, baseline: BaselineCost | None) -> Problem:
    if baseline is not None:
        message, remedy = said("baseline {number} holds no cost.", number=baseline.number), said("Set the baseline again, or name another.")
    else:
        message, remedy = said("nothing in it costs anything."), said("Give rates or costs, or people with work.")
    return Problem("value-without-budget", said("plan '{name}'", name=plan.name), message, remedy)
