"""Random plans of any size, the same for a seed on every machine: three calendars, four link kinds, lags, constraints.

A `Sketch` is a plan as columns of numbers in topological order; `plan_of` makes the engine's `Plan` of it, and `arrays.network_of`
the kernel's network without an object for each task. Randomness is `Random.random` alone, whose sequence Python promises to keep.

Shape: the work runs in as many strands side by side as it must to take some five years, whatever the count of tasks. A row waits for
about two rows before it, four in five of them in its own strand; every PROJECT rows of a strand stand under a summary of their own.
"""

from array import array
from bisect import bisect
from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from milepost.engine.model import Constraint, LinkKind
from milepost.values import DAY, HOUR, read_moment

START = read_moment("2026-01-05T08:00")
PROJECT = 40
"""Rows of one project."""
STRAND = 160
"""Rows of one strand, one behind another: with five days on average that is some five years."""

KINDS = (LinkKind.FS, LinkKind.SS, LinkKind.FF, LinkKind.SF)
CONSTRAINTS = (Constraint.ASAP, Constraint.SNET, Constraint.FNET, Constraint.SNLT, Constraint.FNLT, Constraint.MSO)
LATEST = (Constraint.SNLT, Constraint.FNLT, Constraint.MSO)
LAGS = tuple(hours * HOUR for hours in (-16, -8, -4, 4, 8, 16, 24, 40))

_KINDS = (0.85, 0.07, 0.07, 0.01)
_CONSTRAINTS = (0.962, 0.025, 0.006, 0.003, 0.003, 0.001)
_CALENDARS = (0.7, 0.2, 0.1)
_PREDECESSORS = (0.02, 0.18, 0.40, 0.25, 0.11, 0.04)


Column = MutableSequence[int]
"""Numbers of 64 bits each, so that millions of them take no more room than they must."""


def _column() -> Column:
    return array("q")


@dataclass(slots=True)
class Sketch:
    """Rows 0..n-1 in topological order, row r in strand r % strands: calendar (0 to 2), duration in seconds, constraint and its date.

    Links are sorted by successor. Kinds and constraints are positions in KINDS and CONSTRAINTS; `elapsed` is 1 where the lag is clock time.
    """

    strands: int
    calendar: Column = field(default_factory=_column)
    duration: Column = field(default_factory=_column)
    constraint: Column = field(default_factory=_column)
    constraint_date: Column = field(default_factory=_column)
    predecessor: Column = field(default_factory=_column)
    successor: Column = field(default_factory=_column)
    kind: Column = field(default_factory=_column)
    lag: Column = field(default_factory=_column)
    elapsed: Column = field(default_factory=_column)

    @property
    def size(self) -> int:
        """Count of tasks."""
        return len(self.duration)


class Dice:
    """Draws from one seed, by `random` alone."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed).random

    def below(self, count: int) -> int:
        """0 to count - 1, all alike."""
        return int(self.random() * count)

    def weighted(self, weights: Sequence[float]) -> int:
        """A position, by its weight; weights sum to one."""
        return min(bisect(list(accumulate(weights)), self.random()), len(weights) - 1)


def sketch(size: int, *, seed: int = 1, constrained: bool = True) -> Sketch:
    """A network of `size` tasks and about twice as many links."""
    dice = Dice(seed)
    strands = max(size // STRAND, 3)
    made = Sketch(strands)
    for row in range(size):
        made.calendar.append(dice.weighted(_CALENDARS))
        made.duration.append(0 if dice.random() < 0.05 else (1 + dice.below(20)) * 4 * HOUR)
        kind = dice.weighted(_CONSTRAINTS) if constrained else 0
        made.constraint.append(kind)
        made.constraint_date.append(_date(dice, CONSTRAINTS[kind], row / size) if kind else 0)
        for predecessor in sorted({_before(dice, row, strands) for _ in range(dice.weighted(_PREDECESSORS))} if row else ()):
            made.predecessor.append(predecessor)
            made.successor.append(row)
            made.kind.append(dice.weighted(_KINDS))
            lagged = dice.random() < 0.1
            made.lag.append(LAGS[dice.below(len(LAGS))] if lagged else 0)
            made.elapsed.append(int(lagged and dice.random() < 0.2))
    return made


def _before(dice: Dice, row: int, strands: int) -> int:
    """A row shortly before this one, most often in the same strand."""
    back = strands * (1 + dice.below(3)) if dice.random() < 0.8 else 1 + dice.below(2 * strands)
    return row - back if back <= row else dice.below(row)


def _date(dice: Dice, kind: Constraint, progress: float) -> int:
    """A date near the time the row is reached; bounds from above lie later, so that most of them can be kept."""
    day = int(progress * 1600) + dice.below(200) + (1000 if kind in LATEST else 0)
    finishes = kind in (Constraint.FNET, Constraint.FNLT)
    return START - START % DAY + day * DAY + (17 if finishes else 8) * HOUR
