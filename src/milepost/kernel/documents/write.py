"""Writes a document's tree as a file; what writes a format is imported when it is asked for."""

import re
from dataclasses import dataclass
from io import BytesIO

from milepost.documents.missing import DependencyMissing
from milepost.documents.renderers import renderer
from milepost.documents.tree import Document, tables
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.tongues import in_language
from milepost.values import listed, said


@dataclass(frozen=True, slots=True)
class Format:
    """`at_once` cells are written within a second on a small machine; for more than that people are shown how far it is."""

    name: str
    label: str
    content_type: str
    ending: str
    at_once: int


FORMATS = {
    one.name: one
    for one in (
        Format("pdf", "PDF", "application/pdf", "pdf", 2_500),
        Format("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", 2_500),
        Format("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", 25_000),
        Format("html", "Web page", "text/html; charset=utf-8", "html", 50_000),
    )
}


def format_named(name: str) -> Format:
    """The format of that name. Raises Invalid."""
    if name not in FORMATS:
        raise Invalid(
            {
                "format": [
                    Fault(
                        "no-such-format",
                        said("'{name}' is no format of documents; known are {formats}.", name=name[:20], formats=listed(FORMATS)),
                    )
                ]
            }
        )
    return FORMATS[name]


def as_page(tree: Document) -> str:
    """The document within a page of the house, in its own language."""
    from milepost.documents.html import html_part

    with in_language(tree.language):
        return html_part(tree)


def written(tree: Document, how: Format) -> bytes:
    """The file, in the document's language. Raises Invalid where this installation lacks what writes the format."""
    target = BytesIO()
    try:
        with in_language(tree.language):
            renderer(how.name)(tree, target)
    except DependencyMissing as missing:
        raise Invalid(
            {"format": [Fault("format-missing", said("{how} cannot be written here: {missing}", how=how.label, missing=missing))]}
        ) from missing
    return target.getvalue()


def cells(tree: Document) -> int:
    """How much there is in it."""
    return sum(len(table.rows) * len(table.columns) for table in tables(tree))


def file_name(stem: str, how: Format) -> str:
    """ "team-availability-field-team-2026-11-23.pdf": of letters, figures and hyphens alone."""
    plain = re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-")[:80].strip("-") or "document"
    return f"{plain}.{how.ending}"
