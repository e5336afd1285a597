"""Tables on the terminal: aligned columns, one of which gives way when the terminal is narrow."""

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.cli.console.screen import Screen, clean, columns, fit, padded


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: `end` aligns at its end; `flexible` gives way first; columns with the highest `spare` are left out when it is tight."""

    title: str
    end: bool = False
    flexible: bool = False
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row of texts. `kind` paints it whole (see `Screen.paint`); `level` indents the flexible column."""

    texts: tuple[str, ...]
    kind: str = ""
    level: int = 0


NARROW = 16
"""No name is cut shorter than this while another column can be left out."""


def print_table(screen: Screen, headings: Sequence[Heading], lines: Sequence[Line], *, indent: int = 4, more: str = "") -> None:
    """Prints the rows below their headings; columns without any text are left out, `more` stands below."""
    lines = [Line(tuple(clean(text) for text in line.texts), line.kind, line.level) for line in lines]
    kept = [n for n in range(len(headings)) if any(line.texts[n] for line in lines)]
    kept, widths = _fitted(headings, lines, kept, screen.width - indent)
    lead = " " * indent
    titles = (padded(fit(headings[n].title, widths[n]), widths[n], end=headings[n].end) for n in kept)
    screen.line(lead + screen.paint("  ".join(titles).rstrip(), "quiet"))
    for line in lines:
        texts = []
        for n in kept:
            text = "  " * min(line.level, 6) + line.texts[n] if headings[n].flexible else line.texts[n]
            texts.append(padded(fit(text, widths[n]), widths[n], end=headings[n].end))
        screen.line(lead + screen.paint("  ".join(texts).rstrip(), line.kind))
    if more:
        screen.paragraph(more, indent=indent, kind="quiet")


def _fitted(headings: Sequence[Heading], lines: Sequence[Line], kept: list[int], room: int) -> tuple[list[int], dict[int, int]]:
    """Which columns fit, and how wide each is."""
    while True:
        widths = {n: max(columns(headings[n].title), *(_need(headings[n], line, n) for line in lines), 1) for n in kept}
        flexible = next((n for n in kept if headings[n].flexible), None)
        over = sum(widths.values()) + 2 * (len(kept) - 1) - room
        if over <= 0 or flexible is None:
            return kept, widths
        if widths[flexible] - over >= min(NARROW, widths[flexible]):
            widths[flexible] -= over
            return kept, widths
        spare = max(kept, key=lambda n: headings[n].spare)
        if not headings[spare].spare:
            return kept, _squeezed(widths, over)
        kept = [n for n in kept if n != spare]


def _squeezed(widths: dict[int, int], over: int) -> dict[int, int]:
    """Columns cut one by one, the widest first, when nothing can be left out any more."""
    while over > 0 and max(widths.values()) > 4:
        widest = max(widths, key=lambda n: widths[n])
        widths[widest] -= 1
        over -= 1
    return widths


def _need(heading: Heading, line: Line, n: int) -> int:
    return columns(line.texts[n]) + (2 * min(line.level, 6) if heading.flexible else 0)
