"""A plan simulated for a block of samples at a time, written once: plain Python on lists, or compiled on arrays (see `compiled`).

The passes are those of `network.kernel`, turned inside out: for each node a row of samples. A node that is as most are (one part on its
own calendar, not begun, no date but an earliest start) is worked out row by row; any other ("odd") node goes through
`network.kernel.forward_node` and `backward_node`, one sample at a time, so that every rule of the schedule holds in every sample.

Moments are seconds since `origin`. Arguments come in groups (tuples of lists, or of arrays):

- clock: see `rows`
- tasks: way (REGULAR, INSTANT, GIVEN, ODD), release, fixed start, fixed finish, calendar, span, float calendar, counted (0 or 1),
  wanted (1: its start, 2: its late finish, is read by others), late bound
- spread: bell, shapes, shape of each node (-1: its span is sure), low, width (minutes), own share of its normal value (16384ths)
- shared: first[n+1], factor, share: what a node's normal value shares with others
- harm: first[n+1], event, shape, low, width (minutes): what events add to a node's span
- events: chance (of 2^31), cost shape, low, width (smallest units), on (0 or 1)
- keys: two rows of keys, for nodes, then factors, then events twice (whether it occurs, how bad it is)
- network: cal, parts, nodes, links, followers, rules, release, delay, nothing: as `network.kernel` takes them
- work: rows by node (span, start, finish, done work, needed start, late finish; the needed start takes the place of the span and the
  late finish that of the start once the late pass has been there: memory and cache are what the kernel is short of), by factor, by
  event (occurs, how bad), and spare ones
- single: scratch rows for one sample: early start, finish, driver; late start, finish, need; all parts' spans
- tally: critical[n], sums of deviation, of its square, and of it times the finish's deviation, in 64 seconds
- watch: row of `out` for each node (-1: none), out, project finish, cost, cost of a second of each node (2^-20 units),
  whether its span varies (0 or 1). Rows by sample are as long as whole blocks are
"""

# Runs compiled too: groups are unpacked whole, and comparisons stay scalar.
# ruff: noqa: RUF059, SIM109

from milepost.engine.network.kernel import (
    FF,
    FS,
    SF,
    SS,
    STARTED,
    Followers,
    Links,
    Nodes,
    Parts,
    Rules,
    backward_node,
    forward_node,
)
from milepost.engine.risk.draws import Events, Harm, Keys, Shared, Spread, Tasks, Work, draw_common, draw_span
from milepost.engine.risk.rows import (
    NEVER,
    Clock,
    Rows,
    add_cost,
    copy,
    count_within,
    earliest,
    fill,
    finish_row,
    lag_row,
    latest,
    minus,
    plus,
    put,
    rest_back_row,
    rest_row,
    start_row,
    work_row,
)
from milepost.engine.working_time.arithmetic import Cal, Row, work_before

REGULAR, INSTANT, GIVEN, ODD = 0, 1, 2, 3

Net = tuple[Cal, Parts, Nodes, Links, Followers, Rules, Row, Row, Row]
Single = tuple[Row, Row, Row, Row, Row, Row, Row]
Tally = tuple[Row, Row, Row, Row]
Watch = tuple[Row, Rows, Row, Row, Row, Row]


def forward_row(clock: Clock, tasks: Tasks, links: Links, work: Work, j: int) -> None:
    """Early start and finish of a regular node in each sample."""
    way, release, fixed_start, fixed_finish, calendar, span, float_cal, counted, wanted, late_bound = tasks
    link_first, link_from, link_kind, link_lag, link_cal = links
    spans, start, finish, done, need, late, factor, occurs, bad, spare = work
    if way[j] == GIVEN:
        fill(start[j], fixed_start[j])
        fill(finish[j], fixed_finish[j])
        return
    k = calendar[j]
    at = start[j]
    fill(at, release[j])
    bound = 0
    for e in range(link_first[j], link_first[j + 1]):
        kind = link_kind[e]
        p = link_from[e]
        if kind == FS or kind == SS:
            row = finish[p] if kind == FS else start[p]
            if link_lag[e] == 0:
                latest(at, row)
            else:
                lag_row(spare[0], row, clock, link_cal[e], link_lag[e])
                latest(at, spare[0])
        else:
            row = finish[p] if kind == FF else start[p]
            lag_row(spare[0], row, clock, link_cal[e] if link_lag[e] else -1, link_lag[e])
            if bound == 0:
                copy(spare[1], spare[0])
            else:
                latest(spare[1], spare[0])
            bound = 1
    if way[j] == INSTANT:
        if bound:
            latest(at, spare[1])
        work_row(done[j], at, clock, k)
        rest_row(at, done[j], clock, k)
        copy(finish[j], at)
        return
    work_row(spare[2], at, clock, k)
    if bound:
        work_row(spare[0], spare[1], clock, k)
        minus(spare[0], spare[0], spans[j])
        latest(spare[2], spare[0])
    if wanted[j] & 1:
        start_row(at, spare[2], clock, k)
    plus(done[j], spare[2], spans[j])
    finish_row(finish[j], done[j], clock, k)


