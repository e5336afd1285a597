"""The document as a workbook: a cover sheet with the text, and a sheet for each table with typed cells. No cell is ever a formula."""

from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from milepost.documents.archive import rewrite
from milepost.documents.missing import DependencyMissing
from milepost.documents.tongue import phrase
from milepost.documents.tree import Document, Table, one_line, tables, titled
from milepost.documents.wording import rows_text
from milepost.documents.xlsx.cover import cover_lines
from milepost.documents.xlsx.names import sheet_name
from milepost.documents.xlsx.sheet import Formats, write_table

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_MOST_ROWS = 1_000_000
_MOST_TEXT = 32_000


def render_xlsx(document: Document, target: BinaryIO) -> None:
    """Write the document as .xlsx. Raises DependencyMissing without XlsxWriter."""
    try:
        import xlsxwriter
    except ImportError as missing:
        raise DependencyMissing(package="xlsxwriter", extra="reports", purpose="Writing a workbook") from missing
    made = BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties(
        {
            "title": titled(document.title)[:255],
            "author": one_line(document.author)[:255],
            "subject": one_line(document.subtitle)[:255],
            "created": document.dated_at,
        }
    )
    taken: set[str] = set()
    front = workbook.add_worksheet(sheet_name(phrase("Report"), taken=taken))
    sheets: list[tuple[str, Table]] = []
    formats = Formats(workbook)
    for table in tables(document):
        for part in _parts(table):
            name = sheet_name(part.sheet_name, taken=taken)
            sheets.append((name, part))
            write_table(workbook.add_worksheet(name), part, formats)
    _cover(workbook, front, document, sheets)
    if document.is_rightward:
        for sheet in workbook.worksheets():
            sheet.right_to_left()
    workbook.close()
    rewrite(made.getvalue(), target)


def _parts(table: Table) -> list[Table]:
    """The table, cut where a sheet would be full."""
    if len(table.rows) <= _MOST_ROWS:
        return [table]
    from dataclasses import replace

    starts = range(0, len(table.rows), _MOST_ROWS)
    return [
        replace(table, rows=table.rows[first : first + _MOST_ROWS], totals=table.totals if first == starts[-1] else None)
        for first in starts
    ]


def _cover(workbook: "Workbook", sheet: Any, document: Document, sheets: list[tuple[str, Table]]) -> None:
    """The text of the document line by line, then the list of sheets with a link to each."""
    styles = {
        "title": workbook.add_format({"bold": True, "font_size": 18}),
        "heading": workbook.add_format({"bold": True, "font_size": 13}),
        "label": workbook.add_format({"font_color": "#525F70", "valign": "top"}),
        "text": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "value": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "link": workbook.get_default_url_format(),
    }
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 28)
    sheet.set_column(2, 2, 90)
    number = 0
    for line in cover_lines(document):
        for column, (text, style) in enumerate(line):
            if text:
                sheet.write_string(number, column, text[:_MOST_TEXT], styles[style])
        number += 1
    sheet.write_string(number + 1, 0, phrase("Sheets"), styles["heading"])
    for offset, (name, table) in enumerate(sheets, start=number + 2):
        quoted = name.replace("'", "''")
        sheet.write_url(offset, 0, f"internal:'{quoted}'!A1", styles["link"], string=name)
        sheet.write_string(offset, 1, rows_text(len(table.rows)), styles["label"])
        sheet.write_string(offset, 2, titled(table.caption)[:_MOST_TEXT], styles["text"])
