"""Total and free float of nodes and the gaps of links, from the early and late dates of `kernel`; plain or compiled like it."""

from milepost.engine.network.kernel import FF, FS, SS, STARTED, Early, Followers, Late, Links, Nodes, shift_by_lag
from milepost.engine.working_time.arithmetic import AFTER, Cal, Row, work_before


def link_gap(cal: Cal, links: Links, float_cal: Row, early: Early, j: int, n: int, e: int) -> int:
    """Working seconds of node j's calendar by which link e to node n could be later before n's early date moves."""
    link_first, link_from, link_kind, link_lag, link_cal = links
    es, ef, driver = early
    kind = link_kind[e]
    t = es[n] if kind == FS or kind == SS else ef[n]
    if link_lag[e] != 0:
        t = shift_by_lag(cal, link_cal[e], t, -link_lag[e])
    base = ef[j] if kind == FS or kind == FF else es[j]
    if t == base:
        return 0
    k = float_cal[j]
    return work_before(cal, k, t) - work_before(cal, k, base)


def float_node(
    cal: Cal, nodes: Nodes, links: Links, followers: Followers, early: Early, late: Late, free: Row, gap: Row, j: int
) -> tuple[int, int]:
    """Total and free float of node j in working seconds of its own calendar, and the gaps of its links; its successors being done.

    Total float is the smaller of late minus early start and finish; of the finish alone once work has begun. Free float is the least
    gap to a successor's early date, lag considered (past a gate: that gate's own free float is added), and at most the total float,
    which it is without successors. Never below zero.
    """
    mode, done, fixed_start, fixed_finish, constraint, constraint_date, late_bound, float_cal, gate = nodes
    succ_first, succ_node, succ_link = followers
    es, ef, driver = early
    ls, lf, need = late
    k = float_cal[j]
    least = AFTER
    for x in range(succ_first[j], succ_first[j + 1]):
        n = succ_node[x]
        e = succ_link[x]
        t = link_gap(cal, links, float_cal, early, j, n, e)
        gap[e] = t
        if done[n]:
            continue
        if gate[n]:
            t += free[n]
        if t < least:
            least = t
    if done[j]:
        return 0, 0
    total = 0
    if lf[j] != ef[j]:
        total = work_before(cal, k, lf[j]) - work_before(cal, k, ef[j])
    if mode[j] != STARTED:
        other = 0
        if ls[j] != es[j]:
            other = work_before(cal, k, ls[j]) - work_before(cal, k, es[j])
        if other < total:
            total = other
    if least > total:
        least = total
    return total, max(least, 0)


def floats(cal: Cal, nodes: Nodes, links: Links, followers: Followers, early: Early, late: Late, total: Row, free: Row, gap: Row) -> None:
    """Fill total and free for all nodes, and gap for all links."""
    for j in range(len(total) - 1, -1, -1):
        total[j], free[j] = float_node(cal, nodes, links, followers, early, late, free, gap, j)
