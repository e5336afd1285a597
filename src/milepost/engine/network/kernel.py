"""The passes of the critical path method, written once: plain Python on lists, or compiled on arrays (see `compiled`).

Nodes stand in topological order. A node is a task, or a gate: a milestone in clock time that carries a summary's links (see
`build`). All values are moments and spans in seconds. Arguments come in four groups, always in this order:

- calendars: day_table, day0, days, first, start, end, cum (see `working_time.arithmetic`)
- parts of nodes: part_first[n+1], part_cal, part_span, part_delay. A task is as long as its longest part; most have one.
- nodes: mode, release, fixed_start, fixed_finish, constraint, constraint_date, ...
- links by successor: link_first[n+1], link_from, link_kind, link_lag, link_cal; by predecessor: succ_first[n+1], succ_node, succ_link

Method: Kelley and Walker, Critical-Path Planning and Scheduling (1959), for four link kinds as in Elmaghraby and Kamburowski,
The Analysis of Activity Networks under Generalized Precedence Relations (1992), with calendars as MS Project applies them.
"""

from milepost.engine.working_time.arithmetic import (
    AFTER,
    BEFORE,
    add_work,
    next_start,
    previous_end,
    rest_backward,
    rest_forward,
    subtract_work,
    work_before,
)

FREE, FIXED, STARTED, EARLIEST = 0, 1, 2, 3
"""Modes of a node: driven by its links; dates given; start given; the least of its predecessors' starts (start of a summary)."""

FS, SS, FF, SF = 0, 1, 2, 3
ASAP, ALAP, MSO, MFO, SNET, SNLT, FNET, FNLT = 0, 1, 2, 3, 4, 5, 6, 7

BY_RELEASE, BY_CONSTRAINT, BY_FIXED, BY_STARTED, BY_LATE = -1, -2, -3, -4, -5
"""Drivers that are no link; a link that drives is told by its position."""


def shift_by_lag(day_table, day0, days, first, start, end, cum, k, moment, lag):  # type: ignore[no-untyped-def]
    """The moment moved by a lag of calendar k (k < 0: clock time)."""
    if lag == 0 or moment <= BEFORE or moment >= AFTER:
        return moment
    if k < 0:
        return moment + lag
    if lag > 0:
        return add_work(day_table, day0, days, first, start, end, cum, k, moment, lag)
    return subtract_work(day_table, day0, days, first, start, end, cum, k, moment, -lag)


def place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, moment):  # type: ignore[no-untyped-def]
    """Start and finish of the parts p0..p1-1 when none may begin before the moment."""
    s = AFTER
    f = BEFORE
    for p in range(p0, p1):
        k = part_cal[p]
        span = part_span[p]
        at = moment
        if part_delay[p] > 0:
            at = add_work(day_table, day0, days, first, start, end, cum, k, at, part_delay[p])
        if span == 0:
            a = rest_forward(day_table, day0, days, first, start, end, k, at)
            b = a
        else:
            a = next_start(day_table, day0, days, first, start, end, k, at)
            b = add_work(day_table, day0, days, first, start, end, cum, k, a, span)
        if a < s:
            s = a
        if b > f:
            f = b
    return s, f


def place_back(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, moment):  # type: ignore[no-untyped-def]
    """Latest start and finish of the parts p0..p1-1 when none may end after the moment."""
    s = AFTER
    f = BEFORE
    for p in range(p0, p1):
        k = part_cal[p]
        span = part_span[p]
        if span == 0:
            b = rest_backward(day_table, day0, days, first, start, end, k, moment)
            a = b
        else:
            b = previous_end(day_table, day0, days, first, start, end, k, moment)
            a = subtract_work(day_table, day0, days, first, start, end, cum, k, b, span)
        if part_delay[p] > 0:
            a = subtract_work(day_table, day0, days, first, start, end, cum, k, a, part_delay[p])
        if a < s:
            s = a
        if b > f:
            f = b
    return s, f


