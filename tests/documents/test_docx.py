"""The Word file has real headings, header rows that repeat, described pictures, and the properties a reader's software shows."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from milepost.documents.tree import Document, Link, Paragraph, Section
from tests.documents import hostile

Render = Callable[[str, Document], bytes]


@pytest.fixture(scope="module")
def word(rendered: Render, demo_document: Document) -> WordDocument:
    return docx.Document(BytesIO(rendered("docx", demo_document)))


def test_headings_are_headings(word: WordDocument) -> None:
    found = [
        (paragraph.style.name, paragraph.text) for paragraph in word.paragraphs if paragraph.style.name.startswith(("Title", "Heading"))
    ]
    assert found[0] == ("Title", "Workplace renewal, 12 sites")
    assert ("Heading 1", "Cost runs 3 % above plan") in found and ("Heading 2", "What this includes") in found


def test_properties_name_title_author_and_language(word: WordDocument) -> None:
    properties = word.core_properties
    assert (properties.title, properties.author, properties.language) == ("Workplace renewal, 12 sites", "Asha Shah", "en-GB")
    assert properties.created.isoformat() == "2026-11-17T08:30:00+00:00"
    assert word.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == ["en-GB"]


def test_tables_repeat_their_header_and_hold_every_row(word: WordDocument) -> None:
    tasks = word.tables[0]._tbl
    assert [row.xpath("./w:trPr/w:tblHeader") != [] for row in tasks.tr_lst[:2]] == [True, False]
    assert len(tasks.tr_lst) == 1 + 9 + 60 + 1
    cells = ["".join(cell.xpath(".//w:t/text()")) for cell in tasks.tr_lst[2].tc_lst]
    assert cells == ["Agree scope and success measures", "Asha Shah", "07 Sep 2026", "10 Sep 2026", "4 d", "0 d", "critical", "£3,120.00"]
    assert tasks.tblPr.xpath("./w:tblCaption/@w:val") == ["Every task with its dates"]


def test_pictures_are_described(word: WordDocument) -> None:
    told = [(shape._inline.docPr.get("title"), shape._inline.docPr.get("descr")) for shape in word.inline_shapes]
    assert len(told) == 6 and all(title and description for title, description in told)
    assert "critical path runs from scope" in told[0][1]


def test_gantt_charts_lie_on_landscape_pages(word: WordDocument) -> None:
    assert [section.page_width > section.page_height for section in word.sections][:3] == [False, True, False]


def test_links_inside_lead_to_a_bookmark_and_links_outside_to_their_address(rendered: Render) -> None:
    text = Paragraph((Link("in", "#y"), Link("gone", "#nowhere"), Link("out", "https://example.org/")))
    made = docx.Document(BytesIO(rendered("docx", Document(title="x", sections=(Section("y", (text,)),)))))
    links = made.element.body.xpath("//w:hyperlink")
    assert links[0].get(qn("w:anchor")) in made.element.body.xpath("//w:bookmarkStart/@w:name")
    assert made.part.rels[links[1].get(qn("r:id"))].target_ref == "https://example.org/"
    assert len(links) == 2 and "gone" in made.paragraphs[-1].text


def test_hostile_text_is_kept_and_the_file_opens(rendered: Render) -> None:
    made = docx.Document(BytesIO(rendered("docx", hostile.hostile())))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "</td><script>alert(1)</script>" in text and "x" * 10_000 in text and "مراجعة الأمان 12 موقعًا" in text
    assert "\ufffd lone \ufffd surrogates" in text


def test_the_same_document_gives_the_same_bytes(rendered: Render, demo_document: Document) -> None:
    assert rendered("docx", demo_document) == rendered("docx", demo_document)
