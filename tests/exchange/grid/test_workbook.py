"""Workbooks: what is read, and what is refused before it can hurt."""

import io
import random
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from milepost.exchange.grid import Findings, Sheet, read_workbook
from milepost.exchange.imported import Unreadable


def workbook(*rows: tuple[object, ...], title: str = "Tasks") -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(title)
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(number, column, cell)
    book.close()
    return stream.getvalue()


def repacked(data: bytes, *, change: dict[str, bytes], drop: tuple[str, ...] = ()) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in drop:
                new.writestr(name, change.get(name, old.read(name)))
    return stream.getvalue()


def read(data: bytes) -> tuple[tuple[Sheet, ...], Findings]:
    findings = Findings()
    return read_workbook(data, name="plan.xlsx", findings=findings), findings


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.problems[0].remedy
    return caught.value.problems[0].code, caught.value.problems[0].message


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook(("Name", "Start"), ("A", datetime(2026, 1, 5)), (), ("B", 2.5))


def test_cells_come_typed_and_rows_numbered_as_shown() -> None:
    sheets, findings = read(PLAIN)
    assert [row.number for row in sheets[0].rows] == [1, 2, 3, 4]
    assert sheets[0].rows[1].cells[0] == "A"
    assert sheets[0].rows[1].cells[1] in (date(2026, 1, 5), datetime(2026, 1, 5))
    assert sheets[0].rows[3].cells == ("B", 2.5)
    assert sheets[0].place(4, "Start") == "plan.xlsx sheet 'Tasks' row 4, column 'Start'"
    assert not findings.problems


def test_rows_above_the_table_are_counted() -> None:
    sheets, _ = read(workbook((), (), ("Name",), ("A",)))
    assert [row.number for row in sheets[0].rows if not row.empty] == [3, 4]


def test_a_part_that_unpacks_to_a_multiple_is_refused() -> None:
    bomb = repacked(PLAIN, change={"xl/styles.xml": b" " * 20_000_000})
    assert refused(bomb)[0] == "too-large"


def test_a_cell_far_out_is_refused_before_room_is_made_for_it() -> None:
    far = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    far += b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    code, message = refused(repacked(PLAIN, change={SHEET: far}))
    assert code == "too-large"
    assert "17,179,869,184 cells" in message


def test_formulas_without_a_stored_result_are_told() -> None:
    formula = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    formula += (
        b'<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>2+2</f><v>4</v></c><c r="C1"><f>3+3</f><v></v></c></row></sheetData></worksheet>'
    )
    _, findings = read(repacked(PLAIN, change={SHEET: formula}))
    assert findings.problems[0].code == "formula-without-result"
    assert findings.problems[0].message.startswith("2 cells")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (PLAIN[: len(PLAIN) // 2], "xlsx-broken"),
        (b"PK\x03\x04 nonsense", "xlsx-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not-xlsx"),
        (repacked(PLAIN, change={}, drop=("xl/workbook.xml",)), "not-xlsx"),
        (repacked(PLAIN, change={SHEET: b"<worksheet><sheetData><row r='1'><c r="}), "xlsx-broken"),
        (repacked(PLAIN, change={}, drop=(SHEET,)), "xlsx-broken"),
    ],
    ids=["empty", "truncated", "no archive", "old or locked", "another archive", "broken sheet", "missing sheet"],
)
def test_what_is_no_workbook_is_refused(data: bytes, code: str) -> None:
    assert refused(data)[0] == code


def sheet_of(content: bytes) -> bytes:
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + content + b"</sheetData></worksheet>"
    )


@pytest.mark.parametrize(
    "content",
    [
        b'<row r="1">' + b"<c t='n'/>" * 16_000 + b'</row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        b'<row><c x=">" r="XFD1048576"><v>1</v></c></row>',
        b"<row><c r" + b" " * 200_000 + b'="XFD1048576"><v>1</v></c></row>',
        b"<row/>" * 20_000 + b'<row r="1000000"><c r="ZZ1000000"><v>1</v></c></row>',
    ],
    ids=["cells that do not say where they are", "a bracket in an attribute", "space in an attribute", "rows that do not say where"],
)
def test_a_far_cell_cannot_hide(content: bytes) -> None:
    # Noise, so that the ratio of packing does not refuse it first.
    noise = bytes(random.Random(1).choices(range(33, 59), k=200_000))
    data = repacked(PLAIN, change={SHEET: sheet_of(content) + b"<!--" + noise.replace(b"-", b"_") + b"-->"})
    assert refused(data)[0] == "too-large"


def test_a_sheet_elsewhere_in_the_archive_is_looked_through_too() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        links = archive.read("xl/_rels/workbook.xml.rels").replace(b"worksheets/sheet1.xml", b"hidden/place.bin")
    stream = io.BytesIO(repacked(PLAIN, change={"xl/_rels/workbook.xml.rels": links}))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(
            "xl/hidden/place.bin", sheet_of(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
        )
    assert refused(stream.getvalue())[0] == "too-large"


def test_one_long_text_in_very_many_cells_is_refused() -> None:
    noise = bytes(random.Random(2).choices(b"abcdefgh", k=30_000))
    texts = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + noise + b"</t></si></sst>"
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 10_001))
    assert refused(repacked(PLAIN, change={SHEET: sheet_of(cells), "xl/sharedStrings.xml": texts}))[0] == "too-large"


def test_one_long_text_beside_many_short_ones_is_read() -> None:
    rows = [("Name", "Notes"), ("A", "long " * 6_000), *((f"Task {number}", "") for number in range(9_000))]
    sheets, _ = read(workbook(*rows))
    assert len(sheets[0].rows) == 9_002
