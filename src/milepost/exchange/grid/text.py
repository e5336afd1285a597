"""CSV text to a sheet: finds the encoding and the delimiter, keeps line numbers, and says what it had to assume."""

import codecs
import csv
import io
from collections.abc import Callable

from milepost.engine.problem import Problem
from milepost.exchange.grid.findings import Findings
from milepost.exchange.grid.sheet import Row, Sheet
from milepost.exchange.imported import Unreadable
from milepost.values import said

DELIMITERS = (",", ";", "\t")
MOST_BYTES = 200_000_000
MOST_ROWS = 300_000
MOST_COLUMNS = 2_000
MOST_CELLS = 5_000_000


def read_csv_sheet(data: bytes, *, name: str, score: Callable[[list[str]], int], findings: Findings) -> Sheet:
    """The rows of CSV text. `score` counts how many cells of a row are known headings, by which the delimiter is chosen.

    Raises Unreadable when there is no text, no encoding fits, or quotes do not close.
    """
    text = _decode(data, name=name, findings=findings)
    lines = io.StringIO(text, newline="")
    delimiter, skip = _delimiter(text, score)
    rows: list[Row] = []
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    last = total = 0
    try:
        for cells in reader:
            first, last = last + 1, reader.line_num
            if first <= skip:
                continue
            if len(rows) >= MOST_ROWS or len(cells) > MOST_COLUMNS or total > MOST_CELLS:
                raise _unreadable(
                    "too-large",
                    f"{name} line {first}",
                    said(
                        "More than {most_rows:,} rows, {most_columns:,} columns or {most_cells:,} cells.",
                        most_rows=MOST_ROWS,
                        most_columns=MOST_COLUMNS,
                        most_cells=MOST_CELLS,
                    ),
                    said("Split the file, or remove the empty columns."),
                )
            total += len(cells)
            rows.append(Row(first, tuple(cells)))
    except csv.Error as error:
        raise _unreadable(
            "csv-broken",
            f"{name} line {last + 1}",
            said(
                "The row that begins here cannot be read ({error}); expected cells separated by {spoken}.",
                error=error,
                spoken=_spoken(delimiter),
            ),
            said('Look for a quote (") that is not closed; a quote inside a cell is written twice.'),
        ) from None
    return Sheet(name, "", tuple(rows), "." if delimiter == "," else "")


def _decode(data: bytes, *, name: str, findings: Findings) -> str:
    if not data.strip():
        raise _unreadable(
            "empty-file",
            name,
            said("The file is empty; expected a heading row and one row per task."),
            said("Write a template with --template plan.csv and fill it in."),
        )
    if len(data) > MOST_BYTES:
        raise _unreadable(
            "too-large",
            name,
            said("The file has {many:,} bytes; at most {most_bytes:,} are read.", many=len(data), most_bytes=MOST_BYTES),
            said("Split the file."),
        )
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    nul = data[:2000].find(b"\0")
    if nul >= 0:
        half = data[:2000]
        if half[1::2].count(0) > len(half) // 3:
            return _strictly(data, "utf-16-le", name)
        if half[0::2].count(0) > len(half) // 3:
            return _strictly(data, "utf-16-be", name)
    if b"\0" in data:
        raise _unreadable(
            "not-text",
            f"{name} byte {data.index(0) + 1}",
            said("This is not text; expected CSV."),
            said("Save the sheet as CSV (UTF-8) and give that file."),
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise _unreadable(
                "encoding", f"{name} line {line}", said("The text is neither UTF-8 nor Windows-1252."), said("Save the sheet as CSV UTF-8.")
            ) from None
        findings.note(
            "encoding",
            f"{name} line {line}",
            said("The text is not UTF-8 and was read as Windows-1252."),
            said("If letters look wrong, save the sheet as CSV UTF-8."),
        )
        return text


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(
            "encoding",
            f"{name} byte {error.start + 1}",
            said("The text says it is {upper} and is not.", upper=encoding.upper()),
            said("Save the sheet as CSV UTF-8."),
        ) from None


def _delimiter(text: str, score: Callable[[list[str]], int]) -> tuple[str, int]:
    """The delimiter and how many lines to skip (Excel's own "sep=;" line)."""
    lines = text.splitlines()[:60]
    if lines and lines[0].strip().strip('"').casefold().startswith("sep=") and len(lines[0].strip().strip('"')) == 5:
        return lines[0].strip().strip('"')[-1], 1
    best = (-1, -1, 0)
    chosen = ","
    for rank, delimiter in enumerate(DELIMITERS):
        for line in lines:
            if not line.strip() or line.lstrip('"').startswith("#"):
                continue
            try:
                cells = next(csv.reader([line], delimiter=delimiter), [])
            except csv.Error:
                continue
            value = (score(cells), len(cells), -rank)
            if value > best:
                best, chosen = value, delimiter
    return chosen, 0


def _spoken(delimiter: str) -> str:
    return {",": "a comma", ";": "a semicolon", "\t": "a tab"}.get(delimiter, repr(delimiter))


def _unreadable(code: str, place: str, message: str, remedy: str) -> Unreadable:
    return Unreadable([Problem(code, place, message, remedy)])
