"""Tells by its content whether a file that people fill in is JSON, a workbook or CSV, and opens the last two as sheets."""

import re
from collections.abc import Callable
from enum import Enum

from milepost.exchange.grid.archive import refused
from milepost.exchange.grid.findings import Findings
from milepost.exchange.grid.sheet import Sheet
from milepost.exchange.grid.text import read_csv_sheet
from milepost.exchange.grid.workbook import read_workbook
from milepost.values import said

_MARK = re.compile(rb"^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)")


class Form(Enum):
    """In which of three forms a file is kept."""

    JSON = "json"
    WORKBOOK = "workbook"
    CSV = "csv"


def form_of(data: bytes) -> Form:
    """The form by the first bytes; what is neither JSON nor a workbook counts as CSV."""
    head = _MARK.sub(b"", data[:200]).replace(b"\0", b"").lstrip()
    if head.startswith((b"{", b"[")):
        return Form.JSON
    return Form.WORKBOOK if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")) else Form.CSV


def read_sheets(data: bytes, *, name: str, score: Callable[[list[str]], int], findings: Findings) -> tuple[Sheet, ...]:
    """The sheets of a workbook, or the one of CSV text, whose delimiter `score` decides (see `read_csv_sheet`). Raises Unreadable."""
    if form_of(data) is Form.WORKBOOK:
        return read_workbook(data, name=name, findings=findings)
    return (read_csv_sheet(data, name=name, score=score, findings=findings),)


def refuse_empty(data: bytes, *, name: str, expected: str) -> None:
    """Raises Unreadable for a file without content; `expected` says what such a file holds."""
    if not _MARK.sub(b"", data[:3]).strip() and not data[3:].strip(b"\0 \t\r\n"):
        raise refused(
            "empty-file",
            name,
            said("The file is empty; expected {expected}.", expected=expected),
            said("See this file's page in the reference."),
        )
