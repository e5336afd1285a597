"""Goal 3: 10,000 tasks by 10,000 samples with criticality, calendars, correlation and events, beside NumPy row by row and the plain form.

Run: ./milepost python -m bench.simulation [--tasks 10000] [--samples 10000] [--threads 2]
"""

import argparse
import sys
import time
from collections.abc import Sequence
from typing import Any

from bench.measure import machine, own_peak_mb, run_process, spoken, table, timed
from bench.networks import sketch
from bench.plans import plan_of
from milepost.engine import schedule_plan
from milepost.engine.levelling import level
from milepost.engine.model import Plan
from milepost.engine.risk import CommonCause, Impact, RiskEvent, Risks, Shape, ThreePoint
from milepost.engine.risk.compiled import PLAIN, compiled_kernel
from milepost.engine.risk.simulate import Run
from milepost.values import HOUR

GOAL, GOAL_MB = 1.0, 200
EVENTS, GROUP = 20, 50


def risks_of(plan: Plan) -> Risks:
    """Every task uncertain; twenty events on three tasks each; groups of fifty tasks that move together by 0.3."""
    ids = [task.id for task in plan.tasks if task.id not in plan.summaries and task.duration]
    step = max(len(ids) // (EVENTS * 3), 1)
    delay = ThreePoint(8 * HOUR, 40 * HOUR, 160 * HOUR, Shape.TRIANGULAR)
    events = tuple(
        RiskEvent(f"R{e}", f"Risk {e}", 0.1 + 0.04 * e, tuple(Impact(ids[(e * 3 + i) * step % len(ids)], delay) for i in range(3)))
        for e in range(EVENTS)
    )
    groups = tuple(CommonCause(tuple(ids[i : i + GROUP]), 0.3) for i in range(0, len(ids) - 1, GROUP) if len(ids[i : i + GROUP]) > 1)
    return Risks(events=events, causes=groups, default=ThreePoint(0.8, 1.0, 1.6))


def kernel_run(tasks: int, *, samples: int, threads: int, compiled: bool, constrained: bool = False, runs: int = 3) -> Any:
    """(times of the kernel alone, seconds to set up)."""
    plan = plan_of(sketch(tasks, constrained=constrained))
    risks = risks_of(plan)
    schedule = schedule_plan(plan)
    began = time.perf_counter()
    run = Run(plan, risks, samples, 1, schedule, None, threads, compiled_kernel() if compiled else PLAIN)
    simulator, layout, _ = run.simulator([], 400 + 2 * (schedule.finish - schedule.start) // 86400)
    prepared = time.perf_counter() - began
    middle = schedule.finish - layout.origin

    def work() -> Any:
        return simulator.run(samples, on=[1] * EVENTS, middle=middle, threads=threads)

    work() if compiled and runs > 1 else None
    return timed(work, runs=runs), prepared


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=10_000)
    parser.add_argument("--samples", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", action="store_true", help="run once in this process and print the peak of memory")
    choices = parser.parse_args(arguments)
    if choices.memory:
        kernel_run(choices.tasks, samples=choices.samples, threads=choices.threads, compiled=True, runs=1)
        print(own_peak_mb())
        return 0
    print(f"{choices.tasks:,} tasks, {choices.samples:,} samples: three calendars, four link kinds, lags; durations PERT 0.8 / 1 / 1.6,")
    print(f"groups of {GROUP} correlated by 0.3, {EVENTS} events; criticality, cruciality.")
    print(machine(), "\n")
    size = choices.tasks * choices.samples
    rows = []
    for name, threads, constrained in (("compiled, 1 thread", 1, False), (f"compiled, {choices.threads} threads", choices.threads, False),
                                       ("the same with constraints", choices.threads, True)):  # fmt: skip
        times, prepared = kernel_run(choices.tasks, samples=choices.samples, threads=threads, compiled=True, constrained=constrained)
        wall = min(times.wall)
        rows.append((name, spoken(wall), spoken(times.best), f"{times.best / size * 1e9:.1f} ns", spoken(prepared), f"{wall / GOAL:.2f}"))
    samples = min(choices.samples, max(2_000_000 // choices.tasks, 64))
    times, prepared = kernel_run(choices.tasks, samples=samples, threads=1, compiled=False, runs=1)
    each = times.best / (choices.tasks * samples)
    whole = each * size
    scaled = f"plain Python ({samples} samples, scaled)"
    rows.append((scaled, spoken(whole), spoken(whole), f"{each * 1e9:.0f} ns", spoken(prepared), f"{whole / GOAL:.0f}"))
    rows.append(_with_people(min(choices.tasks, 1000), min(choices.samples, 1000), size))
    seconds = numpy_forward(choices.tasks, samples=min(choices.samples, 1000)) * choices.samples / min(choices.samples, 1000)
    peer = "NumPy, forward only, no calendars, no events"
    rows.append((peer, spoken(seconds), spoken(seconds), f"{seconds / size * 1e9:.1f} ns", "", f"{seconds / GOAL:.1f}"))
    ours = float(rows[0][3].split()[0])
    print(f"NumPy takes {seconds / size * 1e9 / ours:.1f} times the processor time of the compiled form, for the forward pass alone.\n")
    print(table(("form", "wall, best", "processor", "each task and sample", "set-up", "of the goal (1 s)"), rows))
    command = [sys.executable, "-m", "bench.simulation", "--memory", "--tasks", str(choices.tasks), "--samples", str(choices.samples)]
    ran = run_process([*command, "--threads", str(choices.threads)])
    print(f"\nPeak of memory of a process that does it once, plan, Python and Numba included: {ran.peak_mb:.0f} MB (goal {GOAL_MB} MB).")
    return 0


def _with_people(tasks: int, samples: int, size: int) -> tuple[str, ...]:
    """People in the samples, scaled to the whole: one person for each twenty tasks."""
    plan = level(plan_of(sketch(tasks, constrained=False), people=max(tasks // 20, 1)), work=10).plans[0]
    run = Run(plan, risks_of(plan), samples, 1, schedule_plan(plan), None, 1, compiled_kernel(), people=True)
    began = time.perf_counter()
    simulator, _, _ = run.simulator([], 4000)
    prepared = time.perf_counter() - began
    simulator.run(1, on=[1] * EVENTS, middle=0)
    times = timed(lambda: simulator.run(samples, on=[1] * EVENTS, middle=0), runs=2)
    each = times.best / (tasks * samples)
    name = f"with people ({tasks:,} tasks, {samples:,} samples, scaled)"
    return name, spoken(each * size), spoken(each * size), f"{each * 1e9:.0f} ns", spoken(prepared), f"{each * size / GOAL:.0f}"


def numpy_forward(tasks: int, *, samples: int) -> float:
    """Seconds of the usual way: one row of draws and one maximum for each link, in NumPy; finish-to-start links in clock time."""
    import numpy

    drawn = sketch(tasks, constrained=False)
    dice = numpy.random.default_rng(1)
    before: list[list[int]] = [[] for _ in range(tasks)]
    for p, j in zip(drawn.predecessor, drawn.successor, strict=True):
        before[j].append(p)
    began = time.process_time()
    finish = numpy.zeros((tasks, samples), dtype=numpy.float32)
    for j in range(tasks):
        low, mode, high = drawn.duration[j] * 0.8, float(drawn.duration[j]), drawn.duration[j] * 1.6
        row = dice.triangular(low, mode, high, samples).astype(numpy.float32) if high > low else numpy.zeros(samples, dtype=numpy.float32)
        finish[j] = row + numpy.maximum.reduce([finish[p] for p in before[j]]) if before[j] else row
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
