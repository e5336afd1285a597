"""Lower bounds that need no search, written once: plain Python on lists, or compiled on arrays (see `engine.compiled`)."""

from milepost.engine.levelling.periods.placing import by_time
from milepost.engine.working_time.arithmetic import Row


def first_bound(duration: Row, demand: Row, capacity: Row, early: Row, late: Row, length: int, order: Row, bucket: Row, path: Row) -> int:
    """The greatest of: the critical path; the critical sequence; the work of each resource between heads and tails.

    Critical sequence: Stinson, Davis and Khumawala (1978). Heads and tails: for each resource, activities that begin no earlier than a
    head and leave a tail behind them need their work's time in between (the interval form of Demeulemeester and Herroelen's bounds).
    """
    n = len(duration)
    kinds = len(capacity)
    bound = length
    by_time(late, order, bucket, length, 0)
    for h in range(n):
        head = early[h]
        known = False
        for j in range(h):
            if early[j] == head:
                known = True
                break
        if known:
            continue
        for r in range(kinds):
            work = 0
            room = (bound - head) * capacity[r]
            for q in range(n):
                j = order[q]
                if early[j] >= head:
                    work += duration[j] * demand[j * kinds + r]
                    # As much as fits before the late finish of j, or the project is longer than the bound by what does not.
                    if work > room - (length - late[j]) * capacity[r]:
                        bound = head + (work + capacity[r] - 1) // capacity[r] + length - late[j]
                        room = (bound - head) * capacity[r]
    stretch = sequence(duration, demand, capacity, early, late, length, path)
    if length + stretch > bound:
        bound = length + stretch
    return bound


def sequence(duration: Row, demand: Row, capacity: Row, early: Row, late: Row, length: int, path: Row) -> int:
    """How much an activity beside the critical path must stretch it, because the two cannot run together for long enough."""
    n = len(duration)
    kinds = len(capacity)
    for t in range(length):
        path[t] = -1
    until = 0
    for j in range(n):
        if duration[j] > 0 and early[j] + duration[j] == late[j] and early[j] >= until:
            for t in range(early[j], late[j]):
                path[t] = j
            until = late[j]
    longest = 0
    for j in range(n):
        if duration[j] - longest <= 0 or early[j] + duration[j] == late[j]:
            continue
        run = most = 0
        before = -1
        clash = False
        for t in range(early[j], late[j]):
            if path[t] != before:
                before = path[t]
                clash = False
                if before >= 0:
                    for r in range(kinds):
                        if demand[j * kinds + r] + demand[before * kinds + r] > capacity[r]:
                            clash = True
            run = 0 if clash else run + 1
            if run > most:
                most = run
        if duration[j] - most > longest:
            longest = duration[j] - most
    return longest
