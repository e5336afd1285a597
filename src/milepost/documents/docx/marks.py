"""Text in a Word file: inline runs, links, bookmarks, call-outs, and the few style settings the report needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.documents.tree import Callout, CalloutKind, Code, Link, Strong, Text, printable, runs
from milepost.documents.wording import callout_head

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

BAND = 22  # rows of a Gantt chart that fit a landscape page below its heading
_COLOURS = {CalloutKind.NOTE: "1F53C9", CalloutKind.WARNING: "8A4B00", CalloutKind.ERROR: "AB1F15"}


_AFTER_BIDI = tuple(f"w:{name}" for name in ("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "rPr"))
"""What may stand behind the direction of a paragraph in a style."""


class Marks:
    """Writes text into one Word document. `known` are the anchors that links may lead to."""

    def __init__(self, word: WordDocument, *, known: set[str]) -> None:
        self.word, self.known = word, known
        self.bookmarks = 0

    def prepare(self, language: str, *, rightward: bool = False) -> None:
        """Language and quiet colours in the styles, instead of the template's American English and blue."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        styles = self.word.styles
        for name in ("Title", "Subtitle", "Caption", *(f"Heading {level}" for level in range(1, 10))):
            styles[name].font.color.rgb = RGBColor(0x1A, 0x22, 0x30)
            styles[name].font.italic = False
        styles["Title"].font.size, styles["Caption"].font.size = Pt(22), Pt(10)
        styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10)
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        spoken = defaults.find(qn("w:lang"))
        if spoken is None:
            spoken = OxmlElement("w:lang")
            defaults.append(spoken)
        spoken.set(qn("w:val"), language)
        if rightward:
            spoken.set(qn("w:bidi"), language)
            spoken.addprevious(OxmlElement("w:rtl"))
            styles["Normal"].element.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)

    def text(self, paragraph: WordParagraph, text: Text) -> None:
        """Append the inline runs of a text."""
        for each in runs(text):
            if isinstance(each, Link):
                self._link(paragraph, each)
                continue
            run = paragraph.add_run(printable(each if isinstance(each, str) else each.text))
            run.bold = True if isinstance(each, Strong) else None
            if isinstance(each, Code):
                run.font.name = "Consolas"

    def heading(self, title: str, *, level: int, anchor: str) -> None:
        """A heading that links may lead to."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = self.word.add_paragraph(title, style=f"Heading {level}")
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self.bookmarks))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), _bookmark(anchor))
            paragraph._p.append(mark)
        self.bookmarks += 1

    def pair(self, label: str, value: str, *, extra: str = "") -> None:
        """ "Label: value" on a line, with what explains it behind."""
        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.space_after = 0
        paragraph.add_run(f"{label}: ")
        paragraph.add_run(value).bold = True
        if extra:
            paragraph.add_run(f" ({extra})")

    def callout(self, callout: Callout) -> None:
        """The kind in words and colour, then the text."""
        from docx.shared import RGBColor

        paragraph = self.word.add_paragraph(style="Intense Quote" if callout.kind is CalloutKind.ERROR else "Normal")
        head = paragraph.add_run(f"{callout_head(callout.kind, callout.title, closed='.')} ")
        head.bold, head.font.color.rgb = True, RGBColor.from_string(_COLOURS[callout.kind])
        self.text(paragraph, callout.text)

    def describe_last_picture(self, title: str, description: str) -> None:
        """Alternative text of the picture that was just added."""
        properties = self.word.inline_shapes[-1]._inline.docPr
        properties.set("descr", description)
        properties.set("title", title[:255])

    def _link(self, paragraph: WordParagraph, link: Link) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        target, text = link.target, printable(link.text)
        if target.startswith("#") and target[1:] not in self.known:
            paragraph.add_run(text)
            return
        element = OxmlElement("w:hyperlink")
        if target.startswith("#"):
            element.set(qn("w:anchor"), _bookmark(target[1:]))
        else:
            element.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = paragraph.add_run(text)
        run.font.underline = True
        element.append(run._r)
        paragraph._p.append(element)


def _bookmark(anchor: str) -> str:
    """Word's bookmarks begin with a letter, know no hyphen, and have at most 40 characters."""
    return ("s_" + anchor.replace("-", "_"))[:40]
