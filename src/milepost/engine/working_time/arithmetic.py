"""Arithmetic on working intervals, written once: run as plain Python on lists, or compiled on arrays (see `network.compiled`).

A calendar k is the slice first[k] : first[k + 1] of `start`, `end` and `cum`; cum is the working time before the interval, counted
from the calendar's first interval. Searches gallop outwards from a day table, so that a step of a few days costs a few comparisons.
Past the ends of the calendar they answer BEFORE or AFTER, and every caller passes those on.

Convention (as MS Project shows dates): work that ends exactly with a shift finishes at that end, never at the next start; work that
begins exactly at the end of a shift starts with the next one.
"""

BEFORE = -(1 << 60)
AFTER = 1 << 60
DAY = 86400


def ends_after(day_table, day0, days, end, lo, hi, k, moment):  # type: ignore[no-untyped-def]
    """Index of the first interval of calendar k that ends after the moment; `hi` when none does."""
    d = moment // DAY - day0
    if d < 0:
        return lo
    if d >= days:
        return hi
    i = day_table[k * days + d]
    while i < hi and end[i] <= moment:
        i += 1
    return i


def find_work(cum, lo, hi, i, target):  # type: ignore[no-untyped-def]
    """Index of the last interval in lo..hi-1 whose cum is below the target (target > cum[lo]), searched from i."""
    if cum[i] < target:
        a = i
        step = 1
        while a + step < hi and cum[a + step] < target:
            a += step
            step *= 2
        b = min(a + step, hi)
    else:
        b = i
        step = 1
        while b - step > lo and cum[b - step] >= target:
            b -= step
            step *= 2
        a = max(b - step, lo)
    while b - a > 1:
        m = (a + b) // 2
        if cum[m] < target:
            a = m
        else:
            b = m
    return a


def add_work(day_table, day0, days, first, start, end, cum, k, moment, span):  # type: ignore[no-untyped-def]
    """The earliest moment by which `span` > 0 seconds of calendar k have been worked since the moment; AFTER past the end."""
    if moment <= BEFORE or moment >= AFTER:
        return moment
    lo = first[k]
    hi = first[k + 1]
    i = ends_after(day_table, day0, days, end, lo, hi, k, moment)
    if i >= hi:
        return AFTER
    target = cum[i] + span
    if moment > start[i]:
        target += moment - start[i]
    j = i
    if target > cum[i] + (end[i] - start[i]):
        j = find_work(cum, lo, hi, i, target)
    finish = start[j] + (target - cum[j])
    if finish > end[j]:
        return AFTER
    return finish


def subtract_work(day_table, day0, days, first, start, end, cum, k, moment, span):  # type: ignore[no-untyped-def]
    """The latest moment from which `span` > 0 seconds of calendar k can be worked until the moment; BEFORE past its beginning."""
    if moment <= BEFORE or moment >= AFTER:
        return moment
    lo = first[k]
    hi = first[k + 1]
    i = ends_after(day_table, day0, days, end, lo, hi, k, moment)
    if i < hi:
        done = cum[i]
        if moment > start[i]:
            done += moment - start[i]
        i2 = i
    else:
        if hi == lo:
            return BEFORE
        i2 = hi - 1
        done = cum[i2] + (end[i2] - start[i2])
    target = done - span
    if target < 0:
        return BEFORE
    j = find_work(cum, lo, hi, i2, target + 1)
    return start[j] + (target - cum[j])


def next_start(day_table, day0, days, first, start, end, k, moment):  # type: ignore[no-untyped-def]
    """The moment itself while calendar k works, else the next start of work; AFTER when there is none."""
    if moment <= BEFORE or moment >= AFTER:
        return moment
    i = ends_after(day_table, day0, days, end, first[k], first[k + 1], k, moment)
    if i >= first[k + 1]:
        return AFTER
    return max(moment, start[i])


def previous_end(day_table, day0, days, first, start, end, k, moment):  # type: ignore[no-untyped-def]
    """The moment itself while calendar k has just worked, else the last end of work before it; BEFORE when there is none."""
    if moment <= BEFORE or moment >= AFTER:
        return moment
    lo = first[k]
    hi = first[k + 1]
    i = ends_after(day_table, day0, days, end, lo, hi, k, moment)
    if i < hi and moment > start[i]:
        return moment
    if i == lo:
        return BEFORE
    return end[i - 1]


def rest_forward(day_table, day0, days, first, start, end, k, moment):  # type: ignore[no-untyped-def]
    """Where a milestone may stand: the moment itself while at work or at the very end of it, else the next start."""
    if moment <= BEFORE or moment >= AFTER:
        return moment
    i = ends_after(day_table, day0, days, end, first[k], first[k + 1], k, moment)
    if i > first[k] and end[i - 1] == moment:
        return moment
    if i >= first[k + 1]:
        return AFTER
    return max(moment, start[i])


def rest_backward(day_table, day0, days, first, start, end, k, moment):  # type: ignore[no-untyped-def]
    """Where a milestone may stand at the latest: the moment itself while at work or at either end of it, else the last end."""
    if moment <= BEFORE or moment >= AFTER:
        return moment
    lo = first[k]
    i = ends_after(day_table, day0, days, end, lo, first[k + 1], k, moment)
    if i < first[k + 1] and moment >= start[i]:
        return moment
    if i == lo:
        return BEFORE
    return end[i - 1]


def work_before(day_table, day0, days, first, start, end, cum, k, moment):  # type: ignore[no-untyped-def]
    """Working seconds of calendar k before the moment, counted from the calendar's first interval."""
    lo = first[k]
    hi = first[k + 1]
    i = ends_after(day_table, day0, days, end, lo, hi, k, moment)
    if i >= hi:
        return 0 if hi == lo else cum[hi - 1] + (end[hi - 1] - start[hi - 1])
    if moment > start[i]:
        return cum[i] + (moment - start[i])
    return cum[i]
