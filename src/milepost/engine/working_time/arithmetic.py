"""Arithmetic on working intervals, written once: run as plain Python on lists, or compiled on arrays (see `engine.compiled`).

`cal` is (day_table, day0, days, first, start, end, cum, inverse, inverse_first). Calendar k is the slice first[k] : first[k + 1] of
start, end and cum; cum is the working time before an interval, counted from the calendar's first. The day table answers which interval
a day begins with or before; the inverse table which interval holds the n-th STEP of work. So each step costs a few comparisons,
however far it goes. Past the ends of the calendar the answer is BEFORE or AFTER, and every caller passes those on.

Convention (as MS Project shows dates): work that ends exactly with a shift finishes at that end, never at the next start; work that
begins exactly at the end of a shift starts with the next one.
"""

Row = list[int]
"""Integers; in the compiled form an int64 array."""

Cal = tuple[Row, int, int, Row, Row, Row, Row, Row, Row]

BEFORE = -(1 << 60)
AFTER = 1 << 60
DAY = 86400
STEP = 14400
"""Seconds of work per entry of the inverse table."""


def ends_after(cal: Cal, k: int, moment: int) -> int:
    """Index of the first interval of calendar k that ends after the moment; first[k + 1] when none does."""
    day_table, day0, days, first, start, end, cum, inverse, inverse_first = cal
    d = moment // DAY - day0
    if d < 0:
        return first[k]
    if d >= days:
        return first[k + 1]
    i = day_table[k * days + d]
    hi = first[k + 1]
    while i < hi and end[i] <= moment:
        i += 1
    return i


def holding(cal: Cal, k: int, target: int) -> int:
    """Index of the interval of calendar k in which the `target`-th second of work is done; first[k + 1] past the last."""
    day_table, day0, days, first, start, end, cum, inverse, inverse_first = cal
    at = inverse_first[k] + (target - 1) // STEP
    if at >= inverse_first[k + 1]:
        return first[k + 1]
    i = inverse[at]
    hi = first[k + 1]
    while i < hi and cum[i] + (end[i] - start[i]) < target:
        i += 1
    return i


def start_and_finish(cal: Cal, k: int, moment: int, span: int) -> tuple[int, int]:
    """The next moment calendar k works, and the earliest by which `span` > 0 seconds have been worked from then on."""
    day_table, day0, days, first, start, end, cum, inverse, inverse_first = cal
    if moment <= BEFORE or moment >= AFTER:
        return moment, moment
    i = ends_after(cal, k, moment)
    if i >= first[k + 1]:
        return AFTER, AFTER
    begin = start[i]
    if moment > begin:
        begin = moment
    if begin + span <= end[i]:
        return begin, begin + span
    target = cum[i] + (begin - start[i]) + span
    j = holding(cal, k, target)
    if j >= first[k + 1]:
        return begin, AFTER
    return begin, start[j] + (target - cum[j])


def finish_and_start(cal: Cal, k: int, moment: int, span: int) -> tuple[int, int]:
    """The last moment calendar k has just worked, and the latest from which `span` > 0 seconds can be worked until then."""
    day_table, day0, days, first, start, end, cum, inverse, inverse_first = cal
    if moment <= BEFORE or moment >= AFTER:
        return moment, moment
    i = ends_after(cal, k, moment)
    if i >= first[k + 1] or moment <= start[i]:
        if i == first[k]:
            return BEFORE, BEFORE
        i -= 1
        finish = end[i]
    else:
        finish = moment
    if finish - span >= start[i]:
        return finish, finish - span
    target = cum[i] + (finish - start[i]) - span
    if target < 0:
        return finish, BEFORE
    j = holding(cal, k, target + 1)
    return finish, start[j] + (target - cum[j])


def add_work(cal: Cal, k: int, moment: int, span: int) -> int:
    """The earliest moment by which `span` > 0 seconds of calendar k have been worked since the moment; AFTER past the end."""
    begin, finish = start_and_finish(cal, k, moment, span)
    return finish


def subtract_work(cal: Cal, k: int, moment: int, span: int) -> int:
    """The latest moment from which `span` > 0 seconds of calendar k can be worked until the moment; BEFORE past its beginning."""
    finish, begin = finish_and_start(cal, k, moment, span)
    return begin


def rest_forward(cal: Cal, k: int, moment: int) -> int:
    """Where a milestone may stand: the moment itself while at work or at the very end of it, else the next start."""
    day_table, day0, days, first, start, end, cum, inverse, inverse_first = cal
    if moment <= BEFORE or moment >= AFTER:
        return moment
    i = ends_after(cal, k, moment)
    if i > first[k] and end[i - 1] == moment:
        return moment
    if i >= first[k + 1]:
        return AFTER
    return max(moment, start[i])


def rest_backward(cal: Cal, k: int, moment: int) -> int:
    """Where a milestone may stand at the latest: the moment itself while at work or at either end of it, else the last end."""
    day_table, day0, days, first, start, end, cum, inverse, inverse_first = cal
    if moment <= BEFORE or moment >= AFTER:
        return moment
    i = ends_after(cal, k, moment)
    if i < first[k + 1] and moment >= start[i]:
        return moment
    if i == first[k]:
        return BEFORE
    return end[i - 1]


def work_before(cal: Cal, k: int, moment: int) -> int:
    """Working seconds of calendar k before the moment, counted from the calendar's first interval."""
    day_table, day0, days, first, start, end, cum, inverse, inverse_first = cal
    hi = first[k + 1]
    i = ends_after(cal, k, moment)
    if i >= hi:
        return 0 if hi == first[k] else cum[hi - 1] + (end[hi - 1] - start[hi - 1])
    if moment > start[i]:
        return cum[i] + (moment - start[i])
    return cum[i]
