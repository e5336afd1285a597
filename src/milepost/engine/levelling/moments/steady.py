"""People who come back to a project after they left it: counted, and avoided where that is free of charge; plain or compiled.

Somebody comes back to a project when, since their last task of it, they began a task of another one, or a fortnight went by. The rows
of a `Stay` are scratch, but for the first two:

- price: what one coming back costs, in the search's own units; 0: nobody minds
- group[n]: the project of each node, or the branch of a plan that is alone; below zero: none
- turn[n], spare[n]: nodes by start; first[people+1], slot[choices]: nodes by person
- seen[groups], ended[groups]: the last person met there, and their last finish
- last[people], visited[people * groups], stamp[1]: where somebody worked last, and everywhere they have been, in the schedule being made
- kept[candidates]: the candidates of a demand in their usual order
"""

# ruff: noqa: RUF059 -- these run compiled too: groups are unpacked whole, and comparisons stay scalar.

from milepost.engine.levelling.chance import below
from milepost.engine.levelling.moments.ordering import sorted_by
from milepost.engine.levelling.moments.placing import Asks
from milepost.engine.working_time.arithmetic import Row

Stay = tuple[Row, Row, Row, Row, Row, Row, Row, Row, Row, Row, Row, Row]
Three = tuple[Row, Row, Row]

FORTNIGHT = 14 * 86400


def returns(asks: Asks, early: Three, chosen: Row, stay: Stay) -> int:
    """How often people come back in a schedule; fills the scratch rows."""
    first, units, count, calendar, span, delay, from_, choice, people = asks
    price, group, turn, spare, begin, slot, seen, ended, last, visited, stamp, kept = stay
    for r in range(len(begin)):
        begin[r] = 0
    for i in range(choice[len(units)]):
        if chosen[i] >= 0:
            begin[chosen[i] + 1] += 1
    for r in range(1, len(begin)):
        begin[r] += begin[r - 1]
    sorted_by(early[0], turn, spare)
    for q in range(len(turn)):
        j = turn[q]
        for i in range(choice[first[j]], choice[first[j + 1]]):
            r = chosen[i]
            if r >= 0:
                slot[begin[r]] = j
                begin[r] += 1
    for g in range(len(seen)):
        seen[g] = -1
    found = 0
    at = 0
    for r in range(len(begin) - 1):
        now = -1
        while at < begin[r]:
            j = slot[at]
            g = group[j]
            at += 1
            if g < 0:
                continue
            if seen[g] == r and (now != g or early[0][j] - ended[g] > FORTNIGHT):
                found += 1
            if seen[g] != r or early[1][j] > ended[g]:
                ended[g] = early[1][j]
            seen[g] = r
            now = g
    return found


def prefer(asks: Asks, stay: Stay, j: int) -> None:
    """Let those be asked first for task j who are at work on its project now, and those last who left it."""
    first, units, count, calendar, span, delay, from_, choice, people = asks
    price, group, turn, spare, begin, slot, seen, ended, last, visited, stamp, kept = stay
    g = group[j]
    groups = len(seen)
    base = from_[first[j]]
    for c in range(base, from_[first[j + 1]]):
        kept[c - base] = people[c]
    for d in range(first[j], first[j + 1]):
        at = from_[d]
        for rank in range(3):
            for c in range(from_[d] - base, from_[d + 1] - base):
                r = kept[c]
                liking = 0 if last[r] == g else 2 if visited[r * groups + g] == stamp[0] else 1
                if liking == rank:
                    people[at] = r
                    at += 1


def settle(asks: Asks, chosen: Row, stay: Stay, j: int) -> None:
    """Put the candidates of task j back in their usual order, and note where those chosen are at work."""
    first, units, count, calendar, span, delay, from_, choice, people = asks
    price, group, turn, spare, begin, slot, seen, ended, last, visited, stamp, kept = stay
    g = group[j]
    base = from_[first[j]]
    for c in range(base, from_[first[j + 1]]):
        people[c] = kept[c - base]
    for i in range(choice[first[j]], choice[first[j + 1]]):
        r = chosen[i]
        if r >= 0:
            last[r] = g
            visited[r * len(seen) + g] = stamp[0]


def together(asks: Asks, chosen: Row, stay: Stay, dice: Row, key: Row) -> None:
    """Draw a task and bring it next to the one before it of the same person and project, or send what lies between behind it.

    `chosen` are the people of some schedule; where others are chosen next time the change is as good as any other.
    """
    first, units, count, calendar, span, delay, from_, choice, people = asks
    group = stay[1]
    n = len(key)
    j = below(dice, n)
    tries = 0
    while tries < 20 and (group[j] < 0 or choice[first[j]] == choice[first[j + 1]]):
        j = below(dice, n)
        tries += 1
    if group[j] < 0 or choice[first[j]] == choice[first[j + 1]]:
        return
    r = chosen[choice[first[j]]]
    before = -1
    for i in range(n):
        if i != j and group[i] == group[j] and key[i] <= key[j] and (before < 0 or key[i] > key[before]):
            for c in range(choice[first[i]], choice[first[i + 1]]):
                if chosen[c] == r:
                    before = i
    if before < 0:
        return
    if below(dice, 2) == 0:
        key[j] = key[before] + 1
        return
    for i in range(n):
        if group[i] != group[j] and key[before] <= key[i] <= key[j]:
            for c in range(choice[first[i]], choice[first[i + 1]]):
                if chosen[c] == r:
                    key[i] = key[j] + 1
