"""A sheet: numbered rows of cells, whether they came from CSV text or from a workbook."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from milepost.values import said

Cell = str | int | float | bool | date | datetime | time | timedelta | None

EMPTY_WORDS = frozenset({"", "na", "n/a", "#n/a", "-", "–", "—"})
"""What spreadsheets and MS Project's exports write where there is nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row and its number as the person's program shows it (for CSV: the line the row begins on)."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> bool:
        """Whether no cell says anything."""
        return all(blank(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one sheet. `name` is "" for CSV. `decimal` is the decimal mark the file proves ("." or ","), or "" when it does not.
    `merged` are cells that are one on the sheet, each as first row, first column, last row, last column, counted from 0: only the first
    holds what is shown."""

    file: str
    name: str
    rows: tuple[Row, ...]
    decimal: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def place(self, row: int | None = None, column: str = "") -> str:
        """Where something is, for a person: "plan.xlsx sheet 'Tasks' row 7, column 'Duration'"."""
        where = f"{self.file} sheet '{self.name}'" if self.name else self.file
        if row is not None:
            where += f" {'row' if self.name else 'line'} {row}"
        return f"{where}, column '{column}'" if column else where


def blank(cell: Cell) -> bool:
    """Whether a cell is empty or only white space."""
    if cell is None:
        return True
    return isinstance(cell, str) and (not cell or cell.isspace())


def cell_text(cell: Cell) -> str:
    """A cell as the text a person would have typed: whole floats without ".0", dates in ISO form, surrounding space removed."""
    if isinstance(cell, str):
        return cell.strip().strip("\ufeff\u200b").strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(cell)


def short(text: str, *, most: int = 200) -> str:
    """The text itself. Raises ValueError when it is too long to be a date, a number or a rule: nobody typed that."""
    if len(text) > most:
        raise ValueError(
            said("'{text} ...' has {many:,} characters, at most {most} make sense here", text=text[:40], many=len(text), most=most)
        )
    return text


def says_nothing(cell: Cell) -> bool:
    """Whether a cell of a date or number column is empty in the wider sense: also "NA", "n/a" and a dash."""
    return blank(cell) or (isinstance(cell, str) and cell.strip().casefold() in EMPTY_WORDS)
