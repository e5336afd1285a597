"""Looks through a workbook before it is opened: sizes, ratios, the outermost cell and the length of all texts, none of it believed.

The workbook's reader makes room for the whole rectangle of cells and a copy of a text per cell, and its process ends when there is
none; so what it would need is counted here first, from the bytes that are really there.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise

from milepost.engine.problem import Problem
from milepost.exchange.grid.findings import Findings
from milepost.exchange.imported import Unreadable
from milepost.values import said

MOST_PARTS = 2_000
MOST_UNPACKED = 150_000_000
MOST_RATIO = 250
MOST_CELLS = 5_000_000
MOST_TEXT = 200_000_000
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{0,7})([0-9]{1,19})\s*["']""")
_TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>\s*([0-9]{1,9})\s*<")
_TEXT = re.compile(rb"<(?:\w+:)?si(?=[\s/>])")
_NO_RESULT = re.compile(rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_WRONG = re.compile(rb"""<(?:\w+:)?c(?=\s)[^<>]*?\st\s*=\s*["']e["'][^<>]*>""")
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass
class _Counts:
    """What the parts looked through so far need together."""

    unpacked: int = 0
    cells: int = 0


def check_archive(data: bytes, *, name: str, findings: Findings) -> None:
    """Raises Unreadable for what is no .xlsx workbook or would need more than the limits; formulas without a result are told."""
    if not data:
        raise refused(
            "empty-file", name, said("The file is empty; expected an .xlsx workbook."), said("Write a template with --template plan.xlsx.")
        )
    if data.startswith(_OLD_OR_LOCKED):
        message = said("This is an .xls workbook of 2003 or older, or a workbook locked with a password.")
        raise refused("not-xlsx", name, message, said("Open it, remove the password, and save it as .xlsx."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, name=name, findings=findings)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise broken(name, str(error)) from None


def _check_parts(archive: zipfile.ZipFile, *, name: str, findings: Findings) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS:
        raise refused(
            "too-large",
            name,
            said("The workbook has {many:,} parts; at most {most_parts:,} are read.", many=len(parts), most_parts=MOST_PARTS),
            said("Save it anew."),
        )
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise refused("not-xlsx", name, said("This archive is no .xlsx workbook."), said("Save the sheet as .xlsx or CSV."))
    counts = _Counts()
    lengths: list[int] = []
    for part in parts:
        content = _unpack(archive, part, counts, name=name)
        # A sheet may stand anywhere in the archive, so every part is looked through as if it were one.
        _check_cells(content, part.filename, counts, name=name)
        lengths += _text_lengths(content)
        if missing := len(_NO_RESULT.findall(content)):
            findings.warn(
                "formula-without-result",
                f"{name} part '{part.filename}'",
                said("{missing} cells hold a formula whose result the file does not store; they are read as empty.", missing=missing),
                said("Open the workbook in a spreadsheet program and save it, so that results are stored."),
            )
        if wrong := _WRONG.findall(content):
            cells = [b"".join(found.groups()).decode("ascii", "replace") for cell in wrong[:3] if (found := _REFERENCE.search(cell))]
            findings.warn(
                "error-cell",
                f"{name} part '{part.filename}'" + (f", {', '.join(cells)}" if cells else ""),
                said("{many} cells show an error such as #N/A or #REF!; they are read as empty.", many=len(wrong)),
                said("Mend their formulas, or write the values."),
            )
    if max(lengths, default=0) * counts.cells > MOST_TEXT:
        _check_texts(archive, lengths, name=name)


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, counts: _Counts, *, name: str) -> bytes:
    """The part's content, within the limits of size and ratio."""
    if part.flag_bits & 1:
        raise refused(
            "password", name, said("Part '{filename}' is encrypted.", filename=part.filename), said("Remove the password and save again.")
        )
    pieces: list[bytes] = []
    size = 0
    with archive.open(part) as stream:
        while piece := stream.read(1 << 20):
            pieces.append(piece)
            size += len(piece)
            counts.unpacked += len(piece)
            if counts.unpacked > MOST_UNPACKED:
                raise _too_large(name, part.filename, f"the workbook unpacks to more than {MOST_UNPACKED:,} bytes")
            if size > 1_000_000 and size > MOST_RATIO * max(part.compress_size, 1):
                raise _too_large(name, part.filename, f"it unpacks to more than {MOST_RATIO} times its size")
    return b"".join(pieces)


def _check_cells(content: bytes, part: str, counts: _Counts, *, name: str) -> None:
    """Refuses a sheet whose rectangle from A1 to the outermost cell is too large, whether cells say where they are or not."""
    rows = columns = unplaced_rows = in_row = widest = 0
    for match in _REFERENCE.finditer(content):
        rows = max(rows, int(match[2]))
        columns = max(columns, _column(match[1]))
    for match in _TAG.finditer(content):
        placed = _REFERENCE.search(match[2])
        if match[1] == b"row":
            in_row = 0
            unplaced_rows += placed is None
        else:
            counts.cells += 1
            in_row += placed is None
            widest = max(widest, in_row)
    box = (rows + unplaced_rows) * max(columns + widest, 1)
    if box > MOST_CELLS or counts.cells > MOST_CELLS:
        raise _too_large(name, part, f"its outermost cell spans {max(box, counts.cells):,} cells, at most {MOST_CELLS:,} are read")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _text_lengths(content: bytes) -> list[int]:
    """Bytes of each shared text, in order; empty for a part that holds none."""
    edges = [*(match.start() for match in _TEXT.finditer(content)), len(content)]
    return [after - before for before, after in pairwise(edges)]


def _check_texts(archive: zipfile.ZipFile, lengths: list[int], *, name: str) -> None:
    """Refuses a workbook whose cells together repeat more text than can be held."""
    total = 0
    for part in archive.infolist():
        for match in _VALUE.finditer(archive.read(part)):
            index = int(match[1])
            total += lengths[index] if index < len(lengths) else 0
            if total > MOST_TEXT:
                raise _too_large(name, part.filename, f"its cells hold more than {MOST_TEXT:,} bytes of text")


def _too_large(name: str, part: str, why: str) -> Unreadable:
    return refused(
        "too-large",
        f"{name} part '{part}'",
        said("The workbook was not opened: {why}.", why=why),
        said("If it is genuine, copy the used cells to a new workbook."),
    )


def broken(name: str, why: str) -> Unreadable:
    """The error for a workbook that is cut short or damaged."""
    message = said("The workbook cannot be opened ({why}); expected a whole .xlsx file.", why=why)
    return refused("xlsx-broken", name, message, said("It may be cut short: download it again, or open it and save it anew."))


def refused(code: str, place: str, message: str, remedy: str) -> Unreadable:
    """One problem as the error readers raise."""
    return Unreadable([Problem(code, place, message, remedy)])