def forward_node(  # type: ignore[no-untyped-def]
    day_table, day0, days, first, start, end, cum,
    part_first, part_cal, part_span, part_delay,
    mode, release, fixed_start, fixed_finish, constraint, constraint_date, delay, alap_start,
    link_first, link_from, link_kind, link_lag, link_cal,
    honour, retained, es, ef, j,
):  # fmt: skip
    """Early start, early finish and driver of node j, its predecessors being placed."""
    if mode[j] == FIXED:
        return fixed_start[j], fixed_finish[j], BY_FIXED
    at = release[j]
    by = BY_RELEASE
    finish_bound = BEFORE
    finish_by = BY_RELEASE
    least = AFTER
    for e in range(link_first[j], link_first[j + 1]):
        kind = link_kind[e]
        p = link_from[e]
        t = ef[p] if kind == FS or kind == FF else es[p]
        t = shift_by_lag(day_table, day0, days, first, start, end, cum, link_cal[e], t, link_lag[e])
        if kind == FS or kind == SS:
            if t > at:
                at = t
                by = e
            if t < least:
                least = t
        elif t > finish_bound:
            finish_bound = t
            finish_by = e
    p0 = part_first[j]
    p1 = part_first[j + 1]
    if mode[j] == EARLIEST:
        return least, least, by
    if mode[j] == STARTED:
        anchor = fixed_finish[j]
        driver = BY_STARTED
        if retained and at > anchor:
            anchor = at
            driver = by
        s, f = place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, anchor)
        if retained and finish_bound > f:
            f = finish_bound
            driver = finish_by
        return fixed_start[j], f, driver
    kind = constraint[j]
    date = constraint_date[j]
    if kind == SNET or (kind == MSO and not honour):
        if date > at:
            at = date
            by = BY_CONSTRAINT
    elif (kind == FNET or (kind == MFO and not honour)) and date > finish_bound:
        finish_bound = date
        finish_by = BY_CONSTRAINT
    s, f = place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, at)
    if finish_bound > f:
        s2, f2 = place_back(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, finish_bound)
        if s2 > s:
            s, f = place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, s2)
            by = finish_by
            if f < finish_bound and p1 - p0 == 1 and part_span[p0] == 0:
                s, f = place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, finish_bound)
    if honour:
        if kind == MSO or (kind == SNLT and s > date):
            s, f = place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, date)
            by = BY_CONSTRAINT
        elif kind == MFO or (kind == FNLT and f > date):
            s, f = place_back(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, date)
            if p1 - p0 > 1 or part_span[p0] > 0:
                s, f = place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, s)
            by = BY_CONSTRAINT
    if alap_start[j] > s:
        s, f = place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, alap_start[j])
        by = BY_LATE
    if delay[j] > 0:
        s, f = place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, s + delay[j])
    return s, f, by


def forward(  # type: ignore[no-untyped-def]
    day_table, day0, days, first, start, end, cum,
    part_first, part_cal, part_span, part_delay,
    mode, release, fixed_start, fixed_finish, constraint, constraint_date, delay, alap_start,
    link_first, link_from, link_kind, link_lag, link_cal,
    honour, retained, es, ef, driver,
):  # fmt: skip
    """Fill es, ef and driver for all nodes; answer the latest early finish, AFTER when a calendar ran out."""
    last = BEFORE
    for j in range(len(mode)):
        s, f, by = forward_node(
            day_table, day0, days, first, start, end, cum,
            part_first, part_cal, part_span, part_delay,
            mode, release, fixed_start, fixed_finish, constraint, constraint_date, delay, alap_start,
            link_first, link_from, link_kind, link_lag, link_cal,
            honour, retained, es, ef, j,
        )  # fmt: skip
        es[j] = s
        ef[j] = f
        driver[j] = by
        if f > last:
            last = f
        if s <= BEFORE or s >= AFTER:
            last = AFTER
    return last


