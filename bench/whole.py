"""A whole `schedule_plan` in a process of its own: the first call as a fresh process makes it, later calls, and the peak of memory."""

import json
import sys
import time
from dataclasses import dataclass

from bench.measure import own_peak_mb, run_process, timed
from bench.networks import sketch
from bench.plans import plan_of


@dataclass(frozen=True, slots=True)
class Whole:
    """Seconds of the first call (wall), of the best of the later ones (processor); MB with the plan alone, and at the peak."""

    first: float
    best: float
    plan_mb: float
    peak_mb: float


def measure_whole(size: int, *, runs: int = 3) -> Whole:
    """Start a process that makes the plan of this size and schedules it. Raises RuntimeError with its words when it fails."""
    ran = run_process([sys.executable, "-m", "bench.whole", str(size), str(runs)])
    if ran.code:
        raise RuntimeError(ran.err)
    return Whole(**json.loads(ran.out))


def main(size: int, runs: int) -> None:
    """Prints the measurements as JSON."""
    from milepost.engine import schedule_plan

    plan = plan_of(sketch(size))
    plan_mb = own_peak_mb()
    began = time.perf_counter()
    schedule_plan(plan)
    first = time.perf_counter() - began
    times = timed(lambda: schedule_plan(plan), runs=runs)
    print(json.dumps({"first": first, "best": times.best, "plan_mb": plan_mb, "peak_mb": own_peak_mb()}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
