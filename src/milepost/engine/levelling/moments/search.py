"""Search for a better order of tasks, written once: plain Python on lists, or compiled on arrays (see `levelling.compiled`).

Late acceptance: Burke and Bykov, The Late Acceptance Hill-Climbing Heuristic, European Journal of Operational Research 258 (2017). It
compares with the value some steps ago, so it needs no temperature and no end known beforehand: more work goes on where less stopped.
"""

# ruff: noqa: RUF059 -- these run compiled too: groups are unpacked whole, and comparisons stay scalar.

from milepost.engine.levelling.chance import below
from milepost.engine.levelling.moments.placing import KEEP, MOVE, Asks, Given, World, late, serial
from milepost.engine.levelling.moments.profile import Profile
from milepost.engine.working_time.arithmetic import AFTER, BEFORE, Row

Three = tuple[Row, Row, Row]
Aim = tuple[Row, Row, Row, Row, Row]
"""project[n] (-1: none), weight and target of each project, the start each task would like to keep, (finish weight, move weight)"""

TRIED, CURRENT, BEST, AT, LATE, JUSTIFY = 0, 1, 2, 3, 4, 5
MINUTE = 60


def cost(world: World, how: Row, early: Three, aim: Aim, ends: Row) -> int:
    """Weighted minutes by which projects and deadlines are late, and minutes by which tasks moved; fills the projects' ends."""
    cal, parts, nodes, links, followers = world
    late_bound = nodes[6]
    project, weight, target, wish, rates = aim
    for p in range(len(ends)):
        ends[p] = BEFORE
    overdue = 0
    moved = 0
    for j in range(len(project)):
        f = early[1][j]
        p = project[j]
        if p >= 0:
            if f > ends[p]:
                ends[p] = f
            if f > late_bound[j]:
                overdue += (f - late_bound[j]) * weight[p] // MINUTE
            if how[j] == MOVE:
                moved += abs(early[0][j] - wish[j]) // MINUTE
    for p in range(len(ends)):
        if ends[p] > target[p]:
            overdue += (ends[p] - target[p]) * weight[p] // MINUTE
    return overdue * rates[0] + moved * rates[1]


def push(world: World, key: Row) -> None:
    """Raise keys so that no node has a smaller one than its predecessors."""
    link_first, link_from, link_kind, link_lag, link_cal = world[3]
    for j in range(len(key)):
        for e in range(link_first[j], link_first[j + 1]):
            if key[link_from[e]] > key[j]:
                key[j] = key[link_from[e]]


def pull(world: World, key: Row) -> None:
    """Lower keys so that no node has a greater one than its successors."""
    link_first, link_from, link_kind, link_lag, link_cal = world[3]
    for j in range(len(key) - 1, -1, -1):
        for e in range(link_first[j], link_first[j + 1]):
            if key[link_from[e]] > key[j]:
                key[link_from[e]] = key[j]


def stand_first(world: World, asks: Asks, how: Row, key: Row) -> None:
    """Give tasks that stay at their links' date the first turn, after what they wait for: the others have to go round them."""
    any_stands = False
    for j in range(len(key)):
        if how[j] == KEEP and asks[0][j] < asks[0][j + 1]:
            key[j] = BEFORE
            any_stands = True
    if any_stands:
        pull(world, key)


def sorted_by(key: Row, order: Row, spare: Row) -> None:
    """Fill order with the nodes by key, equal ones in topological order: a merge sort."""
    n = len(key)
    for j in range(n):
        order[j] = j
    width = 1
    while width < n:
        for low in range(0, n, 2 * width):
            middle = min(low + width, n)
            high = min(low + 2 * width, n)
            a = low
            b = middle
            for x in range(low, high):
                if a < middle and (b >= high or key[order[a]] <= key[order[b]]):
                    spare[x] = order[a]
                    a += 1
                else:
                    spare[x] = order[b]
                    b += 1
        for x in range(n):
            order[x] = spare[x]
        width *= 2


