"""Schedules on whole periods, written once: plain Python on lists, or compiled on arrays (see `engine.compiled`).

Activities 0..n-1 stand in topological order; links are finish to start. What all resources have left in a period is packed into
`words` integers, each resource in a field of its own with a guard bit above it: one subtraction answers for all of them (see `pack`).

- inst: duration[n], need[n * words], guard[words], base[(horizon + WIDTH) * words], predecessors: first[n+1], node; successors:
  first[n+1], node; bits: 1 << i for i below WIDTH
- left: what is left, (horizon + WIDTH) * words; finish: of each activity, in periods after the beginning

Serial and parallel schedule generation: Kolisch, European Journal of Operational Research 90 (1996). Double justification: Valls,
Ballestin and Quintanilla, Justification and RCPSP, European Journal of Operational Research 165 (2005).
"""

# ruff: noqa: RUF059 -- these run compiled too: groups are unpacked whole, and comparisons stay scalar.

from milepost.engine.working_time.arithmetic import Row

Instance = tuple[Row, Row, Row, Row, Row, Row, Row, Row, Row]

WIDTH = 48
"""Periods looked at in one go: a multiple of what vector instructions take, and fewer than a word has bits."""
LOW = 0xFFFFFFFF
"""Tells the compiler that a period is not negative, without which it looks at one period at a time."""


def gap(left: Row, bits: Row, t: int, d: int, n: int, g: int) -> int:
    """Of the periods from t on, as bits, those from which need n fits d periods long within the next WIDTH."""
    found = 0
    t = t & LOW
    for i in range(len(bits)):
        # All guard bits are still set: zero, made all ones by what follows.
        found |= ((((left[t + i] - n) & g) ^ g) - 1 >> 63) & bits[i]
    while d > 1:
        half = d >> 1
        found &= found >> half
        d -= half
    return found


def lowest(x: int) -> int:
    """The number of the lowest bit set; x > 0."""
    x = (x & -x) - 1
    x = x - ((x >> 1) & 0x5555555555555555)
    x = (x & 0x3333333333333333) + ((x >> 2) & 0x3333333333333333)
    x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0F
    x += x >> 8
    x += x >> 16
    x += x >> 32
    return x & 127


def search(inst: Instance, left: Row, made: int, j: int, t: int) -> tuple[int, int]:
    """Periods of `left` made so far, and the first from t on where activity j fits; for long activities and several words."""
    duration, need, guard, base, pred_first, pred, succ_first, succ, bits = inst
    words = len(guard)
    d = duration[j]
    checked = t
    u = t + d - 1
    while u >= checked:
        while made <= u:
            for w in range(made * words, (made + 1) * words):
                left[w] = base[w]
            made += 1
        fits = True
        for w in range(words):
            if (left[u * words + w] - need[j * words + w]) & guard[w] != guard[w]:
                fits = False
        if fits:
            u -= 1
        else:
            # All from here to the old end fit: only what comes after it has to be looked at again.
            checked = t + d
            t = u + 1
            u = t + d - 1
    return made, t


