"""Markdown and CSV: foreign text can start neither markup nor a formula."""

import csv
import re
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.documents.csv_table import render_csv
from milepost.documents.markdown import markdown_text
from milepost.documents.tree import BulletList, Cell, Code, Column, Document, Kind, Link, Paragraph, Section, Status, Strong, Table, row
from milepost.values import Currency, Money
from tests.documents import demo, hostile


def lines(table: Table) -> list[list[str]]:
    target = BytesIO()
    render_csv(table, target)
    return list(csv.reader(StringIO(target.getvalue().decode("utf-8-sig"))))


def test_markdown_holds_headings_tables_and_inline_marks() -> None:
    table = Table("Tasks", (Column("Task"), Column("Cost", Kind.MONEY)), (row("a|b", Money(Decimal(5), Currency()), level=1, strong=True),))
    text = Paragraph(("see ", Strong("this"), " ", Code("x`y"), " ", Link("there", "#s")))
    made = markdown_text(Document(title="T", sections=(Section("S", (text, BulletList(("one",)), table, Section("Deep", ()))),)))
    assert made.split("\n\n") == [
        "# T",
        "## S",
        "see **this** ``x`y`` [there](#s)",
        "- one",
        "**Tasks**",
        "| Task | Cost |\n| :-- | --: |\n| \u2003**a\\|b** | **£5.00** |",
        "### Deep\n",
    ]


@pytest.mark.parametrize("text", ["# heading", "- item", "1. item", "=== x", "+ item", "> quote", "<b>x</b>", "![x](y)", "---"])
def test_a_paragraph_cannot_become_anything_else(text: str) -> None:
    made = markdown_text(Document(title="T", sections=(Section("S", (Paragraph(text),)),))).split("\n\n")[2].strip()
    assert re.match(r"\\|\d+\\|!\\", made)


def test_hostile_names_leave_every_line_of_a_markdown_table_with_its_columns() -> None:
    made = markdown_text(hostile.hostile())
    rows = [line for line in made.splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + len(hostile.TEXTS)
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in rows} == {6}
    outside_code = re.sub(r"(`+)[^`].*?\1", "", made)
    assert not re.search(r"(?<!\\)<script", outside_code)


def test_markdown_of_the_demo_tells_every_task() -> None:
    made = markdown_text(demo.demo())
    assert all(job.name in made for job in demo.jobs())
    assert "Overloads: **3 people** (✗ in 9 weeks)" in made


def test_csv_holds_plain_values_with_the_outline_level() -> None:
    columns = (
        Column("Task"),
        Column("Cost", Kind.MONEY),
        Column("Start", Kind.DATE),
        Column("At", Kind.MOMENT),
        Column("Work", Kind.DURATION),
        Column("Done", Kind.PERCENT),
        Column("Count", Kind.NUMBER),
    )
    when = datetime(2026, 1, 5, 8, 30)
    values = row("a", Money(Decimal("-1.5"), Currency()), when, when, 14_400, 125_000, Cell(3, status=Status.BAD), level=2)
    assert lines(Table("T", columns, (values,)))[1] == ["2", "a", "-1.50", "2026-01-05", "2026-01-05T08:30", "0.50", "12.5", "3"]


@given(st.text(min_size=1))
def test_no_text_in_csv_starts_a_formula(text: str) -> None:
    read = lines(Table("T", (Column("=A"), Column("B")), (row(text, text),)))
    assert read[0] == ["Level", "'=A", "B"]
    assert not read[1][1].startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))
