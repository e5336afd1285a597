"""The early pass over one node for a block of samples; plain or compiled like `kernel`, where the groups of arguments are told."""

# Runs compiled too: groups are unpacked whole, and comparisons stay scalar.
# ruff: noqa: RUF059, SIM109

from milepost.engine.network.kernel import FF, SF, SS, forward_node
from milepost.engine.risk.groups import AHEAD, FINISH, LAST, START, Links, Net, Parts, Single, Tasks, Work
from milepost.engine.risk.rows import (
    NEVER,
    Clock,
    copy,
    fill,
    finish_row,
    lag_row,
    latest,
    latest_moved,
    latest_start,
    minus,
    plus,
    rest_row,
    start_row,
    work_row,
)
from milepost.engine.working_time.arithmetic import Row


def forward_row(clock: Clock, tasks: Tasks, links: Links, work: Work, j: int) -> None:
    """Early dates of a regular node in each sample."""
    way, release, fixed_start, fixed_finish, table, span, float_cal, counted, wanted, late_bound, release_work, late_work, near = tasks
    link_first, link_from, link_kind, link_lag, link_cal = links
    spans, done, start, finish, factor, occurs, bad, spare, ends = work
    c = table[j]
    by = spare[2]
    fill(by, release_work[j])
    far = False
    for e in range(link_first[j], link_first[j + 1]):
        p = link_from[e]
        kind = link_kind[e]
        lag = link_lag[e]
        if near[e] & AHEAD:
            row = done[p]
            if kind == SS or kind == SF:
                row = spare[0]
                minus(row, done[p], spans[p])
            if kind == FF or kind == SF:
                latest_start(by, row, lag, spans[j])
            elif lag != 0:
                latest_moved(by, row, lag)
            else:
                latest(by, row)
            continue
        row = start[p] if kind == SS or kind == SF else finish[p]
        if lag != 0:
            lag_row(spare[0], row, clock, link_cal[e], lag, spare[4])
            row = spare[0]
        if kind == FF or kind == SF:
            work_row(spare[4], row, clock, c)
            latest_start(by, spare[4], 0, spans[j])
        elif far:
            latest(spare[1], row)
        else:
            copy(spare[1], row)
            far = True
    if far:
        work_row(spare[0], spare[1], clock, c)
        latest(by, spare[0])
    plus(done[j], by, spans[j])
    if wanted[j] & START:
        start_row(start[j], by, clock, c)
    if wanted[j] & (FINISH | LAST):
        finish_row(finish[j], done[j], clock, c)


def forward_instant(clock: Clock, tasks: Tasks, links: Links, work: Work, j: int) -> None:
    """Early dates of a milestone in each sample: it may stand at the very end of a shift."""
    way, release, fixed_start, fixed_finish, table, span, float_cal, counted, wanted, late_bound, release_work, late_work, near = tasks
    link_first, link_from, link_kind, link_lag, link_cal = links
    spans, done, start, finish, factor, occurs, bad, spare, ends = work
    at = start[j]
    fill(at, release[j])
    for e in range(link_first[j], link_first[j + 1]):
        p = link_from[e]
        row = start[p] if link_kind[e] == SS or link_kind[e] == SF else finish[p]
        if link_lag[e] != 0:
            lag_row(spare[0], row, clock, link_cal[e], link_lag[e], spare[4])
            row = spare[0]
        latest(at, row)
    work_row(done[j], at, clock, table[j])
    rest_row(at, done[j], clock, table[j])
    copy(finish[j], at)


def forward_odd(network: Net, tasks: Tasks, origin: int, single: Single, work: Work, j: int) -> None:
    """The same for any other node, one sample at a time, by the schedule's own function."""
    cal, parts, nodes, links, followers, rules, release, delay, nothing = network
    spans, done, start, finish, factor, occurs, bad, spare, ends = work
    link_first, link_from, link_kind, link_lag, link_cal = links
    es, ef, driver, ls, lf, needed, usual = single
    for x in range(len(spans[j])):
        for e in range(link_first[j], link_first[j + 1]):
            p = link_from[e]
            es[p] = start[p][x] + origin
            ef[p] = finish[p][x] + origin
        stretch(parts, usual, tasks[5][j], spans[j][x], j)
        s, f, by = forward_node(cal, parts, nodes, links, rules, release, delay, nothing, (es, ef, driver), j)
        start[j][x] = min(max(s - origin, 0), NEVER)
        finish[j][x] = min(max(f - origin, 0), NEVER)
        # Kept for the late pass of a summary's tasks, which asks for its first start.
        done[j][x] = start[j][x]


def stretch(parts: Parts, usual: Row, span: int, drawn: int, j: int) -> None:
    """The parts of node j for a sample: all in the proportion of the drawn span to the usual one."""
    part_first, part_cal, part_span, part_delay = parts
    for p in range(part_first[j], part_first[j + 1]):
        if drawn == span or span == 0:
            part_span[p] = usual[p] if span > 0 else drawn
        else:
            part_span[p] = usual[p] * drawn // span
