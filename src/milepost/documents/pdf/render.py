"""The document as a tagged PDF (PDF/UA-1), set by Typst from its wheel: no system library, the same bytes for the same document."""

import re
from datetime import UTC
from typing import BinaryIO
from unicodedata import category

from milepost.documents.fonts import FONTS
from milepost.documents.missing import DependencyMissing
from milepost.documents.pdf.source import typst_source
from milepost.documents.tongue import phrase
from milepost.documents.tree import Document
from milepost.documents.typst_text import literal

_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_REPLACEMENT = "\u25a1"


class PdfRefused(Exception):
    """Typst would not set the document. Its message is the whole text; it points at Milepost, never at the reader's data."""


def render_pdf(document: Document, target: BinaryIO) -> None:
    """Write the document as PDF. Scripts that Inter lacks are taken from the machine's fonts; characters that no font has are shown
    as a box, and the last line of the document says which. Raises DependencyMissing without typst, PdfRefused when it fails."""
    source, lost = typst_source(document), ""
    while True:
        data, missing = _compiled(source + _note(lost), document)
        if data is not None:
            target.write(data)
            return
        invisible = {character for character in missing if category(character) == "Cf"}
        lost = "".join(sorted(set(lost) | set(missing) - invisible))
        source = source.translate({ord(character): "" if character in invisible else _REPLACEMENT for character in missing})


def _note(lost: str) -> str:
    if not lost:
        return ""
    codes = ", ".join(f"U+{ord(character):04X}" for character in lost[:20]) + (phrase(" and more") if len(lost) > 20 else "")
    text = phrase(
        "{sign} stands for {many} different characters that no font on the machine that made this file has: {codes}.",
        sign=_REPLACEMENT,
        many=len(lost),
        codes=codes,
    )
    return f"#par(text({literal(text)}))\n"


def _compiled(source: str, document: Document) -> tuple[bytes | None, str]:
    """The PDF, or None and the characters that no font can show."""
    try:
        import typst
    except ImportError as missing:
        raise DependencyMissing(package="typst", extra="reports", purpose="Writing a PDF") from missing
    moment = int(document.dated_at.replace(tzinfo=UTC).timestamp())
    fonts = typst.Fonts(font_paths=[str(FONTS)])
    try:
        made = typst.compile(source.encode("utf-8"), format="pdf", font_paths=fonts, pdf_standards=["ua-1"], timestamp=moment)
    except typst.TypstError as error:
        missing_ones = _undisplayable(f"{error.diagnostic}\n{error}", source)
        if not missing_ones:
            raise PdfRefused(f"the PDF could not be set: {error}") from error
        return None, missing_ones
    assert isinstance(made, bytes)
    return made, ""


def _undisplayable(message: str, source: str) -> str:
    """The characters of the source that no font can show. Where Typst names none of them, a mark had no letter to stand on: then all
    marks go, and if there are none left, everything that is not ASCII. "" when the message is about something else."""
    if "could not be displayed" not in message and "missing codepoints" not in message:
        return ""
    named = {character for text in _MISSING.findall(message) for character in _decoded(text)}
    marks = {character for character in source if category(character).startswith("M")}
    for found in (named, marks, set(source)):
        foreign = {character for character in found if not character.isascii() and character != _REPLACEMENT and character in source}
        if foreign:
            return "".join(sorted(foreign))
    return ""


def _decoded(text: str) -> str:
    """Text as Rust prints it for debugging, with escapes such as \\u{200d} put back."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code.group(1), 16)), text)
