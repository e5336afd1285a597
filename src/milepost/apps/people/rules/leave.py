"""Which stretches of leave take the same half-day."""

from collections.abc import Sequence
from datetime import date

Stretch = tuple[date, date, str]
"""First day, last day, part of the day."""


def clashes(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches of leave take the same half-day."""
    if one[1] < other[0] or other[1] < one[0]:
        return False
    return "day" in (one[2], other[2]) or one[2] == other[2]


def first_clash(wanted: Stretch, taken: Sequence[Stretch]) -> Stretch | None:
    """The first of the stretches taken that the one wanted clashes with."""
    return next((other for other in sorted(taken) if clashes(wanted, other)), None)
