"""The kernel over all samples: its working rows, its threads, and lists or arrays as the form wants them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from milepost.engine.network.network import Network
from milepost.engine.risk.prepare import Layout
from milepost.engine.risk.shapes import bell
from milepost.engine.working_time.arithmetic import BEFORE

BLOCK = 128
"""Samples worked out together: enough to fill the machine's lanes, few enough that near nodes stay in its cache."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the kernel counted. Finishes are seconds since the layout's origin, costs smallest units; a value for each sample."""

    finish: Any
    watched: Any
    cost: Any
    critical: list[int]
    sums: list[int]
    squares: list[int]
    products: list[int]


class Simulator:
    """The kernel bound to one layout; `run` may be asked again with other events on."""

    def __init__(
        self, layout: Layout, network: Network, *, rules: tuple[int, int, int, int], watch: dict[int, int], cost_of: list[int],
        limit: int, functions: Any, block: int = BLOCK,
    ) -> None:  # fmt: skip
        self.layout, self.network, self.functions, self.block = layout, network, functions, block
        self.watch, self.limit, self.rules = watch, limit, rules
        self.compiled = functions.compiled
        self.size = network.size
        tables, table = layout.clock, network.calendars
        number = self._row([tables.number.get(k, -1) for k in range(len(table.first) - 1)])
        self.clock = (tables.magic, tables.shift, tables.cell, tables.top, number, self._table(tables.before), self._table(tables.moment))
        self.tasks = tuple(
            self._row(row)
            for row in (
                layout.way, layout.release, layout.fixed_start, layout.fixed_finish, layout.calendar, layout.span,
                network.float_cal, layout.counted, layout.wanted, layout.late_bound,
            )
        )  # fmt: skip
        spread = (self._row(row) for row in (layout.shape, layout.low, layout.width, layout.own))
        self.spread = (self._small(list(bell())), self._table([list(t) for t in layout.shapes.tables]), *spread)
        self.shared = tuple(map(self._row, layout.shared))
        self.harm = tuple(map(self._row, layout.harm))
        self.keys = tuple(map(self._row, layout.keys))
        self.cal = tuple(
            value if isinstance(value, int) else self._row(value)
            for value in (
                table.day_table, table.day0, table.days, table.first, table.start, table.end, table.cum, table.inverse, table.inverse_first,
            )
        )  # fmt: skip
        self.nodes = tuple(
            self._row(row)
            for row in (
                network.mode, network.done, network.fixed_start, network.fixed_finish, network.constraint, network.constraint_date,
                network.late_bound, network.float_cal, network.gate,
            )
        )  # fmt: skip
        links = (network.link_first, network.link_from, network.link_kind, network.link_lag, network.link_cal)
        self.links = tuple(map(self._row, links))
        self.followers = tuple(map(self._row, (network.succ_first, network.succ_node, network.succ_link)))
        self.release, self.delay = self._row(network.release), self._row(network.delay)
        self.nothing = self._row([BEFORE] * self.size)
        self.cost_of, self.varies = self._row(cost_of), self._row(layout.varies)

    def run(self, samples: int, *, on: list[int], middle: int, marks: bool = True, threads: int = 1) -> Counted:
        """Simulate so many samples; the same numbers for any count of threads. `on` says for each event whether it can happen."""
        whole = -(-samples // self.block) * self.block
        ends, costs = self._row([0] * whole), self._row([0] * whole)
        rows = max(self.watch.values(), default=-1) + 1
        out = self._table([[0] * whole for _ in range(rows)], width=whole)
        events = (*map(self._row, self.layout.events), self._row(on))
        watch = (self._row([self.watch.get(j, -1) for j in range(self.size)]), out, ends, costs, self.cost_of, self.varies)
        threads = max(min(threads, whole // self.block), 1)
        tallies = [tuple(self._row([0] * self.size) for _ in range(4)) for _ in range(threads)]

        def work(thread: int) -> None:
            self.functions.simulate_blocks(
                self.clock, self.tasks, self.spread, self.shared, self.harm, events, self.keys, self._net(), self._work(len(on)),
                self._single(), tallies[thread], watch, thread, threads, samples, self.layout.origin, middle, self.limit, int(marks),
            )  # fmt: skip

        if threads == 1:
            work(0)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(work, range(threads)))
        totals = [[int(sum(values)) for values in zip(*(tally[i] for tally in tallies), strict=True)] for i in range(4)]
        return Counted(ends[:samples], [row[:samples] for row in out], costs[:samples], *totals)

    def _net(self) -> Any:
        n = self.network
        parts = (self._row(n.part_first), self._row(n.part_cal), self._row(n.part_span), self._row(n.part_delay))
        return self.cal, parts, self.nodes, self.links, self.followers, self.rules, self.release, self.delay, self.nothing

    def _work(self, events: int) -> Any:
        span, start, finish, done = (self._rows(self.size) for _ in range(4))
        return (
            span,
            start,
            finish,
            done,
            span,
            start,
            self._rows(self.layout.factors),
            self._rows(events),
            self._rows(events),
            self._rows(4),
        )

    def _single(self) -> Any:
        return (*(self._row([0] * self.size) for _ in range(6)), self._row(self.network.part_span))

    def _row(self, values: list[int]) -> Any:
        if self.compiled:
            import numpy

            return numpy.array(values, dtype=numpy.int64)
        return list(values)

    def _small(self, values: list[int]) -> Any:
        if self.compiled:
            import numpy

            return numpy.array(values, dtype=numpy.int32)
        return values

    def _rows(self, count: int) -> Any:
        if self.compiled:
            import numpy

            return numpy.zeros((count, self.block), dtype=numpy.int32)
        return [[0] * self.block for _ in range(count)]

    def _table(self, rows: list[list[int]], *, width: int = 1) -> Any:
        if self.compiled:
            import numpy

            return numpy.array(rows, dtype=numpy.int32) if rows else numpy.zeros((0, width), dtype=numpy.int32)
        return rows
