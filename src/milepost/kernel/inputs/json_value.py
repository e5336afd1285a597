"""Any JSON value, within limits."""

import json
from dataclasses import dataclass

from milepost.kernel.inputs.input import Input, Json, Unread

MOST_LETTERS = 2_000_000
DEEPEST = 40


@dataclass(frozen=True, kw_only=True)
class JsonValue(Input):
    """JSON as it is, or its text; not deeper than forty levels."""

    def read(self, raw: Json) -> Json:
        text = raw if isinstance(raw, str) else ""
        if text:
            try:
                raw = json.loads(text)
            except (ValueError, RecursionError):
                raw = text
        if _depth(raw) > DEEPEST:
            raise Unread("too-deep", f"this is nested more than {DEEPEST} levels deep.")
        try:
            written = json.dumps(raw, allow_nan=False)
        except ValueError:
            raise Unread("not-json", "this is no JSON: it holds infinity or what is no number.") from None
        if "\\u0000" in written:
            raise Unread("control-character", "this holds a zero character, which is no text.")
        if len(written) > MOST_LETTERS:
            raise Unread("too-long", f"this has {len(written):,} characters; at most {MOST_LETTERS:,} are kept.")
        return raw

    def example(self, number: int = 1) -> Json:
        return {"number": number}

    def schema(self) -> dict[str, Json]:
        return {"type": ["object", "array", "string", "number", "boolean", "null"]}


def _depth(value: Json) -> int:
    """How deep, without recursion; it stops where it is deep enough to refuse."""
    level, found = [value], 0
    while level and found <= DEEPEST:
        found += 1
        level = [part for one in level if isinstance(one, list | dict) for part in (one.values() if isinstance(one, dict) else one)]
    return found
