"""Any JSON value, within limits."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from milepost.kernel.inputs.input import Input, Json, Unread
from milepost.values import said

MOST_LETTERS = 2_000_000
DEEPEST = 40
_HALF = re.compile("[\ud800-\udfff]")


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
            raise Unread("too-deep", said("this is nested more than {deepest} levels deep.", deepest=DEEPEST))
        try:
            written = json.dumps(raw, allow_nan=False, ensure_ascii=False)
        except ValueError:
            raise Unread("not-json", said("this is no JSON: it holds infinity or what is no number.")) from None
        if any("\0" in text or _HALF.search(text) for text in _texts(raw)):
            raise Unread("control-character", said("this holds a zero character or half of a character, which is no text."))
        if any(type(number) is int and not -(2**63) <= number < 2**63 for number in _leaves(raw)):
            raise Unread("out-of-range", said("this holds a whole number of more than 64 bits; write it as text."))
        if len(written) > MOST_LETTERS:
            raise Unread(
                "too-long",
                said("this has {count:,} characters; at most {most_letters:,} are kept.", count=len(written), most_letters=MOST_LETTERS),
            )
        return raw

    def example(self, number: int = 1) -> Json:
        return {"number": number}

    def schema(self) -> dict[str, Json]:
        return {"type": ["object", "array", "string", "number", "boolean", "null"]}


def _leaves(value: Json) -> Iterator[Json]:
    """Everything in it that holds nothing else, and every name."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
        else:
            yield one


def _texts(value: Json) -> Iterator[str]:
    return (one for one in _leaves(value) if isinstance(one, str))


def _depth(value: Json) -> int:
    """How deep, without recursion; it stops where it is deep enough to refuse."""
    level, found = [value], 0
    while level and found <= DEEPEST:
        found += 1
        level = [part for one in level if isinstance(one, list | dict) for part in (one.values() if isinstance(one, dict) else one)]
    return found
