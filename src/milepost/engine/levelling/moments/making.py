"""A whole schedule from an order of nodes, and what it costs; written once: plain Python on lists, or compiled on arrays."""

# ruff: noqa: RUF059 -- these run compiled too: groups are unpacked whole, and comparisons stay scalar.

from milepost.engine.levelling.moments.placing import MOVE, Asks, Given, World, put
from milepost.engine.levelling.moments.profile import Profile, refill
from milepost.engine.levelling.moments.steady import Stay, prefer, returns, settle
from milepost.engine.network.kernel import forward_node
from milepost.engine.working_time.arithmetic import AFTER, BEFORE, Row

Three = tuple[Row, Row, Row]
Aim = tuple[Row, Row, Row, Row, Row]
"""project[n] (-1: none), weight and target of each project, the start each task would like to keep, (finish weight, move weight)"""

MINUTE = 60
MISSING, MOST_MISSING = 1 << 50, 500
"""What a task costs that nobody is ever free for: more than any delay. So many of them are told apart."""


def make(
    world: World, given: Given, asks: Asks, how: Row, base: Profile, profile: Profile, early: Three, chosen: Row, order: Row, stay: Stay
) -> tuple[int, int]:
    """Place all nodes in the given order, each as early as can be; the last finish (AFTER: a calendar ran out) and the tasks missing.

    A task that finds nobody for ever is missing: it stays where its links put it, asks for nobody, and its choices are -1.
    """
    cal, parts, nodes, links, followers = world
    release, no_delay, alap_start, plan, honour, retained, own_end, from_finish = given
    first, units, count, calendar, span, delay, from_, choice, people = asks
    refill(profile, base)
    steady = stay[0][0] > 0
    if steady:
        stay[10][0] += 1
        for r in range(len(stay[8])):
            stay[8][r] = -1
    last = BEFORE
    missing = 0
    for q in range(len(order)):
        j = order[q]
        choosy = steady and stay[1][j] >= 0 and how[j] == MOVE and first[j] < first[j + 1]
        if choosy:
            prefer(asks, stay, j)
        s, f = put(world, given, asks, how, profile, early, chosen, j)
        if s >= AFTER:
            p = plan[j]
            rules = (honour[p], retained[p], own_end[p], from_finish[p])
            s, f, by = forward_node(cal, parts, nodes, links, rules, release, no_delay, alap_start, early, j)
            if f >= AFTER:
                return AFTER, missing
            for i in range(choice[first[j]], choice[first[j + 1]]):
                chosen[i] = -1
            missing += 1
        if choosy:
            settle(asks, chosen, stay, j)
        early[0][j] = s
        early[1][j] = f
        if f > last:
            last = f
    return last, missing


def cost(world: World, asks: Asks, how: Row, early: Three, chosen: Row, aim: Aim, ends: Row, stay: Stay, missing: int) -> int:
    """Weighted minutes by which projects and deadlines are late, minutes by which tasks moved, people who come back, tasks missing.

    Fills the projects' ends.
    """
    late_bound = world[2][6]
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
    value = overdue * rates[0] + moved * rates[1] + min(missing, MOST_MISSING) * MISSING
    if stay[0][0] > 0:
        value += returns(asks, early, chosen, stay) * stay[0][0]
    return value
