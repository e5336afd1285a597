"""The document: what every renderer takes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from milepost.documents.tree.blocks import Block, Figure, Section
from milepost.documents.tree.table import Table
from milepost.documents.tree.text import one_line

RIGHTWARD = frozenset({"ar", "arc", "ckb", "dv", "fa", "ha", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the cover: "Status date", "Monday 5 January 2026"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report: `opening` (key figures, a first paragraph) stands before the contents, `sections` after it.

    `created_at` is what the file says of its age; without it every renderer writes 1 January 1980, never the clock's time, so that
    the same document always gives the same bytes.
    """

    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    language: str = "en-GB"
    author: str = ""
    facts: tuple[Fact, ...] = ()
    opening: tuple[Block, ...] = ()
    created_at: datetime | None = None

    @property
    def language_tag(self) -> str:
        """The language as "en" or "en-GB"; "en" when it is anything else, for screen readers choose their voice by it."""
        return self.language if re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", self.language) else "en"

    @property
    def is_rightward(self) -> bool:
        """Whether its language is written from right to left."""
        return self.language.partition("-")[0] in RIGHTWARD

    @property
    def dated_at(self) -> datetime:
        """The moment to write into the file's own properties."""
        return self.created_at or datetime(1980, 1, 1)


def anchors(document: Document) -> dict[int, str]:
    """A unique anchor for every section, keyed by its place in `walk_sections` order: the given one, or one made from the title."""
    taken: set[str] = set()
    found: dict[int, str] = {}
    for place, (_, section) in enumerate(walk_sections(document)):
        base = re.sub(r"[^a-z0-9]+", "-", (section.anchor or one_line(section.title)).lower()).strip("-")[:60] or "section"
        anchor, number = base, 2
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        taken.add(anchor)
        found[place] = anchor
    return found


def walk_sections(document: Document) -> Iterator[tuple[int, Section]]:
    """Every section with its depth, 1 for those of the document itself, in reading order."""

    def below(blocks: Iterable[Block], depth: int) -> Iterator[tuple[int, Section]]:
        for block in blocks:
            if isinstance(block, Section):
                yield depth, block
                yield from below(block.blocks, depth + 1)

    yield from below((*document.opening, *document.sections), 1)


def tables(document: Document) -> Iterator[Table]:
    """Every table in reading order, those of figures included."""

    def below(blocks: Iterable[Block]) -> Iterator[Table]:
        for block in blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Figure) and block.table is not None:
                yield block.table
            elif isinstance(block, Section):
                yield from below(block.blocks)

    yield from below((*document.opening, *document.sections))