def forward_odd(network: Net, tasks: Tasks, origin: int, single: Single, work: Work, j: int) -> None:
    """The same for any other node, one sample at a time, by the schedule's own function."""
    cal, parts, nodes, links, followers, rules, release, delay, nothing = network
    spans, start, finish, done, need, late, factor, occurs, bad, spare = work
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


def stretch(parts: Parts, usual: Row, span: int, drawn: int, j: int) -> None:
    """The parts of node j for a sample: all in the proportion of the drawn span to the usual one."""
    part_first, part_cal, part_span, part_delay = parts
    for p in range(part_first[j], part_first[j + 1]):
        if drawn == span or span == 0:
            part_span[p] = usual[p] if span > 0 else drawn
        else:
            part_span[p] = usual[p] * drawn // span


def backward_row(
    clock: Clock, tasks: Tasks, nodes: Nodes, links: Links, followers: Followers, rules: Rules, work: Work, last: Row, j: int
) -> None:
    """Needed start and late finish of a regular node in each sample; spare[2] is the late work (or moment, of a milestone)."""
    way, release, fixed_start, fixed_finish, calendar, span, float_cal, counted, wanted, late_bound = tasks
    link_first, link_from, link_kind, link_lag, link_cal = links
    succ_first, succ_node, succ_link = followers
    spans, start, finish, done, need, late, factor, occurs, bad, spare = work
    at = late[j]
    copy(at, last)
    waiting = False
    bounded = False
    for i in range(succ_first[j], succ_first[j + 1]):
        n = succ_node[i]
        e = succ_link[i]
        kind = link_kind[e]
        if nodes[1][n] or ((kind == SS or kind == SF) and nodes[0][n] == STARTED):
            continue
        waiting = True
        row = need[n] if kind == FS or kind == SS else late[n]
        if link_lag[e] != 0:
            lag_row(spare[0], row, clock, link_cal[e], -link_lag[e])
            row = spare[0]
        if kind == FS or kind == FF:
            earliest(at, row)
        elif bounded:
            earliest(spare[1], row)
        else:
            copy(spare[1], row)
            bounded = True
    if rules[2] and not waiting:
        copy(at, finish[j])
    if late_bound[j] < NEVER:
        fill(spare[0], late_bound[j])
        earliest(at, spare[0])
    k = calendar[j]
    work_row(spare[2], at, clock, k)
    if way[j] == INSTANT:
        rest_back_row(at, spare[2], clock, k)
        if bounded:
            work_row(spare[2], spare[1], clock, k)
            rest_row(spare[1], spare[2], clock, k)
            earliest(at, spare[1])
        copy(need[j], at)
        return
    if bounded:
        work_row(spare[0], spare[1], clock, k)
        plus(spare[0], spare[0], spans[j])
        earliest(spare[2], spare[0])
    if wanted[j] & 2:
        finish_row(at, spare[2], clock, k)
    minus(spare[0], spare[2], spans[j])
    start_row(need[j], spare[0], clock, k)


def backward_odd(network: Net, tasks: Tasks, origin: int, single: Single, work: Work, last: Row, j: int, limit: int) -> None:
    """The same for any other node, one sample at a time; spare[2] becomes 1 where the node is critical."""
    cal, parts, nodes, links, followers, rules, release, delay, nothing = network
    spans, start, finish, done, need, late, factor, occurs, bad, spare = work
    succ_first, succ_node, succ_link = followers
    es, ef, driver, ls, lf, needed, usual = single
    k = tasks[6][j]
    for x in range(len(last)):
        for i in range(succ_first[j], succ_first[j + 1]):
            n = succ_node[i]
            # Only where a summary begins is this read, and a summary's first start has start and finish alike.
            es[n] = finish[n][x] + origin
            needed[n] = need[n][x] + origin
            lf[n] = late[n][x] + origin
        es[j] = start[j][x] + origin
        ef[j] = finish[j][x] + origin
        stretch(parts, usual, tasks[5][j], spans[j][x], j)
        s, f, before = backward_node(cal, parts, nodes, links, followers, rules, (es, ef, driver), last[x] + origin, (ls, lf, needed), j)
        late[j][x] = min(max(f - origin, 0), NEVER)
        need[j][x] = min(max(before - origin, 0), NEVER)
        gap = 0
        if f != ef[j]:
            gap = work_before(cal, k, f) - work_before(cal, k, ef[j])
        if nodes[0][j] != STARTED and s != es[j]:
            gap = min(gap, work_before(cal, k, s) - work_before(cal, k, es[j]))
        spare[2][x] = 1 if gap <= limit and nodes[1][j] == 0 else 0


