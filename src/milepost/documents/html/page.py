"""The page: head with its security policy, cover, contents, sections, in the order they are read."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from itertools import count
from typing import BinaryIO

from milepost.documents.html.escape import inline, words, words_plain
from milepost.documents.html.figures import figure_html
from milepost.documents.html.style import style_sheet
from milepost.documents.html.tables import table_html
from milepost.documents.tongue import phrase, spoken
from milepost.documents.tree import (
    Block,
    BulletList,
    Callout,
    Document,
    Figure,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Section,
    Status,
    Table,
    anchors,
    one_line,
    titled,
    walk_sections,
)
from milepost.documents.wording import CALLOUTS, STATUS_SIGNS
from milepost.values import word

_HERE = "\ue000"
"""Stands in a phrase for what is escaped by itself."""
_MADE = {
    (False, False): word("Made with Milepost."),
    (True, False): word("Made with Milepost for {who}."),
    (False, True): word("Made with Milepost on {when}."),
    (True, True): word("Made with Milepost for {who} on {when}."),
}
"""By whether somebody asked for it, and whether it says when."""


def render_html(document: Document, target: BinaryIO) -> None:
    """Write the document as one UTF-8 HTML file."""
    target.write(html_text(document).encode("utf-8"))


def html_part(document: Document) -> str:
    """The document as an `<article>` within another page, which has `style_within`: the same as in a page of its own."""
    made = _Page(document)
    said = f'lang="{document.language_tag}" dir="{"rtl" if document.is_rightward else "ltr"}"'
    return f'<article class="document" {said}>{made.cover()}{made.body()}{made.footer()}</article>'


def html_text(document: Document) -> str:
    """The document as one HTML file. The same document always gives the same text."""
    return _Page(document).text()


class _Page:
    """Carries what must be unique in the page: anchors in reading order, and a running number for figures and tables."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchors = anchors(document)
        self.sections = count()
        self.numbers = count(1)

    def text(self) -> str:
        document, style = self.document, style_sheet(rightward=self.document.is_rightward)
        digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        author = f'<meta name="author" content="{words_plain(document.author)}">' if document.author else ""
        direction = ' dir="rtl"' if document.is_rightward else ""
        return (
            f'<!doctype html>\n<html lang="{document.language_tag}"{direction}>\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="generator" content="Milepost">{author}\n'
            f"<title>{words_plain(titled(document.title))}</title>\n<style>{style}</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#report">{words(phrase("Skip to the report"))}</a>\n{self.cover()}\n'
            f'<main id="report">\n{self.body()}\n</main>\n{self.footer()}\n</body>\n</html>\n'
        )

    def body(self) -> str:
        """All between cover and footer."""
        opening = self.blocks(self.document.opening, depth=1)
        return f"{opening}\n{self.contents()}\n{self.blocks(self.document.sections, depth=1)}"

    def cover(self) -> str:
        document = self.document
        subtitle = f'<p class="subtitle">{words(one_line(document.subtitle))}</p>' if document.subtitle else ""
        facts = "".join(f"<div><dt>{words(fact.label)}</dt><dd>{words(one_line(fact.value))}</dd></div>" for fact in document.facts)
        listed = f'<dl class="facts">{facts}</dl>' if facts else ""
        return f"<header><h1>{words(titled(document.title))}</h1>{subtitle}{listed}</header>"

    def footer(self) -> str:
        at, who = self.document.created_at, one_line(self.document.author)
        facts = {"who": _HERE, "when": spoken().value(at, "%-d %B %Y at %H:%M") if at else ""}
        made = phrase(_MADE[bool(who), at is not None], **facts)
        return f"<footer>{words(made).replace(_HERE, words(who))}</footer>"

    def contents(self) -> str:
        """A list of links to the sections; none where there is only one."""
        listed = [
            (depth, section, self.anchors[place]) for place, (depth, section) in enumerate(walk_sections(self.document)) if depth <= 2
        ]
        if len(listed) < 2:
            return ""
        items, deep = [], False
        for depth, section, anchor in listed:
            if deep != (depth > 1):
                items.append("<ol>" if depth > 1 else "</li></ol>")
            if depth == 1 or deep:
                items.append("</li>" if items and not items[-1].endswith("<ol>") else "")
            deep = depth > 1
            items.append(_entry(section, anchor, told=depth == 1))
        items.append("</li></ol></li>" if deep else "</li>")
        return f'<nav aria-labelledby="contents"><h2 id="contents">{words(phrase("Contents"))}</h2><ol>{"".join(items)}</ol></nav>'

    def blocks(self, blocks: Iterable[Block], *, depth: int, under: bool = False) -> str:
        """`under` is whether a heading stands right above the first of them."""
        return "\n".join(self.block(block, depth, under=under and number == 0) for number, block in enumerate(blocks))

    def block(self, block: Block, depth: int, *, under: bool = False) -> str:
        match block:
            case Paragraph():
                return f"<p>{inline(block.text)}</p>"
            case BulletList():
                return f"<ul>{''.join(f'<li>{inline(item)}</li>' for item in block.items)}</ul>"
            case Table():
                return table_html(block, identifier=f"table-{next(self.numbers)}", under=under)
            case Figure():
                return figure_html(block, identifier=f"figure-{next(self.numbers)}", under=under)
            case Callout():
                title = f" {words(one_line(block.title))}." if block.title else ""
                told = f'<p><span class="kind">{words(phrase(CALLOUTS[block.kind]))}:{title}</span> {inline(block.text)}</p>'
                return f'<div class="callout {block.kind}" role="note">{told}</div>'
            case KeyFigures():
                return f'<dl class="keys">{"".join(_key_figure(figure) for figure in block.figures)}</dl>'
            case PageBreak():
                return '<div class="page-break"></div>'
            case Section():
                return self.section(block, depth)

    def section(self, section: Section, depth: int) -> str:
        anchor = self.anchors[next(self.sections)]
        level = min(depth + 1, 6)
        inside = self.blocks(section.blocks, depth=depth + 1, under=True)
        heading = f'<h{level} id="{anchor}">{words(titled(section.title))}</h{level}>'
        return f"<section>{heading}\n{inside}</section>"


def _entry(section: Section, anchor: str, *, told: bool) -> str:
    """A line of the contents, still open: what the section is about, and what it found where that is wanted and another thing."""
    name, found = titled(section.label or section.title), titled(section.title)
    finding = f' <span class="told">{words(found)}</span>' if told and name != found else ""
    return f'<li><a href="#{anchor}">{words(name)}</a>{finding}'


def _key_figure(figure: KeyFigure) -> str:
    sign = STATUS_SIGNS[figure.status]
    note = ""
    if figure.note:
        state = "" if figure.status is Status.NONE else f" s-{figure.status}"
        note = f'<dd class="note{state}">{sign} {words(one_line(figure.note))}</dd>'.replace("> ", ">")
    how = ""
    if figure.explanation:
        label = words(phrase("{label} is worked out", label=_HERE)).replace(_HERE, words(one_line(figure.label)))
        asked = f'{words(phrase("How"))}<span class="apart"> {label}</span>'
        how = f"<dd><details><summary>{asked}</summary><p>{words(figure.explanation)}</p></details></dd>"
    return f'<div><dt>{words(one_line(figure.label))}</dt><dd class="value">{words(one_line(figure.value))}</dd>{note}{how}</div>'
