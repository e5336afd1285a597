"""Writes JSON piece by piece, one record a line: readable, easy to compare, and never whole in memory."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

OPEN_LEVELS = 3
"""Levels of objects that are written over several lines; the lists they hold get a line for each element."""


def write_json_lines(value: Any, stream: BinaryIO) -> None:
    """Writes a value as UTF-8 with a line end at the end. Iterators are written as lists, and used up."""
    for piece in _pieces(value, 0):
        stream.write(piece.encode("utf-8", "replace"))
    stream.write(b"\n")


def _pieces(value: Any, level: int) -> Iterator[str]:
    """An object is opened as long as it is shallow; a list puts each element on a line, opened when it is an object itself."""
    if isinstance(value, Mapping) and value and level < OPEN_LEVELS:
        pairs = ((f"{json.dumps(str(key))}: ", item) for key, item in value.items())
        yield from _opened("{", pairs, "}", level)
    elif isinstance(value, (list, tuple, Iterator)) and level <= OPEN_LEVELS:
        yield from _opened("[", (("", item) for item in value), "]", level)
    else:
        yield json.dumps(list(value) if isinstance(value, Iterator) else value, ensure_ascii=False)


def _opened(begin: str, items: Iterator[tuple[str, Any]], end: str, level: int) -> Iterator[str]:
    first = True
    for lead, item in items:
        yield f"{begin if first else ','}\n{' ' * (level + 1)}{lead}"
        yield from _pieces(item, level + 1)
        first = False
    yield f"{begin}{end}" if first else f"\n{' ' * level}{end}"
