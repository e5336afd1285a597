"""Tables in a Word file, written straight as XML: python-docx walks the whole table for every cell, and plans have thousands of rows."""

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from milepost.documents.tree import Align, Cell, Column, Row, Status, Table, shortened, titled
from milepost.documents.tree.table import DEEPEST_LEVEL
from milepost.documents.wording import cell_text

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_COLOURS = {Status.GOOD: "15633F", Status.NOTICE: "8A4B00", Status.BAD: "AB1F15", Status.MUTED: "525F70"}
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ALIGN = {Align.START: "left", Align.END: "right", Align.CENTRE: "center"}


def add_table(word: "WordDocument", table: Table, *, rightward: bool = False) -> None:
    """Append the table at the end of the document; its header row repeats on every page."""
    made: Any = word.add_table(rows=1, cols=len(table.columns))._tbl
    _properties(made, table)
    if rightward:
        made.tblPr.insert(0, _element("bidiVisual"))
    made.remove(made.tr_lst[0])
    small = len(table.columns) >= 10
    heads = tuple(Cell(titled(column.title), strong=True) for column in table.columns)
    plain = tuple(Column(column.title, align=column.alignment) for column in table.columns)
    made.append(_row(Row(heads, strong=True), plain, header=True, small=small))
    for row in (*table.rows, *([table.totals] if table.totals else [])):
        made.append(_row(row, table.columns, header=False, small=small))


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element: Any = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _properties(made: Any, table: Table) -> None:
    """Thin lines between rows, full width, and the caption as alternative text."""
    properties = made.tblPr
    for old in properties.xpath("./w:tblW|./w:tblBorders|./w:tblStyle"):
        properties.remove(old)
    width = _element("tblW", w="5000", type="pct")
    borders = _element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(side, val="single", sz="4", space="0", color="C9D0D9"))
    looks = properties.xpath("./w:tblLook")
    for element in (width, borders):
        if looks:
            looks[0].addprevious(element)
        else:
            properties.append(element)
    properties.append(_element("tblCaption", val=shortened(titled(table.caption), limit=250)))


def _row(row: Row, columns: tuple[Column, ...], *, header: bool, small: bool) -> Any:
    """One row, parsed from one text: ten times faster than element by element."""
    from docx.oxml import parse_xml

    cells = (
        _cell(cell, column, strong=row.strong or cell.strong, level=row.level if number == 0 else 0, small=small)
        for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True))
    )
    kind = "<w:cantSplit/><w:tblHeader/>" if header else "<w:cantSplit/>"
    return parse_xml(f'<w:tr xmlns:w="{_SPACE}"><w:trPr>{kind}</w:trPr>{"".join(cells)}</w:tr>')


def _cell(cell: Cell, column: Column, *, strong: bool, level: int, small: bool) -> str:
    indent = f'<w:ind w:left="{200 * min(level, DEEPEST_LEVEL)}"/>' if level else ""
    aligned = f'<w:jc w:val="{_ALIGN[column.alignment]}"/>' if column.alignment is not Align.START else ""
    look = "<w:b/>" if strong else ""
    look += f'<w:color w:val="{_COLOURS[cell.status]}"/>' if cell.status in _COLOURS else ""
    look += f'<w:sz w:val="{13 if small else 17}"/>'
    text = escape(cell_text(cell, column))
    return (
        f'<w:tc><w:p><w:pPr><w:spacing w:before="20" w:after="20"/>{indent}{aligned}</w:pPr>'
        f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
    )
