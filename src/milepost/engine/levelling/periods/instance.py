"""A project on whole periods with constant capacities: the classic resource-constrained project scheduling problem, and its packing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from milepost.engine.levelling.periods.placing import WIDTH, Instance
from milepost.engine.levelling.periods.preparing import SET
from milepost.engine.problem import Problem
from milepost.engine.working_time.arithmetic import Row
from milepost.values import said

FIELD_BITS = 62
"""Bits of one word that resources share; the sign stays free."""


@dataclass(frozen=True, slots=True)
class Project:
    """Activities in topological order: whole `durations`, `demands` by activity and resource, `predecessors` by activity; links are
    finish to start. `capacities` by resource, the same in every period."""

    durations: tuple[int, ...]
    demands: tuple[tuple[int, ...], ...]
    predecessors: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]

    @property
    def successors(self) -> tuple[tuple[int, ...], ...]:
        """The mirror of `predecessors`."""
        found: list[list[int]] = [[] for _ in self.durations]
        for activity, before in enumerate(self.predecessors):
            for one in before:
                found[one].append(activity)
        return tuple(map(tuple, found))

    def mirrored(self) -> "Project":
        """The same project run backwards: activity j is number n - 1 - j."""
        last = len(self.durations) - 1
        before = tuple(tuple(sorted(last - s for s in row)) for row in reversed(self.successors))
        return Project(self.durations[::-1], self.demands[::-1], before, self.capacities)


def check_project(project: Project) -> list[Problem]:
    """What keeps the project from having a schedule: demands above capacity, links against the order, negative numbers."""
    problems = []
    for j, (duration, demands) in enumerate(zip(project.durations, project.demands, strict=True)):
        place = said("activity {j}", j=j)
        if duration < 0 or any(demand < 0 for demand in demands):
            problems.append(Problem("negative-number", place, said("its duration or a demand is negative."), said("Give zero or more.")))
        if any(before >= j or before < 0 for before in project.predecessors[j]):
            problems.append(
                Problem(
                    "not-in-order", place, said("a predecessor does not come before it."), said("Number activities in topological order.")
                )
            )
        for r, (demand, capacity) in enumerate(zip(demands, project.capacities, strict=True)):
            if demand > capacity and duration > 0:
                message = said(
                    "it needs {demand} of resource {r}, which never has more than {capacity}.", demand=demand, r=r, capacity=capacity
                )
                problems.append(Problem("demand-above-capacity", place, message, said("Raise the capacity or lower the demand.")))
    return problems


def horizon_of(project: Project) -> int:
    """Periods within which every list of activities can be scheduled."""
    return sum(project.durations) + 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """A project as the kernel takes it, here and mirrored (see `placing`), with what `preparing` found out; rows of the form's own kind."""

    inst: Instance
    mirror: Instance
    demand: Row
    capacity: Row
    early: Row
    late: Row
    rules: Row
    tails: tuple[Row, Row]
    reach: Row
    length: int
    horizon: int


def prepare(project: Project, functions: Any) -> Prepared:
    """The project for the kernel in the form of `functions`, mostly made there. Raises ValueError for capacities past counting."""
    row, blank = rows_for(functions)
    word, shift, guard, full = _fields(project.capacities)
    n, kinds, horizon = len(project.durations), len(project.capacities), horizon_of(project)
    duration, guards = row(project.durations), row(guard)
    demand = row(tuple(chain.from_iterable(project.demands)))
    links = tuple(chain.from_iterable(project.predecessors)) or (0,)
    first, before = row(tuple(accumulate(map(len, project.predecessors), initial=0))), row(links)
    base, bits = blank((horizon + WIDTH) * len(guard)), row([1 << i for i in range(WIDTH)])
    inst = (duration, blank(n * len(guard)), guards, base, first, before, blank(n + 1), blank(len(links)), bits)
    mirrored = [blank(k) for k in (n, n * len(guard), n + 1, len(links), n + 1, len(links))]
    mirror = (*mirrored[:2], guards, base, *mirrored[2:], bits)
    early, late, count, tail, head, rules, reach = (blank(k) for k in (n, n, n, n, n, 3 * n, n * (-(-n // SET))))
    tails = (head, tail)
    length = functions.prepare(inst, mirror, row(full), demand, kinds, row(word), row(shift), rules, early, late, tails, reach, count)
    return Prepared(inst, mirror, demand, row(project.capacities), early, late, rules, tails, reach, int(length), horizon)


def rows_for(functions: Any) -> tuple[Callable[[Any], Any], Callable[[int], Any]]:
    """How rows of whole numbers are made for these functions: from values, and empty ones of a length."""
    if not functions.compiled:
        return list, lambda count: [0] * count
    import numpy

    return lambda values: numpy.array(values, dtype=numpy.int64), lambda count: numpy.zeros(count, dtype=numpy.int64)


def narrow_row(functions: Any, count: int) -> Any:
    """An empty row for numbers of activities, many of them: half the memory to go through where they are arrays."""
    if not functions.compiled:
        return [0] * count
    import numpy

    return numpy.zeros(count, dtype=numpy.int32)


def _fields(capacities: Sequence[int]) -> tuple[list[int], list[int], list[int], list[int]]:
    """Where each resource stands: its word and shift; of each word, the guard bits above its fields, and all that is there.

    Resources share words. A guard bit stays set while enough is left.
    """
    words, shifts, guard, full = [], [], [0], [0]
    shift = 0
    for capacity in capacities:
        bits = max(capacity.bit_length(), 1) + 1
        if bits > FIELD_BITS:
            raise ValueError(f"a capacity of {capacity} is beyond what can be counted")
        if shift + bits > FIELD_BITS:
            guard.append(0)
            full.append(0)
            shift = 0
        bit = 1 << (shift + bits - 1)
        guard[-1] |= bit
        full[-1] |= bit | capacity << shift
        words.append(len(guard) - 1)
        shifts.append(shift)
        shift += bits
    return words, shifts, guard, full
