"""Counts rows in the foreign file itself, without any reader's help, and tells when the reader found fewer."""

import re
from collections.abc import Iterator
from typing import Any

from milepost.engine.problem import Problem, Severity
from milepost.exchange.foreign.losses import COMPARE
from milepost.values import said

XML_LINKS = (
    (b"<APIBusinessObjects", re.compile(rb"<Relationship[\s/>]")),
    (b"mrproject-version", re.compile(rb"<predecessor[\s/>]")),
)


def rows_told(data: bytes, projects: list[dict[str, Any]], *, name: str) -> Iterator[Problem]:
    """A notice when the file's own rows of links or tasks are more than the reader counted over all its projects."""
    for thing, rows in rows_of(data).items():
        found = sum(project["counts"][thing] for project in projects)
        if found < rows:
            message = said(
                "{what} of {rows} {thing} in the file could not be read; most likely they belong to projects outside it.",
                what=rows - found,
                rows=rows,
                thing=thing,
            )
            yield Problem(f"unread-{thing}", name, message, COMPARE, Severity.WARNING)


def rows_of(data: bytes) -> dict[str, int]:
    """Links, and for an XER tasks, as the file itself lists them; nothing for formats that are not text."""
    if data.startswith((b"ERMHDR", b"\xef\xbb\xbfERMHDR")):
        tables = table_rows(data)
        return {"tasks": tables.get(b"TASK", 0), "links": tables.get(b"TASKPRED", 0)}
    for mark, link in XML_LINKS:
        if mark in data[:4000]:
            return {"links": len(link.findall(data))}
    return {}


def table_rows(data: bytes) -> dict[bytes, int]:
    """How many rows (%R) each table (%T) of an XER has."""
    counts: dict[bytes, int] = {}
    table = b""
    for line in data.splitlines():
        if line.startswith(b"%T"):
            table = line[2:].strip()
        elif line.startswith(b"%R"):
            counts[table] = counts.get(table, 0) + 1
    return counts
