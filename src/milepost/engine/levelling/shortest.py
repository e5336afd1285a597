"""The shortest schedule found for a project on whole periods, with a bound below which none can be."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import sub

from milepost.engine.levelling.chance import seed_words
from milepost.engine.levelling.compiled import PERIODS
from milepost.engine.levelling.periods.evolution import BEST, FRESH, GOAL, HORIZON, LEAST, MOST, NOTHING, ROOM, SIDE, SIZE, STATES, TRIED
from milepost.engine.levelling.periods.instance import Project, narrow_row, prepare, rows_for
from milepost.engine.levelling.periods.placing import WIDTH
from milepost.engine.levelling.periods.proof import Prover

CHECKPOINT = 2_000
"""Schedules between two looks at the caller's wishes. The count decides, so where it looks does not change the answer."""


@dataclass(frozen=True, slots=True)
class Solution:
    """`starts` in periods; `bound` is a lower bound of `length`; `tried` is the count of schedules made: as `work` it replays."""

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


def solve(
    project: Project, *, work: int, seed: int = 0, report: Report | None = None, compiled: bool = False, prover: Prover | None = None
) -> Solution:
    """The best of `work` schedules, at least those of the plain rules; the same for the same project, work and seed in both forms.

    More work goes on where less of it ended. The search ends early only when the bound is reached or `report` answers False. A `prover`
    (see `periods.proof`) is asked at the end of a search that reached neither. The project must be free of the problems that
    `check_project` finds.
    """
    functions = PERIODS.compiled if compiled else PERIODS.plain
    n = len(project.durations)
    if n == 0:
        return Solution((), 0, 0, 0)
    row, blank = rows_for(functions)
    made = prepare(project, functions)
    words, most = len(made.inst[2]), max(LEAST, min(work // ROOM, MOST))
    scratch = tuple(blank(k) for k in (n, n, n, n + 1, (made.horizon + WIDTH) * words, n, n, made.horizon + 3))
    order, bucket, path = scratch[2], scratch[7], blank(made.length)
    bound = int(functions.first_bound(made.inst[0], made.demand, made.capacity, made.early, made.late, made.length, order, bucket, path))
    state = [0] * STATES
    state[SIZE], state[BEST], state[GOAL], state[SIDE], state[FRESH], state[HORIZON] = LEAST, NOTHING, bound, 1, 1, made.horizon
    state, dice = row(state), row(seed_words(seed))
    people, fitness, best = narrow_row(functions, 2 * most * n), blank(2 * most), blank(n)
    work, going = max(work, 6), True
    while going and state[TRIED] < work and state[BEST] > bound:
        until = min(int(state[TRIED]) + CHECKPOINT, work)
        functions.evolve(made.inst, made.mirror, made.rules, made.tails, until, dice, state, people, fitness, best, scratch)
        going = report is None or report(int(state[TRIED]), int(state[BEST]), bound)
    starts = tuple((best - made.inst[0]).tolist()) if compiled else tuple(map(sub, best, project.durations))
    if prover is None or not going:
        return Solution(starts, int(state[BEST]), bound, int(state[TRIED]))
    proof = prover(project, starts, length=int(state[BEST]), bound=bound)
    return Solution(proof.starts, proof.length, proof.bound, int(state[TRIED]))
