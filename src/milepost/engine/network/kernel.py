"""The passes of the critical path method, written once: plain Python on lists, or compiled on arrays (see `engine.compiled`).

Nodes stand in topological order. A node is a task, or a gate: a milestone in clock time that carries a summary's links (see
`build`). All values are moments and spans in seconds. Arguments come in groups (tuples of lists, or of arrays):

- cal: see `working_time.arithmetic`
- parts: first[n+1], calendar, span, delay. A task is as long as its longest part; most have one.
- nodes: mode, done, fixed_start, fixed_finish, constraint, constraint_date, late_bound, float_calendar, gate (0 or 1)
- links, sorted by successor: first[n+1], predecessor, kind, lag, calendar of the lag (below zero: clock time)
- followers, sorted by predecessor: first[n+1], successor, position in links
- rules: honour constraints, retained logic, own end for each network, scheduled from the finish (0 or 1)
- early: start, finish, driver; late: start, finish, and the start that predecessors must allow for

Method: Kelley and Walker, Critical-Path Planning and Scheduling (1959), for four link kinds as in Elmaghraby and Kamburowski,
The Analysis of Activity Networks under Generalized Precedence Relations (1992), with calendars as MS Project applies them.
"""

from milepost.engine.working_time.arithmetic import (
    AFTER,
    BEFORE,
    Cal,
    Row,
    add_work,
    finish_and_start,
    rest_backward,
    rest_forward,
    start_and_finish,
    subtract_work,
)

Parts = tuple[Row, Row, Row, Row]
Nodes = tuple[Row, Row, Row, Row, Row, Row, Row, Row, Row]
Links = tuple[Row, Row, Row, Row, Row]
Followers = tuple[Row, Row, Row]
Rules = tuple[int, int, int, int]
Early = tuple[Row, Row, Row]
Late = tuple[Row, Row, Row]

FREE, FIXED, STARTED, EARLIEST = 0, 1, 2, 3
"""Modes of a node: driven by its links; dates given; start given; the least of its predecessors' starts (start of a summary)."""

FS, SS, FF, SF = 0, 1, 2, 3
ASAP, ALAP, MSO, MFO, SNET, SNLT, FNET, FNLT = 0, 1, 2, 3, 4, 5, 6, 7

BY_RELEASE, BY_CONSTRAINT, BY_FIXED, BY_STARTED, BY_LATE = -1, -2, -3, -4, -5
"""Drivers that are no link; a link that drives is told by its position."""


def shift_by_lag(cal: Cal, k: int, moment: int, lag: int) -> int:
    """The moment moved by a lag of calendar k (k < 0: clock time)."""
    if lag == 0 or moment <= BEFORE or moment >= AFTER:
        return moment
    if k < 0:
        return moment + lag
    if lag > 0:
        return add_work(cal, k, moment, lag)
    return subtract_work(cal, k, moment, -lag)


def place(cal: Cal, parts: Parts, j: int, moment: int) -> tuple[int, int]:
    """Start and finish of node j when none of its parts may begin before the moment. A task has begun while a part waits for its delay."""
    part_first, part_cal, part_span, part_delay = parts
    s = AFTER
    f = BEFORE
    for p in range(part_first[j], part_first[j + 1]):
        k = part_cal[p]
        begun = AFTER
        at = moment
        if part_delay[p] > 0:
            begun, at = start_and_finish(cal, k, moment, part_delay[p])
        if part_span[p] == 0:
            a = rest_forward(cal, k, at)
            b = a
        else:
            a, b = start_and_finish(cal, k, at, part_span[p])
        a = min(a, begun)
        if a < s:
            s = a
        if b > f:
            f = b
    return s, f


def place_back(cal: Cal, parts: Parts, j: int, moment: int) -> tuple[int, int]:
    """Latest start and finish of node j when none of its parts may end after the moment."""
    part_first, part_cal, part_span, part_delay = parts
    s = AFTER
    f = BEFORE
    for p in range(part_first[j], part_first[j + 1]):
        k = part_cal[p]
        if part_span[p] == 0:
            b = rest_backward(cal, k, moment)
            a = b
        else:
            b, a = finish_and_start(cal, k, moment, part_span[p])
        if part_delay[p] > 0:
            a = subtract_work(cal, k, a, part_delay[p])
        if a < s:
            s = a
        if b > f:
            f = b
    return s, f


def instant(parts: Parts, j: int) -> bool:
    """Whether node j takes no time."""
    part_first, part_cal, part_span, part_delay = parts
    return part_first[j + 1] - part_first[j] == 1 and part_span[part_first[j]] == 0


