"""A plan simulated for a block of samples at a time, written once: plain Python on lists, or compiled on arrays (see `engine.compiled`).

The passes are those of `network.kernel`, turned inside out: for each node a row of samples. A node that is as most are (one part on its
own calendar, not begun, no date but an earliest start) is worked out row by row; any other ("odd") node goes through
`network.kernel.forward_node` and `backward_node`, one sample at a time, so that every rule of the schedule holds in every sample.

Between two such nodes on one calendar a link is "near": what one has worked is what the other waits for, and no moment is looked up.
Moments of a node are worked out only where somebody wants them (`wanted`: START, LATE, FINISH, NEEDED: its start, late finish, finish,
needed start is read as a moment; LAST: nobody after it is sure to end later; LATE_WORK: its late finish is read as work).

Moments are seconds since `origin`. Arguments come in groups (tuples of lists, or of arrays):

- clock: see `rows`
- tasks: way (REGULAR, INSTANT, GIVEN, ODD), release, fixed start, fixed finish, the clock's table, span, float calendar, counted (0 or
  1), wanted (bits: see below), late bound; release and late bound as work of the table; by link: near (bits)
- spread: bell, shapes, shape of each node (-1: its span is sure), low, width (minutes), own share of its normal value (16384ths)
- shared: first[n+1], factor, share: what a node's normal value shares with others
- harm: first[n+1], event, shape, low, width (minutes): what events add to a node's span
- events: chance (of 2^31), cost shape, low, width (smallest units), on (0 or 1)
- keys: two rows of keys, for nodes, then factors, then events twice (whether it occurs, how bad it is)
- network: cal, parts, nodes, links, followers, rules, release, delay, nothing: as `network.kernel` takes them
- work: rows by node (span, work done at the finish, start, finish), by factor, by event (occurs, how bad), spare ones, and the block's last
  finish as work of each table. Memory and cache are what the kernel is short of: once the late pass has been at a node, its rows hold
  the needed start as work, the late finish as work, the late finish and the needed start
- single: scratch rows for one sample: early start, finish, driver; late start, finish, need; all parts' spans
- tally: critical[n], sums of deviation, of its square, and of it times the finish's deviation, in 64 seconds
- watch: row of `out` for each node (-1: none), out, project finish, cost, cost of a second of each node (2^-20 units),
  whether its span varies (0 or 1), the samples' numbers, and a row of bytes for each event: whether it happened (no rows: do not
  tell). Rows by sample are as long as whole blocks are
"""

# Runs compiled too: groups are unpacked whole, and comparisons stay scalar.
# ruff: noqa: RUF059, SIM109

from milepost.engine.risk.draws import draw_common, draw_span
from milepost.engine.risk.early import forward_instant, forward_odd, forward_row
from milepost.engine.risk.groups import (
    GIVEN,
    INSTANT,
    LAST,
    ODD,
    REGULAR,
    Events,
    Harm,
    Keys,
    Net,
    Shared,
    Single,
    Spread,
    Tally,
    Tasks,
    Watch,
    Work,
)
from milepost.engine.risk.late import backward_instant, backward_odd, backward_row, keep_late
from milepost.engine.risk.rows import WIDTH, Clock, add_cost, count_within, fill, latest, store, work_row
from milepost.engine.working_time.arithmetic import Row


def forward_block(clock: Clock, tasks: Tasks, network: Net, origin: int, single: Single, work: Work, j: int) -> None:
    """The early pass of node j for a block, its predecessors being done."""
    way = tasks[0][j]
    if way == REGULAR:
        forward_row(clock, tasks, network[3], work, j)
    elif way == INSTANT:
        forward_instant(clock, tasks, network[3], work, j)
    elif way == GIVEN:
        fill(work[2][j], tasks[2][j])
        fill(work[3][j], tasks[3][j])
    else:
        forward_odd(network, tasks, origin, single, work, j)


def backward_block(
    clock: Clock, tasks: Tasks, network: Net, origin: int, single: Single, work: Work, last: Row, j: int, count: int, limit: int
) -> int:
    """The late pass of node j for a block, its successors being done; in how many samples it has no more float than the limit."""
    cal, parts, nodes, links, followers, rules, release, delay, nothing = network
    spans, done, start, finish, factor, occurs, bad, spare, ends = work
    way = tasks[0][j]
    found = 0
    if nodes[1][j]:
        fill(finish[j], tasks[2][j])
        fill(start[j], tasks[3][j])
        return 0
    if way == ODD or way == GIVEN:
        backward_odd(network, tasks, origin, single, work, last, j, limit)
        row = spare[2]
        for x in range(count):
            found += row[x]
        return found
    if way == INSTANT:
        backward_instant(clock, tasks, nodes, links, followers, rules, work, last, j)
    else:
        backward_row(clock, tasks, nodes, links, followers, rules, work, j)
    if tasks[7][j]:
        found = count_within(spare[2], done[j], count, limit)
    keep_late(clock, tasks, work, j)
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
    spans, done, start, finish, factor, occurs, bad, spare, end_work = work
    critical, sums, squares, products = tally
    row_of, out, ends, costs, cost_of, moves, numbers, happened = watch
    n = len(row_of)
    size = len(spare[0])
    last = spare[3]
    base = first_block * size
    while base < samples:
        count = min(size, samples - base)
        money = costs[base : base + size]
        number = numbers[base : base + size]
        draw_common(spread, events, keys, n, number, work, money)
        for e in range(len(happened)):
            store(happened[e], base, occurs[e])
        fill(last, 0)
        for j in range(n):
            draw_span(tasks, spread, shared, harm, keys, number, work, j)
            forward_block(clock, tasks, network, origin, single, work, j)
            if tasks[8][j] & LAST:
                latest(last, finish[j])
            if cost_of[j] != 0:
                add_cost(money, spans[j], tasks[5][j], cost_of[j])
            if row_of[j] >= 0:
                store(out[row_of[j]], base, finish[j])
        store(ends, base, last)
        store(costs, base, money)
        if marks:
            for c in range(len(end_work)):
                work_row(end_work[c], last, clock, c)
            deviation(spare[8], last, middle)
            for j in range(n - 1, -1, -1):
                if moves[j]:
                    deviation(spare[0], spans[j], tasks[5][j])
                    add_sums(spare[0], spare[8], count, sums, squares, products, j)
                critical[j] += backward_block(clock, tasks, network, origin, single, work, last, j, count, limit)
        base += step * size


def deviation(out: Row, row: Row, middle: int) -> None:
    """How far the row is from a value, in units of 64 seconds."""
    for x in range(WIDTH):
        out[x] = (row[x] - middle) >> 6


def add_sums(own: Row, last: Row, count: int, sums: Row, squares: Row, products: Row, j: int) -> None:
    """Sums from which the correlation of a node's duration and the finish follows, of their deviations."""
    one = 0
    square = 0
    both = 0
    for x in range(count):
        one += own[x]
        square += own[x] * own[x]
        both += own[x] * last[x]
    sums[j] += one
    squares[j] += square
    products[j] += both
