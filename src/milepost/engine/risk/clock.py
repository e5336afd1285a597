"""Calendars as tables of equal cells, so that working time of a whole row of moments is one look-up each (see `rows`)."""

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
    before: list[list[int]]
    moment: list[list[int]]
    number: dict[int, int]


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
    shift = 31 + cell.bit_length()
    magic = ((1 << shift) + cell - 1) // cell
    return ClockTables(magic, shift, cell, top - 1, before, moment, {k: i for i, k in enumerate(chosen)})


def _tables(table: CalendarTable, k: int, cell: int, cells: int) -> tuple[list[int], list[int]]:
    """Twice the work before a cell without work; twice (work − moment) plus one in a cell of work. And moment − work by cells of work."""
    origin = table.day0 * DAY
    work: list[int] = []
    back: list[int] = [-1]
    for i in range(table.first[k], table.first[k + 1]):
        start, end, done = table.start[i] - origin, table.end[i] - origin, table.cum[i]
        work += [2 * done] * (start // cell - len(work))
        count = (end - start) // cell
        work += [2 * (done - start) + 1] * count
        back += [start - done] * count
    total = (len(back) - 1) * cell
    work += [2 * total] * (cells + 1 - len(work))
    back += [NEVER] * (cells + 2 - len(back))
    return work, back
