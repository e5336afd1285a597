"""The workbook: typed cells, no formula ever, sheet names Excel accepts."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from milepost.documents.tree import Cell, Column, Document, Kind, Section, Status, Table, row
from milepost.documents.xlsx.names import sheet_name
from milepost.values import Currency, Money
from tests.documents import hostile

Render = Callable[[str, Document], bytes]


@pytest.fixture(scope="module")
def book(rendered: Render, demo_document: Document) -> Workbook:
    return openpyxl.load_workbook(BytesIO(rendered("xlsx", demo_document)))


def test_there_is_a_cover_and_a_sheet_for_each_table(book: Workbook) -> None:
    assert book.sheetnames == ["Report", "Tasks", "Load", "Cost", "Notices"]
    cover = [cell.value for line in book["Report"].iter_rows() for cell in line if cell.value is not None]
    assert cover[0] == "Workplace renewal, 12 sites" and "Planned finish" in cover and "Tasks" in cover
    assert "▲ 3 days after baseline. The latest early finish of all tasks. Baseline 1 finishes three working days earlier." in cover


def test_cells_hold_values_of_their_kind(book: Workbook) -> None:
    sheet = book["Tasks"]
    name, person, start, _, duration, float_, _, cost = sheet[3]
    assert (name.value, person.value, start.value) == ("Agree scope and success measures", "Asha Shah", datetime(2026, 9, 7))
    assert start.number_format == "dd mmm yyyy"
    assert (duration.value, duration.number_format, float_.value) == (4, '#,##0" d"', 0)
    assert (cost.value, cost.number_format) == (3120, '"£"#,##0.00;-"£"#,##0.00')
    assert name.alignment.indent == 1 and sheet.row_dimensions[3].outlineLevel == 1


def test_the_header_stays_and_filters(book: Workbook) -> None:
    sheet = book["Tasks"]
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == "A1:H70"
    assert [cell.value for cell in sheet[1]][:4] == ["Task", "Who", "Start", "Finish"]
    assert sheet.print_title_rows == "$1:$1"


def test_a_status_puts_its_sign_before_a_number_that_stays_a_number(rendered: Render) -> None:
    table = Table("T", (Column("A", Kind.NUMBER), Column("B")), (row(Cell(12, status=Status.BAD), Cell("late", status=Status.BAD)),))
    sheet = openpyxl.load_workbook(BytesIO(rendered("xlsx", Document(title="x", sections=(Section("y", (table,)),)))))["T"]
    assert (sheet["A2"].value, sheet["A2"].number_format, sheet["B2"].value) == (12, '"✗ "#,##0', "✗ late")


def test_what_excel_cannot_hold_exactly_is_written_as_text(rendered: Render) -> None:
    table = Table(
        "T",
        (Column("A", Kind.NUMBER), Column("B", Kind.DATE), Column("C", Kind.MONEY), Column("D")),
        (row(10**20, datetime(1850, 1, 1), Money(Decimal(10) ** 16, Currency()), "z" * 40_000),),
    )
    sheet = openpyxl.load_workbook(BytesIO(rendered("xlsx", Document(title="x", sections=(Section("y", (table,)),)))))["T"]
    assert [sheet["A2"].value, sheet["B2"].value, sheet["C2"].value] == [
        "100,000,000,000,000,000,000",
        "01 Jan 1850",
        "£10,000,000,000,000,000.00",
    ]
    assert len(sheet["D2"].value) == 32_000 and sheet["D2"].value.endswith("…")


def test_no_cell_is_ever_a_formula_or_a_link_to_outside(rendered: Render) -> None:
    book = openpyxl.load_workbook(BytesIO(rendered("xlsx", hostile.hostile())))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == '=HYPERLINK("http://evil.example","click")' for cell in cells)
    assert all(cell.hyperlink is None or cell.hyperlink.location for cell in cells)


@given(st.lists(st.text(max_size=50), max_size=12))
def test_sheet_names_are_unique_short_and_free_of_what_excel_forbids(wanted: list[str]) -> None:
    taken: set[str] = set()
    names = [sheet_name(each, taken=taken) for each in [*wanted, *wanted, "History", "report/[1]"]]
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.strip("'") == name and name.lower() != "history"


def test_the_same_document_gives_the_same_bytes(rendered: Render, demo_document: Document) -> None:
    assert rendered("xlsx", demo_document) == rendered("xlsx", demo_document)
