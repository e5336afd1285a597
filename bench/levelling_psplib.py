"""Goal 1: PSPLIB's J30, J60 and J120, mean deviation from the best known makespan, beside the plain rules.

Run: ./milepost python -m bench.levelling_psplib FOLDER [--set J120] [--every 20] [--work 5000 50000]

FOLDER holds J30, J60, J120 with one Patterson file per instance, and J30.csv … with columns instance, file, lb, ub, cpm, optimal.
Schedules are checked apart from the search, also those of peers (TaskJuggler's are not: its tasks pause). Times are of the processor,
reading left out, bounds included. Peers run on the same instances in the same run: one priority rule, CP-SAT for as many seconds by the
clock as our last count of schedules took on average, TaskJuggler on a few.
"""

import argparse
import csv
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.measure import machine, spoken, table
from bench.peers import PeerFailed, PeerMissing
from bench.peers.cp_sat import with_cp_sat
from bench.peers.priority_rules import by_rule
from bench.peers.taskjuggler_teams import length_with_taskjuggler
from milepost.engine.levelling.periods.instance import Project, check_project
from milepost.engine.levelling.periods.proof import prover
from milepost.engine.levelling.shortest import Solution, solve
from milepost.engine.model import Plan
from milepost.engine.network.order import topological_order
from milepost.exchange.psplib import read_psplib
from milepost.values import FULL_SHARE

GOALS = {
    "J30": "Goal: all optimal in 5 s.",
    "J60": "Goal: 0.2 % in 5 s.",
    "J120": "Goals: 7 % in 1 ms, 3 % in 0.25 s, 0.95 % in 10 s (CP Optimizer, published, 8 cores for 900 s: 0.955 %).",
}
HEAD = ("method", "above best known", "to our last", "equal or better", "proven", "mean time", "slowest")


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


@dataclass(slots=True)
class Tally:
    """What one method came to over some instances: sums, and the worst."""

    count: int = 0
    deviation: float = 0.0
    short: int = 0
    proven: int = 0
    seconds: float = 0.0
    slowest: float = 0.0

    def add(self, case: Case, length: int, seconds: float, *, proven: bool = False) -> None:
        """Count one schedule."""
        self.count += 1
        self.deviation += 100 * (length / case.best - 1)
        self.short += length <= case.best
        self.proven += proven
        self.seconds += seconds
        self.slowest = max(self.slowest, seconds)

    @property
    def mean(self) -> float:
        """Per cent above the best known."""
        return self.deviation / max(self.count, 1)

    def row(self, name: str, ours: float) -> tuple[str, ...]:
        """As a row of the table; `ours` is the deviation to compare with."""
        ratio = f"{self.mean / ours:.1f} x" if ours > 0 else "-"
        short, each = f"{self.short} of {self.count}", self.seconds / max(self.count, 1)
        return name, f"{self.mean:.3f} %", ratio, short, str(self.proven), spoken(each), spoken(self.slowest)


def ours(found: Sequence[Case], work: int, seed: int, effort: float) -> Tally:
    """Our search with so many schedules, and proofs of small projects where an effort is given."""
    tally, asked = Tally(), prover(effort=effort) if effort else None
    for case in found:
        began = time.process_time()
        made = solve(case.project, work=work, seed=seed, compiled=True, prover=asked)
        tally.add(case, made.length, time.process_time() - began, proven=made.proven)
        assert is_feasible(case.project, made), case.name
        assert made.bound <= case.best, case.name
    return tally


def theirs(found: Sequence[Case], starts: Callable[[Project], Sequence[int]]) -> Tally:
    """A peer that answers with starts; checked as ours are."""
    tally = Tally()
    for case in found:
        began = time.process_time()
        begin = tuple(starts(case.project))
        seconds = time.process_time() - began
        length = max(s + d for s, d in zip(begin, case.project.durations, strict=True))
        assert is_feasible(case.project, Solution(begin, length, 0, 1)), case.name
        tally.add(case, length, seconds)
    return tally


def peers(found: Sequence[Case], seconds: float, few: int) -> Iterator[tuple[str, Tally]]:
    """Every peer that is there, CP-SAT for as many seconds as ours took; what is missing is told in a line."""
    yield "serial, least float", theirs(found, lambda p: by_rule(p, "MINSLK", serial=True))
    yield "parallel, latest finish", theirs(found, lambda p: by_rule(p, "LFT", serial=False))
    try:
        for workers in (1, 2):
            tally = theirs(found, partial(with_cp_sat, seconds=seconds, workers=workers))
            yield f"CP-SAT, {workers} worker{'s' * (workers > 1)}, {spoken(seconds)}", tally
    except (PeerMissing, PeerFailed) as missing:
        print(f"missing: {missing}")
    tally = Tally()
    try:
        for case in found[:few]:
            length, used = length_with_taskjuggler(case.project)
            tally.add(case, length, used)
        yield f"TaskJuggler, with pauses, {tally.count} instances", tally
    except (PeerMissing, PeerFailed) as missing:
        print(f"missing: {missing}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", dest="sets", nargs="+", default=["J30", "J60", "J120"])
    parser.add_argument("--every", type=int, default=20)
    parser.add_argument("--work", type=int, nargs="+", default=[6, 60, 5_000, 50_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--proofs", type=float, default=0.0, help="effort for proofs, where OR-Tools is installed (1: about 3 s)")
    parser.add_argument("--peers", choices=("on", "off"), default="on")
    parser.add_argument("--taskjuggler", type=int, default=2, help="instances of each set for TaskJuggler, which takes seconds")
    asked = parser.parse_args(arguments)
    print(machine())
    for which in asked.sets:
        found = cases(asked.folder, which, asked.every)
        solve(found[0].project, work=100, compiled=True)
        tallies = [(work, ours(found, work, asked.seed, asked.proofs)) for work in asked.work]
        last = tallies[-1][1]
        rows = [tally.row(f"ours, {work:,} schedules", last.mean) for work, tally in tallies]
        if asked.peers == "on":
            equal = max(last.seconds / last.count, 0.05)
            rows += [tally.row(name, last.mean) for name, tally in peers(found, equal, asked.taskjuggler)]
        print(f"\n{which}: {len(found)} instances. {GOALS.get(which, '')}")
        print(table(HEAD, rows), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
