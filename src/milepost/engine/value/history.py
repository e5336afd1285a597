"""What is known of the time before the status date: tasks earned when they really ended, and what was incurred day by day.

One file tells how far work is at its status date, not how far it was before. Finished work is the exception: it has its real finish.
"""

from decimal import Decimal

from milepost.engine.cost import PlanCost
from milepost.engine.model import Plan
from milepost.engine.value.value_report import TotalAt, ValueReport
from milepost.values import DAY


def earned_before(plan: Plan, report: ValueReport) -> tuple[TotalAt, ...]:
    """Running totals of finished tasks by their real finish, and last all that is earned at the status date."""
    assert report.value is not None
    days: dict[int, Decimal] = {}
    for row in report.tasks:
        task = plan.task[row.task]
        if row.earned and task.actual_finish is not None and task.actual_finish <= report.status and task.id not in plan.summaries:
            day = max(task.actual_finish - 1, report.start) // DAY
            days[day] = days.get(day, Decimal(0)) + row.earned
    return _summed(days, report.status, report.value.ev)


def spent_before(cost: PlanCost, report: ValueReport) -> tuple[TotalAt, ...]:
    """Running totals of what progress incurred, and last all that is spent; only the last where spending is known from elsewhere."""
    assert report.value is not None
    own = report.value.ac == cost.total.actual
    days = {row.day: row.actual for row in cost.by_day if row.actual and row.day * DAY <= report.status} if own else {}
    return _summed(days, report.status, report.value.ac)


def _summed(days: dict[int, Decimal], status: int, last: Decimal) -> tuple[TotalAt, ...]:
    """The total at the status date stands for its day."""
    total = Decimal(0)
    rows = []
    for day in sorted(days):
        total += days[day]
        if day < status // DAY:
            rows.append(TotalAt(day, total))
    return (*rows, TotalAt(status // DAY, last))
