"""Search for a better order of tasks, written once: plain Python on lists, or compiled on arrays (see `engine.compiled`).

Late acceptance: Burke and Bykov, The Late Acceptance Hill-Climbing Heuristic, European Journal of Operational Research 258 (2017). It
compares with the value some steps ago, so it needs no temperature and no end known beforehand: more work goes on where less stopped.
"""

# ruff: noqa: RUF059 -- these run compiled too: groups are unpacked whole, and comparisons stay scalar.

from milepost.engine.levelling.chance import below
from milepost.engine.levelling.moments.making import Aim, Three, cost, make
from milepost.engine.levelling.moments.ordering import pull, push, sorted_by, stand_first
from milepost.engine.levelling.moments.placing import MOVE, Asks, Given, World, late
from milepost.engine.levelling.moments.profile import Profile
from milepost.engine.levelling.moments.steady import Stay, together
from milepost.engine.working_time.arithmetic import AFTER, BEFORE, Row

TRIED, CURRENT, BEST, AT, LATE, JUSTIFY = 0, 1, 2, 3, 4, 5
MINUTE = 60


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


def urge(world: World, aim: Aim, now: Three, dice: Row, key: Row, ends: Row) -> int:
    """Bring a task forward that people keep waiting, on the way back from the end of a project that is late.

    `now` is the schedule the keys are the starts of; fills the projects' ends. 0 where nothing on that way waits for people.
    """
    project, weight, target, wish, rates = aim
    link_first, link_from, link_kind, link_lag, link_cal = world[3]
    start, finish, by_links = now
    for p in range(len(ends)):
        ends[p] = BEFORE
    for j in range(len(project)):
        if project[j] >= 0 and finish[j] > ends[project[j]]:
            ends[project[j]] = finish[j]
    p = below(dice, len(weight))
    for _ in range(below(dice, 4)):
        other = below(dice, len(weight))
        if (ends[other] - target[other]) * weight[other] > (ends[p] - target[p]) * weight[p]:
            p = other
    j = 0
    while j < len(project) - 1 and (project[j] != p or finish[j] < ends[p]):
        j += 1
    kept = -1
    while j >= 0:
        if start[j] > by_links[j]:
            kept = j
            if below(dice, 3) == 0:
                break
        last = -1
        for e in range(link_first[j], link_first[j + 1]):
            if last < 0 or finish[link_from[e]] > finish[last]:
                last = link_from[e]
        j = last
    if kept < 0:
        return 0
    wait = (start[kept] - by_links[kept]) // MINUTE
    key[kept] = start[kept] - (1 + below(dice, wait + 1)) * MINUTE
    return 1


def attempt(
    world: World, given: Given, asks: Asks, how: Row, base: Profile, profile: Profile, early: Three, latest: Three, chosen: Row, aim: Aim,
    stay: Stay, key: Row, order: Row, spare: Row, ends: Row, bound: Row, justified: int,
) -> int:  # fmt: skip
    """The cost of the schedule by these keys, justified if asked; `early` and `chosen` hold it. AFTER when a task finds no place."""
    cal, parts, nodes, links, followers = world
    project = aim[0]
    stand_first(world, asks, how, key)
    sorted_by(key, order, spare)
    last, missing = make(world, given, asks, how, base, profile, early, chosen, order, stay)
    if last >= AFTER:
        return AFTER
    value = cost(world, asks, how, early, chosen, aim, ends, stay, missing)
    if justified == 0 or missing > 0:
        # What is missing asks for nobody: moved back and forth it would only take the place of others.
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
    last, missing = make(world, given, asks, how, base, profile, early, chosen, order, stay)
    if last >= AFTER:
        return AFTER
    return cost(world, asks, how, early, chosen, aim, ends, stay, missing)


def improve(
    world: World, given: Given, asks: Asks, how: Row, base: Profile, profile: Profile, early: Three, latest: Three, chosen: Row, aim: Aim,
    stay: Stay, key: Row, order: Row, spare: Row, ends: Row, bound: Row, dice: Row, state: Row, current: Three, history: Row, best: Three,
    best_chosen: Row, until: int, goal: int,
) -> None:  # fmt: skip
    """Go on from `state` until so many schedules are made or the cost is the goal. `current` and `best` are schedules."""
    n = len(key)
    while state[TRIED] < until and state[BEST] > goal:
        low = current[0][0]
        high = low
        for j in range(n):
            key[j] = current[0][j]
            low = min(low, key[j])
            high = max(high, key[j])
        changed = 0
        if stay[0][0] > 0 and below(dice, 3) == 0:
            for _ in range(1 + below(dice, 4)):
                together(asks, chosen, stay, dice, key)
            changed = 1
        elif below(dice, 2) == 0:
            for _ in range(1 + below(dice, 3)):
                changed += urge(world, aim, current, dice, key, ends)
        if changed > 0:
            pull(world, key)
            push(world, key)
        else:
            vary(world, how, aim, dice, key, high - low)
        # Justified work goes wherever it is earliest: where people are to stay together, only every other schedule is.
        justified = state[JUSTIFY]
        if below(dice, 2) == 0:
            justified = 0
        value = attempt(
            world, given, asks, how, base, profile, early, latest, chosen, aim, stay, key, order, spare, ends, bound, justified
        )  # fmt: skip
        state[TRIED] += 1 + 2 * justified
        at = state[AT]
        if value <= state[CURRENT] or value <= history[at]:
            state[CURRENT] = value
            for j in range(n):
                current[0][j] = early[0][j]
                current[1][j] = early[1][j]
                current[2][j] = early[2][j]
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
