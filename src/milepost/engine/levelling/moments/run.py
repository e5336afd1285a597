"""The kernel with the rows of one problem bound to it, plain or compiled: first schedules by rules, then search."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.engine.levelling.chance import seed_words
from milepost.engine.levelling.moments.search import AT, BEST, CURRENT, JUSTIFY, TRIED
from milepost.engine.network.network import Network
from milepost.engine.network.passes import Runner
from milepost.engine.working_time.arithmetic import AFTER

HISTORY = 30
"""Steps back with which late acceptance compares."""

STATES = 6


@dataclass(frozen=True, slots=True)
class Inputs:
    """Rows as `moments.placing`, `moments.making` and `moments.steady` name them, all plain lists; `rules` are four rows by plan.

    `standing` are the people of work that stands, in the places of the choices, else -1.
    """

    network: Network
    release: Sequence[int]
    alap_start: Sequence[int]
    plan: Sequence[int]
    rules: tuple[Sequence[int], ...]
    asks: tuple[Sequence[int], ...]
    how: Sequence[int]
    base: tuple[Sequence[int], ...]
    project: Sequence[int]
    weight: Sequence[int]
    target: Sequence[int]
    wish: Sequence[int]
    rates: tuple[int, int]
    standing: Sequence[int]
    group: Sequence[int] = ()
    price: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A schedule: start, finish and the start links alone would give, by node; the people chosen; what it costs."""

    start: list[int]
    finish: list[int]
    base_start: list[int]
    chosen: list[int]
    cost: int


class Kernel:
    """One problem and everything the kernel needs beside it."""

    def __init__(self, problem: Inputs, functions: Any, *, seed: int, justify: bool) -> None:
        self.functions = functions
        runner = Runner(problem.network, honour=True, retained=False, functions=functions)
        self.n = n = problem.network.size
        row = self.row
        self.world = (runner.calendars, runner.parts, runner.nodes, runner.links, runner.followers)
        self.given = (row(problem.release), row([0] * n), row(problem.alap_start), row(problem.plan), *map(row, problem.rules))
        self.asks = tuple(map(row, problem.asks))
        self.how = row(problem.how)
        self.base = tuple(map(row, problem.base))
        self.profile = tuple(map(row, problem.base))
        self.aim = (row(problem.project), row(problem.weight), row(problem.target), row(problem.wish), row(problem.rates))
        self.early, self.latest, self.best, self.current = (tuple(row([0] * n) for _ in range(3)) for _ in range(4))
        self.chosen, self.best_chosen = row(problem.standing), row(problem.standing)
        self.stay = self._stay(problem)
        self.key, self.order, self.spare, self.bound = (row([0] * n) for _ in range(4))
        self.ends = row([0] * max(len(problem.weight), 1))
        self.dice = row(seed_words(seed))
        self.state = row([0] * STATES)
        self.state[JUSTIFY] = int(justify)
        self.state[BEST] = self.state[CURRENT] = AFTER
        self.history = row([AFTER] * HISTORY)

    def row(self, values: Any) -> Any:
        """A column of the kind the kernel takes, always a copy."""
        if self.functions.compiled:
            import numpy

            return numpy.array(values, dtype=numpy.int64)
        return list(values)

    def _stay(self, problem: Inputs) -> tuple[Any, ...]:
        """The rows of `moments.steady`; all but empty when nobody minds."""
        row, people, choices = self.row, len(problem.base[1]), len(problem.standing)
        groups = max(problem.group, default=0) + 1
        n, scratch = (self.n, people * groups) if problem.price else (0, 0)
        sizes = (n, n, people + 1, choices, groups, groups, people, scratch, 1, max(len(problem.asks[8]), 1))
        return row([problem.price]), row(problem.group or [-1] * self.n), *(row([0] * size) for size in sizes)

    def by_rule(self, key: Sequence[int], *, justify: bool) -> bool:
        """Make the schedule of these keys (the least goes first), justified if asked; keep it if it is the best.

        False when a calendar runs out before a task.
        """
        state = self.state
        for j, value in enumerate(key):
            self.key[j] = value
        self.functions.push(self.world, self.key)
        value = int(
            self.functions.attempt(
                self.world, self.given, self.asks, self.how, self.base, self.profile, self.early, self.latest, self.chosen, self.aim,
                self.stay, self.key, self.order, self.spare, self.ends, self.bound, int(justify),
            )
        )  # fmt: skip
        state[TRIED] += 1 + 2 * justify
        if value >= AFTER:
            return False
        if value < state[BEST]:
            self._keep(value)
        return True

    def _keep(self, value: int) -> None:
        self.state[BEST] = self.state[CURRENT] = value
        for kept, made in zip((*self.best, self.best_chosen, *self.current), (*self.early, self.chosen, *self.early), strict=True):
            kept[:] = made
        self.history[:] = self.row([value] * HISTORY)

    def search(self, work: int, *, step: int, goal: int, watch: Callable[[int, int], bool] | None) -> bool:
        """Search until `work` schedules are made; whether `watch` (told how many and the best cost) let it run to the end."""
        state = self.state
        while state[TRIED] < work and state[BEST] > goal:
            self.functions.improve(
                self.world, self.given, self.asks, self.how, self.base, self.profile, self.early, self.latest, self.chosen, self.aim,
                self.stay, self.key, self.order, self.spare, self.ends, self.bound, self.dice, state, self.current, self.history, self.best,
                self.best_chosen, min(int(state[TRIED]) + step, work), goal,
            )  # fmt: skip
            if watch is not None and not watch(int(state[TRIED]), int(state[BEST])):
                return False
        return True

    def adopt(self, other: "Kernel") -> None:
        """Take over the best schedule of another kernel with the same nodes and choices, where it is better; its count in any case."""
        self.state[TRIED] += other.tried
        if other.cost < self.cost:
            for mine, made in zip((*self.early, self.chosen), (*other.best, other.best_chosen), strict=True):
                mine[:] = made
            self._keep(other.cost)

    def skip_to(self, tried: int) -> None:
        """Count schedules that were made elsewhere."""
        self.state[TRIED] = tried

    @property
    def tried(self) -> int:
        """Schedules made so far."""
        return int(self.state[TRIED])

    @property
    def cost(self) -> int:
        """What the best schedule costs."""
        return int(self.state[BEST])

    def placed(self) -> Placed:
        """The best schedule so far."""
        start, finish, base, chosen = ([int(v) for v in row] for row in (*self.best, self.best_chosen))
        return Placed(start, finish, base, chosen, self.cost)


assert AT < STATES
