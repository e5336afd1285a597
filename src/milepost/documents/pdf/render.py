"""The document as a tagged PDF (PDF/UA-1), set by Typst from its wheel: no system library, the same bytes for the same document."""

import re
from datetime import UTC
from pathlib import Path
from typing import BinaryIO

from milepost.documents.missing import DependencyMissing
from milepost.documents.pdf.literal import literal
from milepost.documents.pdf.source import typst_source
from milepost.documents.tree import Document

FONTS = Path(__file__).parent.parent / "fonts"
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_REPLACEMENT = "\u25a1"
_MOST_TRIES = 6


class PdfRefused(Exception):
    """Typst would not set the document. Its message is the whole text; it points at Milepost, never at the reader's data."""


def render_pdf(document: Document, target: BinaryIO) -> None:
    """Write the document as PDF. Scripts that Inter lacks are taken from the machine's fonts; characters that no font has are shown
    as a box, and the last line of the document says which. Raises DependencyMissing without typst, PdfRefused when it fails."""
    source, lost = typst_source(document), ""
    for _ in range(_MOST_TRIES):
        data, missing = _compiled(source + _note(lost), document)
        if data is not None:
            target.write(data)
            return
        lost = "".join(sorted(set(lost) | set(missing)))
        source = source.translate({ord(character): _REPLACEMENT for character in missing})
    data, _ = _compiled(source.encode("ascii", "replace").decode("ascii"), document)
    if data is None:
        raise PdfRefused("the PDF could not be set: no font on this machine shows its text. Install a font, for example Noto Sans")
    target.write(data)


def _note(lost: str) -> str:
    if not lost:
        return ""
    codes = ", ".join(f"U+{ord(character):04X}" for character in lost[:20]) + (" and more" if len(lost) > 20 else "")
    text = f"{_REPLACEMENT} stands for {len(lost)} different characters that no font on the machine that made this file has: {codes}."
    return f"#par(text({literal(text)}))\n"


def _compiled(source: str, document: Document) -> tuple[bytes | None, str]:
    """The PDF, or None and the characters that no font can show."""
    try:
        import typst
    except ImportError as missing:
        raise DependencyMissing(package="typst", extra="pdf", purpose="Writing a PDF") from missing
    moment = int(document.dated_at.replace(tzinfo=UTC).timestamp())
    fonts = typst.Fonts(font_paths=[str(FONTS)])
    try:
        made = typst.compile(source.encode("utf-8"), format="pdf", font_paths=fonts, pdf_standards=["ua-1"], timestamp=moment)
    except typst.TypstError as error:
        texts = _MISSING.findall(f"{error.diagnostic}\n{error}")
        missing_ones = {character for text in texts for character in _decoded(text) if not character.isascii()}
        if not missing_ones:
            raise PdfRefused(f"the PDF could not be set: {error}") from error
        return None, "".join(missing_ones)
    assert isinstance(made, bytes)
    return made, ""


def _decoded(text: str) -> str:
    """Text as Rust prints it for debugging, with escapes such as \\u{200d} put back."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code.group(1), 16)), text)
