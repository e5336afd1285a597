"""Finds the heading row of a sheet and says which column is which, whatever their order and whichever of their names is used."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from milepost.exchange.grid.findings import Findings
from milepost.exchange.grid.sheet import Cell, Row, Sheet, cell_text
from milepost.values import said


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its place in the row (0-based) and its heading as the file writes it."""

    index: int
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` are the known ones by field name, `others` the rest in order, `rows` those below the heading that are not empty."""

    sheet: Sheet
    columns: Mapping[str, Heading]
    others: tuple[Heading, ...]
    rows: tuple[Row, ...]

    def cell(self, row: Row, field: str) -> Cell:
        """The cell of a field, None when the table has no such column or the row is shorter."""
        heading = self.columns.get(field)
        return at(row, heading.index) if heading else None

    def text(self, row: Row, field: str) -> str:
        """The cell as text, "" when empty."""
        return cell_text(self.cell(row, field))

    def place(self, row: Row, field: str) -> str:
        """Where a field's cell is."""
        heading = self.columns.get(field)
        return self.sheet.place(row.number, heading.title if heading else "")

    def column(self, field: str) -> Iterator[tuple[Row, Cell]]:
        """Every row with the field's cell."""
        for row in self.rows:
            yield row, self.cell(row, field)


def at(row: Row, index: int) -> Cell:
    """The cell at a place, None beyond the row's end."""
    return row.cells[index] if index < len(row.cells) else None


def heading_key(title: str) -> str:
    """A heading in the form synonyms are kept in: lower case, only letters, digits and %, words separated by one space."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(re.findall(r"[^\W_]+|%", folded))


def find_table(sheet: Sheet, *, synonyms: Mapping[str, str], needed: str, findings: Findings, skip: int = 0) -> Table | None:
    """The table whose heading row is the first of the sheet (after `skip` rows) that names the `needed` field; None without one.

    `synonyms` maps heading keys to field names. A heading that comes twice is an error; what no synonym knows goes to `others`.
    """
    for position, row in enumerate(sheet.rows[skip:], start=skip):
        keys = [synonyms.get(heading_key(cell_text(cell)), "") for cell in row.cells]
        if needed in keys:
            return _table(sheet, row, keys, position, findings)
        if position - skip > 50:
            break
    return None


def _table(sheet: Sheet, row: Row, keys: list[str], position: int, findings: Findings) -> Table:
    columns: dict[str, Heading] = {}
    others: list[Heading] = []
    for index, key in enumerate(keys):
        title = cell_text(row.cells[index])
        heading = Heading(index, title)
        if key and key in columns:
            findings.error(
                "column-twice",
                sheet.place(row.number, title),
                said("'{title}' and '{title2}' mean the same column.", title=columns[key].title, title2=title),
                said("Keep one of the two, or rename the other."),
            )
        elif key:
            columns[key] = heading
        elif title or any(cell_text(at(below, index)) for below in sheet.rows[position + 1 :]):
            title = title or f"Column {index + 1}"
            taken = {other.title for other in others}
            others.append(Heading(index, title if title not in taken else f"{title} ({index + 1})"))
    rows = tuple(below for below in sheet.rows[position + 1 :] if not below.empty)
    return Table(sheet, columns, tuple(others), rows)
