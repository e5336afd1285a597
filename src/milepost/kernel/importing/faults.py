"""What is wrong with a row of a file: where it stands, what would be right, what to do."""

from dataclasses import dataclass

from milepost.engine.problem import Problem, Severity
from milepost.values import begun, said, word


@dataclass(frozen=True, slots=True)
class RowFault(Problem):
    """A problem of one row: `row` as the person's program numbers it, `column` the heading, empty where the whole row is meant."""

    row: int = 0
    column: str = ""


REMEDIES = {
    "required": "Fill in the cell, or leave out the row.",
    "taken": "Leave out the row; or write the number or id of the record that is there into the row, and it is changed instead.",
    "no-such-record": "Write the number, the id or the exact name of one that you can see, or create it first.",
    "no-such-choice": "Write one of them.",
    "no-such-word": "Write a word of the list, or add it to the list first.",
    "not-a-day": "Write days as 2026-01-31, or make the cells dates.",
    "not-a-moment": "Write moments as 2026-01-31T09:00:00Z.",
    "not-a-number": "Write figures only, with a point before decimals.",
    "not-yes-or-no": "Write yes or no.",
    "not-a-length": "Write lengths of time as 7:30 or 7.5.",
    "no-address": "Write an address such as ann@example.org.",
    "no-country": "Write two letters, such as GB.",
    "too-long": "Shorten the text.",
    "too-exact": "Round the figure.",
    "out-of-range": "Check the figure.",
    "control-character": "Delete the character; it often comes with text that was copied.",
    "contradiction": "Change one of the values.",
    "hidden-column": "Leave the column out of the file.",
    "refused": "Whoever gives roles here can change that.",
}
"""By the code of a fault; its message says what is expected."""


def row_fault(code: str, row: int, column: str, message: str, remedy: str = "") -> RowFault:
    """A fault at "row 7, column 'Email'"."""
    place = said("row {row}, column '{column}'", row=row, column=column) if column else said("row {row}", row=row)
    told = begun(message)
    return RowFault(code, place, told, remedy or word(REMEDIES.get(code, "")), Severity.ERROR, (), row, column)


def told(problem: Problem) -> dict[str, object]:
    """As JSON."""
    row = problem.row if isinstance(problem, RowFault) else None
    column = problem.column if isinstance(problem, RowFault) else ""
    plain = {"code": problem.code, "place": problem.place, "message": problem.message, "remedy": problem.remedy}
    return {"row": row, "column": column, **plain}
