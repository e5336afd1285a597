"""A value of a row as the text of a cell, and that text guarded against spreadsheets, which run some of it as a formula."""

import re
from typing import Any

import orjson

from milepost.documents.csv_table import FORMULA_STARTS
from milepost.kernel.inputs import Input, JsonValue, Span

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
STARTS = (*FORMULA_STARTS, "\n", " ")
_GUARDED = re.compile(rf"'+[{re.escape(''.join(STARTS))}]")


def text_in(asked: Input, value: Any) -> str:
    """The value as an import reads it again: of a reference the title, or the id where that may not be known."""
    if value is None:
        return ""
    if isinstance(asked, JsonValue):
        return value if isinstance(value, str) else orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()
    if isinstance(asked, Span) and isinstance(value, int):
        return f"{value // 60}:{value % 60:02d}"
    if isinstance(value, dict):
        return str(value.get("title") or value.get("id") or "")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def guarded(text: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula; a number is none. What begins with apostrophes and then so
    gets one more, so that `unguarded` gives back what was there."""
    formula = text.startswith(STARTS) or _GUARDED.match(text) is not None
    return f"'{text}" if formula and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Without the apostrophe that `guarded` puts before."""
    return text[1:] if _GUARDED.match(text) else text
