"""The late pass over one node for a block of samples; plain or compiled like `kernel`, where the groups of arguments are told."""

# Runs compiled too: groups are unpacked whole, and comparisons stay scalar.
# ruff: noqa: RUF059, SIM109

from milepost.engine.network.kernel import FF, FS, SF, SS, STARTED, backward_node
from milepost.engine.risk.early import stretch
from milepost.engine.risk.groups import BACK, INSTANT, LATE, LATE_WORK, NEEDED, Followers, Links, Net, Nodes, Rules, Single, Tasks, Work
from milepost.engine.risk.rows import (
    NEVER,
    Clock,
    copy,
    earliest,
    earliest_finish,
    earliest_moved,
    fill,
    finish_row,
    lag_row,
    minus,
    rest_back_row,
    rest_row,
    start_row,
    work_row,
)
from milepost.engine.working_time.arithmetic import Row, work_before


def waits_for(nodes: Nodes, kind: int, n: int) -> bool:
    """Whether a successor's late dates bind its predecessor."""
    return nodes[1][n] == 0 and not ((kind == SS or kind == SF) and nodes[0][n] == STARTED)


def backward_row(clock: Clock, tasks: Tasks, nodes: Nodes, links: Links, followers: Followers, rules: Rules, work: Work, j: int) -> None:
    """Late finish as work of a regular node in each sample, in spare[2]; `keep_late` puts the dates where others read them."""
    way, release, fixed_start, fixed_finish, table, span, float_cal, counted, wanted, late_bound, release_work, late_work, near = tasks
    link_first, link_from, link_kind, link_lag, link_cal = links
    succ_first, succ_node, succ_link = followers
    spans, done, start, finish, factor, occurs, bad, spare, ends = work
    c = table[j]
    by = spare[2]
    copy(by, ends[c])
    waiting = False
    far = False
    for i in range(succ_first[j], succ_first[j + 1]):
        n = succ_node[i]
        e = succ_link[i]
        kind = link_kind[e]
        if not waits_for(nodes, kind, n):
            continue
        waiting = True
        lag = link_lag[e]
        if near[e] & BACK:
            row = spans[n] if kind == FS or kind == SS else done[n]
            if kind == SS or kind == SF:
                earliest_finish(by, row, -lag, spans[j])
            elif lag != 0:
                earliest_moved(by, row, -lag)
            else:
                earliest(by, row)
            continue
        row = finish[n] if kind == FS or kind == SS else start[n]
        if lag != 0:
            lag_row(spare[0], row, clock, link_cal[e], -lag, spare[4])
            row = spare[0]
        if kind == SS or kind == SF:
            work_row(spare[4], row, clock, c)
            earliest_finish(by, spare[4], 0, spans[j])
        elif far:
            earliest(spare[1], row)
        else:
            copy(spare[1], row)
            far = True
    if rules[2] and not waiting:
        copy(by, done[j])
    if far:
        work_row(spare[0], spare[1], clock, c)
        earliest(by, spare[0])
    if late_bound[j] < NEVER:
        fill(spare[0], late_work[j])
        earliest(by, spare[0])


def backward_instant(
    clock: Clock, tasks: Tasks, nodes: Nodes, links: Links, followers: Followers, rules: Rules, work: Work, last: Row, j: int
) -> None:
    """Late date of a milestone in each sample, in spare[1], and the work before it in spare[2]."""
    way, release, fixed_start, fixed_finish, table, span, float_cal, counted, wanted, late_bound, release_work, late_work, near = tasks
    link_first, link_from, link_kind, link_lag, link_cal = links
    succ_first, succ_node, succ_link = followers
    spans, done, start, finish, factor, occurs, bad, spare, ends = work
    at = spare[1]
    copy(at, last)
    waiting = False
    bounded = False
    for i in range(succ_first[j], succ_first[j + 1]):
        n = succ_node[i]
        e = succ_link[i]
        kind = link_kind[e]
        if not waits_for(nodes, kind, n):
            continue
        waiting = True
        row = finish[n] if kind == FS or kind == SS else start[n]
        if link_lag[e] != 0:
            lag_row(spare[0], row, clock, link_cal[e], -link_lag[e], spare[4])
            row = spare[0]
        if kind == FS or kind == FF:
            earliest(at, row)
        elif bounded:
            earliest(spare[7], row)
        else:
            copy(spare[7], row)
            bounded = True
    if rules[2] and not waiting:
        copy(at, finish[j])
    if late_bound[j] < NEVER:
        fill(spare[0], late_bound[j])
        earliest(at, spare[0])
    work_row(spare[2], at, clock, table[j])
    rest_back_row(at, spare[2], clock, table[j])
    if bounded:
        work_row(spare[0], spare[7], clock, table[j])
        rest_row(spare[7], spare[0], clock, table[j])
        earliest(at, spare[7])
        earliest(spare[2], spare[0])


def keep_late(clock: Clock, tasks: Tasks, work: Work, j: int) -> None:
    """The late dates of a regular node or a milestone, where others read them: its early ones are read no more."""
    wanted = tasks[8][j]
    c = tasks[4][j]
    spans, done, start, finish, factor, occurs, bad, spare, ends = work
    by = spare[2]
    if wanted & LATE_WORK:
        copy(done[j], by)
    if tasks[0][j] == INSTANT:
        copy(spans[j], by)
        copy(start[j], spare[1])
        copy(finish[j], spare[1])
        return
    if wanted & LATE:
        finish_row(start[j], by, clock, c)
    minus(spans[j], by, spans[j])
    if wanted & NEEDED:
        start_row(finish[j], spans[j], clock, c)


def backward_odd(network: Net, tasks: Tasks, origin: int, single: Single, work: Work, last: Row, j: int, limit: int) -> None:
    """The same for any other node, one sample at a time; spare[2] becomes 1 where the node is critical."""
    cal, parts, nodes, links, followers, rules, release, delay, nothing = network
    spans, done, start, finish, factor, occurs, bad, spare, ends = work
    succ_first, succ_node, succ_link = followers
    es, ef, driver, ls, lf, needed, usual = single
    k = tasks[6][j]
    for x in range(len(last)):
        for i in range(succ_first[j], succ_first[j + 1]):
            n = succ_node[i]
            # Only where a summary begins is the start read.
            es[n] = done[n][x] + origin
            needed[n] = finish[n][x] + origin
            lf[n] = start[n][x] + origin
        es[j] = start[j][x] + origin
        ef[j] = finish[j][x] + origin
        stretch(parts, usual, tasks[5][j], spans[j][x], j)
        s, f, before = backward_node(cal, parts, nodes, links, followers, rules, (es, ef, driver), last[x] + origin, (ls, lf, needed), j)
        start[j][x] = min(max(f - origin, 0), NEVER)
        finish[j][x] = min(max(before - origin, 0), NEVER)
        gap = 0
        if f != ef[j]:
            gap = work_before(cal, k, f) - work_before(cal, k, ef[j])
        if nodes[0][j] != STARTED and s != es[j]:
            gap = min(gap, work_before(cal, k, s) - work_before(cal, k, es[j]))
        spare[2][x] = 1 if gap <= limit and nodes[1][j] == 0 else 0
