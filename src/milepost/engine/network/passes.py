"""Run the kernel over a network: the early and late passes, the placement of work, the floats."""

from dataclasses import dataclass, replace
from typing import Any

from milepost.engine.network import kernel
from milepost.engine.network.compiled import PASSES, as_arrays
from milepost.engine.network.network import Network
from milepost.engine.working_time.arithmetic import AFTER, BEFORE, DAY


@dataclass(slots=True)
class Passes:
    """Dates by node, gaps by link. `driver` is a link's position or one of the kernel's BY_ codes; placed dates include delays, ALAP.
    `release` is the moment by node before which nothing begins."""

    early_start: Any
    early_finish: Any
    early_driver: Any
    late_start: Any
    late_finish: Any
    needed_start: Any
    total: Any
    free: Any
    gap: Any
    placed_start: Any
    placed_finish: Any
    driver: Any
    in_horizon: bool
    finish: int
    release: Any = None


class Runner:
    """The kernel with the arguments of one network bound to it. `functions` are the passes, plain or compiled."""

    def __init__(
        self,
        network: Network,
        *,
        honour: bool,
        retained: bool,
        own_end: bool = False,
        from_finish: bool = False,
        functions: Any = PASSES.plain,
    ) -> None:
        self.compiled = functions.compiled
        self.network = network = as_arrays(network) if self.compiled else network
        self.functions = functions
        table = network.calendars
        self.calendars = (
            table.day_table, table.day0, table.days, table.first, table.start, table.end, table.cum, table.inverse, table.inverse_first,
        )  # fmt: skip
        self.parts = (network.part_first, network.part_cal, network.part_span, network.part_delay)
        self.nodes = (
            network.mode, network.done, network.fixed_start, network.fixed_finish,
            network.constraint, network.constraint_date, network.late_bound, network.float_cal, network.gate,
        )  # fmt: skip
        self.links = (network.link_first, network.link_from, network.link_kind, network.link_lag, network.link_cal)
        self.followers = (network.succ_first, network.succ_node, network.succ_link)
        self.rules = (int(honour), int(retained), int(own_end), int(from_finish))
        self.zeros = self.row(0)
        self.nothing = self.row(BEFORE)

    def row(self, value: int, size: int | None = None) -> Any:
        """A row of one value for every node (or of another size), of the kind the kernel takes."""
        size = self.network.size if size is None else size
        if self.compiled:
            import numpy

            return numpy.full(size, value, dtype=numpy.int64)
        return [value] * size

    def where(self, row: Any, value: int) -> Any:
        """The nodes that have this value in a row."""
        if self.compiled:
            return (row == value).nonzero()[0]
        return [j for j, here in enumerate(row) if here == value]

    def rows(self) -> tuple[Any, Any, Any]:
        """Three empty rows: early or late dates."""
        return self.row(0), self.row(0), self.row(0)

    def forward(self, early: Any, *, release: Any, delay: Any, alap_start: Any) -> int:
        """Fill early; the latest finish."""
        return int(
            self.functions.forward(self.calendars, self.parts, self.nodes, self.links, self.rules, release, delay, alap_start, early)
        )

    def backward(self, early: Any, late: Any, *, finish: int) -> int:
        """Fill late; the earliest start."""
        return int(
            self.functions.backward(self.calendars, self.parts, self.nodes, self.links, self.followers, self.rules, early, finish, late)
        )

    def floats(self, early: Any, late: Any, total: Any, free: Any, gap: Any) -> None:
        """Fill total and free of the nodes and gap of the links."""
        self.functions.floats(self.calendars, self.nodes, self.links, self.followers, early, late, total, free, gap)

    def repair_forward(self, early: Any, dirty: Any, j: int) -> tuple[int, bool]:
        """Early dates after node j changed; (nodes computed, whether a calendar ran out)."""
        n = self.network
        computed, ran_out = self.functions.repair_forward(
            self.calendars, self.parts, self.nodes, self.links, self.followers, self.rules,
            n.release, self.zeros, self.nothing, early, dirty, j,
        )  # fmt: skip
        return int(computed), bool(ran_out)

    def repair_backward(self, early: Any, late: Any, dirty: Any, j: int, *, finish: int) -> tuple[int, bool]:
        """Late dates after node j changed and the finish stayed; (nodes computed, whether a calendar ran out)."""
        computed, ran_out = self.functions.repair_backward(
            self.calendars, self.parts, self.nodes, self.links, self.followers, self.rules, early, finish, late, dirty, j
        )
        return int(computed), bool(ran_out)


def run(runner: Runner, *, finish: int | None = None) -> Passes:
    """All passes. `finish` is the given end of a plan that is scheduled from its finish, None for one scheduled from its start."""
    n = runner.network
    early, late, (total, free, _) = runner.rows(), runner.rows(), runner.rows()
    gap = runner.row(0, len(n.link_from))
    release = n.release
    if finish is not None:
        runner.forward(early, release=runner.row(n.calendars.day0 * DAY), delay=runner.zeros, alap_start=runner.nothing)
        earliest = runner.backward(early, late, finish=finish)
        if earliest <= BEFORE:
            return Passes(*early, *late, total, free, gap, *early, False, 0)
        release = runner.row(earliest)
    last = runner.forward(early, release=release, delay=runner.zeros, alap_start=runner.nothing)
    earliest = runner.backward(early, late, finish=last if finish is None else finish)
    inside = last < AFTER and earliest > BEFORE
    if inside:
        runner.floats(early, late, total, free, gap)
    passes = Passes(*early, *late, total, free, gap, *early, inside, last, release)
    return delayed(runner, passes, n.delay) if inside else passes


def delayed(runner: Runner, passes: Passes, delay: Any) -> Passes:
    """The passes with work placed after these delays of levelling by node, and as late as possible where that is asked."""
    n = runner.network
    late_ones = runner.where(n.constraint, kernel.ALAP)
    if not len(late_ones) and len(runner.where(delay, 0)) == n.size:
        return passes
    alap = runner.nothing.copy()
    for j in late_ones:
        alap[j] = passes.needed_start[j]
    release = passes.release
    placed = runner.rows()
    reached = runner.forward(placed, release=release, delay=delay, alap_start=alap)
    start, end, driver = placed
    return replace(
        passes, placed_start=start, placed_finish=end, driver=driver, in_horizon=reached < AFTER, finish=max(passes.finish, reached)
    )
