"""Run the kernel over a network: the early and late passes, the placement of work, the floats."""

from dataclasses import dataclass
from typing import Any

from milepost.engine.network import kernel
from milepost.engine.network.compiled import as_arrays
from milepost.engine.network.network import Network
from milepost.engine.working_time.arithmetic import AFTER, BEFORE, DAY


@dataclass(slots=True)
class Passes:
    """Dates by node. `driver` is a link's position or one of the kernel's BY_ codes; `placed` dates include delays and ALAP."""

    early_start: Any
    early_finish: Any
    driver: Any
    late_start: Any
    late_finish: Any
    total: Any
    free: Any
    placed_start: Any
    placed_finish: Any
    placed_driver: Any
    in_horizon: bool
    finish: int


class Runner:
    """The kernel with the arguments of one network bound to it. `functions` is the kernel module or its compiled twin."""

    def __init__(self, network: Network, *, honour: bool, retained: bool, functions: Any = kernel) -> None:
        compiled = getattr(functions, "compiled", False)
        self.network = network = as_arrays(network) if compiled else network
        self.functions = functions
        self.honour = honour
        self.retained = retained
        table = network.calendars
        self.calendars = (table.day_table, table.day0, table.days, table.first, table.start, table.end, table.cum)
        self.parts = (network.part_first, network.part_cal, network.part_span, network.part_delay)
        self.compiled = compiled
        self.zeros = self.row(0)
        self.nothing = self.row(BEFORE)

    def forward(self, es: Any, ef: Any, driver: Any, *, release: Any, delay: Any, alap_start: Any) -> int:
        """Fill es, ef, driver; the latest finish."""
        n = self.network
        return int(
            self.functions.forward(
                *self.calendars, *self.parts,
                n.mode, release, n.fixed_start, n.fixed_finish, n.constraint, n.constraint_date, delay, alap_start,
                n.link_first, n.link_from, n.link_kind, n.link_lag, n.link_cal,
                self.honour, self.retained, es, ef, driver,
            )  # fmt: skip
        )

    def backward(self, es: Any, ef: Any, ls: Any, lf: Any, need: Any, *, finish: int, own_end: bool, from_finish: bool) -> int:
        """Fill ls, lf, need; the earliest start."""
        n = self.network
        return int(
            self.functions.backward(
                *self.calendars, *self.parts,
                n.mode, n.done, n.fixed_start, n.fixed_finish, n.constraint, n.constraint_date, n.late_bound,
                n.succ_first, n.succ_node, n.succ_link, n.link_kind, n.link_lag, n.link_cal,
                es, ef, own_end, from_finish, finish, ls, lf, need,
            )  # fmt: skip
        )

    def floats(self, es: Any, ef: Any, ls: Any, lf: Any, total: Any, free: Any) -> None:
        """Fill total and free."""
        n = self.network
        self.functions.floats(
            *self.calendars, n.mode, n.done, n.float_cal,
            n.succ_first, n.succ_node, n.succ_link, n.link_kind, n.link_lag, n.link_cal,
            es, ef, ls, lf, total, free,
        )  # fmt: skip

    def row(self, value: int) -> Any:
        """A row of one value for every node, of the kind the kernel takes."""
        if self.compiled:
            import numpy

            return numpy.full(self.network.size, value, dtype=numpy.int64)
        return [value] * self.network.size

    def first_moment(self) -> int:
        """The beginning of the horizon."""
        return self.network.calendars.day0 * DAY

    def blank(self) -> list[Any]:
        """Eight empty rows of results."""
        return [self.row(0) for _ in range(8)]


def run(runner: Runner, *, finish: int | None = None, own_end: bool = False) -> Passes:
    """All passes. `finish` is the given end of a plan that is scheduled from its finish, None for one scheduled from its start."""
    n = runner.network
    es, ef, driver, ls, lf, need, total, free = runner.blank()
    release = n.release
    earliest = AFTER
    if finish is not None:
        runner.forward(es, ef, driver, release=runner.row(runner.first_moment()), delay=runner.zeros, alap_start=runner.nothing)
        earliest = runner.backward(es, ef, ls, lf, need, finish=finish, own_end=False, from_finish=True)
        if earliest <= BEFORE:
            return Passes(es, ef, driver, ls, lf, total, free, es, ef, driver, False, 0)
        release = runner.row(earliest)
    last = runner.forward(es, ef, driver, release=release, delay=runner.zeros, alap_start=runner.nothing)
    earliest = runner.backward(es, ef, ls, lf, need, finish=last if finish is None else finish, own_end=own_end, from_finish=finish is not None)
    inside = last < AFTER and earliest > BEFORE
    if inside:
        runner.floats(es, ef, ls, lf, total, free)
    placed = (es, ef, driver)
    late = [j for j in range(n.size) if n.constraint[j] == kernel.ALAP]
    if inside and (late or any(n.delay)):
        alap = runner.nothing.copy()
        for j in late:
            alap[j] = int(need[j])
        ps, pf, pd = runner.blank()[:3]
        reached = runner.forward(ps, pf, pd, release=release, delay=n.delay, alap_start=alap)
        inside = reached < AFTER
        last = max(last, reached)
        placed = (ps, pf, pd)
    return Passes(es, ef, driver, ls, lf, total, free, *placed, inside, last)
