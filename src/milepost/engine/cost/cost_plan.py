"""Price a scheduled plan: every assignment and fixed cost once, then sums up the outline, by resource and by day (engine stage 5)."""

from collections.abc import Iterable
from fractions import Fraction

from milepost.engine.cost.phasing import Phased
from milepost.engine.cost.plan_cost import Cost, CostLine, PlanCost, ResourceCost, TaskCost, amount, chosen_days, day_costs
from milepost.engine.cost.pricing import (
    consumption_problem,
    price_amount,
    price_expense,
    price_material,
    price_work,
    progress,
)
from milepost.engine.cost.rates import RateTable, check_rates, rate_table
from milepost.engine.effort.pieces import assignment_pieces, assignment_time
from milepost.engine.load.contribution import Contribution, DayTables, horizon
from milepost.engine.model import Assignment, Plan, Resource, ResourceKind, Task
from milepost.engine.problem import Problem, Severity
from milepost.engine.schedule import Schedule, TaskDates
from milepost.engine.working_time import ELAPSED, Calendars, WorkingTime
from milepost.values import said


def cost_plan(plan: Plan, schedule: Schedule, *, calendars: Calendars | None = None, loads: Iterable[Contribution] = ()) -> PlanCost:
    """The cost of the scheduled tasks, in the plan's currency. Inactive tasks cost nothing; so does work nobody holds.

    Amounts are exact until a line is priced, then rounded half-even to the currency's decimals. Never raises for a bad plan.
    `loads` is what `plan_load` gave for this plan and schedule: the work it has spread over time is not spread again.
    """
    pricing = _Pricing(plan, schedule, calendars or horizon(plan, schedule), loads)
    lines = (*pricing.assignments(), *pricing.fixed_costs())
    problems = (*_check(plan, schedule), *check_rates(plan.resources, _used(plan)))
    return sum_lines(plan, lines, problems)


def sum_lines(plan: Plan, lines: tuple[CostLine, ...], problems: tuple[Problem, ...] = ()) -> PlanCost:
    """All sums over priced lines."""
    currency = plan.settings.currency

    def cost(chosen: Iterable[CostLine]) -> Cost:
        rows = tuple(chosen)
        whole, actual = sum(x.cost for x in rows), sum(x.actual for x in rows)
        return Cost(amount(whole, currency), amount(actual, currency), sum(x.work for x in rows))

    by_resource: dict[str | None, list[CostLine]] = {}
    for line in lines:
        by_resource.setdefault(line.resource, []).append(line)
    names: dict[str | None, str] = {r.id: r.name for r in plan.resources} | {None: said("Fixed costs")}
    return PlanCost(
        currency,
        cost(lines),
        lines,
        {x.assignment: cost((x,)) for x in lines if x.assignment is not None},
        _by_task(plan, lines),
        {key: ResourceCost(key, names.get(key, key or ""), cost(rows)) for key, rows in by_resource.items()},
        day_costs(chosen_days(lines), currency),
        problems,
    )


class _Pricing:
    """Prices the lines of one plan; rate tables and day tables are made once."""

    def __init__(self, plan: Plan, schedule: Schedule, calendars: Calendars, loads: Iterable[Contribution]) -> None:
        self.plan, self.schedule, self.calendars = plan, schedule, calendars
        self._spread = {(load.task, load.assignment): load.pieces for load in loads}
        self.tables = DayTables()
        self._rates: dict[tuple[str, int], RateTable] = {}

    def assignments(self) -> list[CostLine]:
        lines = []
        for assignment in self.plan.assignments:
            task = self.plan.task.get(assignment.task)
            resource = self.plan.resource.get(assignment.resource or "")
            dates = self.schedule.by_task.get(assignment.task)
            if task is not None and resource is not None and dates is not None:
                lines.append(self._line(task, assignment, resource, dates))
        return lines

    def fixed_costs(self) -> list[CostLine]:
        lines = []
        for task in self.plan.tasks:
            dates = self.schedule.by_task.get(task.id)
            if dates is not None and task.fixed_cost != 0 and task.fixed_cost.is_finite():
                table = self.tables[self._task_time(task)]
                settings, accrual = self.plan.settings, task.fixed_cost_accrual
                priced = price_amount(Fraction(task.fixed_cost), dates, settings, table, accrual=accrual, done=progress(task))
                lines.append(CostLine(task.id, None, None, 0, priced.cost, priced.actual, priced.days))
        return lines

    def _line(self, task: Task, assignment: Assignment, resource: Resource, dates: TaskDates) -> CostLine:
        work = 0
        if resource.kind is ResourceKind.WORK:
            time = assignment_time(self.plan, task, assignment, self.calendars)
            pieces = self._spread.get((task.id, assignment.id))
            if pieces is None:
                pieces = assignment_pieces(self.plan, task, assignment, dates, self.calendars)
            work = sum(piece.work for piece in pieces)
            rates = self._rates_of(resource, assignment.rate_table)
            priced: Phased = price_work(assignment, resource, pieces, rates, self.tables[time], start=dates.start)
        elif resource.kind is ResourceKind.MATERIAL:
            table = self.tables[self._task_time(task)]
            priced = price_material(task, assignment, resource, dates, self._rates_of(resource, assignment.rate_table), table)
        else:
            priced = price_expense(task, assignment, resource, dates, self.plan.settings, self.tables[self._task_time(task)])
        return CostLine(task.id, assignment.id, resource.id, work, priced.cost, priced.actual, priced.days)

    def _rates_of(self, resource: Resource, table: int) -> RateTable:
        key = (resource.id, table)
        if key not in self._rates:
            self._rates[key] = rate_table(resource, table, self.plan.settings)
        return self._rates[key]

    def _task_time(self, task: Task) -> WorkingTime:
        return task_time(self.plan, task, self.calendars)


