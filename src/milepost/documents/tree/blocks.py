"""The blocks a section is made of: paragraphs, lists, figures, call-outs, key figures, page breaks, and further sections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from milepost.documents.tree.table import Status, Table
from milepost.documents.tree.text import Text

if TYPE_CHECKING:
    from milepost.documents.tree.chart import Chart


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the finding as its title ("80 % chance by 25 August"), told in words by `description`, and as numbers by `table`."""

    title: str
    chart: Chart
    description: str
    table: Table | None = None


class CalloutKind(StrEnum):
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Callout:
    kind: CalloutKind
    text: Text
    title: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that is read first. `note` stands beside the value ("+9 days"), `explanation` says how it was computed."""

    label: str
    value: str
    note: str = ""
    explanation: str = ""
    status: Status = Status.NONE


@dataclass(frozen=True, slots=True)
class KeyFigures:
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page on paper; nothing on a screen."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. Depth comes from nesting, so headings can never skip a level. The title is the finding: where
    the first block is a figure or a table, its own title only says what it is, and is written small."""

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""  # for links; made from the title when empty
    label: str = ""  # what it is about in a word or two, for the list of contents; the title when empty


Block = Paragraph | BulletList | Table | Figure | Callout | KeyFigures | PageBreak | Section
