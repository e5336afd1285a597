"""Gives committed journal rows their position and chains them: what is sealed cannot be changed, left out or put in unseen.

The chain is not made where rows are written: on PostgreSQL they commit out of the order of their ids, and one chain inside the
transactions would let only one writer at a time go on. It hashes digests, so that a person's data can be erased without breaking it.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from django.db import transaction

from milepost.kernel.inputs import Instant
from milepost.kernel.models import Counter, JournalEntry

NAME = "journal"
START = sha256(b"milepost journal").hexdigest()
PART = 5_000
HASHED = ("account_id", "request", "operation", "entity", "record", "version", "difference", "reason", "cause", "batch")


@dataclass(frozen=True, slots=True)
class Head:
    """How far the journal is sealed: kept elsewhere, it shows later whether rows at the end were cut off."""

    position: int
    chain: str


def seal(most: int = PART) -> int:
    """Seal up to so many rows that are committed and not sealed; how many there were. One sealer works at a time, others wait."""
    if not JournalEntry.objects.filter(position=None).exists():
        return 0
    with transaction.atomic():
        counter, _ = Counter.objects.select_for_update().get_or_create(name=NAME)
        before = JournalEntry.objects.filter(position=counter.last).values_list("chain", flat=True).first() if counter.last else START
        if before is None:
            raise BrokenChain(f"the row at position {counter.last}, the last that was sealed, is gone")
        rows = list(JournalEntry.objects.filter(position=None).order_by("id")[:most])
        for row in rows:
            counter.last += 1
            row.position, row.digest = counter.last, digest(row)
            row.chain = before = chained(before, counter.last, row.digest)
        JournalEntry.objects.bulk_update(rows, ["position", "digest", "chain"], batch_size=500)
        counter.save(update_fields=["last"])
    return len(rows)


def head() -> Head:
    """The last sealed position."""
    for position, chain in JournalEntry.objects.exclude(position=None).order_by("-position").values_list("position", "chain")[:1]:
        return Head(position or 0, chain)
    return Head(0, START)


class BrokenChain(Exception):
    """The journal was changed outside of Milepost: where, and how it shows."""


def verify(known: Head | None = None) -> Head:
    """Go through the whole chain. Raises BrokenChain at the first row that is not as it was sealed; with a head that was kept elsewhere
    also when the journal does not hold it any more."""
    before, place = START, 0
    rows = JournalEntry.objects.exclude(position=None).order_by("position").iterator(chunk_size=PART)
    while part := list(islice(rows, PART)):
        for row in part:
            place += 1
            if row.position != place:
                raise BrokenChain(f"position {place} is missing; the next row there is has position {row.position}")
            if not row.erased and digest(row) != row.digest:
                raise BrokenChain(f"the row at position {place} was changed ({row.operation} on {row.entity} {row.record})")
            before = chained(before, place, row.digest)
            if row.chain != before:
                raise BrokenChain(f"the chain does not hold at position {place}: a row before it was changed, removed or put in")
            if known is not None and known.position == place and known.chain != before:
                raise BrokenChain(f"position {place} is not the one that was noted")
    last = Counter.objects.filter(name=NAME).values_list("last", flat=True).first() or 0
    if last != place or (known is not None and known.position > place):
        raise BrokenChain(f"rows after position {place} are gone")
    return Head(place, before)


def digest(row: JournalEntry) -> str:
    """The hash of what a row says."""
    content = {name: getattr(row, name) for name in HASHED} | {"at": Instant().write(row.at)}
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def chained(before: str, position: int, own: str) -> str:
    """The link of the chain at a position."""
    return sha256(f"{before} {position} {own}".encode()).hexdigest()