def serial(inst: Instance, order: Row, left: Row, finish: Row, tail: Row, limit: int) -> int:
    """Place the activities one by one in the given order, each as early as can be; the last finish.

    Gives up, with an answer above the limit, once the last finish must be above it: `tail` of an activity is what must come after it.
    """
    duration, need, guard, base, pred_first, pred, succ_first, succ, bits = inst
    words = len(guard)
    g = guard[0]
    # Mostly no later period is looked at; those that are get made one by one.
    made = min(limit + WIDTH, len(base) // words)
    for u in range(made * words):
        left[u] = base[u]
    last = 0
    for q in range(len(order)):
        j = order[q]
        t = 0
        for e in range(pred_first[j], pred_first[j + 1]):
            f = finish[pred[e]]
            if f > t:
                t = f
        d = duration[j]
        if d > 0:
            n = need[j * words]
            t = t & LOW
            if words == 1 and d <= len(bits):
                while made < t + WIDTH:
                    left[made] = base[made]
                    made += 1
                found = gap(left, bits, t, d, n, g)
                while found == 0:
                    t = (t + WIDTH + 1 - d) & LOW
                    while made < t + WIDTH:
                        left[made] = base[made]
                        made += 1
                    found = gap(left, bits, t, d, n, g)
                t = (t + lowest(found)) & LOW
                for i in range(d):
                    left[t + i] -= n
            else:
                made, t = search(inst, left, made, j, t)
                for u in range(t * words, (t + d) * words):
                    left[u] -= need[j * words + u % words]
        finish[j] = t + d
        if t + d > last:
            if t + d + tail[j] > limit:
                return limit + 1
            last = t + d
    return last


def right(inst: Instance, order: Row, left: Row, finish: Row, start: Row, last: int) -> int:
    """Place the activities one by one, each as late as can be before `last`, successors first; fills start. The earliest start."""
    duration, need, guard, base, pred_first, pred, succ_first, succ, bits = inst
    words = len(guard)
    g = guard[0]
    earliest = last
    for w in range(last * words):
        left[w] = base[w]
    for q in range(len(order)):
        j = order[q]
        end = last
        for e in range(succ_first[j], succ_first[j + 1]):
            s = start[succ[e]]
            if s < end:
                end = s
        d = duration[j]
        if d > 0:
            n = need[j * words]
            checked = end
            u = end - d
            while u < checked:
                at = u * words
                fits = (left[at] - n) & g == g
                if fits and words > 1:
                    for w in range(1, words):
                        if (left[at + w] - need[j * words + w]) & guard[w] != guard[w]:
                            fits = False
                if fits:
                    u += 1
                else:
                    checked = end - d
                    end = u
                    u = end - d
            for u in range(end - d, end):
                left[u * words] -= n
            if words > 1:
                for u in range(end - d, end):
                    for w in range(1, words):
                        left[u * words + w] -= need[j * words + w]
        start[j] = end - d
        if end - d < earliest:
            earliest = end - d
    return earliest


def by_time(time: Row, order: Row, bucket: Row, limit: int, latest_first: int) -> None:
    """Fill order with the activities by time (0 to limit); equal times in topological order, or against it for the latest first."""
    n = len(time)
    for t in range(limit + 2):
        bucket[t] = 0
    for j in range(n):
        bucket[time[j] + 1] += 1
    for t in range(limit + 1):
        bucket[t + 1] += bucket[t]
    for j in range(n):
        t = time[j]
        at = bucket[t]
        bucket[t] = at + 1
        if latest_first:
            order[n - 1 - at] = j
        else:
            order[at] = j


def justify(inst: Instance, order: Row, left: Row, finish: Row, start: Row, bucket: Row, tail: Row, last: int) -> int:
    """Double justification: all work as late as can be before `last`, then as early as can be; never later. The last finish.

    Answers with `order` as the list that makes this schedule.
    """
    by_time(finish, order, bucket, last, 1)
    right(inst, order, left, finish, start, last)
    by_time(start, order, bucket, last, 0)
    return serial(inst, order, left, finish, tail, last)


def listed(inst: Instance, priority: Row, waiting: Row, open_ones: Row, order: Row) -> None:
    """Fill order with the activity of the least priority value among those whose predecessors are all listed, again and again."""
    duration, need, guard, base, pred_first, pred, succ_first, succ, bits = inst
    n = len(duration)
    count = 0
    for j in range(n):
        waiting[j] = pred_first[j + 1] - pred_first[j]
        if waiting[j] == 0:
            open_ones[count] = j
            count += 1
    for q in range(n):
        best = 0
        for i in range(1, count):
            a = open_ones[i]
            b = open_ones[best]
            if priority[a] < priority[b] or (priority[a] == priority[b] and a < b):
                best = i
        j = open_ones[best]
        count -= 1
        open_ones[best] = open_ones[count]
        order[q] = j
        for e in range(succ_first[j], succ_first[j + 1]):
            waiting[succ[e]] -= 1
            if waiting[succ[e]] == 0:
                open_ones[count] = succ[e]
                count += 1


def parallel(inst: Instance, priority: Row, left: Row, finish: Row, waiting: Row, open_ones: Row, order: Row, horizon: int) -> int:
    """Go through time and start whatever may start, least priority value first; the last finish. Fills order by start."""
    duration, need, guard, base, pred_first, pred, succ_first, succ, bits = inst
    n = len(duration)
    words = len(guard)
    count = 0
    for w in range(horizon * words):
        left[w] = base[w]
    for j in range(n):
        waiting[j] = pred_first[j + 1] - pred_first[j]
        finish[j] = -1
        if waiting[j] == 0:
            open_ones[count] = j
            count += 1
    begun = t = last = 0
    while begun < n:
        i = 0
        while i < count:
            best = i
            for k in range(i + 1, count):
                a = open_ones[k]
                b = open_ones[best]
                if priority[a] < priority[b] or (priority[a] == priority[b] and a < b):
                    best = k
            j = open_ones[best]
            open_ones[best] = open_ones[i]
            open_ones[i] = j
            # Capacities do not change: what fits now, beside work that goes on, fits until it is done.
            fits = True
            if duration[j] > 0:
                for w in range(words):
                    if (left[t * words + w] - need[j * words + w]) & guard[w] != guard[w]:
                        fits = False
            if not fits:
                i += 1
                continue
            for u in range(t, t + duration[j]):
                for w in range(words):
                    left[u * words + w] -= need[j * words + w]
            finish[j] = t + duration[j]
            if finish[j] > last:
                last = finish[j]
            order[begun] = j
            begun += 1
            count -= 1
            for k in range(i, count):
                open_ones[k] = open_ones[k + 1]
            if duration[j] == 0:
                for e in range(succ_first[j], succ_first[j + 1]):
                    waiting[succ[e]] -= 1
                    if waiting[succ[e]] == 0:
                        open_ones[count] = succ[e]
                        count += 1
                # What a milestone opened may come before those already looked at.
                i = 0
        t += 1
        for q in range(begun):
            j = order[q]
            if duration[j] > 0 and finish[j] == t:
                for e in range(succ_first[j], succ_first[j + 1]):
                    waiting[succ[e]] -= 1
                    if waiting[succ[e]] == 0:
                        open_ones[count] = succ[e]
                        count += 1
    return last
