"""The kernel over all samples: its working rows, its threads, and lists or arrays as the form wants them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from milepost.engine.network.network import Network
from milepost.engine.risk.groups import FINISH
from milepost.engine.risk.prepare import Layout
from milepost.engine.risk.rows import WIDTH
from milepost.engine.risk.shapes import bell
from milepost.engine.risk.staffing import Staffing
from milepost.engine.working_time.arithmetic import BEFORE

SPARE = 9
"""Rows the kernel may write on."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the kernel counted. Finishes are seconds since the layout's origin, costs smallest units; a value for each sample.

    `happened` has a row for each event: 1 where it did.
    """

    finish: Any
    watched: Any
    cost: Any
    happened: Any
    critical: list[int]
    sums: list[int]
    squares: list[int]
    products: list[int]


class Simulator:
    """The kernel bound to one layout; `run` may be asked again with other events on."""

    def __init__(
        self, layout: Layout, network: Network, *, rules: tuple[int, int, int, int], watch: dict[int, int], cost_of: list[int],
        limit: int, functions: Any, staffing: Staffing | None = None,
    ) -> None:  # fmt: skip
        self.layout, self.network, self.functions = layout, network, functions
        self.watch, self.limit, self.rules, self.staffing = watch, limit, rules, staffing
        self.compiled = functions.compiled
        self.size = network.size
        tables, table = layout.clock, network.calendars
        number = self._row([tables.number.get(k, -1) for k in range(len(table.first) - 1)])
        self.clock = (tables.magic, tables.shift, tables.cell, tables.top, number, self._table(tables.before), self._table(tables.moment))
        wanted = [bits | FINISH if j in watch else bits for j, bits in enumerate(layout.wanted)]
        self.tasks = tuple(
            self._row(row)
            for row in (
                layout.way, layout.release, layout.fixed_start, layout.fixed_finish, layout.table, layout.span,
                network.float_cal, layout.counted, wanted, layout.late_bound, layout.release_work, layout.late_work, layout.near,
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

    def run(
        self, samples: int, *, on: list[int], middle: int, marks: bool = True, threads: int = 1, numbers: list[int] | None = None
    ) -> Counted:
        """Simulate so many samples; the same numbers for any count of threads. `on` says for each event whether it can happen.

        Only the samples of these `numbers`, when given. Without `marks` nothing is counted but the finishes and costs.
        """
        chosen = numbers if numbers is not None else range(samples)
        samples = len(chosen)
        whole = -(-samples // WIDTH) * WIDTH
        ends, costs = self._row([0] * whole), self._row([0] * whole)
        rows = max(self.watch.values(), default=-1) + 1
        out = self._table([[0] * whole for _ in range(rows)], width=whole)
        events = (*map(self._row, self.layout.events), self._row(on))
        happened = self._bytes(len(on) if marks else 0, whole)
        row_of = self._row([self.watch.get(j, -1) for j in range(self.size)])
        watch = (row_of, out, ends, costs, self.cost_of, self.varies, self._small([*chosen, *[0] * (whole - samples)]), happened)
        # Plain Python gains nothing from threads, and Ctrl-C reaches only the main one.
        threads = max(min(threads, whole // WIDTH), 1) if self.compiled else 1
        tallies = [tuple(self._row([0] * self.size) for _ in range(4)) for _ in range(threads)]

        def work(thread: int) -> None:
            drawn = (self.tasks, self.spread, self.shared, self.harm, events, self.keys)
            share = (tallies[thread], watch, thread, threads, samples, self.layout.origin, middle)
            net, rows, single = self._net(), self._work(len(on)), self._single()
            if self.staffing is not None:
                self.functions.staffed_blocks(*drawn, net, rows, single, self._staff(self.staffing, net), *share, int(marks))
            else:
                self.functions.simulate_blocks(self.clock, *drawn, net, rows, single, *share, self.limit, int(marks))

        if threads == 1:
            work(0)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(work, range(threads)))
        totals = [[int(sum(values)) for values in zip(*(tally[i] for tally in tallies), strict=True)] for i in range(4)]
        return Counted(ends[:samples], [row[:samples] for row in out], costs[:samples], happened, *totals)

    def _net(self) -> Any:
        n = self.network
        parts = (self._row(n.part_first), self._row(n.part_cal), self._row(n.part_span), self._row(n.part_delay))
        return self.cal, parts, self.nodes, self.links, self.followers, self.rules, self.release, self.delay, self.nothing

    def _staff(self, staffing: Staffing, net: Any) -> Any:
        """The group of `staffed`; a profile and scratch rows of the thread's own."""
        row = self._row
        asks = tuple(map(row, staffing.asks))
        return (
            net[:5], tuple(map(row, staffing.given)), asks, row(staffing.how), tuple(map(row, staffing.base)),
            tuple(map(row, staffing.base)), row([-1] * max(staffing.asks[7][-1], 1)), row(staffing.order), row(staffing.asks[4]),
            row(staffing.person_first), row(staffing.person_node), row([0] * self.size),
        )  # fmt: skip

    def _work(self, events: int) -> Any:
        dates = 0 if self.staffing is not None else self.size
        by_node = (self._rows(self.size), *(self._rows(dates) for _ in range(3)))
        tables = len(self.layout.clock.before)
        return (
            *by_node, self._rows(self.layout.factors), self._rows(events), self._rows(events), self._rows(SPARE), self._rows(tables),
        )  # fmt: skip

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

    def _bytes(self, count: int, width: int) -> Any:
        if self.compiled:
            import numpy

            return numpy.zeros((count, width), dtype=numpy.int8)
        return [[0] * width for _ in range(count)]

    def _rows(self, count: int) -> Any:
        if self.compiled:
            import numpy

            return numpy.zeros((count, WIDTH), dtype=numpy.int32)
        return [[0] * WIDTH for _ in range(count)]

    def _table(self, rows: Sequence[Sequence[int]], *, width: int = 1) -> Any:
        if self.compiled:
            import numpy

            return numpy.array(rows, dtype=numpy.int32) if rows else numpy.zeros((0, width), dtype=numpy.int32)
        return rows
