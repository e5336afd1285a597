"""Keys and orders of nodes, written once: plain Python on lists, or compiled on arrays. The least key goes first."""

# ruff: noqa: RUF059 -- these run compiled too: groups are unpacked whole, and comparisons stay scalar.

from milepost.engine.levelling.moments.placing import KEEP, MOVE, Asks, World
from milepost.engine.working_time.arithmetic import BEFORE, Row


def push(world: World, key: Row) -> None:
    """Raise keys so that no node has a smaller one than its predecessors."""
    link_first, link_from, link_kind, link_lag, link_cal = world[3]
    for j in range(len(key)):
        for e in range(link_first[j], link_first[j + 1]):
            if key[link_from[e]] > key[j]:
                key[j] = key[link_from[e]]


def pull(world: World, key: Row) -> None:
    """Lower keys so that no node has a greater one than its successors."""
    link_first, link_from, link_kind, link_lag, link_cal = world[3]
    for j in range(len(key) - 1, -1, -1):
        for e in range(link_first[j], link_first[j + 1]):
            if key[link_from[e]] > key[j]:
                key[link_from[e]] = key[j]


def stand_first(world: World, asks: Asks, how: Row, key: Row) -> None:
    """Give tasks that stay at their links' date the first turn, after what they wait for: the others have to go round them.

    Those that wait for nothing that may move come before those whose predecessors must be placed first.
    """
    link_first, link_from, link_kind, link_lag, link_cal = world[3]
    any_stands = False
    for j in range(len(key)):
        if how[j] == KEEP and asks[0][j] < asks[0][j + 1]:
            any_stands = True
    if not any_stands:
        return
    for j in range(len(key)):
        sure = how[j] != MOVE
        for e in range(link_first[j], link_first[j + 1]):
            if key[link_from[e]] > BEFORE:
                sure = False
        if sure:
            key[j] = BEFORE
        elif how[j] == KEEP and asks[0][j] < asks[0][j + 1]:
            key[j] = BEFORE + 1
    pull(world, key)


def sorted_by(key: Row, order: Row, spare: Row) -> None:
    """Fill order with the nodes by key, equal ones in topological order: a merge sort."""
    n = len(key)
    for j in range(n):
        order[j] = j
    width = 1
    while width < n:
        for low in range(0, n, 2 * width):
            middle = min(low + width, n)
            high = min(low + 2 * width, n)
            a = low
            b = middle
            for x in range(low, high):
                if a < middle and (b >= high or key[order[a]] <= key[order[b]]):
                    spare[x] = order[a]
                    a += 1
                else:
                    spare[x] = order[b]
                    b += 1
        for x in range(n):
            order[x] = spare[x]
        width *= 2