def task_time(plan: Plan, task: Task, calendars: Calendars) -> WorkingTime:
    """The calendar a task's own amounts are spread over."""
    if task.elapsed:
        return calendars[ELAPSED]
    return calendars[task.calendar if task.calendar in plan.calendar_ids and task.calendar else plan.calendar]


def _by_task(plan: Plan, lines: Iterable[CostLine]) -> dict[str, TaskCost]:
    """Own sums of each row, then every row added to its parents; rows that lead back to themselves stop there."""
    own: dict[str, list[int]] = {task.id: [0, 0, 0, 0] for task in plan.tasks}
    total: dict[str, list[int]] = {task.id: [0, 0, 0] for task in plan.tasks}
    for line in lines:
        entry = own[line.task]
        for place, value in enumerate((line.cost, line.actual, line.work, line.cost if line.assignment is None else 0)):
            entry[place] += value
    for task in plan.tasks:
        above: str | None = task.id
        seen: set[str] = set()
        while above is not None and above in total and above not in seen:
            seen.add(above)
            total[above] = [a + b for a, b in zip(total[above], own[task.id][:3], strict=True)]
            above = plan.task[above].parent
    money = plan.settings.currency

    def cost(values: list[int]) -> Cost:
        return Cost(amount(values[0], money), amount(values[1], money), values[2])

    return {t.id: TaskCost(t.id, cost(total[t.id]), cost(own[t.id]), amount(own[t.id][3], money)) for t in plan.tasks}


def _used(plan: Plan) -> frozenset[tuple[str, int]]:
    return frozenset((a.resource, a.rate_table) for a in plan.assignments if a.resource is not None)


def _check(plan: Plan, schedule: Schedule) -> list[Problem]:
    """Assignments and costs that cannot be priced as they stand."""
    problems = []
    for assignment in plan.assignments:
        task, resource = plan.task.get(assignment.task), plan.resource.get(assignment.resource or "")
        if task is None or (resource is None and assignment.resource is None):
            continue
        place = said("task '{name}', resource '{resource}'", name=task.name, resource=resource.name if resource else assignment.resource)
        if resource is None:
            message = said("the plan has no such resource, so the assignment costs nothing.")
            problems.append(Problem("unknown-resource", place, message, said("Add the resource or remove the assignment.")))
        elif assignment.work < 0:
            message = said("its work is negative and counts as none.")
            problems.append(Problem("negative-work", place, message, said("Give work of zero or more.")))
        elif resource.kind is ResourceKind.WORK and assignment.work > 0 and assignment.units <= 0:
            message = said("it has work but no units; the work is spread over the whole task.")
            problems.append(
                Problem("work-without-units", place, message, said("Give units, for example 100 %."), Severity.WARNING, (task.id,))
            )
        elif resource.kind is ResourceKind.MATERIAL and consumption_problem(assignment):
            message = said("the material is used by time, but no time is given; its units count as the whole quantity.")
            problems.append(
                Problem("material-without-time", place, message, said("Say per what time it is used."), Severity.WARNING, (task.id,))
            )
    busy = {a.task for a in plan.assignments} | {t.id for t in plan.tasks if t.fixed_cost != 0}
    left = tuple(t.id for t in plan.tasks if t.id in busy and t.active and t.id not in schedule)
    if left:
        message = said("{count} tasks with people or costs have no dates, so they are not in the cost.", count=len(left))
        problems.append(
            Problem(
                "cost-without-dates",
                said("plan '{name}'", name=plan.name),
                message,
                said("Mend the schedule first."),
                Severity.WARNING,
                left,
            )
        )
    return problems
