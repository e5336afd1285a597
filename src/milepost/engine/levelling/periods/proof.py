"""Proofs for small projects: CP-SAT, where OR-Tools is installed, improves a schedule or shows that none is shorter.

Why it is optional, and never asked unless somebody says so: docs/decisions/0008. One worker and its own count of work, so that the
answer depends on the project and on `effort` alone.
"""

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from milepost.engine.levelling.periods.instance import Project

MOST_ACTIVITIES = 64
"""Of larger projects it seldom proves anything in the time the search needs to do better."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The best schedule known, and a length below which none can be."""

    starts: tuple[int, ...]
    length: int
    bound: int


class Prover(Protocol):
    """Improves a schedule of this length, or the bound; the same for the same arguments, always."""

    def __call__(self, project: Project, starts: Sequence[int], *, length: int, bound: int) -> Proof:
        """`starts` are a schedule's; `length` its last finish."""


def prover(*, effort: float = 1.0, most: int = MOST_ACTIVITIES) -> Prover | None:
    """A prover of so much effort at most (counted by CP-SAT itself; one is about three seconds); None where OR-Tools is not installed."""
    if importlib.util.find_spec("ortools") is None:
        return None

    def prove(project: Project, starts: Sequence[int], *, length: int, bound: int) -> Proof:
        if length <= bound or len(project.durations) > most:
            return Proof(tuple(starts), length, bound)
        return _shorter(project, starts, length, bound, effort)

    return prove


def _shorter(project: Project, starts: Sequence[int], length: int, bound: int, effort: float) -> Proof:
    """Ask for a schedule shorter than the one there is."""
    cp_model: Any = importlib.import_module("ortools.sat.python.cp_model")
    model = cp_model.CpModel()
    early, tail = _heads(project), _heads(project.mirrored())[::-1]
    begin, spans = [], []
    for j, duration in enumerate(project.durations):
        begin.append(model.new_int_var(early[j], length - 1 - duration - tail[j], f"s{j}"))
        spans.append(model.new_fixed_size_interval_var(begin[j], duration, f"i{j}"))
    last = model.new_int_var(bound, length - 1, "last")
    for j, before in enumerate(project.predecessors):
        for p in before:
            model.add(begin[p] + project.durations[p] <= begin[j])
        model.add(begin[j] + project.durations[j] + tail[j] <= last)
        model.add_hint(begin[j], starts[j])
    for r, capacity in enumerate(project.capacities):
        asking = [j for j, demands in enumerate(project.demands) if demands[r] and project.durations[j]]
        if sum(project.demands[j][r] for j in asking) > capacity:
            model.add_cumulative([spans[j] for j in asking], [project.demands[j][r] for j in asking], capacity)
        alone = [j for j in asking if 2 * project.demands[j][r] > capacity]
        if len(alone) > 1:
            # Any two of these exclude each other; told as such, it draws sharper conclusions.
            model.add_no_overlap([spans[j] for j in alone])
    model.minimize(last)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    # Without linear relaxations, which bound little here and take most of the time.
    solver.parameters.linearization_level = 0
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = tuple(int(solver.value(one)) for one in begin)
        end = max(s + d for s, d in zip(found, project.durations, strict=True))
        return Proof(found, end, end if status == cp_model.OPTIMAL else max(bound, int(solver.best_objective_bound)))
    if status == cp_model.INFEASIBLE:
        return Proof(tuple(starts), length, length)
    return Proof(tuple(starts), length, max(bound, min(int(solver.best_objective_bound), length)))


def _heads(project: Project) -> list[int]:
    """Early starts by links alone."""
    early: list[int] = []
    for before in project.predecessors:
        early.append(max((early[p] + project.durations[p] for p in before), default=0))
    return early
