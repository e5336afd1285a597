"""A terminal to print on: knows its width, whether colour is wanted, and how wide a text is that is not only Latin."""

import os
import shutil
import textwrap
import unicodedata
from typing import TextIO

from milepost.documents.tree import one_line

WIDEST, NARROWEST, PIPED = 120, 40, 100
_CODES = {"strong": "1", "quiet": "2", "bad": "31", "notice": "33", "good": "32"}
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F), None)


class Screen:
    """Prints lines to a stream. Colour never speaks alone: the words say the same."""

    def __init__(self, stream: TextIO, *, color: str = "auto") -> None:
        self.stream = stream
        self.width = _width(stream)
        self.color = _color(stream, color)

    def line(self, text: str = "") -> None:
        """One line, trailing blanks removed."""
        print(text.rstrip(), file=self.stream)

    def paint(self, text: str, kind: str) -> str:
        """The text in a colour or weight: strong, quiet, bad, notice, good; as it is where no colour is wanted."""
        return f"\x1b[{_CODES[kind]}m{text}\x1b[0m" if self.color and kind in _CODES and text else text

    def heading(self, text: str) -> None:
        """A project's or part's name with a rule to the edge, after a blank line."""
        self.line()
        name = fit(clean(text), self.width - 4)
        rule = "─" * max(3, self.width - columns(name) - 1)
        self.line(f"{self.paint(name, 'strong')} {self.paint(rule, 'quiet')}")

    def title(self, text: str, kind: str = "strong") -> None:
        """The finding above a list, after a blank line."""
        self.line()
        for line in wrapped(text, self.width - 2):
            self.line(f"  {self.paint(line, kind)}")

    def paragraph(self, text: str, *, indent: int = 4, first: str = "", kind: str = "") -> None:
        """Wrapped text; `first` stands before its first line, inside the indent."""
        lead = " " * (indent - columns(first)) + first if columns(first) <= indent else first
        for number, line in enumerate(wrapped(text, self.width - indent)):
            self.line((lead if number == 0 else " " * indent) + (self.paint(line, kind) if kind else line))


def clean(text: str) -> str:
    """Foreign text on one line that can neither move the cursor nor turn its neighbours around."""
    return one_line(text).translate(_TURNING)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fit(text: str, width: int) -> str:
    """The text in at most `width` columns, with an ellipsis where something was cut off."""
    if columns(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        used += columns(character)
        if used > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def padded(text: str, width: int, *, end: bool = False) -> str:
    """The text with blanks up to `width` columns, before it when it is aligned at its end."""
    blanks = " " * max(0, width - columns(text))
    return blanks + text if end else text + blanks


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters; a word longer than that is cut."""
    return textwrap.wrap(clean(text), max(width, 20), break_on_hyphens=False) or [""]


def _width(stream: TextIO) -> int:
    asked = os.environ.get("COLUMNS", "")
    if stream.isatty() or asked.isdecimal():
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))
    return PIPED


def _color(stream: TextIO, color: str) -> bool:
    if color != "auto":
        return color == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
