"""The document as Markdown: readable as it stands in a terminal or a chat, and rendered where Markdown is."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from milepost.documents.tongue import phrase
from milepost.documents.tree import (
    Align,
    Block,
    BulletList,
    Callout,
    Code,
    Document,
    Figure,
    Inline,
    KeyFigures,
    Link,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
    one_line,
    runs,
    titled,
)
from milepost.documents.tree.table import DEEPEST_LEVEL
from milepost.documents.wording import STATUS_SIGNS, callout_head, cell_text

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_AT_START = re.compile(r"^(\s*)([#+\-=]|\d+[.)])")


def render_markdown(document: Document, target: BinaryIO) -> None:
    """Write the document as UTF-8 Markdown (CommonMark with GitHub's tables)."""
    target.write(markdown_text(document).encode("utf-8"))


def markdown_text(document: Document) -> str:
    """The document as Markdown. Foreign text is escaped: it cannot become a heading, a link or HTML."""
    lines = [f"# {_safe(titled(document.title))}"]
    if document.subtitle:
        lines += ["", _safe(document.subtitle)]
    if document.facts:
        lines += ["", *(f"- {_safe(fact.label)}: **{_safe(fact.value)}**" for fact in document.facts)]
    for part in _blocks((*document.opening, *document.sections), 2):
        lines += ["", part]
    return "\n".join(lines) + "\n"


def _blocks(blocks: Iterable[Block], depth: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, depth)


def _block(block: Block, depth: int) -> Iterator[str]:
    match block:
        case Section():
            yield f"{'#' * min(depth, 6)} {_safe(titled(block.title))}"
            yield from _blocks(block.blocks, depth + 1)
        case Paragraph():
            yield _start(_inline(block.text))
        case BulletList():
            yield "\n".join(f"- {_inline(item)}" for item in block.items)
        case Table():
            yield _table(block)
        case Figure():
            yield f"**{_safe(phrase('Figure'))}: {_safe(block.title)}**\n\n{_start(_safe(block.description))}"
            if block.table is not None:
                yield _table(block.table)
        case Callout():
            yield f"> **{_safe(callout_head(block.kind, block.title, closed='.'))}** {_inline(block.text)}"
        case KeyFigures():
            yield "\n".join(
                f"- {_safe(figure.label)}: **{_safe(figure.value)}**"
                + (f" ({STATUS_SIGNS[figure.status]} {_safe(figure.note)})".replace("( ", "(") if figure.note else "")
                for figure in block.figures
            )
        case PageBreak():
            yield "---"


def _table(table: Table) -> str:
    caption = f"**{_safe(table.caption)}**"
    if not table.rows and table.totals is None:
        return f"{caption}\n\n{_start(_safe(table.empty))}"
    rules = [{Align.START: ":--", Align.END: "--:", Align.CENTRE: ":-:"}[column.alignment] for column in table.columns]
    lines = [_line([_safe(column.title) for column in table.columns]), _line(rules)]
    lines += [_row(row, table) for row in (*table.rows, *([table.totals] if table.totals else []))]
    return caption + "\n\n" + "\n".join(lines)


def _row(row: Row, table: Table) -> str:
    texts = []
    for number, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        text = _safe(cell_text(cell, column))
        if text and (row.strong or cell.strong):
            text = f"**{text}**"
        indent = "\u2003" * min(row.level, DEEPEST_LEVEL) if number == 0 else ""
        texts.append(indent + text)
    return _line(texts)


def _line(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _inline(text: Text) -> str:
    return "".join(_run(each) for each in runs(text))


def _run(each: Inline) -> str:
    if isinstance(each, str):
        return _safe(each, trim=False)
    if isinstance(each, Strong):
        return f"**{_safe(each.text)}**"
    if isinstance(each, Code):
        ticks = "`" * (1 + max((len(found) for found in re.findall("`+", each.text)), default=0))
        pad = " " if each.text[:1] == "`" or each.text[-1:] == "`" else ""
        return f"{ticks}{pad}{one_line(each.text)}{pad}{ticks}"
    assert isinstance(each, Link)
    target = each.target.replace("(", "%28").replace(")", "%29")
    return f"[{_safe(each.text)}]({target})"


def _safe(text: str, *, trim: bool = True) -> str:
    """Escaped text on one line; `trim` False keeps a blank at its ends, which separates it from the next run."""
    clean = one_line(text)
    if not trim and clean:
        clean = " " * text[:1].isspace() + clean + " " * text[-1:].isspace()
    elif not trim:
        clean = " " if text else ""
    return _SPECIAL.sub(r"\\\1", clean)


def _start(text: str) -> str:
    """A first character that would begin a heading, a list or a rule made harmless."""
    return _AT_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if not found[2][0].isdigit() else f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", text
    )