def backward_node(  # type: ignore[no-untyped-def]
    day_table, day0, days, first, start, end, cum,
    part_first, part_cal, part_span, part_delay,
    mode, done, fixed_start, fixed_finish, constraint, constraint_date, late_bound,
    succ_first, succ_node, succ_link, link_kind, link_lag, link_cal,
    es, ef, own_end, from_finish, finish, ls, lf, need, j,
):  # fmt: skip
    """Late start, late finish and the start its predecessors must allow for, of node j, its successors being placed."""
    if done[j]:
        return fixed_start[j], fixed_finish[j], fixed_start[j]
    at = finish
    start_bound = AFTER
    waiting = False
    for x in range(succ_first[j], succ_first[j + 1]):
        n = succ_node[x]
        if done[n]:
            continue
        e = succ_link[x]
        kind = link_kind[e]
        if mode[n] == EARLIEST and es[j] > es[n]:
            continue
        if (kind == SS or kind == SF) and (mode[j] == STARTED or mode[n] == STARTED):
            continue
        waiting = True
        t = need[n] if kind == FS or kind == SS else lf[n]
        t = shift_by_lag(day_table, day0, days, first, start, end, cum, link_cal[e], t, -link_lag[e])
        if kind == FS or kind == FF:
            if t < at:
                at = t
        elif t < start_bound:
            start_bound = t
    if not waiting and own_end:
        at = ef[j]
    if late_bound[j] < at:
        at = late_bound[j]
    kind = constraint[j]
    date = constraint_date[j]
    p0 = part_first[j]
    p1 = part_first[j + 1]
    if kind == MFO or (kind == FNLT and date < at):
        at = date
    elif kind == MSO or (kind == SNLT and date < start_bound):
        start_bound = date
    if from_finish and kind == FNET and at < date:
        at = date
    if mode[j] == EARLIEST:
        return min(at, start_bound), min(at, start_bound), min(at, start_bound)
    s, f = place_back(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, at)
    if s > start_bound or kind == MSO:
        s, f = place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, start_bound)
    if from_finish and kind == SNET and s < date:
        s, f = place(day_table, day0, days, first, start, end, cum, part_cal, part_span, part_delay, p0, p1, date)
    if mode[j] == STARTED:
        return fixed_start[j], f, s
    return s, f, s


def backward(  # type: ignore[no-untyped-def]
    day_table, day0, days, first, start, end, cum,
    part_first, part_cal, part_span, part_delay,
    mode, done, fixed_start, fixed_finish, constraint, constraint_date, late_bound,
    succ_first, succ_node, succ_link, link_kind, link_lag, link_cal,
    es, ef, own_end, from_finish, finish, ls, lf, need,
):  # fmt: skip
    """Fill ls, lf and need for all nodes from the finish backwards; answer the earliest late start, BEFORE when a calendar ran out."""
    earliest = AFTER
    for j in range(len(mode) - 1, -1, -1):
        s, f, n = backward_node(
            day_table, day0, days, first, start, end, cum,
            part_first, part_cal, part_span, part_delay,
            mode, done, fixed_start, fixed_finish, constraint, constraint_date, late_bound,
            succ_first, succ_node, succ_link, link_kind, link_lag, link_cal,
            es, ef, own_end, from_finish, finish, ls, lf, need, j,
        )  # fmt: skip
        ls[j] = s
        lf[j] = f
        need[j] = n
        if s < earliest:
            earliest = s
        if f >= AFTER:
            earliest = BEFORE
    return earliest


def floats(  # type: ignore[no-untyped-def]
    day_table, day0, days, first, start, end, cum,
    mode, done, float_cal,
    succ_first, succ_node, succ_link, link_kind, link_lag, link_cal,
    es, ef, ls, lf, total, free,
):  # fmt: skip
    """Fill total and free float in working seconds of each node's own calendar.

    Total float is the smaller of late minus early start and finish; of the finish alone once work has begun. Free float is the least
    gap to a successor's early date, lag considered; without successors it is the total float. Never below zero.
    """
    for j in range(len(mode)):
        if done[j]:
            total[j] = 0
            free[j] = 0
            continue
        k = float_cal[j]
        at_finish = work_before(day_table, day0, days, first, start, end, cum, k, ef[j])
        at_start = work_before(day_table, day0, days, first, start, end, cum, k, es[j])
        spare = work_before(day_table, day0, days, first, start, end, cum, k, lf[j]) - at_finish
        if mode[j] != STARTED:
            other = work_before(day_table, day0, days, first, start, end, cum, k, ls[j]) - at_start
            if other < spare:
                spare = other
        total[j] = spare
        gap = AFTER
        for x in range(succ_first[j], succ_first[j + 1]):
            n = succ_node[x]
            if done[n]:
                continue
            e = succ_link[x]
            kind = link_kind[e]
            t = es[n] if kind == FS or kind == SS else ef[n]
            t = shift_by_lag(day_table, day0, days, first, start, end, cum, link_cal[e], t, -link_lag[e])
            t = work_before(day_table, day0, days, first, start, end, cum, k, t)
            t -= at_finish if kind == FS or kind == FF else at_start
            if t < gap:
                gap = t
        if gap >= AFTER:
            gap = spare
        free[j] = max(gap, 0)
