"""Damaged files of every foreign format are read or refused in words: never an exception of another kind, never a reader left behind."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from milepost.exchange.foreign.limits import Limits
from milepost.exchange.imported import Imported, Unreadable
from milepost.exchange.read import read_plans


def lines_shuffled(data: bytes, chance: random.Random) -> bytes:
    """The lines in another order, the first kept: references before what they refer to."""
    first, *rest = data.split(b"\n")
    chance.shuffle(rest)
    return b"\n".join([first, *rest])


def digits_changed(data: bytes, chance: random.Random) -> bytes:
    """A fifth of the digits changed: dates, ids and sums that cannot be."""
    return bytes(chance.choice(b"0123456789-") if 48 <= byte <= 57 and chance.random() < 0.2 else byte for byte in data)


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """One byte in fifty changed, the beginning kept, so that the kind is still recognised."""
    return data[:600] + bytes(chance.randrange(256) if chance.random() < 0.02 else byte for byte in data[600:])


def piece_repeated(data: bytes, chance: random.Random) -> bytes:
    """A piece from the middle put in again elsewhere."""
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    place = chance.randrange(600, len(data))
    return data[:place] + data[start:end] + data[place:]


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [lines_shuffled, digits_changed, bytes_changed, piece_repeated]
CASES = [
    *((name, mutation) for name in ("small.xer", "small.mpx") for mutation in (lines_shuffled, digits_changed)),
    *((name, mutation) for name in ("small-p6.xml", "small.planner", "small.gan") for mutation in (digits_changed, piece_repeated)),
    *(("recurring-tasks.mpp", mutation) for mutation in (bytes_changed, digits_changed)),
]


@pytest.mark.parametrize(("name", "mutation"), CASES, ids=[f"{name}-{mutation.__name__}" for name, mutation in CASES])
def test_a_damaged_file_is_read_or_refused(
    written: Path, data_folder: Path, tmp_path: Path, name: str, mutation: Callable[[bytes, random.Random], bytes]
) -> None:
    folder = {"small.gan": data_folder / "foreign", "recurring-tasks.mpp": data_folder / "mpp"}.get(name, written)
    path = tmp_path / name
    path.write_bytes(mutation((folder / name).read_bytes(), random.Random(name)))
    try:
        plans = read_plans(path, limits=Limits(seconds=60, memory_mb=600))
    except Unreadable as error:
        assert all(problem.message and problem.place.startswith(name) for problem in error.problems)
        assert "Traceback" not in str(error)
    else:
        assert all(isinstance(one, Imported) for one in plans)
