"""Tells a file of another kind by its first bytes, so that who brought a picture is not told about headings."""

import re

from milepost.exchange.grid import refuse_empty
from milepost.exchange.grid.archive import refused

_KINDS: tuple[tuple[bytes, str], ...] = (
    (rb"%PDF-", "a PDF"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|BM.{4}\0\0\0\0", "a picture"),
    (rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!|\x28\xb5\x2f\xfd|BZh", "an archive"),
    (rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)", "a web page, perhaps of a log-in"),
    (rb"(?:\xef\xbb\xbf)?\s*<\?xml", "XML"),
    (rb"SQLite format 3\0", "a database"),
)
_MATCHES = tuple((re.compile(rb"\A(?:" + pattern + rb")", re.DOTALL | re.IGNORECASE), kind) for pattern, kind in _KINDS)
REMEDY = "Save the rows as CSV (UTF-8), XLSX or JSON, and bring that file."


def refuse_unlike(data: bytes, *, name: str, expected: str) -> None:
    """Raises Unreadable for an empty file and for one that is plainly something else; `expected` says what such a file holds."""
    refuse_empty(data, name=name, expected=expected)
    head = data[:200]
    for pattern, kind in _MATCHES:
        if pattern.match(head):
            raise refused("wrong-kind", name, f"This is {kind}; expected {expected}.", REMEDY)
    if head.startswith(b"PK\x03\x04") and b"mimetypeapplication/vnd.oasis.opendocument" in head:
        raise refused("wrong-kind", name, "This is an OpenDocument file.", REMEDY)
