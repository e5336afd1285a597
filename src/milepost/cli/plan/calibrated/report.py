"""The report's section on calibrated days: what is left by the estimates and by past work, in sums that can be quoted and task by task."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from milepost.cli.plan.calibrated.findings import calibrated_findings, days_text, tested_text
from milepost.cli.plan.known.calibrated import Calibrated
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.wording import counted, reference
from milepost.documents.tree import Block, Callout, CalloutKind, Cell, Column, KeyFigure, KeyFigures, Kind, Paragraph, Row, Section, Table
from milepost.engine.calibration import CalibratedSum, CalibratedTask

MOST_ROWS = 300
MOST_OPEN = 12


def calibrated_section(project: Project, context: Context) -> Section | None:
    """None without past records, or where nothing is left to do."""
    found = project.calibrated
    if found is None or not context.internal:
        return None
    anchor = f"calibrated-{project.key}"
    if found.work is None:
        nothing = Paragraph("Every task is done, or none has work or a duration.")
        return Section("No work is left to calibrate", (nothing,), anchor=anchor, label="Past work")
    return Section(calibrated_findings(project)[0].text, tuple(_blocks(project, found, context)), anchor=anchor, label="Past work")


def _blocks(project: Project, found: Calibrated, context: Context) -> Iterator[Block]:
    assert found.work is not None
    whole = found.work.whole
    yield KeyFigures(
        (
            KeyFigure(
                "Left by the estimates", days_text(whole.left), counted(len(found.work.tasks), "piece") + " of work", "Work not done yet."
            ),
            KeyFigure("P50", days_text(whole.p50), _times(whole.p50, whole.left), "Half of such projects take no longer."),
            KeyFigure("P80, to quote", days_text(whole.p80), _times(whole.p80, whole.left), "Four of five such projects take no longer."),
        )
    )
    told = f"{tested_text(found.history.tested)} The records are {counted(len(found.history.records.records), 'piece')} of finished work"
    yield Paragraph(f"{told} from {found.history.name}. A P80 of a sum is less than the sum of P80s: not everything goes wrong at once.")
    if found.lasting:
        what = "Nobody has work on 1 task" if found.lasting == 1 else f"Nobody has work on {found.lasting} tasks"
        yield Callout(CalloutKind.NOTE, f"{what}: its duration counts as the work of one person." if found.lasting == 1
                      else f"{what}: their duration counts as the work of one person.")  # fmt: skip
    for title, names in (("phase", found.phases), ("person or role", found.roles)):
        if names:
            yield _sums(found, title, names, context.sheet(f"Calibrated by {title.split()[0]}", project))
    yield _tasks(project, found, context)


def _sums(found: Calibrated, title: str, names: Sequence[str], sheet: str) -> Table:
    assert found.work is not None
    parts = found.work.parts
    rows = tuple(_row(Cell(name.partition(":")[2]), parts[name]) for name in names)
    columns = (Column(title.capitalize(), width=40), *_columns())
    totals = _row(Cell("Together"), found.work.whole, strong=True)
    return Table(f"Calibrated days by {title}", columns, rows, totals=totals, name=sheet)


def _tasks(project: Project, found: Calibrated, context: Context) -> Table:
    assert found.work is not None
    shown = found.work.tasks if context.whole else found.work.tasks[:MOST_ROWS]
    columns = (
        Column("Task", width=40),
        Column("No", width=5),
        *_columns(),
        Column("Class of past work", width=24),
        Column("Records", Kind.NUMBER),
    )
    rows = tuple(_task(project, one) for one in shown)
    caption = "Calibrated days by task"
    if len(shown) < len(found.work.tasks):
        caption += f": {len(shown)} of {len(found.work.tasks):,}; the workbook has all"
    return Table(caption, columns, rows, collapsed=len(rows) > MOST_OPEN, name=context.sheet("Calibrated days", project))


def _task(project: Project, one: CalibratedTask) -> Row:
    task = project.plan.task[one.task]
    cells = (Cell(task.name), Cell(reference(task)), *_days(one.left, one.p50, one.p80))
    return Row((*cells, Cell(one.group or "all records"), Cell(one.records)))


def _row(name: Cell, one: CalibratedSum, *, strong: bool = False) -> Row:
    return Row((name, *_days(one.left, one.p50, one.p80)), strong=strong)


def _columns() -> tuple[Column, ...]:
    days = (Column(title, Kind.NUMBER, width=10, digits=1) for title in ("Estimate, d", "P50, d", "P80, d"))
    return (*days, Column("P80 / estimate", Kind.NUMBER, width=9, digits=2))


def _days(left: float, p50: float, p80: float) -> tuple[Cell, ...]:
    told = [Cell(Decimal(f"{days:.2f}")) for days in (left, p50, p80)]
    return (*told, Cell(Decimal(f"{p80 / left:.2f}")))


def _times(days: float, estimate: float) -> str:
    return f"{days / estimate:.2f} × the estimate"
