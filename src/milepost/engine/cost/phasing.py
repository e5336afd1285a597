"""An exact amount laid over days in whole smallest units of currency, rounded once, so that the days add up to the whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from milepost.engine.effort.pieces import Piece, divided
from milepost.engine.effort.spread import DayTable
from milepost.engine.model import Accrual
from milepost.values import DAY


@dataclass(frozen=True, slots=True)
class Phased:
    """An amount in smallest units of currency: the whole, the part already incurred, and (day, whole, incurred) for each day."""

    cost: int
    actual: int
    days: tuple[tuple[int, int, int], ...]


class Due(NamedTuple):
    """An exact amount, `value` over a scale the caller knows, that falls due on a day; `ahead` when it is still to come.

    Dues sort in the order they are rounded in: incurred ones first, then by day.
    """

    ahead: bool
    day: int
    value: int


def round_half_even(value: int, scale: int) -> int:
    """value / scale to the nearest whole number, halves to the even one. `scale` > 0."""
    whole, rest = divmod(value, scale)
    return whole + 1 if 2 * rest > scale or (2 * rest == scale and whole % 2) else whole


def phased(dues: Iterable[Due], scale: int) -> Phased:
    """Days from exact amounts by cumulative rounding: the running sum is rounded, each day gets the difference.

    Incurred amounts are rounded first, so that what has been incurred is the rounded exact amount too.
    """
    days: dict[int, list[int]] = {}
    running = rounded = actual = 0
    for ahead, day, value in sorted(dues):
        running += value
        now = round_half_even(running, scale)
        if now != rounded:
            entry = days.setdefault(day, [0, 0])
            entry[0] += now - rounded
            if not ahead:
                entry[1] += now - rounded
                actual += now - rounded
            rounded = now
    return Phased(rounded, actual, tuple((day, cost, done) for day, (cost, done) in sorted(days.items())))


def dues_of(value: int, start: int, finish: int, table: DayTable, *, accrual: Accrual, done: tuple[int, int]) -> tuple[list[Due], int]:
    """An exact amount due over a stretch of time, and the factor its scale grows by.

    `done` is the share incurred so far as a fraction. Due at the start it is incurred once anything is; at the end once all is.
    """
    some, all_ = done[0] > 0, done[0] >= done[1]
    if accrual is Accrual.START:
        return [Due(not some, start // DAY, value)], 1
    if accrual is Accrual.END:
        return [Due(not all_, max(finish - 1, start) // DAY, value)], 1
    span = max(table.time.between(start, finish), 0) or max(finish - start, 0)
    if span == 0:
        return [Due(not all_, start // DAY, value)], 1
    behind, ahead = divided([Piece(start, finish, span)], span * min(done[0], done[1]) // done[1], table.time)
    dues = [Due(False, day, value * seconds) for piece in behind for day, seconds in table.split(piece)]
    dues += [Due(True, day, value * seconds) for piece in ahead for day, seconds in table.split(piece)]
    return dues, span
