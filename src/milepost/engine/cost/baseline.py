"""The cost curve that was agreed: the costs of a baseline laid over its dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from milepost.engine.cost.cost_plan import task_time
from milepost.engine.cost.phasing import Due, Phased, phased
from milepost.engine.cost.plan_cost import DayCost, amount, day_costs
from milepost.engine.cost.pricing import price_amount
from milepost.engine.load.contribution import DayTables
from milepost.engine.model import Accrual, Baseline, Plan, Task
from milepost.engine.problem import Problem, Severity
from milepost.engine.schedule import Driver, TaskDates
from milepost.engine.working_time import Calendars
from milepost.values import DAY, Currency, said


@dataclass(frozen=True)
class BaselineCost:
    """Baseline `number` as a curve; `by_task` is the agreed cost of each row as stored (a summary's includes its children's).

    `own` is what of the curve is each row's own, without its children: they sum to `total`.
    """

    number: int
    currency: Currency
    total: Decimal
    by_task: dict[str, Decimal]
    by_day: tuple[DayCost, ...]
    problems: tuple[Problem, ...] = ()
    own: Mapping[str, Decimal] = field(default_factory=dict)


def phase_kind(number: int) -> int:
    """The kind of `TimePhase` that holds an assignment's baseline cost: 5, or 17, 23, ... 71 for baselines 1 to 10."""
    return 5 if number == 0 else 11 + 6 * number


def baseline_cost(plan: Plan, number: int = 0, *, calendars: Calendars | None = None) -> BaselineCost | None:
    """The agreed costs of baseline 0 to 10 by day; None when no task has it.

    A row's own cost is what its stored cost has beyond its children's. It lies where the assignments' stored phases say, if they add
    up to it, else evenly over the working time between the baseline's dates.
    """
    agreed = {t.id: b for t in plan.tasks for b in t.baselines if b.number == number}
    if not agreed:
        return None
    calendars = calendars or _horizon(plan, agreed)
    tables, currency = DayTables(), plan.settings.currency
    own, problems = _own(plan, agreed)
    days: dict[int, tuple[int, int]] = {}
    total = 0
    placed: dict[str, Decimal] = {}
    for task_id, value in own.items():
        task, baseline = plan.task[task_id], agreed[task_id]
        priced = _stored(plan, task, number, value)
        if priced is None:
            if baseline.start is None or baseline.finish is None:
                place = said("task '{name}', baseline {number}", name=task.name, number=number)
                problems.append(
                    Problem(
                        "baseline-without-dates",
                        place,
                        said("it has a cost but no dates; the cost is left out of the curve."),
                        said("Set the baseline again."),
                        Severity.WARNING,
                        (task_id,),
                    )
                )
                continue
            dates = _dates(task_id, baseline.start, max(baseline.finish, baseline.start))
            table = tables[task_time(plan, task, calendars)]
            priced = price_amount(value, dates, plan.settings, table, accrual=Accrual.PRORATED, done=(0, 1))
        total += priced.cost
        placed[task_id] = amount(priced.cost, currency)
        for day, cost, _ in priced.days:
            days[day] = (days.get(day, (0, 0))[0] + cost, 0)
    stored = {task: baseline.cost for task, baseline in agreed.items() if baseline.cost is not None}
    return BaselineCost(number, currency, amount(total, currency), stored, day_costs(days, currency), tuple(problems), placed)


def _own(plan: Plan, agreed: dict[str, Baseline]) -> tuple[dict[str, Fraction], list[Problem]]:
    """Each row's cost without its children's."""
    children: dict[str, Fraction] = {}
    for task_id, baseline in agreed.items():
        above = plan.task[task_id].parent
        while above is not None and (above not in agreed or agreed[above].cost is None):
            above = plan.task[above].parent if above in plan.task else None
        if above is not None and baseline.cost is not None:
            children[above] = children.get(above, Fraction(0)) + Fraction(baseline.cost)
    own: dict[str, Fraction] = {}
    problems = []
    for task_id, baseline in agreed.items():
        value = Fraction(baseline.cost or 0) - children.get(task_id, Fraction(0))
        if value < 0:
            place = said("task '{name}', baseline {number}", name=plan.task[task_id].name, number=baseline.number)
            message = said("its rows below cost more than it does; the curve follows the rows below.")
            problems.append(
                Problem(
                    "baseline-summary-differs",
                    place,
                    message,
                    said("Set the baseline again with its summaries."),
                    Severity.NOTE,
                    (task_id,),
                )
            )
        elif value > 0:
            own[task_id] = value
    return own, problems


def _stored(plan: Plan, task: Task, number: int, value: Fraction) -> Phased | None:
    kind, smallest = phase_kind(number), 10**plan.settings.currency.digits
    phases = [p for a in plan.assignments if a.task == task.id for p in a.phases if p.kind == kind and p.cost]
    if not phases or sum(Fraction(p.cost or 0) for p in phases) != value:
        return None
    if any(p.start // DAY != max(p.finish - 1, p.start) // DAY for p in phases):
        return None
    scale = (value * smallest).denominator
    for phase in phases:
        scale *= (Fraction(phase.cost or 0) * smallest * scale).denominator
    return phased((Due(False, p.start // DAY, int(Fraction(p.cost or 0) * smallest * scale)) for p in phases), scale)


def _horizon(plan: Plan, agreed: dict[str, Baseline]) -> Calendars:
    moments = [plan.start, *(m for b in agreed.values() for m in (b.start, b.finish) if m is not None)]
    return Calendars(plan.calendars, first=min(moments) // DAY - 7, last=max(moments) // DAY + 7)


def _dates(task: str, start: int, finish: int) -> TaskDates:
    return TaskDates(task, start, finish, start, finish, start, finish, 0, 0, False, False, Driver.MANUAL)
