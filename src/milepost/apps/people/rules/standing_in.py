"""Who acts for somebody who is away."""

from collections.abc import Collection, Mapping


def acting_for(person: int, stand_ins: Mapping[int, Collection[int]], away: Collection[int]) -> frozenset[int]:
    """Ids of those who act for a person on a day. `stand_ins` are those named for the day, by whom they stand in for; `away` are the people
    with approved leave on it.

    Nobody acts for who is there. Of several stand-ins each may act. One who is away too is replaced by their own stand-ins, and so on;
    where everybody named is away, nobody acts."""
    found: set[int] = set()
    asked, seen = [person], {person}
    while asked:
        one = asked.pop()
        if one not in away:
            if one != person:
                found.add(one)
            continue
        following = sorted(set(stand_ins.get(one, ())) - seen)
        seen.update(following)
        asked += following
    return frozenset(found)
