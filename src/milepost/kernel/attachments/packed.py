"""Packed files: what would come out of them is counted before anybody unpacks them, so that no bomb is kept for others to step on."""

import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from milepost.kernel.attachments.markup import XML_HEAD, is_typed
from milepost.values import said

MEBIBYTE = 1024 * 1024
MOST_ENTRIES = 10_000
MOST_UNPACKED = 1024 * MEBIBYTE
MOST_TIMES = 150
"""How many times its packed size something may have; office files stay below 50."""
SMALL = 16 * MEBIBYTE
"""What is no larger unpacked harms nobody, however often it says the same."""
DEEPEST = 3
MOST_INSIDE = 256 * MEBIBYTE
"""Of packed files inside packed files so much is unpacked, all in all, to look into them."""
IN_MEMORY = 8 * MEBIBYTE
PART = 1024 * 1024
ZIPS, GZIP, ENTRY = (b"PK\x03\x04", b"PK\x05\x06"), b"\x1f\x8b", b"PK\x01\x02"
STARTS = (*ZIPS, GZIP)
READ, ENCRYPTED = (ZIP_STORED, ZIP_DEFLATED), 1
"""What is packed otherwise, or encrypted, is not looked into; it is counted."""
OFFICE_PARTS = (".xml", ".rels", ".vml")


class Bomb(Exception):
    """What is wrong with a packed file, as the end of a sentence: "holds more than 10,000 files"."""


@dataclass
class _Budget:
    """What is left of the entries and bytes that one attachment may have, all levels together."""

    entries: int = MOST_ENTRIES
    unpacked: int = MOST_UNPACKED
    inside: int = MOST_INSIDE


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever a damaged file makes of its reader."""
    try:
        yield
    except Bomb:
        raise
    except Exception as error:
        raise Bomb(said("is a damaged packed file, into which nobody can look")) from error


def check_packed(content: bytes) -> None:
    """Looks into a ZIP or GZIP file, and into those it holds; anything else passes. Raises Bomb."""
    _check(BytesIO(content), len(content), _Budget(), 1)


def declares_type(content: bytes) -> bool:
    """Whether a part of an office file declares a document type, with which XML makes much out of little or reads other files.
    Raises Bomb."""
    with _readable(), ZipFile(BytesIO(content)) as archive:
        for one in archive.infolist():
            if one.filename.lower().endswith(OFFICE_PARTS) and one.compress_type in READ and not one.flag_bits & ENCRYPTED:
                with archive.open(one) as stream:
                    if is_typed(stream.read(XML_HEAD)):
                        return True
    return False


def _check(packed: IO[bytes], size: int, budget: _Budget, depth: int) -> None:
    start = packed.read(4)
    packed.seek(0)
    if depth > DEEPEST and start.startswith(STARTS):
        raise Bomb(said("holds packed files within packed files, more than {deepest} levels deep", deepest=DEEPEST))
    if start.startswith(ZIPS):
        with _readable():
            _check_zip(packed, size, budget, depth)
    elif start.startswith(GZIP):
        _check_gzip(packed, budget, depth)


def _check_zip(packed: IO[bytes], size: int, budget: _Budget, depth: int) -> None:
    budget.entries -= _entries_in(packed)
    if budget.entries < 0:
        raise Bomb(said("holds more than {most_entries:,} files", most_entries=MOST_ENTRIES))
    with ZipFile(packed) as archive:
        entries = archive.infolist()
        _count(budget, sum(one.file_size for one in entries), size)
        for one in entries:
            if one.compress_type in READ and not one.is_dir() and not one.flag_bits & ENCRYPTED:
                _look_inside(archive, one, budget, depth)


def _entries_in(packed: IO[bytes]) -> int:
    """How many entries a ZIP file lists: counted before a list of them is made."""
    found, before = 0, b""
    while part := packed.read(PART):
        found += (before + part).count(ENTRY)
        before = part[-len(ENTRY) + 1 :]
    packed.seek(0)
    return found


def _look_inside(archive: ZipFile, one: ZipInfo, budget: _Budget, depth: int) -> None:
    with archive.open(one) as stream:
        start = stream.read(4)
    if not start.startswith(STARTS):
        return
    budget.inside -= one.file_size
    if budget.inside < 0:
        raise Bomb(said("holds packed files of more than {most_inside} MB within itself", most_inside=MOST_INSIDE // MEBIBYTE))
    with archive.open(one) as stream, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        while part := stream.read(PART):
            kept.write(part)
        kept.seek(0)
        _check(kept, one.file_size, budget, depth + 1)


def _check_gzip(packed: IO[bytes], budget: _Budget, depth: int) -> None:
    """GZIP does not say truthfully how large its content is: it is unpacked, bit by bit, and stopped where it is too much."""
    found = taken = 0
    start = b""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        for part, taken in _unpacked(packed):
            start = start or part[:4].ljust(4)
            found += len(part)
            _count(budget, len(part), taken, whole=found)
            if start.startswith(STARTS):
                budget.inside -= len(part)
                if budget.inside < 0:
                    raise Bomb(said("holds packed files of more than {most_inside} MB within itself", most_inside=MOST_INSIDE // MEBIBYTE))
                kept.write(part)
        kept.seek(0)
        _check(kept, found, budget, depth + 1)


def _unpacked(packed: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Parts of the content, each with how much of the packed file was read for what came out so far."""
    engine = zlib.decompressobj(31)
    taken = 0
    waiting = b""
    try:
        while waiting or (waiting := packed.read(65_536)):
            part = engine.decompress(waiting, PART)
            taken += len(waiting) - len(engine.unconsumed_tail) - len(engine.unused_data)
            waiting = engine.unconsumed_tail
            if part:
                yield part, taken
            if engine.eof:
                waiting = engine.unused_data.lstrip(b"\0") or packed.read(65_536).lstrip(b"\0")
                engine = zlib.decompressobj(31)
    except zlib.error as error:
        raise Bomb(said("is a damaged packed file, into which nobody can look")) from error


def _count(budget: _Budget, unpacked: int, packed: int, *, whole: int | None = None) -> None:
    budget.unpacked -= unpacked
    if budget.unpacked < 0:
        raise Bomb(said("would have more than {most_unpacked:,} MB when it is unpacked", most_unpacked=MOST_UNPACKED // MEBIBYTE))
    size = unpacked if whole is None else whole
    if size > SMALL and size > MOST_TIMES * max(packed, 1):
        raise Bomb(said("would become more than {most_times} times as large when it is unpacked", most_times=MOST_TIMES))
