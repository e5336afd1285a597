"""One small network run through the compiled kernel, so that all its functions are compiled and cached."""

from typing import Any

from milepost.engine.compiled import warmed
from milepost.engine.model import Link, Plan, Task
from milepost.engine.network.build import NetworkBuilder
from milepost.engine.network.compiled import PASSES
from milepost.engine.network.outline import Outline
from milepost.engine.network.passes import Runner, run
from milepost.engine.working_time import Calendars
from milepost.values import DAY, HOUR


def warm() -> bool:
    """Compile the kernel into the user's cache (some twenty seconds, once for each version); False where Numba is not installed."""
    return warmed(PASSES, by=lambda: compile_on_small_network(PASSES.compiled))


def compile_on_small_network(functions: Any) -> None:
    """Run every pass of the given functions once."""
    plan = Plan("warming", 20000 * DAY, tasks=(Task("1", "one", duration=HOUR), Task("2", "two", duration=HOUR)), links=(Link("1", "2"),))
    network = NetworkBuilder(plan, Calendars(plan.calendars, first=19900, last=20100), Outline(plan)).build()
    runner = Runner(network, honour=True, retained=False, functions=functions)
    passes = run(runner)
    early = (passes.early_start, passes.early_finish, passes.early_driver)
    late = (passes.late_start, passes.late_finish, passes.needed_start)
    runner.repair_forward(early, runner.row(0), 0)
    runner.repair_backward(early, late, runner.row(0), 1, finish=passes.finish)
