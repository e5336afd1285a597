"""Value by phase and task: budget, earned and spent of every row, sums in the rows above, and the whole below."""

from collections.abc import Sequence
from decimal import Decimal

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.layout.rows import depth
from milepost.cli.plan.value.wording import RULES
from milepost.cli.plan.wording import reference
from milepost.documents.tree import Cell, Column, Kind, Row, Status, Table
from milepost.engine.model import Task
from milepost.engine.value import TaskValue, ValueReport
from milepost.values import FULL_SHARE, Money

MOST_ROWS = 300
"""What a page or a printed document can still be read with; the workbook has every row."""
MOST_OPEN = 12
Sums = tuple[Decimal, Decimal, Decimal]


def value_table(project: Project, report: ValueReport, context: Context) -> Table:
    """Rows of the outline that have a budget, earned or spent anything."""
    assert report.value is not None
    rules = {row.task: row for row in report.tasks}
    sums = _sums(project, report.tasks)
    tasks = [task for task in project.plan.tasks if task.id in sums]
    level = _deepest(tasks, whole=context.whole)
    shown = [task for task in tasks if task.level <= level][: None if context.whole else MOST_ROWS]
    kind = Kind.NUMBER if report.in_hours else Kind.MONEY
    digits = 1 if report.in_hours else None
    columns = [Column("Task", width=40), Column("No", width=5)]
    columns += [Column(title, kind, width=12, digits=digits) for title in ("Budget", "Earned", "Spent")]
    columns += [Column("Earned, %", Kind.PERCENT, width=9, digits=0), Column("Cost variance", kind, width=12, digits=digits)]
    columns += [Column("Earned by", width=22)]
    rows = [_row(project, report, task, sums[task.id], rules.get(task.id)) for task in shown]
    whole = (report.value.bac, report.value.ev, report.value.ac)
    totals = Row((Cell("Together"), Cell(""), *_cells(report, whole), Cell("")), strong=True)
    caption = f"{'Hours' if report.in_hours else 'Value'} by task"
    if len(shown) < len(tasks):
        caption += f", down to level {level} of the outline; the workbook has every task"
    name = context.sheet("Earned value", project)
    return Table(caption, tuple(columns), tuple(rows), totals=totals, collapsed=len(shown) > MOST_OPEN, name=name)


def _row(project: Project, report: ValueReport, task: Task, sums: Sums, own: TaskValue | None) -> Row:
    summary = task.id in project.plan.summaries
    rule = "" if summary or own is None else RULES.get(own.rule, own.rule)
    if own is not None and not own.budget and report.baseline is not None and not summary:
        rule = "no budget: not in the baseline"
    return Row((Cell(task.name), Cell(reference(task)), *_cells(report, sums), Cell(rule)), depth(task), strong=summary)


def _cells(report: ValueReport, sums: Sums) -> Sequence[Cell]:
    budget, earned, spent = sums
    over = spent > earned

    def told(value: Decimal, status: Status = Status.NONE) -> Cell:
        return Cell(value if report.in_hours else Money(value, report.unit), status=status)

    part = Cell(int(earned * FULL_SHARE / budget)) if budget > 0 else Cell(None)
    variance = told(earned - spent, Status.BAD if over else Status.NONE) if earned != spent else Cell(None)
    return told(budget), told(earned), told(spent), part, variance


def _sums(project: Project, rows: Sequence[TaskValue]) -> dict[str, Sums]:
    """Every row with those below it."""
    sums: dict[str, Sums] = {}
    for row in rows:
        above: str | None = row.task
        seen: set[str] = set()
        while above is not None and above in project.plan.task and above not in seen:
            seen.add(above)
            had = sums.get(above, (Decimal(0), Decimal(0), Decimal(0)))
            sums[above] = (had[0] + row.budget, had[1] + row.earned, had[2] + row.spent)
            above = project.plan.task[above].parent
    return sums


def _deepest(tasks: Sequence[Task], *, whole: bool) -> int:
    """The deepest level of the outline that is shown."""
    levels = sorted({task.level for task in tasks}, reverse=True)
    if whole:
        return levels[0] if levels else 0
    return next((n for n in levels if sum(1 for task in tasks if task.level <= n) <= MOST_ROWS), levels[-1] if levels else 0)
