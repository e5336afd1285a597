"""Tables as people keep them: rows of cells from CSV text or a workbook, and what a cell says as number, date or length of time."""

from milepost.exchange.grid.amounts import Numbers, hours_value, proven_decimal, shifts_value, yes_no
from milepost.exchange.grid.dates import DateColumn, DayTime
from milepost.exchange.grid.findings import Findings
from milepost.exchange.grid.form import Form, form_of, read_sheets, refuse_empty
from milepost.exchange.grid.lengths import Length, read_length, read_unit, unit_seconds
from milepost.exchange.grid.sheet import Cell, Row, Sheet, blank, cell_text, short
from milepost.exchange.grid.table import Heading, Table, find_table, heading_key
from milepost.exchange.grid.text import read_csv_sheet
from milepost.exchange.grid.workbook import read_workbook

__all__ = [
    "Cell",
    "DateColumn",
    "DayTime",
    "Findings",
    "Form",
    "Heading",
    "Length",
    "Numbers",
    "Row",
    "Sheet",
    "Table",
    "blank",
    "cell_text",
    "find_table",
    "form_of",
    "heading_key",
    "hours_value",
    "proven_decimal",
    "read_csv_sheet",
    "read_length",
    "read_sheets",
    "read_unit",
    "read_workbook",
    "refuse_empty",
    "shifts_value",
    "short",
    "unit_seconds",
    "yes_no",
]
