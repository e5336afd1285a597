"""Evolutionary search over activity lists, written once: plain Python on lists, or compiled on arrays (see `engine.compiled`).

Two populations, as in Debels and Vanhoucke, A Bi-population Based Genetic Algorithm for the Resource-Constrained Project Scheduling
Problem (2005): one of schedules that begin as early as can be, one of schedules of the mirrored project. Children of one side are
scheduled on the other, so that justification costs nothing extra. Crossover at two points: Hartmann, Naval Research Logistics 45 (1998).
A child takes its mother's place on the other side unless it is worse; after some time a larger population begins afresh, with the best.
"""

# ruff: noqa: RUF059 -- these run compiled too: groups are unpacked whole, and comparisons stay scalar.

from milepost.engine.levelling.chance import below
from milepost.engine.levelling.periods.placing import Instance, by_time, justify, listed, parallel, serial
from milepost.engine.working_time.arithmetic import Row

TRIED, TURN, SIDE, SIZE, BEST, GOAL, BEGUN, FRESH, HORIZON = 0, 1, 2, 3, 4, 5, 6, 7, 8
STATES = 9
NOTHING = 1 << 40
SWAP = 30
"""Chance, in thousandths, of each two neighbours in a child to change places."""
LIFE = 150
"""Schedules for each member of a population after which one begins afresh, GROWTH times as large."""
GROWTH, ROOM = 2, 60
"""No population is larger than the schedules tried before it divided by ROOM."""
LEAST, MOST = 16, 8_000
"""Bounds of a population's size."""

Scratch = tuple[Row, Row, Row, Row, Row, Row, Row, Row]
"""child[n], used[n], order[n], open[n+1], left[(horizon + WIDTH) * words], finish[n], start[n], bucket[horizon + 3]"""


def cross(people: Row, mother: int, father: int, child: Row, used: Row, q1: int, q2: int) -> None:
    """The mother's list, with the places q1 to q2 filled in the father's order. Parents begin at these places of `people`."""
    n = len(child)
    for j in range(n):
        used[j] = 0
    for x in range(q1):
        j = people[mother + x]
        child[x] = j
        used[j] = 1
    at = q1
    x = 0
    while at < q2:
        j = people[father + x]
        x += 1
        if used[j] == 0:
            child[at] = j
            used[j] = 1
            at += 1
    for x in range(q1, n):
        j = people[mother + x]
        if used[j] == 0:
            child[at] = j
            at += 1


def swap(inst: Instance, dice: Row, child: Row) -> None:
    """Let some neighbours change places where no link forbids it."""
    pred_first = inst[4]
    pred = inst[5]
    for x in range(len(child) - 1):
        if below(dice, 1000) < SWAP:
            one = child[x]
            other = child[x + 1]
            free = True
            for e in range(pred_first[other], pred_first[other + 1]):
                if pred[e] == one:
                    free = False
            if free:
                child[x] = other
                child[x + 1] = one


def breed(inst: Instance, dice: Row, state: Row, people: Row, fitness: Row, scratch: Scratch) -> int:
    """Make a child on the present side, as a list for the other one, in `order`; the number of its mother."""
    child, used, order, open_ones, left, finish, start, bucket = scratch
    n = len(child)
    size = state[SIZE]
    here = state[SIDE] * size
    a = state[TURN]
    b = below(dice, size)
    c = below(dice, size)
    if fitness[here + c] < fitness[here + b]:
        b = c
    if b == a:
        b = (a + 1 + below(dice, size - 1)) % size
    length = n // 4 + below(dice, n // 2 + 1)
    q1 = below(dice, n - length + 1)
    cross(people, (here + a) * n, (here + b) * n, child, used, q1, q1 + length)
    swap(inst, dice, child)
    for x in range(n):
        order[x] = n - 1 - child[n - 1 - x]
    return a


def fresh(inst: Instance, dice: Row, turn: int, rules: Row, tail: Row, scratch: Scratch, horizon: int) -> int:
    """A schedule by a priority rule, shaken but for the first of each rule, and justified; its last finish. Fills order and finish.

    `rules` holds a priority value per activity for each rule, end to end. Odd turns go through time, even ones through a list.
    """
    child, used, order, open_ones, left, finish, start, bucket = scratch
    n = len(child)
    many = len(rules) // n
    rule = (turn // 2) % many * n
    for j in range(n):
        value = rules[rule + j] * 1000
        child[j] = value if turn < 2 * many else value + rules[rule + j] * (below(dice, 701) - 350)
    if turn % 2 == 0:
        last = parallel(inst, child, left, finish, used, open_ones, order, horizon)
    else:
        listed(inst, child, used, open_ones, order)
        last = serial(inst, order, left, finish, tail, horizon)
    return justify(inst, order, left, finish, start, bucket, tail, last)


def evolve(
    inst: Instance, mirror: Instance, rules: Row, tails: tuple[Row, Row], until: int, dice: Row, state: Row, people: Row, fitness: Row,
    best: Row, scratch: Scratch,
) -> None:  # fmt: skip
    """Go on from `state` until so many schedules are made or the goal is reached; best holds the finishes of the best schedule.

    people: lists of both sides, 2 * size * n, by finish; fitness: their last finishes.
    """
    child, used, order, open_ones, left, finish, start, bucket = scratch
    n = len(child)
    size = state[SIZE]
    while state[TRIED] < until and state[BEST] > state[GOAL]:
        side = state[SIDE]
        to = (1 - side) * size + state[TURN]
        if side == 1 and state[FRESH] > 0:
            if state[TURN] == 0 and state[FRESH] > 1:
                last = state[BEST]
                for j in range(n):
                    finish[j] = best[j]
            else:
                last = fresh(inst, dice, state[TURN] + size * (state[FRESH] - 1), rules, tails[1], scratch, state[HORIZON])
                state[TRIED] += 3
            fitness[size + state[TURN]] = NOTHING
            keep = False
        else:
            breed(mirror if side == 1 else inst, dice, state, people, fitness, scratch)
            last = serial(mirror if side == 0 else inst, order, left, finish, tails[side], fitness[to])
            state[TRIED] += 1
            keep = last > fitness[to]
        if last < state[BEST]:
            state[BEST] = last
            for j in range(n):
                best[j] = finish[j] if side == 1 else last - finish[n - 1 - j] + inst[0][j]
        if not keep:
            fitness[to] = last
            by_time(finish, order, bucket, last, 0)
            for x in range(n):
                people[to * n + x] = order[x]
        state[TURN] += 1
        if state[TURN] == size:
            state[TURN] = 0
            if side == 1 and state[FRESH] > 0:
                state[FRESH] = 0
            state[SIDE] = 1 - side
            if side == 0 and state[TRIED] - state[BEGUN] >= LIFE * size:
                # What this size comes to is known: short searches are well served by small ones, long ones by large ones.
                size = state[SIZE] = max(size, min(size * GROWTH, state[TRIED] // ROOM, MOST))
                state[BEGUN] = state[TRIED]
                state[FRESH] = 2