def backward_block(
    clock: Clock, tasks: Tasks, network: Net, origin: int, single: Single, work: Work, last: Row, j: int, limit: int
) -> None:
    """The late pass of node j for a block, its successors being done."""
    cal, parts, nodes, links, followers, rules, release, delay, nothing = network
    if nodes[1][j]:
        fill(work[4][j], tasks[2][j])
        fill(work[5][j], tasks[3][j])
        fill(work[9][2], 0)
    elif tasks[0][j] == ODD or tasks[0][j] == GIVEN:
        backward_odd(network, tasks, origin, single, work, last, j, limit)
    else:
        backward_row(clock, tasks, nodes, links, followers, rules, work, last, j)


def count_critical(clock: Clock, tasks: Tasks, work: Work, count: int, limit: int, j: int) -> int:
    """In how many samples a node has no more float than the limit."""
    spans, start, finish, done, need, late, factor, occurs, bad, spare = work
    found = 0
    if tasks[0][j] == ODD or tasks[0][j] == GIVEN:
        row = spare[2]
        for x in range(count):
            found += row[x]
    elif tasks[0][j] == INSTANT:
        work_row(spare[0], late[j], clock, tasks[6][j])
        work_row(spare[1], finish[j], clock, tasks[6][j])
        found = count_within(spare[0], spare[1], count, limit)
    else:
        found = count_within(spare[2], done[j], count, limit)
    return found


def simulate_blocks(
    clock: Clock,
    tasks: Tasks,
    spread: Spread,
    shared: Shared,
    harm: Harm,
    events: Events,
    keys: Keys,
    network: Net,
    work: Work,
    single: Single,
    tally: Tally,
    watch: Watch,
    first_block: int,
    step: int,
    samples: int,
    origin: int,
    middle: int,
    limit: int,
    marks: int,
) -> None:
    """Every step-th block from the first one on; `marks` 1 counts criticality and sums, 0 leaves them out.

    `middle` is the deterministic finish that deviations are counted from; `limit` the float up to which a task is critical.
    """
    cal, parts, nodes, links, followers, rules, release, delay, nothing = network
    spans, start, finish, done, need, late, factor, occurs, bad, spare = work
    critical, sums, squares, products = tally
    row_of, out, ends, costs, cost_of, moves = watch
    n = len(row_of)
    size = len(spare[0])
    last = spare[3]
    base = first_block * size
    while base < samples:
        count = min(size, samples - base)
        money = costs[base : base + size]
        draw_common(spread, events, keys, n, base, work, money)
        fill(last, 0)
        for j in range(n):
            draw_span(tasks, spread, shared, harm, keys, base, work, j)
            if tasks[0][j] == ODD:
                forward_odd(network, tasks, origin, single, work, j)
            else:
                forward_row(clock, tasks, links, work, j)
            latest(last, finish[j])
            if cost_of[j] != 0:
                add_cost(money, spans[j], tasks[5][j], cost_of[j])
            if row_of[j] >= 0:
                put(out[row_of[j]], base, finish[j])
        put(ends, base, last)
        put(costs, base, money)
        if marks:
            for j in range(n - 1, -1, -1):
                if moves[j]:
                    add_sums(spans[j], last, tasks[5][j], middle, count, sums, squares, products, j)
                backward_block(clock, tasks, network, origin, single, work, last, j, limit)
                if tasks[7][j]:
                    critical[j] += count_critical(clock, tasks, work, count, limit, j)
        base += step * size


def add_sums(span: Row, last: Row, usual: int, middle: int, count: int, sums: Row, squares: Row, products: Row, j: int) -> None:
    """Sums in units of 64 seconds from which the correlation of a node's duration and the finish follows."""
    one = 0
    square = 0
    both = 0
    for x in range(count):
        d = (span[x] - usual) >> 6
        one += d
        square += d * d
        both += d * ((last[x] - middle) >> 6)
    sums[j] += one
    squares[j] += square
    products[j] += both
