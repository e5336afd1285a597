"""Tables of what levelling moved: tasks with their reasons, projects with their finish."""

from milepost.cli.plan.known.levelling import Levelling
from milepost.cli.plan.layout.context import Context, span_column
from milepost.cli.plan.layout.rows import people_on
from milepost.cli.plan.levelling.answer import ProjectChange, TaskChange
from milepost.cli.plan.levelling.words import later_text, reason
from milepost.cli.plan.wording import reference
from milepost.documents.tree import Cell, Column, Kind, Row, Status, Table

MOST_ROWS = 1000
MOST_OPEN = 15


def moved_table(moved: tuple[TaskChange, ...], context: Context, levelling: Levelling) -> Table:
    """Every moved task with its dates before and after, and why; on a page grouped by project, in a workbook with a column for it."""
    shown = moved if context.whole else moved[:MOST_ROWS]
    columns = [Column("Task", width=36), Column("No", width=5)]
    columns += [Column("Project", width=22)] if context.several and context.whole else []
    columns += [context.date_column(title) for title in ("Start before", "Start", "Finish before", "Finish")]
    columns.append(span_column("Moved by", shown[0].project.plan))
    columns += [Column("Who", width=20)] if context.whole else []
    columns.append(Column("Why", width=52))
    people = {change.project.key: people_on(change.project.plan) for change in shown} if context.whole else {}
    rows: list[Row] = []
    for number, change in enumerate(shown):
        grouped = context.several and not context.whole
        if grouped and (number == 0 or shown[number - 1].project is not change.project):
            rows.append(Row((Cell(change.project.name), *(Cell(None) for _ in columns[1:])), strong=True))
        who = people.get(change.project.key, {}).get(change.task.id, "")
        rows.append(Row(_cells(change, who, context, levelling), level=int(grouped)))
    caption = "Every moved task and why" if len(shown) == len(moved) else f"Moved tasks and why: {len(shown):,} of {len(moved):,}"
    return Table(caption, tuple(columns), tuple(rows), collapsed=len(rows) > MOST_OPEN, name="Moved by levelling")


def _cells(change: TaskChange, who: str, context: Context, levelling: Levelling) -> tuple[Cell, ...]:
    move = change.moved
    cells = [Cell(change.task.name), Cell(reference(change.task))]
    cells += [Cell(change.project.name)] if context.several and context.whole else []
    cells += [context.start_cell(move.start_before), context.start_cell(move.start)]
    cells += [context.finish_cell(move.finish_before), context.finish_cell(move.finish), Cell(change.by)]
    cells += [Cell(who)] if context.whole else []
    return (*cells, Cell(_sentence(reason(move, context.portfolio, levelling))))


def project_table(changes: tuple[ProjectChange, ...], context: Context) -> Table:
    """Each project's finish before and after."""
    columns = [
        Column("Project", width=32),
        context.date_column("Finish before"),
        context.date_column("Finish"),
        Column("Later by", Kind.TEXT, width=12),
        Column("Tasks moved", Kind.NUMBER, width=9),
        Column("Weight", Kind.NUMBER, width=7),
        context.date_column("Due"),
    ]
    levelling = context.portfolio.levelling
    assert levelling is not None
    rows = []
    for change in changes:
        aim = levelling.aims[levelling.before.keys.index(change.project.key)]
        late = Status.BAD if aim.due is not None and change.finish > aim.due else Status.NONE
        rows.append(
            Row(
                (
                    Cell(change.project.name, target=f"#project-{change.project.key}"),
                    context.finish_cell(change.finish_before),
                    context.finish_cell(change.finish, status=late),
                    Cell(later_text(change)),
                    Cell(change.moved),
                    Cell(aim.weight),
                    context.finish_cell(aim.due),
                )
            )
        )
    if all(aim.due is None for aim in levelling.aims):
        columns, rows = columns[:-1], [Row(row.cells[:-1]) for row in rows]
    return Table("Projects before and after levelling", tuple(columns), tuple(rows), name="Levelled projects")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
