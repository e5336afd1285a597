"""A file's kind is told by its content: what it is called does not matter, and what is surely no plan is refused by name."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.exchange.detect import (
    CSV,
    GANTTPROJECT,
    MPP,
    MPX,
    MSPDI,
    OLE2,
    PLANNER,
    PMXML,
    POD,
    PSPLIB,
    UNKNOWN,
    XER,
    XLSX,
    Detected,
    detect,
)
from milepost.exchange.imported import Unreadable

P6 = '<?xml version="1.0"?><APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V21.12/API/BusinessObjects"/>'
PSPLIB_TEXT = "*" * 72 + "\nfile with basedata            : j30_17.bas\ninitial value random generator: 28123\n"


def packed(*names: str) -> bytes:
    """A zip archive with files of these names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return held.getvalue()


def refusal(data: bytes, name: str = "file.mpp") -> str:
    """Why a content is refused."""
    with pytest.raises(Unreadable) as caught:
        detect(data, name=name)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'<Project xmlns="http://schemas.microsoft.com/project"><Name>x</Name></Project>', MSPDI),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a remark -->\n<Project xmlns="http://schemas.microsoft.com/project"/>', MSPDI),
        ('\ufeff<Project xmlns="http://schemas.microsoft.com/project"/>'.encode("utf-16-le"), MSPDI),
        ('<?xml version="1.0" encoding="UTF-16"?><Project/>'.encode("utf-16"), MSPDI),
        (b"<Project><Name>no namespace</Name></Project>", MSPDI),
        (b"<p:Project xmlns:p='http://example.org/else'/>", MSPDI),
        (b'<?xml version="1.0" encoding="windows-1252"?><Project><Name>\xfc</Name></Project>', MSPDI),
        (P6.encode(), PMXML),
        (b'<project name="a" mrproject-version="2" project-start="20260105T000000Z"/>', PLANNER),
        (b'<project name="" company="" view-date="2026-01-05" version="3.3"/>', GANTTPROJECT),
        (OLE2 + bytes(600), MPP),
        (b"\xac\xed\x00\x05sr\x00", POD),
        (b"ERMHDR\t19.12\t2026-01-05\tProject\tadmin\n%T\tPROJECT\n", XER),
        (b"MPX,Microsoft Project for Windows,4.0,ANSI\r\n", MPX),
        (b"MPX;Microsoft Project for Windows;4.0;ANSI\r\n", MPX),
        (PSPLIB_TEXT.encode(), PSPLIB),
        (b"32 4\n12 13 4 12\n0 0 0 0 0 3 2 3 4\n", PSPLIB),
        (packed("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        (b"id,name,duration\n1,Design,3d\n", CSV),
        ("\ufeffVorgang;Dauer\n1;2".encode("utf-16"), CSV),
        (b"id\tname\tduration\n", CSV),
        (b"# start: 2026-01-05\n\nid;name\n", CSV),
        (bytes(range(256)) * 4, UNKNOWN),
    ],
)
def test_content_decides_whatever_the_name(data: bytes, kind: Detected) -> None:
    for name in ("plan.mpp", "plan.xml", "plan.csv", "Плян без окончания"):
        assert detect(data, name=name) == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \r\n\t ", "nothing but blanks"),
        (b"%PDF-1.7\n", "PDF"),
        (gzip.compress(b"<Project/>", mtime=0), "gunzip"),
        (b"BZh91AY", "bunzip2"),
        (b"7z\xbc\xaf\x27\x1c\x00", "7-Zip"),
        (b"\x89PNG\r\n", "picture"),
        (b"MZ\x90\x00", "Windows program"),
        (b"BEGIN:VCALENDAR\r\n", "iCalendar"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\n<html lang='en'>", "web page"),
        (b'{"tasks": []}', "JSON"),
        (b"Dear all see the plan attached", "Dear all"),
        (b'<gantt xmlns="http://example.org/g"><bar/></gantt>', "<gantt> of namespace http://example.org/g"),
        (b"<project><task/></project>", "<project>"),
        (b'<!DOCTYPE Project [<!ENTITY a "b">]><Project>&a;</Project>', "document type"),
        (b"<Proj", "breaks off"),
        (b"<?xml version='1.0'?>", "breaks off"),
        (b"<?xml version='1.0' encoding='klingon'?><Project/>", "breaks off"),
        (b"< not xml", "breaks off"),
        (packed("word/document.xml"), "Word document"),
        (packed("ppt/presentation.xml"), "PowerPoint"),
        (packed("content.xml", "mimetype"), "OpenDocument"),
        (packed("plan.mpp", "notes.txt"), "zip archive of 2 files"),
        (packed("xl/workbook.xml")[:-30], "damaged"),
        (OLE2 + bytes(500) + "WordDocument".encode("utf-16-le"), "Word document (.doc)"),
        (OLE2 + bytes(500) + "Workbook".encode("utf-16-le"), ".xlsx"),
        (OLE2 + bytes(500) + "__substg1.0_".encode("utf-16-le"), "Outlook"),
        (OLE2 + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_no_plan_is_refused_by_name(data: bytes, words: str) -> None:
    told = refusal(data)
    assert words in told
    assert told.startswith("error: file.mpp")


def test_a_remedy_is_always_given() -> None:
    for data in (b"", b"%PDF-1.7", b"{}", b"<a/>", b"<", packed("a"), b"prose"):
        with pytest.raises(Unreadable) as caught:
            detect(data, name="f")
        assert all(problem.remedy for problem in caught.value.problems)


def test_a_table_of_one_column_is_known_by_its_ending() -> None:
    assert detect(b"name\nDesign\nBuild\n", name="plan.csv") == CSV


def test_the_place_of_broken_xml_is_told() -> None:
    assert "file.mpp line 2, column" in refusal(b"<?xml version='1.0'?>\n<Project <")


def test_a_root_far_into_the_file_is_found() -> None:
    assert detect(b"<!-- " + b"x" * 200_000 + b" --><Project/>", name="p.xml") == MSPDI


@given(st.binary(max_size=300), st.sampled_from([b"", OLE2, b"PK\x03\x04", b"<", b"<?xml version='1.0'?>", b"\xff\xfe", b"ERMHDR", b"MPX"]))
def test_any_bytes_are_told_or_refused(data: bytes, start: bytes) -> None:
    try:
        assert isinstance(detect(start + data, name="any"), Detected)
    except Unreadable as error:
        assert error.problems
