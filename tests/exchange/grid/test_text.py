"""CSV text: encodings, delimiters, line numbers, and what cannot be read."""

import pytest

from milepost.exchange.grid import Findings, Sheet, read_csv_sheet
from milepost.exchange.imported import Unreadable


def score(cells: list[str]) -> int:
    return sum(cell.casefold() in ("name", "duration") for cell in cells)


def read(data: bytes) -> tuple[Sheet, Findings]:
    findings = Findings()
    return read_csv_sheet(data, name="plan.csv", score=score, findings=findings), findings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_found(encoding: str) -> None:
    sheet, findings = read("Name,Duration\nPrüfung größer,3\n".encode(encoding))
    assert sheet.rows[1].cells == ("Prüfung größer", "3")
    assert not findings.problems


def test_windows_text_is_read_and_told_with_its_line() -> None:
    sheet, findings = read("Name;Duration\nA;1\nPrüfung;3\n".encode("cp1252"))
    assert sheet.rows[2].cells[0] == "Prüfung"
    assert findings.problems[0].code == "encoding"
    assert findings.problems[0].place == "plan.csv line 3"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_gives_known_headings(mark: str) -> None:
    text = f'Name{mark}Duration{mark}Notes\nA{mark}3{mark}"one, two; three"\n'
    sheet, _ = read(text.encode())
    assert sheet.rows[1].cells == ("A", "3", "one, two; three")


def test_excels_own_separator_line_is_obeyed_and_counted() -> None:
    sheet, _ = read(b"sep=;\r\nName;Duration\r\nA;3\r\n")
    assert [row.number for row in sheet.rows] == [2, 3]
    assert sheet.rows[1].cells == ("A", "3")


def test_rows_carry_the_line_they_begin_on() -> None:
    sheet, _ = read(b'Name,Duration\n"two\nlines",3\nB,4\n')
    assert [row.number for row in sheet.rows] == [1, 2, 4]


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"", "empty-file", "plan.csv"),
        (b" \r\n \n", "empty-file", "plan.csv"),
        (b'Name,Duration\nA,3\nB,"open\n', "csv-broken", "plan.csv line 3"),
        (b'Name,Duration\n"a"b,3\n', "csv-broken", "plan.csv line 2"),
        (b"Name,Duration\nA\0B,3\n", "not-text", "plan.csv byte 16"),
        (b"Name,Duration\n\x81\x8d,3\n", "encoding", "plan.csv line 2"),
        (b"\xff\xfeN\0a", "encoding", "plan.csv byte"),
        (b"Name,Duration\n" + b"x" * 200_000 + b",1\n", "csv-broken", "plan.csv line 2"),
        (b"Name,Duration\n" + b"," * 3000 + b"\n", "too-large", "plan.csv line 2"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data: bytes, code: str, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    problem = caught.value.problems[0]
    assert problem.code == code
    assert problem.place.startswith(place)
    assert problem.remedy
