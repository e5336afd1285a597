"""Calendars as tables of equal cells, so that working time of a whole row of moments is one look-up each (see `rows`)."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from milepost.engine.network.network import CalendarTable
from milepost.engine.risk.rows import NEVER
from milepost.values import DAY

MOST_CELLS = 6_000_000
"""Cells of all tables together (4 bytes each); calendars past it are read interval by interval."""


@dataclass(frozen=True, slots=True)
class ClockTables:
    """`number` is the row of `before` and `moment` for a calendar of the network; calendars without tables are absent."""

    magic: int
    shift: int
    cell: int
    top: int
    before: "list[array[int]]"
    moment: "list[array[int]]"
    number: dict[int, int]

    def work(self, table: int, moment: int) -> int:
        """The work before one moment, as `rows.work_row` has it."""
        t = min(moment, self.top)
        entry = self.before[table][(t * self.magic) >> self.shift]
        return (entry >> 1) + (t & -(entry & 1))


def clock_tables(table: CalendarTable, used: Sequence[int]) -> ClockTables:
    """Tables of the calendars in `used`, most wanted first. A cell is the longest span of which all shifts begin and end on multiples."""
    origin, top = table.day0 * DAY, table.days * DAY
    chosen: list[int] = []
    cell = DAY
    for k in used:
        finer = cell
        for i in range(table.first[k], table.first[k + 1]):
            finer = gcd(finer, table.start[i] - origin, table.end[i] - origin)
        if (len(chosen) + 1) * 2 * (top // finer) <= MOST_CELLS:
            chosen.append(k)
            cell = finer
    cells = top // cell
    before, moment = [], []
    for k in chosen:
        work, back = _tables(table, k, cell, cells)
        before.append(work)
        moment.append(back)
    # Of 31 bits at most, and exact below 2 ** 30.
    shift = 30 + cell.bit_length()
    magic = ((1 << shift) + cell - 1) // cell
    return ClockTables(magic, shift, cell, top - 1, before, moment, {k: i for i, k in enumerate(chosen)})


def _tables(table: CalendarTable, k: int, cell: int, cells: int) -> "tuple[array[int], array[int]]":
    """Twice the work before a cell without work; twice (work − moment) plus one in a cell of work. And moment − work by cells of work."""
    origin = table.day0 * DAY
    work = array("i")
    back = array("i", [-1])
    for i in range(table.first[k], table.first[k + 1]):
        start, end, done = table.start[i] - origin, table.end[i] - origin, table.cum[i]
        work.extend([2 * done] * (start // cell - len(work)))
        count = (end - start) // cell
        work.extend([2 * (done - start) + 1] * count)
        back.extend([start - done] * count)
    total = (len(back) - 1) * cell
    work.extend([2 * total] * (cells + 1 - len(work)))
    back.extend([NEVER] * (cells + 2 - len(back)))
    return work, back
