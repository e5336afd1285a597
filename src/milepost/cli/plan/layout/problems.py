"""Problems as a table, each with what to do about it."""

from collections.abc import Sequence

from milepost.cli.plan.layout.context import Context
from milepost.documents.tree import Cell, Column, Row, Status, Table
from milepost.engine.problem import Problem, Severity

MOST_ROWS = 200
MOST_OPEN = 8
"""Longer lists start closed, unless an error is among them."""
STATUS = {Severity.ERROR: Status.BAD, Severity.WARNING: Status.NOTICE, Severity.NOTE: Status.NONE}


def _grave(problems: Sequence[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def problem_table(caption: str, problems: tuple[Problem, ...], context: Context, *, name: str) -> Table:
    """Problems in their order, errors first; remedies are for those who can change the plan."""
    rank = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    ordered = sorted(problems, key=lambda problem: rank.index(problem.severity))
    shown = ordered if context.whole else ordered[:MOST_ROWS]
    columns = [Column("Kind", width=9), Column("Where", width=28), Column("What", width=52)]
    columns += [Column("What to do", width=40)] if context.internal else []
    rows = []
    for problem in shown:
        cells = [Cell(problem.severity.value, status=STATUS[problem.severity]), Cell(problem.place), Cell(problem.message)]
        rows.append(Row((*cells, Cell(problem.remedy)) if context.internal else tuple(cells)))
    if len(shown) < len(ordered):
        caption += f": {len(shown)} of {len(ordered)}"
    return Table(caption, tuple(columns), tuple(rows), collapsed=len(rows) > MOST_OPEN and not _grave(shown), name=name)
