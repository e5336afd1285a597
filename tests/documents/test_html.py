"""The HTML file is complete in itself, allows nothing to run or load, and is built the way assistive technology needs it."""

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import html as parser

from milepost.documents.html import html_text
from milepost.documents.tree import (
    Column,
    Document,
    Figure,
    Gantt,
    GanttRow,
    Interval,
    Link,
    PageBreak,
    Paragraph,
    Section,
    Table,
    row,
)
from tests.documents import demo, hostile

DOCUMENTS: dict[str, Callable[[], Document]] = {"demo": demo.demo, "hostile": hostile.hostile}


@pytest.fixture(scope="module", params=list(DOCUMENTS))
def page(request: pytest.FixtureRequest) -> tuple[str, parser.HtmlElement]:
    text = html_text(DOCUMENTS[request.param]())
    return text, parser.document_fromstring(text.encode("utf-8"))


def test_nothing_runs_and_nothing_is_loaded(page: tuple[str, parser.HtmlElement]) -> None:
    _, tree = page
    assert not tree.xpath("//script|//iframe|//object|//embed|//link|//img|//form|//base|//video|//audio")
    attributes = {(element.tag, name) for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert not [pair for pair in attributes if pair[1].startswith("on") or pair[1] in ("style", "src", "srcset", "background", "action")]
    assert not tree.xpath("//*[starts-with(@href, 'javascript') or starts-with(@href, 'data')]")
    style = "".join(tree.xpath("//style/text()"))
    assert "url(" not in style and "@import" not in style and "@font-face" not in style


def test_the_policy_allows_exactly_the_style_in_the_file(page: tuple[str, parser.HtmlElement]) -> None:
    text, tree = page
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style.group(1).encode()).digest()).decode()
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_headings_begin_with_one_and_never_skip_a_level(page: tuple[str, parser.HtmlElement]) -> None:
    _, tree = page
    levels = [int(element.tag[1]) for element in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(element.text_content().strip() for element in tree.xpath("//h1|//h2|//h3|//h4"))


def test_identifiers_are_unique_and_every_reference_leads_to_one(page: tuple[str, parser.HtmlElement]) -> None:
    _, tree = page
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    wanted = {name for value in tree.xpath("//@aria-labelledby") for name in value.split()} | {
        target[1:] for target in tree.xpath("//a/@href") if target.startswith("#")
    }
    assert wanted <= set(names)


def test_tables_have_captions_and_scoped_headers_and_stand_in_a_labelled_box_that_takes_focus(
    page: tuple[str, parser.HtmlElement],
) -> None:
    _, tree = page
    for table in tree.xpath("//table"):
        assert table.xpath("caption") and table.xpath("thead/tr/th[@scope='col']")
        assert all(line.xpath("th[@scope='row']") for line in table.xpath("tbody/tr|tfoot/tr"))
        region = table.getparent()
        assert region.get("role") == "group" and region.get("tabindex") == "0" and region.get("aria-labelledby")


def test_every_chart_has_a_title_and_a_description(page: tuple[str, parser.HtmlElement]) -> None:
    text, _ = page
    charts = re.findall(r'<svg [^>]*role="img"[^>]*>(<title.*?</title>)(<desc.*?</desc>)', text, re.DOTALL)
    assert len(charts) >= 3
    assert text.count("<svg ") == len(charts) + text.count('<svg xmlns="http://www.w3.org/2000/svg" width="34" height="22"')


def test_a_status_is_written_not_only_coloured() -> None:
    tree = parser.document_fromstring(html_text(demo.demo()))
    for status, sign in (("bad", "✗"), ("notice", "▲"), ("good", "✓")):
        found = tree.xpath(f"//*[contains(@class, 's-{status}')]")
        assert found and all(element.text_content().startswith(sign) for element in found)


def test_right_to_left_text_is_kept_from_turning_its_neighbours() -> None:
    text = html_text(Document(title="x", sections=(Section("مراجعة", (Paragraph("a \u202eb"),)),)))
    assert "<bdi>مراجعة</bdi>" in text and "<p><bdi>a \u202eb</bdi></p>" in text


def test_a_report_of_5000_rows_stays_of_reasonable_size() -> None:
    week = Interval(datetime(2026, 1, 5), datetime(2026, 1, 9))
    rows = tuple(GanttRow(id=str(n), name=f"T{n}", segments=(week,), critical=n % 20 == 0) for n in range(5000))
    table = Table("All", (Column("Task"), Column("No")), tuple(row(f"T{n}", "x") for n in range(5000)))
    text = html_text(Document(title="Big", sections=(Section("S", (Figure("F", Gantt(rows=rows), "D", table),)),)))
    tree = parser.document_fromstring(text)
    assert [cell.text_content() for cell in tree.xpath("//tbody/tr/th")] == [f"T{n}" for n in range(5000)]
    assert len(tree.xpath("//table")) == 25
    assert "This chart shows 250 of 5,000 rows" in text
    assert len(tree.xpath("//figure//*[not(ancestor-or-self::table)]")) < 8_000


def test_an_empty_table_says_so_and_a_page_break_does_no_harm() -> None:
    text = html_text(
        Document(title="x", sections=(Section("y", (PageBreak(), Table("Overloads", (Column("Who"),), (), empty="Nobody."))),))
    )
    assert "<strong>Overloads.</strong> Nobody.</p>" in text


def test_links_outside_tell_the_other_side_nothing() -> None:
    text = html_text(Document(title="x", sections=(Section("y", (Paragraph(("see ", Link("this", "https://example.org/?a=1&b=2"))),)),)))
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">this</a>' in text


def test_the_same_document_gives_the_same_page() -> None:
    assert html_text(demo.demo()) == html_text(demo.demo())
