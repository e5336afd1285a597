"""Topological order of nodes, or the cycle that forbids it."""

from collections.abc import Iterator, Sequence

_UNSEEN, _OPEN, _PLACED = 0, 1, 2


def topological_order(size: int, sources: Sequence[int], targets: Sequence[int]) -> tuple[list[int], list[int]]:
    """(order, cycle): all nodes so that each comes after its predecessors, as near to the given order as depth first search keeps it;
    or an incomplete order and the nodes of one cycle, each the predecessor of the next. Link i leads from sources[i] to targets[i].

    An order that is already topological stays as it is, so that nodes that are near in the plan stay near in memory.
    """
    if all(source < target for source, target in zip(sources, targets, strict=True)):
        return list(range(size)), []
    predecessors: list[list[int]] = [[] for _ in range(size)]
    for source, target in zip(sources, targets, strict=True):
        predecessors[target].append(source)
    order: list[int] = []
    state = bytearray(size)
    for root in range(size):
        if state[root] == _UNSEEN:
            cycle = _place(root, predecessors, state, order)
            if cycle:
                return order, cycle
    return order, []


def _place(root: int, predecessors: list[list[int]], state: bytearray, order: list[int]) -> list[int]:
    """Put the node into the order behind all its predecessors; a cycle when one of them waits for it."""
    path = [root]
    waiting: list[Iterator[int]] = [iter(predecessors[root])]
    state[root] = _OPEN
    while path:
        for node in waiting[-1]:
            if state[node] == _OPEN:
                return path[path.index(node) :][::-1]
            if state[node] == _UNSEEN:
                state[node] = _OPEN
                path.append(node)
                waiting.append(iter(predecessors[node]))
                break
        else:
            waiting.pop()
            node = path.pop()
            state[node] = _PLACED
            order.append(node)
    return []
