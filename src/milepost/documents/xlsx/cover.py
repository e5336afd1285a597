"""The words of a document as lines of cells, each with the name of a style: what the first sheet shows."""

from collections.abc import Iterable, Iterator

from milepost.documents.tongue import phrase
from milepost.documents.tree import (
    Block,
    BulletList,
    Callout,
    Document,
    Figure,
    KeyFigures,
    Paragraph,
    Section,
    one_line,
    plain,
    titled,
)
from milepost.documents.wording import CALLOUTS, STATUS_SIGNS

Line = tuple[tuple[str, str], ...]


def cover_lines(document: Document) -> Iterator[Line]:
    """Lines of (text, style) pairs: title, heading, label, value, text."""
    yield ((titled(document.title), "title"),)
    if document.subtitle:
        yield ((one_line(document.subtitle), "label"),)
    for fact in document.facts:
        yield (one_line(fact.label), "label"), (one_line(fact.value), "value")
    yield ()
    yield from _blocks((*document.opening, *document.sections))


def _blocks(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Section():
                yield ()
                yield ((titled(block.title), "heading"),)
                yield from _blocks(block.blocks)
            case Paragraph():
                yield ("", "text"), ("", "text"), (plain(block.text), "text")
            case BulletList():
                for item in block.items:
                    yield ("", "text"), ("", "text"), (f"• {plain(item)}", "text")
            case Callout():
                title = f"{one_line(block.title)}. " if block.title else ""
                yield (phrase(CALLOUTS[block.kind]), "label"), ("", "text"), (title + plain(block.text), "text")
            case Figure():
                yield (phrase("Figure"), "label"), ("", "text"), (f"{titled(block.title)}. {one_line(block.description)}", "text")
            case KeyFigures():
                for figure in block.figures:
                    note = f"{STATUS_SIGNS[figure.status]} {one_line(figure.note)}".strip() if figure.note else ""
                    told = ". ".join(part for part in (note, one_line(figure.explanation)) if part)
                    yield (one_line(figure.label), "label"), (one_line(figure.value), "value"), (told, "text")
