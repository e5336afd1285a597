"""The two levelling kernels, on whole periods and on real calendars, and when their compiled forms pay."""

from milepost.engine.compiled import Kernel, is_possible
from milepost.engine.levelling import chance
from milepost.engine.levelling.moments import making, ordering, profile, search, steady
from milepost.engine.levelling.moments import placing as moment_placing
from milepost.engine.levelling.periods import bounding, evolution, preparing
from milepost.engine.levelling.periods import placing as period_placing
from milepost.engine.network import kernel
from milepost.engine.working_time import arithmetic

WORTH_WARMING = 1_000_000
"""Tasks placed (tasks times schedules) that take plain Python two minutes or more; compiling takes less."""

PERIODS = Kernel(
    "periods",
    (arithmetic, chance, period_placing, evolution, preparing, bounding),
    entries=("prepare", "first_bound", "evolve", "listed", "serial", "parallel"),
    inlined=("below", "gap", "lowest"),
)
MOMENTS = Kernel(
    "moments",
    (arithmetic, kernel, chance, profile, moment_placing, ordering, steady, making, search),
    entries=("push", "attempt", "improve"),
    inlined=("below", "slot_of", "taken"),
)


def is_ready() -> bool:
    """Whether both compiled kernels can be loaded from the cache."""
    return PERIODS.is_ready() and MOMENTS.is_ready()


def is_worth_warming(tasks: int, work: int) -> bool:
    """Whether so many schedules of so many tasks take longer in plain Python than `warming.warm`, which has not been done yet."""
    return tasks * work >= WORTH_WARMING and is_possible() and not is_ready()
