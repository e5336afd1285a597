"""What of a journal row is hashed, read in bulk: the same bytes from either database, whatever form that gives to JSON and moments."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

import orjson
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from milepost.kernel.inputs import Instant
from milepost.kernel.models import JournalEntry
from milepost.kernel.rows.columns import moment

HASHED = (
    "account_id",
    "in_place_of_id",
    "drafted_by_id",
    "request",
    "operation",
    "entity",
    "record",
    "version",
    "reason",
    "cause",
    "batch",
)
"""In this order; then the moment and the difference."""
PART = 5_000
_PLAIN = frozenset({str, int, bool, type(None)})


def hashed(rows: QuerySet[JournalEntry], *others: str) -> Iterator[tuple[Any, ...]]:
    """For each row its digest, then the other columns asked for."""
    found = rows.annotate(told_at=moment("at"), told=Cast(F("difference"), TextField()))
    count = len(HASHED)
    for row in found.values_list(*HASHED, "told_at", "told", *others).iterator(chunk_size=PART):
        yield digest(row[:count], row[count], row[count + 1]), *row[count + 2 :]


def digest(plain: Sequence[Any], at: Any, difference: str) -> str:
    """The hash of what a row says. `difference` is JSON."""
    told = at if isinstance(at, str) else Instant().write(at)
    pairs = orjson.loads(difference)
    for pair in pairs.values():
        for value in pair:
            if type(value) not in _PLAIN:
                return _careful([*plain, told], difference)
    return sha256(orjson.dumps([*plain, told, pairs], option=orjson.OPT_SORT_KEYS)).hexdigest()


def _careful(before: list[Any], difference: str) -> str:
    """The same where a number may be one that the databases write in different ways (1e+16, 10000000000000000), or a very long one."""
    whole = [*before, _same(json.loads(difference))]
    return sha256(json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def _same(value: Any) -> Any:
    """A whole number is one, however it was written: PostgreSQL makes 1e+16 a 1 with sixteen zeros, and 0 of -0.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_same(part) for part in value]
    return {name: _same(part) for name, part in value.items()} if isinstance(value, dict) else value
