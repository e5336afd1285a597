"""What each person has left over time, as steps; written once: plain Python on lists, or compiled on arrays.

A profile is (first, size, at, free): person r's steps are the slots first[r] to first[r] + size[r]; from moment at[i] until the next
slot's, free[i] millionths of full time are left. The first slot of a person begins at BEFORE, the last one lasts for ever.
"""

# ruff: noqa: RUF059 -- these run compiled too: groups are unpacked whole, and comparisons stay scalar.

from milepost.engine.working_time.arithmetic import AFTER, Row

Profile = tuple[Row, Row, Row, Row]


def slot_of(profile: Profile, r: int, moment: int) -> int:
    """The slot of person r in which the moment lies."""
    first, size, at, free = profile
    low = first[r]
    high = low + size[r]
    while high - low > 1:
        middle = (low + high) // 2
        if at[middle] <= moment:
            low = middle
        else:
            high = middle
    return low


def blocked_until(profile: Profile, r: int, start: int, finish: int, units: int) -> int:
    """The end of the last stretch between the moments in which person r has fewer units left; `start` when there is none."""
    first, size, at, free = profile
    if finish <= start:
        return start
    i = slot_of(profile, r, finish - 1)
    while free[i] >= units:
        if at[i] <= start:
            return start
        i -= 1
    if i + 1 == first[r] + size[r]:
        return AFTER
    return at[i + 1]


def blocked_from(profile: Profile, r: int, start: int, finish: int, units: int) -> int:
    """The beginning of the first stretch between the moments in which person r has fewer units left; `finish` when there is none."""
    first, size, at, free = profile
    if finish <= start:
        return finish
    i = slot_of(profile, r, start)
    end = first[r] + size[r]
    while free[i] >= units:
        i += 1
        if i == end or at[i] >= finish:
            return finish
    return at[i]


def split(profile: Profile, r: int, moment: int) -> int:
    """The slot of person r that begins at the moment, made if need be."""
    first, size, at, free = profile
    i = slot_of(profile, r, moment)
    if at[i] == moment:
        return i
    for k in range(first[r] + size[r], i + 1, -1):
        at[k] = at[k - 1]
        free[k] = free[k - 1]
    at[i + 1] = moment
    free[i + 1] = free[i]
    size[r] += 1
    return i + 1


def join(profile: Profile, r: int, i: int) -> None:
    """Make slot i one with the slot before it when both have the same left."""
    first, size, at, free = profile
    if i <= first[r] or i >= first[r] + size[r] or free[i] != free[i - 1]:
        return
    for k in range(i, first[r] + size[r] - 1):
        at[k] = at[k + 1]
        free[k] = free[k + 1]
    size[r] -= 1


def book(profile: Profile, r: int, start: int, finish: int, units: int) -> None:
    """Take units of person r between the moments; what is left may go below zero."""
    first, size, at, free = profile
    if finish <= start or units == 0:
        return
    i = split(profile, r, start)
    end = split(profile, r, finish)
    for k in range(i, end):
        free[k] -= units
    join(profile, r, end)
    join(profile, r, i)


def refill(profile: Profile, base: Profile) -> None:
    """Make the profile equal to the base."""
    first, size, at, free = profile
    first0, size0, at0, free0 = base
    for r in range(len(size)):
        size[r] = size0[r]
        for i in range(first[r], first[r] + size[r]):
            at[i] = at0[i]
            free[i] = free0[i]
