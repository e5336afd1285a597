"""The passes of the kernel over one network, each by itself: plain Python, and compiled."""

import json
import sys
import time
from dataclasses import dataclass
from typing import Any

from bench.measure import Ran, run_process, timed
from milepost.engine.network.compiled import PASSES
from milepost.engine.network.network import Network
from milepost.engine.network.passes import Passes, Runner, run


@dataclass(frozen=True, slots=True)
class PassTimes:
    """Best processor seconds of each pass; `passes` are its answers."""

    forward: float
    backward: float
    floats: float
    passes: Passes

    @property
    def dates(self) -> float:
        """Forward and backward pass together: goal 4."""
        return self.forward + self.backward


def runner_on(network: Network, *, compiled: bool) -> Runner:
    """The kernel bound to the network."""
    return Runner(network, honour=True, retained=False, functions=PASSES.compiled if compiled else PASSES.plain)


def measure_passes(network: Network, *, compiled: bool, runs: int = 7) -> PassTimes:
    """Time each pass; calls before the first measured one have loaded or compiled whatever there is."""
    runner = runner_on(network, compiled=compiled)
    answer = run(runner)
    if not answer.in_horizon:
        raise ValueError("the calendars of this network end before its work does: give it more years")
    early, late = runner.rows(), runner.rows()
    release: Any = runner.network.release

    def forward() -> int:
        return runner.forward(early, release=release, delay=runner.zeros, alap_start=runner.nothing)

    there = timed(forward, runs=runs)
    back = timed(lambda: runner.backward(early, late, finish=there.result), runs=runs)
    floats = timed(lambda: runner.floats(early, late, answer.total, answer.free, answer.gap), runs=runs)
    return PassTimes(there.best, back.best, floats.best, answer)


def start_up(cache: str) -> Ran:
    """A fresh process that gets the compiled kernel ready with this cache folder; it prints the seconds that took."""
    ran = run_process([sys.executable, "-m", "bench.kernels"], environment={"XDG_CACHE_HOME": cache, "NUMBA_CACHE_DIR": None})
    if ran.code:
        raise RuntimeError(ran.err)
    return ran


def main() -> None:
    """Prints seconds until the compiled kernel has answered once."""
    from milepost.engine.network.warming import warm

    began = time.perf_counter()
    there = warm()
    print(json.dumps({"seconds": time.perf_counter() - began, "numba": there}))


if __name__ == "__main__":
    main()
