"""Who may decide for whom: a person's manager, everybody above, and those who act for one of them."""

from collections.abc import Iterable, Mapping

from milepost.apps.people.selectors.lines import lines
from milepost.apps.people.selectors.standing_in import Standing, standing_today


def deciders(people: Iterable[int]) -> dict[int, dict[int, int | None]]:
    """By person the ids of those who may decide now, each with the one in whose place they do; None where it is their own."""
    managers = {one.person: one.manager for one in lines()}
    standing = standing_today()
    return {person: _above(person, managers, standing) for person in people}


def _above(person: int, managers: Mapping[int, int | None], standing: Standing) -> dict[int, int | None]:
    """Nearest first, so that who stands in for several does so for the nearest. Nobody decides on themselves, not even for another."""
    line: list[int] = []
    above = managers.get(person)
    while above is not None and above not in line:
        line.append(above)
        above = managers.get(above)
    found: dict[int, int | None] = dict.fromkeys(line)
    for one in line:
        for other in standing.acting_for(one):
            found.setdefault(other, one)
    found.pop(person, None)
    return found
