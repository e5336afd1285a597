"""A project on whole periods with constant capacities: the classic resource-constrained project scheduling problem, and its packing."""

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.engine.levelling.periods.placing import Instance
from milepost.engine.problem import Problem

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
        place = f"activity {j}"
        if duration < 0 or any(demand < 0 for demand in demands):
            problems.append(Problem("negative-number", place, "its duration or a demand is negative.", "Give zero or more."))
        if any(before >= j or before < 0 for before in project.predecessors[j]):
            problems.append(
                Problem("not-in-order", place, "a predecessor does not come before it.", "Number activities in topological order.")
            )
        for r, (demand, capacity) in enumerate(zip(demands, project.capacities, strict=True)):
            if demand > capacity and duration > 0:
                message = f"it needs {demand} of resource {r}, which never has more than {capacity}."
                problems.append(Problem("demand-above-capacity", place, message, "Raise the capacity or lower the demand."))
    return problems


def horizon_of(project: Project) -> int:
    """Periods within which every list of activities can be scheduled."""
    return sum(project.durations) + 1


def pack(project: Project) -> Instance:
    """The project as the kernel takes it. Resources share words; each has a guard bit above its field, set while enough is left."""
    fields: list[tuple[int, int]] = []
    word = shift = 0
    for capacity in project.capacities:
        bits = max(capacity.bit_length(), 1) + 1
        if bits > FIELD_BITS:
            raise ValueError(f"a capacity of {capacity} is beyond what can be counted")
        if shift + bits > FIELD_BITS:
            word, shift = word + 1, 0
        fields.append((word, shift))
        shift += bits
    words = word + 1
    guard, full = [0] * words, [0] * words
    for (w, at), capacity in zip(fields, project.capacities, strict=True):
        bit = 1 << (at + max(capacity.bit_length(), 1))
        guard[w] |= bit
        full[w] |= bit | capacity << at
    need = []
    for demands in project.demands:
        row = [0] * words
        for (w, at), demand in zip(fields, demands, strict=True):
            row[w] |= demand << at
        need += row
    return (
        list(project.durations),
        need,
        guard,
        full * horizon_of(project),
        *_flat(project.predecessors),
        *_flat(project.successors),
    )


def _flat(rows: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    first = [0]
    for row in rows:
        first.append(first[-1] + len(row))
    return first, [node for row in rows for node in row] or [0]
