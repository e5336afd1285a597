"""How far a summary is: its parts weighed by how long they take."""

from collections.abc import Iterable, Mapping


def done_of_summaries(rows: Iterable[tuple[int, int | None, int, int]]) -> Mapping[int, int]:
    """By summary its share in millionths, from id, parent, minutes and share of every task: work done of all work below it. Of parts that
    take no time, such as milestones, the share is their mean."""
    found = list(rows)
    parts: dict[int, list[int]] = {}
    parents = {key: parent for key, parent, *_ in found}
    for key, parent in parents.items():
        if parent in parents:
            parts.setdefault(parent, []).append(key)
    weight: dict[int, int] = {}
    done: dict[int, int] = {}
    count: dict[int, int] = {}
    shares: dict[int, int] = {}
    for key, _, minutes, share in found:
        if key in parts:
            continue
        at: int | None = parents[key]
        seen: set[int] = set()
        while at is not None and at in parents and at not in seen:
            seen.add(at)
            weight[at] = weight.get(at, 0) + minutes
            done[at] = done.get(at, 0) + minutes * share
            count[at] = count.get(at, 0) + 1
            shares[at] = shares.get(at, 0) + share
            at = parents[at]
    return {key: done[key] // weight[key] if weight[key] else shares[key] // count[key] for key in weight}


def with_summaries(keys: Iterable[int], parents: Mapping[int, int | None]) -> set[int]:
    """The tasks, and everything they are part of."""
    found: set[int] = set()
    for key in keys:
        at: int | None = key
        while at is not None and at not in found:
            found.add(at)
            at = parents.get(at)
    return found
