"""A plan simulated with its people, sample by sample, written once: plain Python on lists, or compiled on arrays (see `engine.compiled`).

Each sample is a schedule made in series (as levelling makes its own, see `levelling.moments.placing`): tasks in one fixed order, each at
the first moment at which its links allow it and everybody on it is free. Arguments are those of `kernel`, and a group `staff`:

- world, given, asks, how, base, profile, chosen: as `placing.serial` takes them; given's delays are those that people do not explain
- order: the nodes in the order in which they are placed
- asked: the demands' usual spans
- person_first[people+1], person_node: the nodes that ask for each person
- path: scratch row: 1 for each node on a path of the sample
"""

# Runs compiled too: groups are unpacked whole, and comparisons stay scalar.
# ruff: noqa: RUF059, SIM109

from milepost.engine.levelling.moments.placing import MOVE, Asks, Given, World, serial
from milepost.engine.levelling.moments.profile import Profile
from milepost.engine.network.kernel import EARLIEST, FIXED, FS, SF, SS, STARTED, place, shift_by_lag
from milepost.engine.risk.draws import draw_common, draw_span
from milepost.engine.risk.early import stretch
from milepost.engine.risk.groups import Events, Harm, Keys, Net, Shared, Single, Spread, Tally, Tasks, Watch, Work
from milepost.engine.risk.kernel import add_sums, deviation
from milepost.engine.risk.rows import NEVER, add_cost, store
from milepost.engine.working_time.arithmetic import AFTER, Row, work_before

Staff = tuple[World, Given, Asks, Row, Profile, Profile, Row, Row, Row, Row, Row, Row]
Early = tuple[Row, Row, Row]


def stretch_demands(asks: Asks, asked: Row, usual: int, drawn: int, j: int) -> None:
    """Demands of node j that last less than the task: all in the proportion of the drawn span to the usual one."""
    first, units, count, calendar, span, delay, from_, choice, people = asks
    for d in range(first[j], first[j + 1]):
        if asked[d] >= 0:
            span[d] = asked[d] * drawn // usual if usual > 0 else asked[d]


def later_than(world: World, delay: Row, early: Early, j: int, moment: int) -> int:
    """1 when node j, begun at the moment at the earliest, stands where it does or later: nothing lies between the two."""
    cal, parts, nodes, links, followers = world
    s, f = place(cal, parts, j, moment)
    if delay[j] > 0:
        s, f = place(cal, parts, j, s + delay[j])
    return 1 if s >= early[0][j] else 0


def mark_links(world: World, delay: Row, rules: int, early: Early, path: Row, j: int) -> None:
    """Put the predecessors on the path whose links leave node j no room."""
    cal, parts, nodes, links, followers = world
    mode = nodes[0][j]
    link_first, link_from, link_kind, link_lag, link_cal = links
    es, ef, base = early
    for e in range(link_first[j], link_first[j + 1]):
        kind = link_kind[e]
        p = link_from[e]
        t = shift_by_lag(cal, link_cal[e], es[p] if kind == SS or kind == SF else ef[p], link_lag[e])
        tight = 0
        if mode == EARLIEST:
            tight = 1 if t == es[j] else 0
        elif mode == STARTED:
            if rules:
                s, f = place(cal, parts, j, t) if kind == FS or kind == SS else (t, t)
                tight = 1 if f >= ef[j] else 0
        elif kind == FS or kind == SS:
            tight = later_than(world, delay, early, j, t)
        else:
            k = nodes[7][j]
            tight = 1 if work_before(cal, k, ef[j]) <= work_before(cal, k, t) else 0
        if tight:
            path[p] = 1


def mark_path(staff: Staff, early: Early, last: int) -> None:
    """Put every node on the path from which links and people's work lead to the last finish without a gap."""
    world, given, asks, how, base, profile, chosen, order, asked, person_first, person_node, path = staff
    first, units, count, calendar, span, delay, from_, choice, people = asks
    mode = world[2][0]
    es, ef, by_links = early
    for j in range(len(path)):
        path[j] = 1 if ef[j] == last else 0
    for q in range(len(order) - 1, -1, -1):
        j = order[q]
        if path[j] == 0 or mode[j] == FIXED:
            continue
        mark_links(world, given[1], given[5][0], early, path, j)
        if how[j] != MOVE or es[j] == by_links[j]:
            continue
        for i in range(choice[first[j]], choice[first[j + 1]]):
            r = chosen[i]
            for x in range(person_first[r], person_first[r + 1]):
                other = person_node[x]
                if path[other] == 0 and ef[other] <= es[j] and later_than(world, given[1], early, j, ef[other]):
                    path[other] = 1


def staffed_sample(tasks: Tasks, network: Net, spans: list[Row], single: Single, staff: Staff, x: int) -> int:
    """Place all nodes as the block's sample x draws them; the last finish (AFTER: some node finds no place)."""
    cal, parts, nodes, links, followers, rules, release, delay, nothing = network
    world, given, asks, how, base, profile, chosen, order, asked, person_first, person_node, path = staff
    es, ef, driver, ls, lf, needed, usual = single
    for j in range(len(spans)):
        stretch(parts, usual, tasks[5][j], spans[j][x], j)
        stretch_demands(asks, asked, tasks[5][j], spans[j][x], j)
    return serial(world, given, asks, how, base, profile, (es, ef, driver), chosen, order)


def staffed_blocks(
    tasks: Tasks,
    spread: Spread,
    shared: Shared,
    harm: Harm,
    events: Events,
    keys: Keys,
    network: Net,
    work: Work,
    single: Single,
    staff: Staff,
    tally: Tally,
    watch: Watch,
    first_block: int,
    step: int,
    samples: int,
    origin: int,
    middle: int,
    marks: int,
) -> None:
    """Every step-th block from the first one on; as `kernel.simulate_blocks`, whose arguments these are."""
    spans, done, start, finish, factor, occurs, bad, spare, end_work = work
    critical, sums, squares, products = tally
    row_of, out, ends, costs, cost_of, moves, numbers, happened = watch
    path = staff[11]
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
        for j in range(n):
            draw_span(tasks, spread, shared, harm, keys, number, work, j)
            if cost_of[j] != 0:
                add_cost(money, spans[j], tasks[5][j], cost_of[j])
        for x in range(count):
            end = staffed_sample(tasks, network, spans, single, staff, x)
            last[x] = min(max(end - origin, 0), NEVER)
            for j in range(n):
                if row_of[j] >= 0:
                    out[row_of[j]][base + x] = min(max(single[1][j] - origin, 0), NEVER)
            if marks and end < AFTER:
                mark_path(staff, (single[0], single[1], single[2]), end)
                for j in range(n):
                    critical[j] += path[j]
        store(ends, base, last)
        store(costs, base, money)
        if marks:
            deviation(spare[8], last, middle)
            for j in range(n):
                if moves[j]:
                    deviation(spare[0], spans[j], tasks[5][j])
                    add_sums(spare[0], spare[8], count, sums, squares, products, j)
        base += step * size
