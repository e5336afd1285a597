"""Schedules of real plans with people, written once: plain Python on lists, or compiled on arrays (see `engine.compiled`).

Time, links, constraints and calendars are those of the network kernel: a task is placed where `forward_node` puts it, then moved on to
the first moment at which everybody it asks for is free. Arguments come in groups, beside those of `network.kernel`:

- world: cal, parts, nodes, links, followers
- given: release[n], delay[n] (all zero), alap_start[n], plan[n], rules by plan: honour[p], retained[p], own end[p], from finish[p]
- asks: first[n+1]; per demand: units, count of people, calendar, span (below zero: as the task), delay, where its candidates begin
  (one more than demands), where its choices begin (one more than demands); candidates
- how[n]: KEEP (at its links' date, whoever is free), MOVE, BOOKED (its people's time is taken from the base profile already)
"""

# ruff: noqa: RUF059 -- these run compiled too: groups are unpacked whole, and comparisons stay scalar.

from milepost.engine.levelling.moments.profile import Profile, blocked_from, blocked_until, book, refill
from milepost.engine.network.kernel import Followers, Links, Nodes, Parts, backward_node, forward_node, place, place_back
from milepost.engine.working_time.arithmetic import AFTER, BEFORE, Cal, Row, add_work, start_and_finish, subtract_work

World = tuple[Cal, Parts, Nodes, Links, Followers]
Given = tuple[Row, Row, Row, Row, Row, Row, Row, Row]
Asks = tuple[Row, Row, Row, Row, Row, Row, Row, Row, Row]

KEEP, MOVE, BOOKED = 0, 1, 2
MINUTE = 60


def window(cal: Cal, asks: Asks, d: int, s: int, f: int) -> tuple[int, int]:
    """From when to when demand d of a task placed from s to f asks for its people."""
    first, units, count, calendar, span, delay, from_, choice, people = asks
    if span[d] < 0:
        return s, f
    at = s
    if delay[d] > 0:
        at = add_work(cal, calendar[d], at, delay[d])
    return start_and_finish(cal, calendar[d], at, span[d])


def taken(asks: Asks, chosen: Row, j: int, until: int, r: int) -> bool:
    """Whether person r is among those chosen for task j so far."""
    first, units, count, calendar, span, delay, from_, choice, people = asks
    found = False
    for i in range(choice[first[j]], until):
        if chosen[i] == r:
            found = True
    return found


def choose(cal: Cal, asks: Asks, profile: Profile, chosen: Row, j: int, s: int, f: int) -> int:
    """Choose people for task j from s to f; 0, or a moment before which it is of no use to try again (AFTER: never)."""
    first, units, count, calendar, span, delay, from_, choice, people = asks
    soonest = AFTER
    for d in range(first[j], first[j + 1]):
        a, b = window(cal, asks, d, s, f)
        at = choice[d]
        need = at + count[d]
        several = from_[d + 1] - from_[d] > 1
        soon = AFTER
        for c in range(from_[d], from_[d + 1]):
            r = people[c]
            if several and taken(asks, chosen, j, at, r):
                continue
            free_at = blocked_until(profile, r, a, b, units[d])
            if free_at <= a:
                chosen[at] = r
                at += 1
                if at == need:
                    break
            else:
                if free_at < AFTER and delay[d] > 0 and span[d] >= 0:
                    free_at = max(subtract_work(cal, calendar[d], free_at, delay[d]), s + MINUTE)
                if free_at < soon:
                    soon = free_at
        if several and soon < soonest:
            soonest = soon
        if at < need:
            return soonest if several else soon
    return 0


