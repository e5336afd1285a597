"""The machine's limit: the critical path method on the same network with one calendar that never stops, compiled, nothing else."""

from typing import Any

import numba
import numpy

from bench.networks import Sketch


def columns(rows: Sketch) -> tuple[Any, ...]:
    """Arrays for `passes`: first link of each row, predecessor, kind, lag, first follower, follower, its kind, its lag, duration."""
    predecessor, successor, kind, lag, duration = (
        numpy.asarray(column, dtype=numpy.int64) for column in (rows.predecessor, rows.successor, rows.kind, rows.lag, rows.duration)
    )
    order = numpy.argsort(predecessor, kind="stable")

    def first(nodes: Any) -> Any:
        return numpy.concatenate(([0], numpy.cumsum(numpy.bincount(nodes, minlength=rows.size))))

    return first(successor), predecessor, kind, lag, first(predecessor), successor[order], kind[order], lag[order], duration


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def passes(link_first, link_from, kind, lag, succ_first, succ_node, succ_kind, succ_lag, duration):  # type: ignore[no-untyped-def]
    """Early and late start of every row, kinds FS SS FF SF as 0 to 3."""
    size = len(duration)
    early = numpy.zeros(size, numpy.int64)
    late = numpy.empty(size, numpy.int64)
    finish = 0
    for j in range(size):
        at = 0
        for e in range(link_first[j], link_first[j + 1]):
            t = early[link_from[e]] + lag[e]
            if kind[e] == 0 or kind[e] == 2:
                t += duration[link_from[e]]
            if kind[e] >= 2:
                t -= duration[j]
            at = max(at, t)
        early[j] = at
        finish = max(finish, at + duration[j])
    for j in range(size - 1, -1, -1):
        at = finish - duration[j]
        for x in range(succ_first[j], succ_first[j + 1]):
            t = late[succ_node[x]] - succ_lag[x]
            if succ_kind[x] >= 2:
                t += duration[succ_node[x]]
            if succ_kind[x] == 0 or succ_kind[x] == 2:
                t -= duration[j]
            at = min(at, t)
        late[j] = at
    return early, late, finish
