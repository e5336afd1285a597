"""Tells by its content what kind of file this is, never by its name alone, and refuses by name what is not a plan."""

import io
import re
import zipfile
from dataclasses import dataclass
from enum import Enum
from xml.parsers import expat

from milepost.engine.problem import Problem
from milepost.exchange.imported import Unreadable
from milepost.values import said


class Reader(Enum):
    """Which of the readers takes the file."""

    MSPDI = "mspdi"
    CSV = "csv"
    XLSX = "xlsx"
    PSPLIB = "psplib"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Detected:
    """What a file holds: the reader for it, its kind in words, and the endings such files have."""

    reader: Reader
    what: str
    endings: tuple[str, ...]


MSPDI = Detected(Reader.MSPDI, "MS Project XML", (".xml",))
CSV = Detected(Reader.CSV, "a table as text (CSV)", (".csv", ".tsv", ".txt"))
XLSX = Detected(Reader.XLSX, "an Excel workbook", (".xlsx", ".xlsm"))
PSPLIB = Detected(Reader.PSPLIB, "a PSPLIB instance", (".sm", ".mm", ".rcp", ".txt", ".dat"))
MPP = Detected(Reader.FOREIGN, "an MS Project file (.mpp)", (".mpp", ".mpt"))
MPX = Detected(Reader.FOREIGN, "an MS Project exchange file (.mpx)", (".mpx",))
XER = Detected(Reader.FOREIGN, "a Primavera P6 export (.xer)", (".xer",))
PMXML = Detected(Reader.FOREIGN, "Primavera P6 XML", (".xml",))
GANTTPROJECT = Detected(Reader.FOREIGN, "a GanttProject file", (".gan", ".xml"))
PLANNER = Detected(Reader.FOREIGN, "a Planner file", (".planner", ".mrproject", ".xml"))
POD = Detected(Reader.FOREIGN, "a ProjectLibre file (.pod)", (".pod",))
UNKNOWN = Detected(Reader.FOREIGN, "a file of a kind we do not know ourselves", ())

SUPPORTED = said(
    "Plans are read from MS Project (.mpp, .mpx, .xml), Primavera P6 (.xer, .xml), GanttProject (.gan), Planner, "
    "ProjectLibre (.pod), tables (.csv, .xlsx) and PSPLIB (.sm, .mm, .rcp)."
)
HEAD = 65536
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
JAVA_OBJECT = b"\xac\xed\x00\x05"