def put(
    world: World, given: Given, asks: Asks, how: Row, profile: Profile, early: tuple[Row, Row, Row], chosen: Row, j: int
) -> tuple[int, int]:
    """Start and finish of node j once people for it are found and booked; its predecessors stand."""
    cal, parts, nodes, links, followers = world
    release, no_delay, alap_start, plan, honour, retained, own_end, from_finish = given
    first, units, count, calendar, span, delay, from_, choice, people = asks
    p = plan[j]
    rules = (honour[p], retained[p], own_end[p], from_finish[p])
    s, f, by = forward_node(cal, parts, nodes, links, rules, release, no_delay, alap_start, early, j)
    early[2][j] = s
    if how[j] == BOOKED or first[j] == first[j + 1] or s >= AFTER:
        return s, f
    if how[j] == MOVE:
        again = choose(cal, asks, profile, chosen, j, s, f)
        while again > 0:
            if again >= AFTER:
                return AFTER, AFTER
            s, f = place(cal, parts, j, again)
            if f >= AFTER:
                return AFTER, AFTER
            again = choose(cal, asks, profile, chosen, j, s, f)
    for d in range(first[j], first[j + 1]):
        a, b = window(cal, asks, d, s, f)
        for i in range(choice[d], choice[d + 1]):
            if how[j] == KEEP:
                chosen[i] = people[from_[d] + i - choice[d]]
            book(profile, chosen[i], a, b, units[d])
    return s, f


def serial(
    world: World, given: Given, asks: Asks, how: Row, base: Profile, profile: Profile, early: tuple[Row, Row, Row], chosen: Row, order: Row
) -> int:
    """Place all nodes in the given order, each as early as can be; the last finish, AFTER when one finds no place.

    early: start, finish, and the start its links alone would give (from which a levelling delay counts).
    """
    refill(profile, base)
    last = BEFORE
    for q in range(len(order)):
        j = order[q]
        s, f = put(world, given, asks, how, profile, early, chosen, j)
        early[0][j] = s
        early[1][j] = f
        if f > last:
            last = f
        if s >= AFTER:
            return AFTER
    return last


def late(
    world: World, given: Given, asks: Asks, how: Row, base: Profile, profile: Profile, early: tuple[Row, Row, Row],
    latest: tuple[Row, Row, Row], order: Row, finish: int,
) -> None:  # fmt: skip
    """Place all nodes against the order, each as late as can be; fills latest. Only the order of its starts is used.

    A node that finds no place after its early one stays there. The nodes' late bound holds the finish of the project it belongs to.
    """
    cal, parts, nodes, links, followers = world
    release, no_delay, alap_start, plan, honour, retained, own_end, from_finish = given
    first, units, count, calendar, span, delay, from_, choice, people = asks
    refill(profile, base)
    for q in range(len(order) - 1, -1, -1):
        j = order[q]
        p = plan[j]
        rules = (honour[p], retained[p], own_end[p], from_finish[p])
        s, f, need = backward_node(cal, parts, nodes, links, followers, rules, early, finish, latest, j)
        if how[j] != MOVE or first[j] == first[j + 1] or s < early[0][j]:
            s = max(s, early[0][j])
            f = max(f, early[1][j])
        else:
            end = f
            while end > BEFORE:
                end = fits_before(asks, profile, j, s, f)
                if end >= f:
                    break
                s, f = place_back(cal, parts, j, end)
                if s < early[0][j]:
                    end = BEFORE
            if end <= BEFORE:
                s = early[0][j]
                f = early[1][j]
            else:
                take_any(asks, profile, j, s, f)
        latest[0][j] = s
        latest[1][j] = f
        latest[2][j] = s


def fits_before(asks: Asks, profile: Profile, j: int, s: int, f: int) -> int:
    """f when enough people are free for task j from s to f, else an earlier end to try."""
    first, units, count, calendar, span, delay, from_, choice, people = asks
    for d in range(first[j], first[j + 1]):
        free = 0
        best = BEFORE
        for c in range(from_[d], from_[d + 1]):
            v = blocked_from(profile, people[c], s, f, units[d])
            if v >= f:
                free += 1
                if free == count[d]:
                    break
            elif v > best:
                best = v
        if free < count[d]:
            return best
    return f


def take_any(asks: Asks, profile: Profile, j: int, s: int, f: int) -> None:
    """Book the first people who are free for each demand of task j from s to f."""
    first, units, count, calendar, span, delay, from_, choice, people = asks
    for d in range(first[j], first[j + 1]):
        left = count[d]
        for c in range(from_[d], from_[d + 1]):
            r = people[c]
            if left > 0 and blocked_from(profile, r, s, f, units[d]) >= f:
                book(profile, r, s, f, units[d])
                left -= 1
