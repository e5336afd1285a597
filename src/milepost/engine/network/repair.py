"""Dates after one node changed: only what moves is computed again, in topological order; plain or compiled like `kernel`.

Michel and Van Hentenryck, Maintaining Longest Paths Incrementally (2003).
"""

from milepost.engine.network.kernel import (
    Early,
    Followers,
    Late,
    Links,
    Nodes,
    Parts,
    Rules,
    backward_node,
    forward_node,
)
from milepost.engine.working_time.arithmetic import AFTER, BEFORE, Cal, Row


def repair_forward(
    cal: Cal,
    parts: Parts,
    nodes: Nodes,
    links: Links,
    followers: Followers,
    rules: Rules,
    release: Row,
    delay: Row,
    alap_start: Row,
    early: Early,
    dirty: Row,
    j: int,
) -> tuple[int, bool]:
    """Early dates after node j changed: follow what moves, in topological order. `dirty` is all zero before and after.

    Answers (nodes computed, whether a calendar ran out). Work is the window of positions reached, not the whole network.
    """
    succ_first, succ_node, succ_link = followers
    es, ef, driver = early
    dirty[j] = 1
    last = j
    computed = 0
    ran_out = False
    while j <= last:
        if dirty[j]:
            dirty[j] = 0
            computed += 1
            s, f, by = forward_node(cal, parts, nodes, links, rules, release, delay, alap_start, early, j)
            driver[j] = by
            if s != es[j] or f != ef[j]:
                es[j] = s
                ef[j] = f
                if s <= BEFORE or f >= AFTER:
                    ran_out = True
                for x in range(succ_first[j], succ_first[j + 1]):
                    n = succ_node[x]
                    dirty[n] = 1
                    if n > last:
                        last = n
        j += 1
    return computed, ran_out


def repair_backward(
    cal: Cal,
    parts: Parts,
    nodes: Nodes,
    links: Links,
    followers: Followers,
    rules: Rules,
    early: Early,
    finish: int,
    late: Late,
    dirty: Row,
    j: int,
) -> tuple[int, bool]:
    """Late dates after node j changed while the finish stayed: the mirror of `repair_forward`."""
    link_first, link_from, link_kind, link_lag, link_cal = links
    ls, lf, need = late
    dirty[j] = 1
    least = j
    computed = 0
    ran_out = False
    while j >= least:
        if dirty[j]:
            dirty[j] = 0
            computed += 1
            s, f, n = backward_node(cal, parts, nodes, links, followers, rules, early, finish, late, j)
            if s != ls[j] or f != lf[j] or n != need[j]:
                ls[j] = s
                lf[j] = f
                need[j] = n
                if n <= BEFORE or f >= AFTER:
                    ran_out = True
                for e in range(link_first[j], link_first[j + 1]):
                    p = link_from[e]
                    dirty[p] = 1
                    if p < least:
                        least = p
        j -= 1
    return computed, ran_out
