"""The shortest schedule found for a project on whole periods, with a bound below which none can be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from milepost.engine.levelling.chance import seed_words
from milepost.engine.levelling.compiled import PLAIN_PERIODS, compiled_periods
from milepost.engine.levelling.periods.bounds import lower_bound, windows
from milepost.engine.levelling.periods.evolution import BEST, FRESH, GOAL, HORIZON, NOTHING, SIDE, SIZE, STATES, TRIED
from milepost.engine.levelling.periods.instance import Project, horizon_of, pack
from milepost.engine.levelling.periods.rules import RULES

CHECKPOINT = 2_000
"""Schedules between two looks at the caller's wishes. The count decides, so where it looks does not change the answer."""

LEAST, MOST = 16, 8_000
"""Bounds of a population's size."""


@dataclass(frozen=True, slots=True)
class Solution:
    """`starts` in periods; `bound` is a lower bound of `length`; `tried` is the count of schedules made (give it as `work` to replay)."""

    starts: tuple[int, ...]
    length: int
    bound: int
    tried: int

    @property
    def proven(self) -> bool:
        """Whether no schedule can be shorter."""
        return self.length <= self.bound


Report = Callable[[int, int, int], bool]
"""Called with (schedules tried, best length, bound); False stops the search."""


def population_for(work: int) -> int:
    """The population's size for so many schedules: more work wants more variety."""
    return max(LEAST, min(work // 250, MOST))


def solve(project: Project, *, work: int, seed: int = 0, report: Report | None = None, compiled: bool = False) -> Solution:
    """The best of `work` schedules, at least those of the plain rules; the same for the same project, work and seed in both forms.

    The project must be free of the problems that `check_project` finds. The search ends early only when the bound is reached or
    `report` answers False.
    """
    functions = compiled_periods() if compiled else PLAIN_PERIODS
    row = array_row if compiled else list
    n = len(project.durations)
    bound = lower_bound(project)
    if n == 0:
        return Solution((), 0, 0, 0)
    horizon, size = horizon_of(project), population_for(work)
    inst, mirror = (tuple(row(column) for column in pack(p)) for p in (project, project.mirrored()))
    window = windows(project)
    rules = row([value for name in ("LFT", "LST", "MTS") for value in RULES[name](project, window)])
    state = [0] * STATES
    state[SIZE], state[BEST], state[GOAL], state[SIDE], state[FRESH], state[HORIZON] = size, NOTHING, bound, 1, 1, horizon
    state, dice = row(state), row(seed_words(seed))
    people, fitness, best = row([0] * (2 * size * n)), row([NOTHING] * (2 * size)), row([0] * n)
    words = len(inst[2])
    scratch = tuple(row([0] * k) for k in (n, n, n, n + 1, horizon * words, n, n, horizon + 3))
    work = max(work, 6)
    while state[TRIED] < work and state[BEST] > bound:
        until = min(int(state[TRIED]) + CHECKPOINT, work)
        functions.evolve(inst, mirror, rules, until, dice, state, people, fitness, best, scratch)
        if report is not None and not report(int(state[TRIED]), int(state[BEST]), bound):
            break
    starts = tuple(int(f) - d for f, d in zip(best, project.durations, strict=True))
    return Solution(starts, int(state[BEST]), bound, int(state[TRIED]))


def array_row(values: Any) -> Any:
    """Whole numbers as the compiled kernel takes them."""
    import numpy

    return numpy.asarray(values, dtype=numpy.int64)
