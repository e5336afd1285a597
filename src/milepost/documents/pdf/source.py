"""The document as Typst source: calls of the functions in report.typ with string literals, page turned for charts that need the width."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from milepost.documents.charts.pictures import pictures
from milepost.documents.drawing import svg_for_pdf
from milepost.documents.pdf.tables import is_wide, table_source
from milepost.documents.tongue import phrase
from milepost.documents.tree import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Code,
    Document,
    Figure,
    Gantt,
    Inline,
    KeyFigure,
    KeyFigures,
    Link,
    PageBreak,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    anchors,
    one_line,
    runs,
    titled,
    walk_sections,
)
from milepost.documents.typst_text import array, flowing, literal
from milepost.documents.wording import STATUS_SIGNS, callout_head

_TONES = {CalloutKind.NOTE: "accent", CalloutKind.WARNING: "notice", CalloutKind.ERROR: "bad"}
GANTT_WIDTH, GANTT_NAMES, GANTT_ROWS = 1180.0, 350.0, 24
CHART_WIDTH = 820.0


def typst_source(document: Document) -> str:
    """The whole source, template included; it reads no other file."""
    return (Path(__file__).parent / "report.typ").read_text("utf-8") + "\n" + _Source(document).text()


class _Source:
    """Carries the anchors and which way the page lies."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchors = anchors(document)
        self.known = set(self.anchors.values())
        self.places = count()
        self.turned = False

    def text(self) -> str:
        document, when = self.document, self.document.dated_at
        language, *parts = document.language_tag.split("-")
        region = next((part for part in parts if len(part) == 2), "")
        settings = [
            f"title: {literal(titled(document.title))}",
            f"author: {literal(one_line(document.author))}",
            f"date: datetime(year: {when.year}, month: {when.month}, day: {when.day}, hour: {when.hour}, minute: {when.minute}, second: 0)",
            f"lang: {literal(language)}",
            f"region: {literal(region) if region else 'none'}",
            f"running: {literal(titled(document.title)[:90])}",
        ]
        facts = array([array([flowing(one_line(fact.label)), flowing(one_line(fact.value))]) for fact in document.facts])
        parts = [
            f"#show: report.with({', '.join(settings)})",
            f"#cover({flowing(titled(document.title))}, {flowing(one_line(document.subtitle))}, {facts})",
            *self.blocks(document.opening, 1),
        ]
        if len(self.anchors) > 1:
            parts.append(self.contents())
        parts += self.blocks(document.sections, 1)
        return "\n".join(parts) + "\n"

    def contents(self) -> str:
        """The contents: a short name for every section, and what it found beside those of the first level."""
        named = []
        for place, (depth, section) in enumerate(walk_sections(self.document)):
            name, found = titled(section.label or section.title), titled(section.title)
            told = found if depth == 1 and name != found else ""
            named.append(f"{literal(self.anchors[place])}: (name: {flowing(name)}, told: {flowing(told)})")
        return f"#contents({literal(phrase('Contents'))}, ({', '.join(named)}))"

    def blocks(self, blocks: Iterable[Block], depth: int, *, under: bool = False) -> list[str]:
        """`under` is whether a heading stands right above the first of them."""
        return [line for number, block in enumerate(blocks) for line in self.block(block, depth, under=under and number == 0)]

    def block(self, block: Block, depth: int, *, under: bool = False) -> list[str]:
        match block:
            case Section():
                turn = self.turn(_needs_width(block.blocks[0])) if block.blocks and not isinstance(block.blocks[0], Section) else []
                anchor = self.anchors[next(self.places)]
                heading = f"#heading(level: {min(depth, 6)}, {flowing(titled(block.title))}) <{anchor}>"
                return [*turn, heading, *self.blocks(block.blocks, depth + 1, under=True)]
            case Figure():
                return [*self.turn(_needs_width(block)), *self.figure(block, under=under)]
            case PageBreak():
                return ["#pagebreak(weak: true)"]
        turn = self.turn(_needs_width(block))
        match block:
            case Paragraph():
                return [*turn, f"#par({self.inline(block.text)})"]
            case BulletList():
                return [*turn, f"#list({', '.join(self.inline(item) for item in block.items)})"] if block.items else turn
            case Table():
                return [*turn, self.table(block, under=under)]
            case Callout():
                title = callout_head(block.kind, block.title, closed=".")
                return [*turn, f"#callout({literal(_TONES[block.kind])}, {flowing(title)}, {self.inline(block.text)})"]
            case KeyFigures():
                return [*turn, f"#keys({array([_key_figure(figure) for figure in block.figures])})"] if block.figures else turn

    def turn(self, wide: bool) -> list[str]:
        """The page turned to landscape or back, which begins a new one; nothing when it lies right already."""
        if wide == self.turned:
            return []
        self.turned = wide
        return [f"#set page(flipped: {'true' if wide else 'false'})"]

    def figure(self, figure: Figure, *, under: bool) -> list[str]:
        wide = isinstance(figure.chart, Gantt)
        drawings, omission = pictures(
            figure, width=GANTT_WIDTH if wide else CHART_WIDTH, names_width=GANTT_NAMES, band_rows=GANTT_ROWS, lanes_per_picture=6
        )
        lines = [f"#par({flowing(omission)})"] if omission else []
        for number, picture in enumerate(drawings):
            told = f"{picture.title}. {picture.description}" if number == 0 else picture.title
            svg = literal(svg_for_pdf(picture))
            lines.append(f"#drawn({flowing(picture.title)}, {svg}, {literal(told)}, {'true' if under else 'false'})")
        if figure.table is not None:
            lines += [*self.turn(is_wide(figure.table)), self.table(figure.table)]
        return lines

    def table(self, table: Table, *, under: bool = False) -> str:
        return table_source(table, turned=self.turned, under=under, rightward=self.document.is_rightward)

    def inline(self, text: Text) -> str:
        """A text as one Typst expression."""
        return " + ".join(self.run(each) for each in runs(text)) or '""'

    def run(self, each: Inline) -> str:
        if isinstance(each, str):
            return f"text({flowing(each)})"
        if isinstance(each, Strong):
            return f"strong({flowing(each.text)})"
        if isinstance(each, Code):
            return f"mono({flowing(each.text)})"
        assert isinstance(each, Link)
        if each.target.startswith("#"):
            anchor = each.target[1:]
            return f"link(<{anchor}>, {flowing(each.text)})" if anchor in self.known else f"text({flowing(each.text)})"
        return f"link({literal(each.target)}, {flowing(each.text)})"


def _needs_width(block: Block) -> bool:
    return (isinstance(block, Figure) and isinstance(block.chart, Gantt)) or (isinstance(block, Table) and is_wide(block))


def _key_figure(figure: KeyFigure) -> str:
    note = f"{STATUS_SIGNS[figure.status]} {one_line(figure.note)}".strip() if figure.note else ""
    fields = {"label": one_line(figure.label), "value": one_line(figure.value), "note": note, "explanation": one_line(figure.explanation)}
    written = [f"{name}: {flowing(text)}" for name, text in fields.items()]
    return f"({', '.join([*written, f'status: {literal(figure.status)}'])})"
