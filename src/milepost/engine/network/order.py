"""Topological order of nodes, or the cycle that forbids it."""

from collections.abc import Sequence


def topological_order(size: int, links: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """(order, cycle): all nodes so that each comes after its predecessors, keeping the given order where links leave a choice;
    or an incomplete order and the nodes of one cycle, each the predecessor of the next (Kahn 1962)."""
    successors: list[list[int]] = [[] for _ in range(size)]
    waiting = [0] * size
    for source, target in links:
        successors[source].append(target)
        waiting[target] += 1
    order = [node for node in range(size) if not waiting[node]]
    position = 0
    while position < len(order):
        for target in successors[order[position]]:
            waiting[target] -= 1
            if not waiting[target]:
                order.append(target)
        position += 1
    return order, ([] if len(order) == size else _one_cycle(waiting, links))


def _one_cycle(waiting: list[int], links: Sequence[tuple[int, int]]) -> list[int]:
    predecessor = {target: source for source, target in links if waiting[source] and waiting[target]}
    node = next(iter(predecessor))
    seen: dict[int, int] = {}
    path: list[int] = []
    while node not in seen:
        seen[node] = len(path)
        path.append(node)
        node = predecessor[node]
    return path[seen[node] :][::-1]
