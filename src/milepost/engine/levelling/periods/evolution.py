"""Evolutionary search over activity lists, written once: plain Python on lists, or compiled on arrays (see `levelling.compiled`)."""

from milepost.engine.levelling.chance import below
from milepost.engine.levelling.periods.placing import Instance, by_time, right, serial
from milepost.engine.working_time.arithmetic import Row

TRIED, TURN, LAST, SIZE, BEST, GOAL, STALE, BORN = 0, 1, 2, 3, 4, 5, 6, 7


def evolve(inst: Instance, until: int, tune: Row, dice: Row, state: Row, people: Row, fitness: Row, best: Row, child: Row, used: Row,
    order: Row, left: Row, finish: Row, start: Row, bucket: Row, load: Row) -> None:
    duration, need, guard, base, pred_first, pred, succ_first, succ = inst
    n = len(duration)
    size = state[SIZE]
    swap = tune[0]
    mode = tune[1]
    while state[TRIED] < until and state[BEST] > state[GOAL]:
        i = state[TURN]
        state[TURN] = (i + 1) % size
        if tune[2] == 0:
            a = i
        else:
            a = below(dice, size)
            c = below(dice, size)
            if fitness[c] < fitness[a]:
                a = c
        b = below(dice, size)
        c = below(dice, size)
        if fitness[c] < fitness[b]:
            b = c
        if b == a:
            b = (a + 1 + below(dice, size - 1)) % size
        q1 = below(dice, n)
        q2 = below(dice, n)
        if mode == 1:
            # window length between n/4 and 3n/4
            ln = n // 4 + below(dice, n // 2)
            q1 = below(dice, n - ln)
            q2 = q1 + ln
        if q1 > q2:
            q1, q2 = q2, q1
        mother = a * n
        father = b * n
        for j in range(n):
            used[j] = 0
        for x in range(q1):
            j = people[mother + x]
            child[x] = j
            used[j] = 1
        at = q1
        for x in range(n):
            if at >= q2:
                break
            j = people[father + x]
            if used[j] == 0:
                child[at] = j
                used[j] = 1
                at += 1
        for x in range(q1, n):
            j = people[mother + x]
            if used[j] == 0:
                child[at] = j
                used[j] = 1
                at += 1
        for x in range(n - 1):
            if below(dice, 1000) < swap:
                u = child[x]
                v = child[x + 1]
                free = True
                for e in range(pred_first[v], pred_first[v + 1]):
                    if pred[e] == u:
                        free = False
                if free:
                    child[x] = v
                    child[x + 1] = u
        last = serial(inst, child, left, finish)
        by_time(finish, order, bucket, last, 1)
        right(inst, order, left, finish, start, last)
        by_time(start, order, bucket, last, 0)
        last = serial(inst, order, left, finish)
        state[TRIED] += 3
        if last < state[BEST]:
            state[BEST] = last
            state[STALE] = 0
            for j in range(n):
                best[j] = finish[j]
        for j in range(n):
            start[j] = finish[j] - duration[j]
        by_time(start, order, bucket, last, 0)
        if tune[2] == 0:
            w = a
        else:
            w = below(dice, size)
            for k in range(tune[2] - 1):
                c = below(dice, size)
                if fitness[c] > fitness[w]:
                    w = c
        if last <= fitness[w]:
            fitness[w] = last
            for x in range(n):
                people[w * n + x] = order[x]
