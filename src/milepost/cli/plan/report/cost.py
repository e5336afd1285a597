"""Cost: what the plan costs and when, against the baseline, by phase and by who or what it is for."""

from decimal import Decimal

from milepost.cli.plan.cost_curve import Curve, cost_curve
from milepost.cli.plan.findings import cost_finding
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context
from milepost.documents.tree import Block, Cell, Column, Figure, Kind, Paragraph, Row, Section, Table
from milepost.engine.cost import Cost, PlanCost
from milepost.values import Money


def cost_section(project: Project, context: Context) -> Section | None:
    """None where the plan has no cost, or the audience may not know."""
    finding = cost_finding(project)
    cost = project.cost
    if not context.internal or finding is None or cost is None:
        return None
    anchor = f"cost-{project.key}"
    if not cost.total.cost:
        return Section(finding.text, (Paragraph("There are rates, but no work or fixed cost is priced."),), anchor=anchor, label="Cost")
    blocks: list[Block] = []
    curve = cost_curve(project)
    if curve is not None:
        described = f"The cost that has fallen due by the end of each {curve.period}, and what each {curve.period} adds. {finding.text}."
        title = f"Cost by {curve.period}, summed up" + (", against the baseline" if project.baseline else "")
        blocks.append(Figure(title, curve.chart, described, _curve_table(project, curve, context)))
    blocks += [_phases(project, cost, context), _purposes(project, cost, context)]
    return Section(finding.text, tuple(blocks), anchor=anchor, label="Cost")


def _curve_table(project: Project, curve: Curve, context: Context) -> Table:
    money = project.plan.settings.currency
    columns = [Column(curve.period.capitalize(), width=22), Column("Cost", Kind.MONEY, width=12), Column("Summed up", Kind.MONEY, width=12)]
    columns += [Column("Baseline", Kind.MONEY, width=12)] if project.baseline else []
    rows = []
    for point in curve.points:
        cells = [Cell(point.label), Cell(Money(point.cost, money)), Cell(Money(point.cumulative, money))]
        cells += (
            [Cell(Money(point.baseline, money))]
            if project.baseline and point.baseline is not None
            else [Cell(None)]
            if project.baseline
            else []
        )
        rows.append(Row(tuple(cells)))
    return Table(f"Cost by {curve.period}", tuple(columns), tuple(rows), collapsed=True, name=context.sheet("Cost curve", project))


def _phases(project: Project, cost: PlanCost, context: Context) -> Table:
    """The outermost rows of the plan that cost anything."""
    money = cost.currency
    agreed = _agreed(project) if project.baseline else {}
    columns = [Column("Phase", width=40), Column("Cost", Kind.MONEY, width=12), Column("Spent", Kind.MONEY, width=12)]
    columns += [Column("Baseline", Kind.MONEY, width=12)] if agreed else []
    rows = []
    for task in project.plan.tasks:
        total = cost.by_task[task.id].total
        if task.level == 1 and (total.cost or agreed.get(task.id)):
            cells = [Cell(task.name), *_amounts(cost, total)]
            cells += [Cell(Money(agreed[task.id], money) if task.id in agreed else None)] if agreed else []
            rows.append(Row(tuple(cells)))
    totals = [Cell("Together"), *_amounts(cost, cost.total)]
    totals += [Cell(Money(project.baseline.total, money))] if agreed and project.baseline else []
    return Table(
        "Cost by phase", tuple(columns), tuple(rows), totals=Row(tuple(totals), strong=True), name=context.sheet("Cost by phase", project)
    )


def _agreed(project: Project) -> dict[str, Decimal]:
    """The baseline's cost of the outermost rows; where a summary stores none, the sum over its tasks."""
    assert project.baseline is not None
    stored, plan = project.baseline.by_task, project.plan
    found = {task.id: stored[task.id] for task in plan.tasks if task.level == 1 and task.id in stored}
    sums: dict[str, Decimal] = {}
    for task in project.leaves:
        top = task
        while top.parent is not None and plan.task[top.parent].level > 0:
            top = plan.task[top.parent]
        sums[top.id] = sums.get(top.id, Decimal(0)) + stored.get(task.id, Decimal(0))
    return {task: amount for task, amount in sums.items() if amount} | {task: amount for task, amount in found.items() if amount}


def _purposes(project: Project, cost: PlanCost, context: Context) -> Table:
    columns = (
        Column("For", width=30),
        Column("Work, hours", Kind.NUMBER, width=10, digits=0),
        Column("Cost", Kind.MONEY, width=12),
        Column("Spent", Kind.MONEY, width=12),
    )
    found = sorted((r for r in cost.by_resource.values() if r.total.cost or r.total.work), key=lambda r: (-r.total.cost, r.name))
    rows = tuple(Row((Cell(r.name), Cell(round(r.total.work / 3600) or None), *_amounts(cost, r.total))) for r in found)
    totals = Row((Cell("Together"), Cell(round(cost.total.work / 3600)), *_amounts(cost, cost.total)), strong=True)
    return Table("Cost by person, material and purpose", columns, rows, totals=totals, name=context.sheet("Cost by resource", project))


def _amounts(cost: PlanCost, part: Cost) -> tuple[Cell, Cell]:
    return Cell(Money(part.cost, cost.currency)), Cell(Money(part.actual, cost.currency) if part.actual else None)
