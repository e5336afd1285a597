"""Documents in another language: sentences are told once, and whatever a renderer writes itself is in the same language."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from milepost.documents.csv_table import render_csv
from milepost.documents.frozen import freeze, thaw
from milepost.documents.html import html_text
from milepost.documents.markdown import markdown_text
from milepost.documents.renderers import FORMATS, renderer
from milepost.documents.tongue import BRITISH, in_tongue, speaking, spoken
from milepost.documents.tree import (
    Callout,
    CalloutKind,
    Cell,
    Column,
    Document,
    Fact,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Section,
    Strong,
    Table,
    row,
    tables,
)
from milepost.documents.wording import day_text, moment_text, money_text, number_text, said_day, said_number, short_day_text
from milepost.values import HOUR, Currency, Money, said, said_many
from milepost.values.sentence import DAY, MINUTE, SHORT_DAY
from tests.documents import demo

FEBRUARY = date(2026, 2, 5)


class Backwards:
    """Words are read from the end, days with dots, thousands with dots, money behind its amount."""

    language = "de-AT"

    def one(self, template: str) -> str:
        known = {"{symbol}{amount}": "{amount} {symbol}", "{days} d": "{days} Tg"}
        return known.get(template, template if "{" in template else template[::-1])

    def several(self, one: str, many: str, count: int) -> str:
        return one.replace("{count:,}", "ein") if count == 1 else many

    def value(self, value: Any, form: str) -> str:
        if isinstance(value, date):
            time = f" {value:%H.%M}" if isinstance(value, datetime) and form == MINUTE else ""
            return f"{value.day}.{value.month}." + ("" if form == SHORT_DAY else str(value.year)) + time
        text = format(value, form)
        return text if isinstance(value, str) else text.translate(str.maketrans(",.", ".,"))

    def pattern(self, form: str) -> str:
        return "d.m.yyyy" if form == DAY else "d.m.yyyy hh.mm"


def small() -> Document:
    columns = (
        Column(said("Task")),
        Column(said("Due"), Kind.DATE),
        Column(said("Cost"), Kind.MONEY),
        Column(said("Work"), Kind.DURATION),
        Column(said("Done"), Kind.PERCENT),
    )
    lines = (row(Cell("Dig", text=None), FEBRUARY, Money(Decimal("1234.5"), Currency("EUR", "€", 2)), 12 * HOUR, 500_000),)
    return Document(
        title=said("{many} for {who}", many=said_many("{count:,} task", "{count:,} tasks", count=1), who="Ann"),
        facts=(Fact(said("Day"), said_day(FEBRUARY)),),
        opening=(KeyFigures((KeyFigure(said("Cost"), said_number(1234)),)),),
        sections=(
            Section(said("Work"), (Table(said("Tasks"), columns, lines), Table(said("Others"), columns, ()))),
            Section("Ann", (Callout(CalloutKind.WARNING, said("Late")), Paragraph((said("Late"), Strong(said("Late")), "Late")))),
        ),
    )


def told() -> Document:
    with speaking(Backwards()):
        return in_tongue(small())


def test_every_sentence_is_told_and_data_stays_as_it_was() -> None:
    found = told()
    assert (found.title, found.language) == ("ein task for Ann", "de-AT")
    assert found.facts == (Fact("yaD", "5.2.2026"),)
    first, second = found.sections
    assert (first.title, second.title) == ("kroW", "Ann")
    assert second.blocks[1] == Paragraph(("etaL", Strong("etaL"), "Late"))
    assert [one.title for one in next(tables(found)).columns] == ["ksaT", "euD", "tsoC", "kroW", "enoD"]
    assert next(tables(found)).rows[0].cells[0] == Cell("Dig")
    assert [one.empty for one in tables(found)][1] == ".wohs ot gnihtoN"


def test_values_keep_their_types() -> None:
    assert next(tables(told())).rows == next(tables(small())).rows


def test_what_has_nothing_to_be_told_is_the_same_object() -> None:
    document = demo.demo()
    assert in_tongue(document) is document
    with speaking(Backwards()):
        found = in_tongue(Document(title="Ann", sections=(Section("Bob", (Table("Cy", (Column("D"),), (row("E"),), empty="None"),)),)))
    assert found == Document(title="Ann", sections=found.sections, language="de-AT") and found.sections[0].title == "Bob"


def test_values_are_written_as_the_language_has_them() -> None:
    pounds = Money(Decimal("-1234.5"), Currency("GBP", "£", 2))
    with speaking(Backwards()):
        assert (day_text(FEBRUARY), short_day_text(FEBRUARY), moment_text(datetime(2026, 2, 5, 8))) == (
            "5.2.2026",
            "5.2.",
            "5.2.2026 08.00",
        )
        assert (number_text(Decimal("1234567.25")), number_text(-3)) == ("1.234.567,25", "−3")
        assert money_text(pounds) == "−1.234,50 £"
    assert (day_text(FEBRUARY), number_text(1234), money_text(pounds)) == ("05 Feb 2026", "1,234", "−£1,234.50")


def test_renderers_write_their_own_words_in_it() -> None:
    with speaking(Backwards()):
        page, marked = html_text(told()), markdown_text(told())
        stream = BytesIO()
        render_csv(next(tables(told())), stream)
    assert '<html lang="de-AT">' in page and ">stnetnoC<" in page and "gninraW:" in page and "1.234,50 €" in page and "1,5 Tg" in page
    assert "Contents" not in page and "Warning" not in page and "tropeR" not in page.split("<main")[1]
    assert "**gninraW:** etaL" in marked and "5.2.2026" in marked
    assert stream.getvalue().decode("utf-8-sig").splitlines() == ["leveL,ksaT,euD,tsoC,kroW,enoD", "0,Dig,2026-02-05,1234.50,1.50,50"]


def test_a_workbook_shows_typed_cells_as_the_language_writes_them() -> None:
    stream = BytesIO()
    with speaking(Backwards()):
        renderer("xlsx")(told(), stream)
    book = openpyxl.load_workbook(stream)
    assert book.sheetnames[0] == "tropeR"
    _, due, cost, work, done = book.worksheets[1][2]
    assert due.is_date and due.value == datetime(2026, 2, 5) and due.number_format == "d.m.yyyy"
    assert cost.value == 1234.5 and cost.number_format == '#,##0.00" ""€";-#,##0.00" ""€"'
    assert work.value == 1.5 and work.number_format == '#,##0.0#" Tg"' and done.value == 0.5


@pytest.mark.parametrize("form", FORMATS)
def test_every_chart_is_drawn_in_it(form: str) -> None:
    """In its own words, months and marks; and afterwards everything is as it was before."""
    document, before, between, after = demo.demo(), BytesIO(), BytesIO(), BytesIO()
    renderer(form)(document, before)
    with speaking(Backwards()):
        renderer(form)(in_tongue(document), between)
    renderer(form)(document, after)
    assert before.getvalue() == after.getvalue() != between.getvalue()
    assert spoken() is BRITISH


def test_a_frozen_one_is_told_once_for_all() -> None:
    frozen = freeze(told())
    assert thaw(frozen) == told() and frozen["document"]["language"] == "de-AT"
    with speaking(Backwards()):
        assert in_tongue(thaw(frozen)) == told()
    assert thaw(freeze(small())).title == "1 task for Ann" and "language" not in freeze(small())["document"]


@pytest.mark.parametrize(
    ("language", "tag", "rightward"),
    [("en-GB", "en-GB", False), ("zh-Hans", "zh-Hans", False), ("ar-EG", "ar-EG", True), ("he", "he", True), ("<b>", "en", False)],
)
def test_a_document_says_its_language_and_its_direction(language: str, tag: str, rightward: bool) -> None:
    document = Document(title="A", sections=(), language=language)
    assert (document.language_tag, document.is_rightward) == (tag, rightward)
    assert ('dir="rtl"' in html_text(document)) is rightward


@pytest.mark.parametrize("form", FORMATS)
def test_one_from_right_to_left_is_written_in_every_format(form: str) -> None:
    stream = BytesIO()
    renderer(form)(Document(title="שלום", sections=demo.demo().sections, language="he"), stream)
    assert stream.getvalue()
