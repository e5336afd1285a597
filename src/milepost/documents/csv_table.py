"""One table as CSV: plain values for other programs, and no text that a spreadsheet would run as a formula."""

import csv
from datetime import date, datetime
from io import TextIOWrapper
from typing import BinaryIO

from milepost.documents.tongue import phrase
from milepost.documents.tree import Cell, Column, Kind, Table, one_line
from milepost.documents.wording import cell_text, days_of, percent_of
from milepost.values import Money

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Also in their full-width forms, which some spreadsheets take for the same."""


def render_csv(table: Table, target: BinaryIO) -> None:
    """Write the table as CSV: UTF-8 with a byte order mark (Excel asks for it), ISO dates, plain decimals, days for durations.
    A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([phrase("Level"), *(guarded(column.title) for column in table.columns)])
    for row in (*table.rows, *([table.totals] if table.totals else [])):
        writer.writerow([row.level, *(_value(cell, column) for cell, column in zip(row.cells, table.columns, strict=True))])
    text.detach()


def _value(cell: Cell, column: Column) -> str:
    value = cell.value
    if value is None or cell.text is not None or isinstance(value, str):
        return guarded(cell_text(Cell(value, cell.text), column))
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes") if column.kind is Kind.MOMENT else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return f"{value.currency.round(value.amount):f}"
    if column.kind is Kind.DURATION:
        return f"{days_of(int(value), column.hours_per_day):f}"
    if column.kind is Kind.PERCENT:
        return f"{percent_of(int(value)):f}"
    return f"{value:f}" if not isinstance(value, int) else str(value)


def guarded(text: str) -> str:
    """The text on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    clean = one_line(text)
    return f"'{clean}" if clean.startswith(FORMULA_STARTS) else clean
