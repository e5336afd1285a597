"""Small simulations through the compiled kernel, without people and with, so that it is compiled and cached."""

from milepost.engine.compiled import warmed
from milepost.engine.model import Link, Plan, Task
from milepost.engine.risk.compiled import ALONE, STAFFED, compiled_kernel
from milepost.engine.risk.model import Impact, RiskEvent, Risks, ThreePoint
from milepost.engine.risk.simulate import simulate
from milepost.values import DAY, HOUR


def warm() -> bool:
    """Compile both parts of the kernel into the user's cache (under a minute, once for each version); False without Numba."""
    return warmed(ALONE, STAFFED, by=simulate_something_small)


def simulate_something_small() -> None:
    """Run each of the compiled kernels once."""
    plan = Plan("warming", 20000 * DAY, tasks=(Task("1", "one", duration=HOUR), Task("2", "two", duration=HOUR)), links=(Link("1", "2"),))
    event = RiskEvent("R", "event", 0.5, (Impact("2", ThreePoint(HOUR, HOUR, HOUR)),))
    for people in (False, True):
        simulate(plan, Risks(events=(event,), default=ThreePoint(0.8, 1, 1.6)), samples=1, functions=compiled_kernel(), people=people)
