"""CP-SAT as it comes, with the textbook model, for a time by the clock: what somebody gets who asks OR-Tools directly."""

import importlib.util
from typing import Any

from bench.peers import PeerFailed, PeerMissing
from milepost.engine.levelling.periods.instance import Project


def with_cp_sat(project: Project, *, seconds: float, workers: int) -> tuple[int, ...]:
    """Starts of the best schedule within so many seconds. Raises PeerMissing without OR-Tools, PeerFailed when it finds none."""
    if importlib.util.find_spec("ortools") is None:
        raise PeerMissing("CP-SAT: OR-Tools is not installed")
    from ortools.sat.python import cp_model

    model: Any = cp_model.CpModel()
    horizon = sum(project.durations)
    begin = [model.new_int_var(0, horizon, f"s{j}") for j in range(len(project.durations))]
    spans = [model.new_fixed_size_interval_var(s, d, f"i{j}") for j, (s, d) in enumerate(zip(begin, project.durations, strict=True))]
    last = model.new_int_var(0, horizon, "last")
    for j, before in enumerate(project.predecessors):
        model.add(begin[j] + project.durations[j] <= last)
        for p in before:
            model.add(begin[p] + project.durations[p] <= begin[j])
    for r, capacity in enumerate(project.capacities):
        asking = [j for j, demands in enumerate(project.demands) if demands[r]]
        model.add_cumulative([spans[j] for j in asking], [project.demands[j][r] for j in asking], capacity)
    model.minimize(last)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise PeerFailed(f"CP-SAT found no schedule in {seconds:.2g} s")
    return tuple(int(solver.value(s)) for s in begin)
