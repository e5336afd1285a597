"""Gives committed journal rows their position and chains them: what is sealed cannot be changed, left out or put in unseen.

The chain is not made where rows are written: on PostgreSQL they commit out of the order of their ids, and one chain inside the
transactions would let only one writer at a time go on. It hashes digests, so that a person's data can be erased without breaking it.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.db import connection, transaction

from milepost.kernel.journal.hashed import hashed
from milepost.kernel.models import Counter, JournalEntry

NAME = "journal"
START = sha256(b"milepost journal").hexdigest()
PART = 2_000
"""Rows sealed in one transaction, which on SQLite nobody else can write in."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far the journal is sealed: kept elsewhere, it shows later whether rows at the end were cut off."""

    position: int
    chain: str


def seal(most: int = PART) -> int:
    """Seal up to so many rows that are committed and not sealed; how many there were. One sealer works at a time, others wait."""
    open_rows = JournalEntry.objects.filter(position=None).order_by("id")
    digests = {key: own for own, key in hashed(open_rows[:most], "id")}  # before the lock: what a row says does not change
    if not digests:
        return 0
    with transaction.atomic():
        counter, _ = Counter.objects.select_for_update().get_or_create(name=NAME)
        before = JournalEntry.objects.filter(position=counter.last).values_list("chain", flat=True).first() if counter.last else START
        if before is None:
            raise BrokenChain(f"the row at position {counter.last}, the last that was sealed, is gone")
        sealed = []
        for key in open_rows.filter(id__lte=max(digests)).values_list("id", flat=True):
            if key in digests:
                counter.last += 1
                before = chained(before, counter.last, digests[key])
                sealed.append((counter.last, digests[key], before, key))
        _write(sealed)
        counter.save(update_fields=["last"])
    return len(sealed)


def _write(sealed: list[tuple[int, str, str, int]]) -> None:
    """One statement, prepared once and done for each row."""
    with connection.cursor() as cursor:
        table = JournalEntry._meta.db_table
        cursor.executemany(f"UPDATE {table} SET position = %s, digest = %s, chain = %s WHERE id = %s", sealed)


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
    rows = JournalEntry.objects.exclude(position=None).order_by("position")
    for now, position, own, chain in hashed(rows, "position", "digest", "chain"):
        place += 1
        if position != place:
            raise BrokenChain(f"position {place} is missing; the next row there is has position {position}")
        if now != own:
            _check_erased(place)
        before = chained(before, place, own)
        if chain != before:
            raise BrokenChain(f"the chain does not hold at position {place}: a row before it was changed, removed or put in")
        if known is not None and known.position == place and known.chain != before:
            raise BrokenChain(f"position {place} is not the one that was noted")
    last = Counter.objects.filter(name=NAME).values_list("last", flat=True).first() or 0
    if last != place or (known is not None and known.position > place):
        raise BrokenChain(f"rows after position {place} are gone")
    return Head(place, before)


def _check_erased(place: int) -> None:
    """Of an erased row the digest stands for what it said. Raises BrokenChain for another."""
    row = JournalEntry.objects.get(position=place)
    if not row.erased:
        raise BrokenChain(f"the row at position {place} was changed ({row.operation} on {row.entity} {row.record})")


def chained(before: str, position: int, own: str) -> str:
    """The link of the chain at a position."""
    return sha256(f"{before} {position} {own}".encode()).hexdigest()
