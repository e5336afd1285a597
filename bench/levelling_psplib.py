"""Goal 1: PSPLIB's J30, J60 and J120, mean deviation from the best known makespan, beside the plain rules.

Run: ./milepost python -m bench.levelling_psplib FOLDER [--set J120] [--every 20] [--work 5000 50000]

FOLDER holds J30, J60, J120 with one Patterson file per instance, and J30.csv … with columns instance, file, lb, ub, cpm, optimal.
Schedules are checked apart from the search. Times are of the processor, reading and packing left out, bounds included.
"""

import argparse
import csv
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import machine, spoken, table
from milepost.engine.levelling.periods.instance import Project, check_project
from milepost.engine.levelling.shortest import Solution, solve
from milepost.engine.model import Plan
from milepost.engine.network.order import topological_order
from milepost.exchange.psplib import read_psplib
from milepost.values import FULL_SHARE

PEERS = {
    "J30": "rules of usual tools 9.5 % · CP-SAT 30 s 0.03 % · goal: all optimal in 5 s",
    "J60": "rules of usual tools 10.1 % · CP-SAT 30 s 0.6 % · goal: 0.2 % in 5 s",
    "J120": "rules of usual tools 21.2 % · TaskJuggler 11.9 % · CP-SAT 30 s 3.3 % · CP Optimizer 8 x 900 s 0.955 % · goal: 0.95 % in 10 s",
}


@dataclass(frozen=True, slots=True)
class Case:
    """An instance with the best known length, and whether that is proven."""

    name: str
    project: Project
    best: int
    optimal: bool


def project_of(plan: Plan) -> Project:
    """A PSPLIB plan as a project on whole periods."""
    day = plan.settings.day
    rows = {task.id: i for i, task in enumerate(plan.tasks)}
    sources, targets = [rows[x.predecessor] for x in plan.links], [rows[x.successor] for x in plan.links]
    order, _ = topological_order(len(rows), sources, targets)
    number = {old: new for new, old in enumerate(order)}
    before: list[set[int]] = [set() for _ in rows]
    for s, t in zip(sources, targets, strict=True):
        before[number[t]].add(number[s])
    kinds = {r.id: i for i, r in enumerate(plan.resources)}
    demands = [[0] * len(kinds) for _ in rows]
    for a in plan.assignments:
        if a.resource is not None:
            demands[number[rows[a.task]]][kinds[a.resource]] = a.units // FULL_SHARE
    durations = tuple(plan.tasks[old].duration // day for old in order)
    capacities = tuple(r.max_units // FULL_SHARE for r in plan.resources)
    return Project(durations, tuple(map(tuple, demands)), tuple(tuple(sorted(row)) for row in before), capacities)


def cases(folder: Path, which: str, every: int) -> list[Case]:
    """Every n-th instance of a set."""
    rows = list(csv.DictReader((folder / f"{which}.csv").open(encoding="utf-8")))[every // 2 :: every]
    found = []
    for row in rows:
        path = folder / row["file"]
        project = project_of(read_psplib(path.read_bytes(), name=path.name).plan)
        assert not check_project(project)
        found.append(Case(row["instance"], project, int(row["ub"]), row["optimal"] == "1"))
    return found


def is_feasible(project: Project, solution: Solution) -> bool:
    """Whether every link and every capacity is kept, checked period by period."""
    finish = [s + d for s, d in zip(solution.starts, project.durations, strict=True)]
    links = all(solution.starts[j] >= finish[p] for j, before in enumerate(project.predecessors) for p in before)
    for r, capacity in enumerate(project.capacities):
        used = [0] * (solution.length + 1)
        for s, f, demand in zip(solution.starts, finish, project.demands, strict=True):
            for t in range(s, f):
                used[t] += demand[r]
        links = links and max(used) <= capacity
    return links and max(finish) == solution.length


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", dest="sets", nargs="+", default=["J30", "J60", "J120"])
    parser.add_argument("--every", type=int, default=20)
    parser.add_argument("--work", type=int, nargs="+", default=[6, 60, 5_000, 50_000])
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    print(machine())
    for which in asked.sets:
        found = cases(asked.folder, which, asked.every)
        solve(found[0].project, work=100, compiled=True)
        rows = []
        for work in asked.work:
            began, slowest = time.process_time(), 0.0
            deviation, short, proven, unproven = 0.0, 0, 0, []
            for case in found:
                own = time.process_time()
                made = solve(case.project, work=work, seed=asked.seed, compiled=True)
                slowest = max(slowest, time.process_time() - own)
                assert is_feasible(case.project, made), case.name
                assert made.bound <= case.best, case.name
                deviation += 100 * (made.length / case.best - 1)
                short += made.length <= case.best
                proven += made.proven
                if case.optimal and made.length > case.best:
                    unproven.append(case.name)
            seconds = time.process_time() - began
            count = len(found)
            rows.append(
                (f"{work:,}", f"{deviation / count:.3f} %", f"{short} of {count}", str(proven), spoken(seconds / count), spoken(slowest))
            )
        print(f"\n{which}: {len(found)} instances. {PEERS.get(which, '')}")
        print(table(("schedules", "above best known", "equal or better", "proven here", "mean time", "slowest"), rows), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
