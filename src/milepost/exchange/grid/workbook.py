"""An .xlsx workbook to sheets, after checks that it cannot exhaust memory: sizes, ratios and the outermost cell are known first."""

import io
import re
import zipfile
import zlib
from typing import Any

from milepost.engine.problem import Problem
from milepost.exchange.grid.findings import Findings
from milepost.exchange.grid.sheet import Cell, Row, Sheet
from milepost.exchange.imported import Unreadable

MOST_PARTS = 2_000
MOST_UNPACKED = 300_000_000
MOST_RATIO = 250
MOST_CELLS = 5_000_000
_CELL = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{0,7})([0-9]{1,19})\s*["']""")
_UNKNOWN_RESULT = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(data: bytes, *, name: str, findings: Findings) -> tuple[Sheet, ...]:
    """All worksheets of an .xlsx file in order, rows numbered as the spreadsheet shows them. Raises Unreadable."""
    _check(data, name=name, findings=findings)
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        remedy = "Install it with: pip install 'milepost[xlsx]', or save the sheet as CSV."
        raise _refused("package-missing", name, "Reading a workbook needs the package python-calamine.", remedy) from None

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(_sheet(book, title, name) for title in book.sheet_names)
    except (CalamineError, ValueError, OverflowError, OSError, TypeError) as error:
        raise _broken(name, str(error)) from None
    except BaseException as error:
        # A panic of the reader's native code arrives as a BaseException of its own; anything else is not ours to stop.
        if type(error).__name__ != "PanicException":
            raise
        raise _broken(name, "the sheet's structure is damaged") from None


def _sheet(book: Any, title: str, name: str) -> Sheet:
    rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return Sheet(name, title, tuple(Row(number, tuple(_cell(cell) for cell in row)) for number, row in enumerate(rows, start=1)))


def _cell(cell: Any) -> Cell:
    return None if cell == "" else cell


def _check(data: bytes, *, name: str, findings: Findings) -> None:
    if not data:
        raise _refused("empty-file", name, "The file is empty; expected an .xlsx workbook.", "Write a template with --template plan.xlsx.")
    if data.startswith(_OLD_OR_LOCKED):
        raise _refused(
            "not-xlsx",
            name,
            "This is an .xls workbook of 2003 or older, or a workbook locked with a password.",
            "Open it, remove the password, and save it as .xlsx.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, name=name, findings=findings)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise _broken(name, str(error)) from None


def _check_parts(archive: zipfile.ZipFile, *, name: str, findings: Findings) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS:
        raise _refused("too-large", name, f"The workbook has {len(parts):,} parts; at most {MOST_PARTS:,} are read.", "Save it anew.")
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise _refused("not-xlsx", name, "This archive is no .xlsx workbook.", "Save the sheet as .xlsx or CSV.")
    total = 0
    for part in parts:
        if part.flag_bits & 1:
            raise _refused("password", name, f"Part '{part.filename}' is encrypted.", "Remove the password and save again.")
        wanted = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
        size, box, unknown = _measure(archive, part, scan=wanted, room=MOST_UNPACKED - total, name=name)
        total += size
        if size > 1_000_000 and size > MOST_RATIO * max(part.compress_size, 1):
            raise _too_large(name, part.filename, f"it unpacks to {size // max(part.compress_size, 1):,} times its size")
        if box > MOST_CELLS:
            raise _too_large(name, part.filename, f"its outermost cell spans {box:,} cells, at most {MOST_CELLS:,} are read")
        if unknown:
            findings.warn(
                "formula-without-result",
                f"{name} part '{part.filename}'",
                f"{unknown} cells hold a formula whose result the file does not store; they are read as empty.",
                "Open the workbook in a spreadsheet program and save it, so that results are stored.",
            )


def _measure(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, scan: bool, room: int, name: str) -> tuple[int, int, int]:
    """Unpacked bytes (counted, not believed), cells of the smallest rectangle from A1, and formulas without a stored result."""
    size = unknown = rows = columns = 0
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            size += len(chunk)
            if size > room:
                raise _too_large(name, part.filename, f"the workbook unpacks to more than {MOST_UNPACKED:,} bytes")
            if not scan:
                continue
            text = tail + chunk
            for match in _CELL.finditer(text):
                rows = max(rows, int(match[2]))
                if match[1]:
                    columns = max(columns, _column(match[1]))
            # Only up to the last closed cell, so that a formula cut by the chunk is counted once.
            cut = text.rfind(b"</c>") + 4
            unknown += sum(1 for _ in _UNKNOWN_RESULT.finditer(text, 0, cut)) if cut > 3 else 0
            tail = text[cut:][-65536:] if cut > 3 else text[-65536:]
    return size, rows * max(columns, 1), unknown


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _too_large(name: str, part: str, why: str) -> Unreadable:
    return _refused(
        "too-large",
        f"{name} part '{part}'",
        f"The workbook was not opened: {why}.",
        "If it is genuine, copy the used cells to a new workbook.",
    )


def _broken(name: str, why: str) -> Unreadable:
    return _refused(
        "xlsx-broken",
        name,
        f"The workbook cannot be opened ({why}); expected a whole .xlsx file.",
        "It may be cut short: download it again, or open it and save it anew.",
    )


def _refused(code: str, place: str, message: str, remedy: str) -> Unreadable:
    return Unreadable([Problem(code, place, message, remedy)])