def vary(world: World, how: Row, aim: Aim, dice: Row, key: Row, extent: int) -> None:
    """Change some keys a little: move projects, shake a stretch of time, bring tasks forward, or one to another's turn."""
    project, weight, target, wish, rates = aim
    n = len(key)
    projects = len(weight)
    kind = below(dice, 6)
    minutes = max(extent // MINUTE, 8)
    if projects > 1 and kind < 2:
        reach = max(minutes >> (2 + below(dice, 4)), 2)
        for _ in range(1 + below(dice, 3)):
            p = below(dice, projects)
            by = (below(dice, 2 * reach) - reach) * MINUTE
            for j in range(n):
                if project[j] == p:
                    key[j] += by
    elif kind < 3:
        reach = max(minutes >> (1 + below(dice, 7)), 2)
        middle = key[below(dice, n)]
        for j in range(n):
            if abs(key[j] - middle) <= reach * MINUTE and how[j] == MOVE:
                key[j] += (below(dice, 2 * reach) - reach) * MINUTE
    elif kind > 3:
        key[below(dice, n)] = key[below(dice, n)] - 1
        pull(world, key)
    else:
        for _ in range(1 + below(dice, 3)):
            j = below(dice, n)
            key[j] -= below(dice, max(2 * minutes >> below(dice, 7), 2)) * MINUTE
        pull(world, key)
    push(world, key)


def attempt(
    world: World, given: Given, asks: Asks, how: Row, base: Profile, profile: Profile, early: Three, latest: Three, chosen: Row, aim: Aim,
    key: Row, order: Row, spare: Row, ends: Row, bound: Row, justified: int,
) -> int:  # fmt: skip
    """The cost of the schedule by these keys, justified if asked; `early` and `chosen` hold it. AFTER when a task finds no place."""
    cal, parts, nodes, links, followers = world
    project = aim[0]
    stand_first(world, asks, how, key)
    sorted_by(key, order, spare)
    last = serial(world, given, asks, how, base, profile, early, chosen, order)
    if last >= AFTER:
        return AFTER
    value = cost(world, how, early, aim, ends)
    if justified == 0:
        return value
    for j in range(len(key)):
        bound[j] = ends[project[j]] if project[j] >= 0 else last
        spare[j] = early[1][j]
    # Bounds are the projects' own finishes here, not deadlines: a project that is done early must not push its work to the end of all.
    mode, done, fixed_start, fixed_finish, constraint, constraint_date, late_bound, float_cal, gate = nodes
    bounded = (mode, done, fixed_start, fixed_finish, constraint, constraint_date, bound, float_cal, gate)
    for j in range(len(key)):
        key[j] = early[1][j]
    push(world, key)
    sorted_by(key, order, spare)
    late((cal, parts, bounded, links, followers), given, asks, how, base, profile, early, latest, order, last)
    for j in range(len(key)):
        key[j] = latest[0][j]
    push(world, key)
    stand_first(world, asks, how, key)
    sorted_by(key, order, spare)
    last = serial(world, given, asks, how, base, profile, early, chosen, order)
    if last >= AFTER:
        return AFTER
    return cost(world, how, early, aim, ends)


def improve(
    world: World, given: Given, asks: Asks, how: Row, base: Profile, profile: Profile, early: Three, latest: Three, chosen: Row, aim: Aim,
    key: Row, order: Row, spare: Row, ends: Row, bound: Row, dice: Row, state: Row, current: Row, history: Row, best: Three,
    best_chosen: Row, until: int, goal: int,
) -> None:  # fmt: skip
    """Go on from `state` until so many schedules are made or the cost is the goal. `current` holds keys, `best` a schedule."""
    n = len(key)
    while state[TRIED] < until and state[BEST] > goal:
        low = current[0]
        high = current[0]
        for j in range(n):
            key[j] = current[j]
            low = min(low, key[j])
            high = max(high, key[j])
        vary(world, how, aim, dice, key, high - low)
        value = attempt(
            world, given, asks, how, base, profile, early, latest, chosen, aim, key, order, spare, ends, bound, state[JUSTIFY]
        )  # fmt: skip
        state[TRIED] += 1 + 2 * state[JUSTIFY]
        at = state[AT]
        if value <= state[CURRENT] or value <= history[at]:
            state[CURRENT] = value
            for j in range(n):
                current[j] = early[0][j]
            if value < state[BEST]:
                state[BEST] = value
                for j in range(n):
                    best[0][j] = early[0][j]
                    best[1][j] = early[1][j]
                    best[2][j] = early[2][j]
                for i in range(len(chosen)):
                    best_chosen[i] = chosen[i]
        history[at] = min(history[at], state[CURRENT])
        state[AT] = (at + 1) % len(history)
