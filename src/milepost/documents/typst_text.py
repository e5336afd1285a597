"""Text as Typst string literals, which Typst never reads as markup: the one way in for anything that comes from outside."""

import re

from milepost.documents.tree import printable

_LONG_WORD = re.compile(r"\S{30,}")
_PIECE = 24


def literal(text: str) -> str:
    """A Typst string with the text as it stands."""
    escaped = printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", " ")
    return f'"{escaped}"'


def flowing(text: str) -> str:
    """A Typst string that may be broken anywhere inside words of 30 letters or more, so that nothing runs off the page."""
    return literal(_LONG_WORD.sub(lambda word: "\u200b".join(_pieces(word.group())), printable(text)))


def _pieces(word: str) -> list[str]:
    return [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]


def array(items: list[str]) -> str:
    """A Typst array of items that are already code; the comma after one item keeps it from being mere brackets."""
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
