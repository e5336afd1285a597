"""The outline of a plan: which task is part of which, and in which order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """A task in the outline."""

    id: int
    parent: int | None
    position: int


def in_order(rows: Iterable[Row]) -> Iterator[tuple[Row, int]]:
    """Every row with its level (1 at the top), a parent before its parts. Rows whose parent is not among them stand at the top: nothing
    is lost, not even of a circle, whose rows come last."""
    found = list(rows)
    known = {row.id for row in found}
    below: dict[int | None, list[Row]] = {}
    for row in sorted(found, key=lambda row: (row.position, row.id)):
        below.setdefault(row.parent if row.parent in known else None, []).append(row)
    told: set[int] = set()
    stack = [(row, 1) for row in reversed(below.get(None, []))]
    while stack:
        row, level = stack.pop()
        told.add(row.id)
        yield row, level
        stack += [(part, level + 1) for part in reversed(below.get(row.id, []))]
    yield from ((row, 1) for row in found if row.id not in told)


def numbers(rows: Iterable[Row]) -> dict[int, str]:
    """The outline number of each: 1, 1.1, 1.2, 2."""
    counts: list[int] = []
    found = {}
    for row, level in in_order(rows):
        counts = counts[:level] if len(counts) >= level else [*counts, 0]
        counts[-1] += 1
        found[row.id] = ".".join(map(str, counts))
    return found


def between(before: int | None, after: int | None) -> int | None:
    """A position between two; None where there is no room, so that the whole is numbered anew."""
    if before is None and after is None:
        return 0
    if before is None:
        return after - STEP  # type: ignore[operator]
    if after is None:
        return before + STEP
    middle = (before + after) // 2
    return middle if before < middle < after else None


def spread(ids: Sequence[int]) -> Mapping[int, int]:
    """Positions with room between them, in the order given."""
    return {key: place * STEP for place, key in enumerate(ids)}


def is_below(row: int, other: int, parents: Mapping[int, int | None]) -> bool:
    """Whether a task is the other, or a part of it."""
    seen: set[int] = set()
    at: int | None = row
    while at is not None and at not in seen:
        if at == other:
            return True
        seen.add(at)
        at = parents.get(at)
    return False


def below(tasks: Iterable[int], outline: Iterable[tuple[int, int | None]]) -> list[int]:
    """The tasks and all their parts, each after what it is part of; `outline` has every task with its parent."""
    parts: dict[int | None, list[int]] = {}
    for key, parent in outline:
        parts.setdefault(parent, []).append(key)
    found: dict[int, None] = {}
    waiting = list(tasks)
    while waiting:
        key = waiting.pop(0)
        if key not in found:
            found[key] = None
            waiting += parts.get(key, ())
    return list(found)