def forward_node(
    cal: Cal, parts: Parts, nodes: Nodes, links: Links, rules: Rules, release: Row, delay: Row, alap_start: Row, early: Early, j: int
) -> tuple[int, int, int]:
    """Early start, early finish and driver of node j, its predecessors being placed."""
    mode, done, fixed_start, fixed_finish, constraint, constraint_date, late_bound, float_cal, gate = nodes
    link_first, link_from, link_kind, link_lag, link_cal = links
    honour, retained, own_end, from_finish = rules
    es, ef, driver = early
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
        t = es[p] if kind == SS or kind == SF else ef[p]
        if link_lag[e] != 0:
            t = shift_by_lag(cal, link_cal[e], t, link_lag[e])
        if kind == FS or kind == SS:
            if t > at:
                at = t
                by = e
            if t < least:
                least = t
        elif t > finish_bound:
            finish_bound = t
            finish_by = e
    if mode[j] == EARLIEST:
        return least, least, by
    if mode[j] == STARTED:
        anchor = fixed_finish[j]
        by_what = BY_STARTED
        if retained and at > anchor:
            anchor = at
            by_what = by
        s, f = place(cal, parts, j, anchor)
        if retained and finish_bound > f:
            f = finish_bound
            by_what = finish_by
        return fixed_start[j], f, by_what
    kind = constraint[j]
    date = constraint_date[j]
    if kind == SNET or (kind == MSO and not honour):
        if date > at:
            at = date
            by = BY_CONSTRAINT
    elif (kind == FNET or (kind == MFO and not honour)) and date > finish_bound:
        finish_bound = date
        finish_by = BY_CONSTRAINT
    s, f = place(cal, parts, j, at)
    if finish_bound > f:
        if instant(parts, j):
            s2 = finish_bound
        else:
            s2, f2 = place_back(cal, parts, j, finish_bound)
        if s2 > s:
            s, f = place(cal, parts, j, s2)
            by = finish_by
    if honour:
        if kind == MSO or (kind == SNLT and s > date):
            s, f = place(cal, parts, j, date)
            by = BY_CONSTRAINT
        elif kind == MFO or (kind == FNLT and f > date):
            s, f = place_back(cal, parts, j, date)
            if not instant(parts, j):
                s, f = place(cal, parts, j, s)
            by = BY_CONSTRAINT
    if alap_start[j] > s:
        s, f = place(cal, parts, j, alap_start[j])
        by = BY_LATE
    if delay[j] > 0:
        s, f = place(cal, parts, j, s + delay[j])
    return s, f, by


def forward(
    cal: Cal, parts: Parts, nodes: Nodes, links: Links, rules: Rules, release: Row, delay: Row, alap_start: Row, early: Early
) -> int:
    """Fill early for all nodes; answer the latest finish, AFTER when a calendar ran out."""
    es, ef, driver = early
    last = BEFORE
    for j in range(len(es)):
        s, f, by = forward_node(cal, parts, nodes, links, rules, release, delay, alap_start, early, j)
        es[j] = s
        ef[j] = f
        driver[j] = by
        if f > last:
            last = f
        if s <= BEFORE or s >= AFTER:
            last = AFTER
    return last


def backward_node(
    cal: Cal, parts: Parts, nodes: Nodes, links: Links, followers: Followers, rules: Rules, early: Early, finish: int, late: Late, j: int
) -> tuple[int, int, int]:
    """Late start, late finish and needed start of node j, its successors being placed."""
    mode, done, fixed_start, fixed_finish, constraint, constraint_date, late_bound, float_cal, gate = nodes
    link_first, link_from, link_kind, link_lag, link_cal = links
    succ_first, succ_node, succ_link = followers
    honour, retained, own_end, from_finish = rules
    es, ef, driver = early
    ls, lf, need = late
    if done[j]:
        return fixed_start[j], fixed_finish[j], fixed_start[j]
    at = finish
    start_bound = AFTER
    waiting = False
    for x in range(succ_first[j], succ_first[j + 1]):
        n = succ_node[x]
        if done[n] or (mode[n] == EARLIEST and es[j] > es[n]):
            continue
        e = succ_link[x]
        kind = link_kind[e]
        if (kind == SS or kind == SF) and (mode[j] == STARTED or mode[n] == STARTED):
            continue
        waiting = True
        t = need[n] if kind == FS or kind == SS else lf[n]
        if link_lag[e] != 0:
            t = shift_by_lag(cal, link_cal[e], t, -link_lag[e])
        if kind == FS or kind == FF:
            if t < at:
                at = t
        elif t < start_bound:
            start_bound = t
    if own_end and not waiting:
        at = ef[j]
    if late_bound[j] < at:
        at = late_bound[j]
    kind = constraint[j]
    date = constraint_date[j]
    if kind != ASAP:
        if kind == MFO or (kind == FNLT and date < at) or (kind == FNET and from_finish and date > at):
            at = date
        elif kind == MSO or (kind == SNLT and date < start_bound):
            start_bound = date
    if mode[j] == EARLIEST:
        at = min(at, start_bound)
        return at, at, at
    s, f = place_back(cal, parts, j, at)
    if s > start_bound or kind == MSO:
        s, f = place(cal, parts, j, start_bound)
    if from_finish and kind == SNET and s < date:
        s, f = place(cal, parts, j, date)
    if mode[j] == STARTED:
        return fixed_start[j], f, s
    return s, f, s


def backward(
    cal: Cal, parts: Parts, nodes: Nodes, links: Links, followers: Followers, rules: Rules, early: Early, finish: int, late: Late
) -> int:
    """Fill late for all nodes from the finish backwards; answer the earliest start, BEFORE when a calendar ran out."""
    ls, lf, need = late
    earliest = AFTER
    for j in range(len(ls) - 1, -1, -1):
        s, f, n = backward_node(cal, parts, nodes, links, followers, rules, early, finish, late, j)
        ls[j] = s
        lf[j] = f
        need[j] = n
        if s < earliest:
            earliest = s
        if f >= AFTER:
            earliest = BEFORE
    return earliest