NOT_PLANS = (
    (b"%PDF", "a PDF document", "A PDF holds a picture of a plan: export the plan itself from the program it comes from."),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it first (gunzip) and give the file inside."),
    (b"BZh", "compressed with bzip2", "Unpack it first (bunzip2) and give the file inside."),
    (b"\xfd7zXZ\x00", "compressed with xz", "Unpack it first (unxz) and give the file inside."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first and give the plan inside."),
    (b"Rar!", "a RAR archive", "Unpack it first and give the plan inside."),
    (b"\x89PNG", "a picture (PNG)", SUPPORTED),
    (b"\xff\xd8\xff", "a picture (JPEG)", SUPPORTED),
    (b"GIF8", "a picture (GIF)", SUPPORTED),
    (b"MZ", "a Windows program", SUPPORTED),
    (b"\x7fELF", "a program", SUPPORTED),
    (b"{\\rtf", "an RTF document", SUPPORTED),
    (b"BEGIN:VCALENDAR", "an iCalendar file", "Give it with --people or --calendar, where days off are wanted; it holds no plan."),
)


def detect(data: bytes, *, name: str) -> Detected:
    """What the file holds. Raises Unreadable when it is empty or surely something else."""
    if not data:
        raise refused("empty-file", name, said("The file is empty."), said("Save or download it again."))
    for start, what, remedy in NOT_PLANS:
        if data.startswith(start):
            raise refused("not-a-plan", name, said("This is {what}, not a plan.", what=what), remedy)
    if data.startswith(OLE2):
        return ole2(data, name=name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return packed(data, name=name)
    if data.startswith(JAVA_OBJECT):
        return POD
    text = as_text(data)
    return UNKNOWN if text is None else written(text, data, name=name)


def ole2(data: bytes, *, name: str) -> Detected:
    """MS Project, Word, Excel and Outlook share one container; its directory names the streams."""
    for stream, what, remedy in (
        ("EncryptedPackage", "an Office file protected by a password", "Open it and save it without a password."),
        ("WordDocument", "a Word document (.doc)", SUPPORTED),
        ("Workbook", "an Excel workbook of 2003 or older (.xls)", "Open it in Excel or LibreOffice and save it as .xlsx."),
        ("PowerPoint Document", "a PowerPoint file (.ppt)", SUPPORTED),
        ("__substg1.0_", "an Outlook message (.msg)", "Save the attached plan and give that."),
        ("VisioDocument", "a Visio drawing (.vsd)", SUPPORTED),
    ):
        if stream.encode("utf-16-le") in data:
            raise refused("not-a-plan", name, said("This is {what}, not a plan.", what=what), remedy)
    return MPP


def packed(data: bytes, *, name: str) -> Detected:
    """A zip archive: a workbook, another office file, or a parcel that is not ours to open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        message = said("This is a zip archive or an Excel workbook, and it is damaged or cut short.")
        raise refused("damaged", name, message, said("Save or download it again.")) from None
    if any(entry.startswith("xl/") for entry in names):
        return XLSX
    for entry, what, remedy in (
        ("word/document.xml", "a Word document (.docx)", SUPPORTED),
        ("ppt/presentation.xml", "a PowerPoint file (.pptx)", SUPPORTED),
        ("content.xml", "an OpenDocument file", "If it is a spreadsheet (.ods), open it and save it as .xlsx."),
    ):
        if entry in names:
            raise refused("not-a-plan", name, said("This is {what}, not a plan.", what=what), remedy)
    raise refused(
        "archive", name, said("This is a zip archive of {many} files.", many=len(names)), said("Unpack it and give the plan inside.")
    )


def as_text(data: bytes) -> str | None:
    """The beginning as text, None for binary content. Letters do not matter here, so that anything unmarked is taken byte by byte."""
    head = data[:HEAD]
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    for mark, encoding in ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if head.startswith(mark):
            return head.decode(encoding, "replace")
    return None if b"\x00" in head else head.decode("latin-1")


def written(text: str, data: bytes, *, name: str) -> Detected:
    """A text: XML, P6's and MS Project's own layouts, research instances, tables."""
    from milepost.exchange.psplib import looks_like_patterson, looks_like_psplib

    start = text.lstrip()
    if not start:
        raise refused("empty-file", name, said("The file holds nothing but blanks."), said("Save or download it again."))
    if re.match(r"<!doctype html|<html", start, re.IGNORECASE):
        message = said("This is a web page, not a plan; a log-in or error page is often saved in its place.")
        raise refused("not-a-plan", name, message, said("Download the plan itself again."))
    if start.startswith("<"):
        return marked_up(data, name=name)
    if start.startswith("ERMHDR"):
        return XER
    if re.match(r"MPX[,;\t]", start):
        return MPX
    if looks_like_psplib(data) or looks_like_patterson(data):
        return PSPLIB
    if start[0] in "{[":
        raise refused("not-a-plan", name, said("This is JSON, which is written here but not read."), JSON_REMEDY)
    table = next((line for line in start.splitlines() if line.strip() and not line.startswith("#")), "")  # "# start: 2026-01-05" may lead
    if any(mark in table for mark in ",;\t|") or name.lower().endswith(CSV.endings):
        return CSV
    raise refused(
        "not-a-plan", name, said("This is text that begins with '{shown}' and has no layout known here.", shown=shown(start)), SUPPORTED
    )


def marked_up(data: bytes, *, name: str) -> Detected:
    """XML, by its root element and namespace."""
    root = root_of(data, name=name)
    space, _, element = root.name.rpartition(" ")
    if element == "Project" and "primavera" not in space.lower():
        return MSPDI  # with a namespace that is not MS Project's too: its reader says what is wrong with it
    if element == "APIBusinessObjects":
        return PMXML
    if element == "project" and "mrproject-version" in root.attributes:
        return PLANNER
    if element == "project" and ("view-date" in root.attributes or "gantt-divider-location" in root.attributes):
        return GANTTPROJECT
    told = f"with the root <{element}>" + (f" of namespace {space}" if space else "")
    raise refused("not-a-plan", name, said("This is XML {told}, which is none of the plan formats known here.", told=told), XML_REMEDY)


@dataclass(frozen=True, slots=True)
class Root:
    """The first element: "namespace name", and the names of its attributes."""

    name: str
    attributes: frozenset[str]


def root_of(data: bytes, *, name: str) -> Root:
    """The root element, read no further than that. A document type is refused: no plan needs one, and attacks do."""
    found: list[Root] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def started(element: str, attributes: dict[str, str]) -> None:
        if not found:
            found.append(Root(element, frozenset(attributes)))

    def document_type(root: str, *_: object) -> None:
        message = said(
            "The file declares a document type (<!DOCTYPE {root}>), which no plan needs and attacks use; it was not read.", root=root[:40]
        )
        raise refused("document-type", name, message, said("Remove the declaration, if you trust the file."))

    parser.StartElementHandler = started
    parser.StartDoctypeDeclHandler = document_type
    try:
        for offset in range(0, len(data), HEAD):
            parser.Parse(data[offset : offset + HEAD], False)
            if found:
                return found[0]
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        if not found:
            place = f"{name} line {parser.CurrentLineNumber}, column {parser.CurrentColumnNumber + 1}"
            raise refused(
                "damaged", place, said("This should be XML, but it breaks off before its first element: {error}.", error=error), RESAVE
            ) from None
    if not found:
        raise refused("damaged", name, said("This should be XML, but it has no elements."), RESAVE)
    return found[0]


def shown(text: str) -> str:
    """A few printable characters of a text, for a message."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:24])


def refused(code: str, place: str, message: str, remedy: str) -> Unreadable:
    """The refusal of a file."""
    return Unreadable([Problem(code, place, message, remedy)])


RESAVE = said("Save or download it again.")
JSON_REMEDY = said("Give the file the report was made from; a plan is written for other programs with --mspdi.")
XML_REMEDY = said("Known are MS Project XML (<Project>), Primavera P6 XML (<APIBusinessObjects>), GanttProject and Planner.")
