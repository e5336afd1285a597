"""The document as a Word file: real heading styles, header rows that repeat, charts as pictures with their description."""

from collections.abc import Iterable
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, BinaryIO

from milepost.documents.archive import rewrite
from milepost.documents.charts.pictures import pictures
from milepost.documents.docx.marks import BAND, Marks
from milepost.documents.docx.tables import add_table
from milepost.documents.drawing import png
from milepost.documents.missing import DependencyMissing
from milepost.documents.tree import (
    Block,
    BulletList,
    Callout,
    Document,
    Figure,
    Gantt,
    KeyFigures,
    PageBreak,
    Paragraph,
    Section,
    Table,
    anchors,
    one_line,
    titled,
)
from milepost.documents.wording import STATUS_SIGNS

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_WIDE_COLUMNS = 10
_LONG_SIDE, _SHORT_SIDE, _MARGIN = 29.7, 21.0, 1.6  # centimetres


def render_docx(document: Document, target: BinaryIO) -> None:
    """Write the document as .docx. Raises DependencyMissing without python-docx, or without typst where there are charts."""
    try:
        import docx
    except ImportError as missing:
        raise DependencyMissing(package="python-docx", extra="reports", purpose="Writing a Word file") from missing
    writer = _Writer(document, docx.Document())
    writer.write()
    made = BytesIO()
    writer.word.save(made)
    rewrite(made.getvalue(), target)


class _Writer:
    """Carries the Word document, the anchors, and which way the page lies."""

    def __init__(self, document: Document, word: "WordDocument") -> None:
        self.document, self.word = document, word
        self.anchors = anchors(document)
        self.places = count()
        self.marks = Marks(word, known=set(self.anchors.values()))
        self.turned = False

    def write(self) -> None:
        document = self.document
        self.properties()
        self.marks.prepare(document.language_tag, rightward=document.is_rightward)
        self.page(turned=False)
        self.word.add_paragraph(titled(document.title), style="Title")
        if document.subtitle:
            self.word.add_paragraph(one_line(document.subtitle), style="Subtitle")
        for fact in document.facts:
            self.marks.pair(one_line(fact.label), one_line(fact.value))
        self.blocks((*document.opening, *document.sections), 1)

    def properties(self) -> None:
        properties, document = self.word.core_properties, self.document
        properties.title, properties.author = titled(document.title)[:255], one_line(document.author)[:255]
        properties.language, properties.subject = document.language_tag, one_line(document.subtitle)[:255]
        properties.created = properties.modified = document.dated_at
        properties.last_modified_by, properties.comments, properties.revision = "Milepost", "", 1

    def blocks(self, blocks: Iterable[Block], depth: int) -> None:
        for block in blocks:
            self.block(block, depth)

    def block(self, block: Block, depth: int) -> None:
        if not isinstance(block, Section | PageBreak):
            self.turn(_needs_width(block))
        match block:
            case Section():
                first = block.blocks[0] if block.blocks else None
                if first is not None and not isinstance(first, Section):
                    self.turn(_needs_width(first))
                self.marks.heading(titled(block.title), level=min(depth, 9), anchor=self.anchors[next(self.places)])
                self.blocks(block.blocks, depth + 1)
            case Paragraph():
                self.marks.text(self.word.add_paragraph(), block.text)
            case BulletList():
                for item in block.items:
                    self.marks.text(self.word.add_paragraph(style="List Bullet"), item)
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)
            case Callout():
                self.marks.callout(block)
            case KeyFigures():
                for figure in block.figures:
                    note = f"{STATUS_SIGNS[figure.status]} {one_line(figure.note)}".strip() if figure.note else ""
                    extra = ". ".join(part for part in (note, one_line(figure.explanation)) if part)
                    self.marks.pair(one_line(figure.label), one_line(figure.value), extra=extra)
            case PageBreak():
                self.word.add_page_break()  # type: ignore[no-untyped-call]

    def table(self, table: Table) -> None:
        self.word.add_paragraph(titled(table.caption), style="Caption").paragraph_format.keep_with_next = True
        if table.rows or table.totals is not None:
            add_table(self.word, table, rightward=self.document.is_rightward)
            self.word.add_paragraph()
        else:
            self.word.add_paragraph(one_line(table.empty))

    def figure(self, figure: Figure) -> None:
        from docx.shared import Cm

        wide = isinstance(figure.chart, Gantt)
        room = (_LONG_SIDE if self.turned else _SHORT_SIDE) - 2 * _MARGIN
        drawings, omission = pictures(figure, width=1180 if wide else 820, names_width=350, band_rows=BAND, lanes_per_picture=6)
        if omission:
            self.word.add_paragraph(omission)
        for number, picture in enumerate(drawings):
            caption = self.word.add_paragraph(picture.title, style="Caption")
            caption.paragraph_format.keep_with_next = True
            data = BytesIO(png(picture, extra="reports", pixels_per_inch=120))
            self.word.add_picture(data, width=Cm(room))
            self.marks.describe_last_picture(picture.title, picture.description if number == 0 else picture.title)
        if figure.table is not None:
            self.turn(_needs_width(figure.table))
            self.table(figure.table)

    def turn(self, wide: bool) -> None:
        """Begin a section of the other page orientation, unless the page lies right already."""
        if wide != self.turned:
            self.word.add_section()
            self.page(turned=wide)

    def page(self, *, turned: bool) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Cm

        section, self.turned = self.word.sections[-1], turned
        section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (
            Cm(each) for each in ((_LONG_SIDE, _SHORT_SIDE) if turned else (_SHORT_SIDE, _LONG_SIDE))
        )
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)


def _needs_width(block: Block) -> bool:
    return (isinstance(block, Figure) and isinstance(block.chart, Gantt)) or (
        isinstance(block, Table) and len(block.columns) >= _WIDE_COLUMNS
    )
