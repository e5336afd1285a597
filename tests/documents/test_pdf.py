"""The PDF is tagged and says so, carries its words, and takes nothing in a name for an instruction."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from milepost.documents.pdf.source import typst_source
from milepost.documents.tree import Code, Column, Document, Link, Paragraph, Section, Strong, Table, row
from milepost.documents.typst_text import flowing, literal
from tests.documents import hostile

Render = Callable[[str, Document], bytes]


@pytest.fixture(scope="module")
def demo_pdf(rendered: Render, demo_document: Document) -> bytes:
    return rendered("pdf", demo_document)


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_it_is_tagged_and_claims_pdf_ua(demo_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(demo_pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Workplace renewal, 12 sites"


def structure(node: pikepdf.Object, found: list[pikepdf.Dictionary]) -> list[pikepdf.Dictionary]:
    """Every element of the structure tree, in order."""
    children = node.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found.append(child)
            structure(child, found)
    return found


def test_charts_have_alternative_text_and_tables_have_headers(demo_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(demo_pdf)) as pdf:
        elements = structure(pdf.Root.StructTreeRoot, [])
        kinds = [str(element.S) for element in elements]
        told = [str(element.Alt) for element in elements if element.S == "/Figure" and "/Alt" in element]
    assert kinds.count("/Figure") == len(told) == 5
    assert told[0].startswith("Packaging 64 applications drives the date") and "critical path runs from scope" in told[0]
    assert kinds.count("/Table") == 3 and kinds.count("/TH") >= 8 + 23 + 4
    assert {"/H1", "/H2", "/L", "/TOC", "/Link"} <= set(kinds)


def test_gantt_charts_lie_on_landscape_pages_and_the_text_does_not(demo_pdf: bytes) -> None:
    sizes = [page.mediabox.width > page.mediabox.height for page in PdfReader(BytesIO(demo_pdf)).pages]
    assert sizes[:5] == [False, True, True, True, False]


def test_the_header_of_a_long_table_is_repeated_on_every_page(rendered: Render) -> None:
    table = Table("Tasks", (Column("Name of task"), Column("Who")), tuple(row(f"T{n}", "A") for n in range(200)))
    data = rendered("pdf", Document(title="x", sections=(Section("y", (table,)),)))
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    assert len(pages) >= 3 and all("Name of task" in page for page in pages)


def test_the_same_document_gives_the_same_bytes(rendered: Render, demo_document: Document, demo_pdf: bytes) -> None:
    assert rendered("pdf", demo_document) == demo_pdf


def test_hostile_text_arrives_as_text_and_lost_characters_are_named(rendered: Render) -> None:
    words = text_of(rendered("pdf", hostile.hostile()))
    assert '#import "evil.typ": *' in words
    assert '#eval("1+1") $x$ *bold* _it_ `code` <label>' in words
    assert "</td><script>alert(1)</script>" in words
    if "U+1F680" not in words:  # a machine with an emoji font shows the rocket itself
        assert "🚀" in words


@settings(max_examples=12)
@given(st.lists(st.text(st.characters(codec="utf-8", max_codepoint=0x24F), max_size=40), min_size=1, max_size=40))
def test_any_text_anywhere_is_set(texts: list[str]) -> None:
    from milepost.documents.renderers import renderer

    blocks = tuple(Paragraph((text, Strong(text), Code(text))) for text in texts)
    table = Table(texts[0], (Column(texts[0]),), tuple(row(text) for text in texts))
    target = BytesIO()
    renderer("pdf")(Document(title=texts[0], author=texts[-1], sections=(Section(texts[0], (*blocks, table)),)), target)
    assert target.getvalue().startswith(b"%PDF-")


@given(st.text())
def test_a_literal_is_one_string_of_typst_whatever_it_holds(text: str) -> None:
    for written in (literal(text), flowing(text)):
        assert re.fullmatch(r'"(?:[^"\\\n]|\\[\\"n])*"', written)


def test_a_link_to_an_anchor_that_is_not_there_stays_text() -> None:
    document = Document(title="x", sections=(Section("y", (Paragraph((Link("here", "#y"), Link("gone", "#nowhere"))),)),))
    source = typst_source(document)
    assert 'link(<y>, "here") + text("gone")' in source


def test_long_words_may_be_broken() -> None:
    assert flowing("x" * 50) == '"' + "\u200b".join(("x" * 24, "x" * 24, "xx")) + '"'
    assert flowing("short words stay") == '"short words stay"'
