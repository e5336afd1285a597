"""Both levelling kernels run once on something small, so that they are compiled and cached."""

from milepost.engine.compiled import warmed
from milepost.engine.levelling.compiled import MOMENTS, PERIODS
from milepost.engine.levelling.level_plan import level
from milepost.engine.levelling.periods.instance import Project
from milepost.engine.levelling.shortest import solve
from milepost.engine.model import Assignment, Plan, Resource, Task
from milepost.values import DAY, HOUR


def warm() -> bool:
    """Compile the levelling kernels into the user's cache (about a minute, once for each version); False where Numba is not installed."""
    return warmed(PERIODS, MOMENTS, by=level_something_small)


def level_something_small() -> None:
    """Run each of the compiled kernels once."""
    solve(Project((1, 1), ((1,), (1,)), ((), ()), (1,)), work=100, compiled=True)
    tasks = tuple(Task(name, name, duration=HOUR, work=HOUR) for name in ("1", "2", "3"))
    people = tuple(Assignment(t.id, t.id, "1", work=HOUR) for t in tasks)
    plan = Plan("warming", 20000 * DAY, tasks=tasks, resources=(Resource("1", "one"),), assignments=people)
    # Steady, so that it is not searched on whole periods instead.
    level(plan, work=20, steady=True, compiled=True)
