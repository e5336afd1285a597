"""What the search needs to know of a project before it begins, written once: plain Python on lists, or compiled on arrays.

Activities 0..n-1 stand in topological order; links are finish to start: the predecessors of j are node[first[j] : first[j + 1]].
The mirrored project is the same one run backwards: there activity j has number n - 1 - j.
"""

from milepost.engine.levelling.periods.placing import Instance
from milepost.engine.working_time.arithmetic import Row

SET = 62
"""Activities that one word of a set counts; the sign stays free."""


def turn(first: Row, node: Row, back_first: Row, back: Row) -> None:
    """Fill the rows of successors from those of predecessors, each in ascending order."""
    n = len(first) - 1
    for e in range(first[n]):
        back_first[node[e] + 1] += 1
    for j in range(n):
        back_first[j + 1] += back_first[j]
    for j in range(n):
        for e in range(first[j], first[j + 1]):
            p = node[e]
            back[back_first[p]] = j
            back_first[p] += 1
    for j in range(n, 0, -1):
        back_first[j] = back_first[j - 1]
    back_first[0] = 0


def reflect(first: Row, node: Row, there_first: Row, there: Row) -> None:
    """Fill rows of the mirrored project: those of activity j, reversed, are those of n - 1 - j there."""
    n = len(first) - 1
    at = 0
    for j in range(n - 1, -1, -1):
        there_first[n - 1 - j] = at
        for e in range(first[j + 1] - 1, first[j] - 1, -1):
            there[at] = n - 1 - node[e]
            at += 1
    there_first[n] = at


def passes(duration: Row, pred_first: Row, pred: Row, early: Row, late: Row) -> int:
    """Fill early starts and late finishes by the critical path method; the length of the critical path."""
    n = len(duration)
    length = 0
    for j in range(n):
        t = 0
        for e in range(pred_first[j], pred_first[j + 1]):
            p = pred[e]
            if early[p] + duration[p] > t:
                t = early[p] + duration[p]
        early[j] = t
        if t + duration[j] > length:
            length = t + duration[j]
    for j in range(n):
        late[j] = length
    for j in range(n - 1, -1, -1):
        t = late[j] - duration[j]
        for e in range(pred_first[j], pred_first[j + 1]):
            if t < late[pred[e]]:
                late[pred[e]] = t
    return length


def count_followers(succ_first: Row, succ: Row, reach: Row, count: Row) -> None:
    """Fill how many activities wait for each one, directly or not. reach: n * words, empty; answers with the sets themselves."""
    n = len(count)
    words = len(reach) // n
    for j in range(n - 1, -1, -1):
        total = 0
        for e in range(succ_first[j], succ_first[j + 1]):
            s = succ[e]
            for w in range(words):
                reach[j * words + w] |= reach[s * words + w]
            reach[j * words + s // SET] |= 1 << (s % SET)
        for w in range(words):
            x = reach[j * words + w]
            x = x - ((x >> 1) & 0x5555555555555555)
            x = (x & 0x3333333333333333) + ((x >> 2) & 0x3333333333333333)
            x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0F
            x += x >> 8
            x += x >> 16
            x += x >> 32
            total += x & 127
        count[j] = total


def share_words(demand: Row, kinds: int, word: Row, shift: Row, need: Row, mirrored: Row) -> None:
    """Fill the packed needs of activities, here and in the mirrored project, from their demands (activity by activity)."""
    words = len(need) * kinds // len(demand)
    n = len(need) // words
    for j in range(n):
        for r in range(kinds):
            need[j * words + word[r]] |= demand[j * kinds + r] << shift[r]
        for w in range(words):
            mirrored[(n - 1 - j) * words + w] = need[j * words + w]


def prepare(
    inst: Instance, mirror: Instance, full: Row, demand: Row,
    kinds: int, word: Row, shift: Row, rules: Row, early: Row, late: Row, tails: tuple[Row, Row],
    reach: Row, count: Row,
) -> int:  # fmt: skip
    """Fill both instances (see `placing`) from durations and predecessors, the windows and the rules; the critical path's length."""
    n = len(inst[0])
    if kinds > 0:
        share_words(demand, kinds, word, shift, inst[1], mirror[1])
    words = len(full)
    for w in range(words):
        for t in range(w, len(inst[3]), words):
            inst[3][t] = full[w]
    turn(inst[4], inst[5], inst[6], inst[7])
    reflect(inst[6], inst[7], mirror[4], mirror[5])
    reflect(inst[4], inst[5], mirror[6], mirror[7])
    length = passes(inst[0], inst[4], inst[5], early, late)
    count_followers(inst[6], inst[7], reach, count)
    # The rules the search begins with: latest finish, latest start, most followers (see `rules`).
    for j in range(n):
        mirror[0][n - 1 - j] = inst[0][j]
        tails[0][n - 1 - j] = early[j]
        tails[1][j] = length - late[j]
        rules[j] = late[j]
        rules[n + j] = late[j] - inst[0][j]
        rules[2 * n + j] = n - count[j]
    return length
