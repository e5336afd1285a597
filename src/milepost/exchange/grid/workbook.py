"""An .xlsx workbook to sheets, once it is known that opening it cannot exhaust memory."""

import io
from typing import Any

from milepost.exchange.grid.archive import broken, check_archive, refused
from milepost.exchange.grid.findings import Findings
from milepost.exchange.grid.sheet import Cell, Row, Sheet
from milepost.values import said


def read_workbook(data: bytes, *, name: str, findings: Findings) -> tuple[Sheet, ...]:
    """All worksheets of an .xlsx file in order, rows numbered as the spreadsheet shows them. Raises Unreadable."""
    check_archive(data, name=name, findings=findings)
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        remedy = said("Install it with: pip install 'milepost[xlsx]', or save the sheet as CSV.")
        raise refused("package-missing", name, said("Reading a workbook needs the package python-calamine."), remedy) from None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(_sheet(book, title, name) for title in book.sheet_names)
    except (CalamineError, ValueError, OverflowError, OSError, TypeError) as error:
        raise broken(name, str(error)) from None
    except BaseException as error:
        # A panic of the reader's native code arrives as a BaseException of its own; anything else is not ours to stop.
        if type(error).__name__ != "PanicException":
            raise
        raise broken(name, "the sheet's structure is damaged") from None


def _sheet(book: Any, title: str, name: str) -> Sheet:
    found = book.get_sheet_by_name(title)
    rows = found.to_python(skip_empty_area=False)
    merged = tuple((*first, *last) for first, last in found.merged_cell_ranges or ())
    return Sheet(name, title, tuple(Row(n, tuple(_cell(cell) for cell in row)) for n, row in enumerate(rows, start=1)), merged=merged)


def _cell(cell: Any) -> Cell:
    return None if cell == "" else cell
