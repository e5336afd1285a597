"""What estimates and actuals say: numbers of one unit, or lengths with units of their own that become hours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from milepost.exchange.grid import Cell, Numbers, cell_text, read_unit, short
from milepost.exchange.grid.sheet import says_nothing
from milepost.values import said

_WITH_UNIT = re.compile(r"([+-]?[\d.,\s\u00a0\u202f'’]+?)\s*([^\W\d]+\.?)\??")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_CLOCK = re.compile(r"(\d{1,6}):([0-5]\d)(?::([0-5]\d))?")
CLOCK = "clock"
"""The unit of "7:30": hours, whatever the column's heading says."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and the unit its cell names, "" for none."""

    value: float
    unit: str = ""

    def hours(self, default: str, *, hours_per_day: float) -> float:
        """In hours; `default` is the unit of a number that names none. Weeks have 5 days, months 20."""
        day = hours_per_day
        sizes = {"minutes": 1 / 60, "hours": 1.0, CLOCK: 1.0, "days": day, "weeks": 5 * day, "months": 20 * day}
        return self.value * sizes[self.unit or default]


def read_amount(cell: Cell, numbers: Numbers) -> Amount | None:
    """The cell's amount, None when it says nothing. Raises ValueError that says what was expected."""
    if isinstance(cell, str) and numbers.decimal == "." and len(cell) < 16 and _PLAIN.fullmatch(cell):
        return Amount(float(cell))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Amount(float(cell))
    if says_nothing(cell):
        return None
    if isinstance(cell, (timedelta, time)):
        seconds = cell.total_seconds() if isinstance(cell, timedelta) else cell.hour * 3600 + cell.minute * 60 + cell.second
        return Amount(seconds / 3600, CLOCK)
    text = short(cell_text(cell))
    if clock := _CLOCK.fullmatch(text):
        return Amount(int(clock[1]) + int(clock[2]) / 60 + int(clock[3] or 0) / 3600, CLOCK)
    match = _WITH_UNIT.fullmatch(text)
    if not match:
        return Amount(float(numbers.read(text)))
    unit, elapsed = read_unit(match[2])
    if elapsed:
        raise ValueError(said("'{text}' is elapsed time; give working time", text=text))
    return Amount(float(numbers.read(match[1])), unit)


def lone_number(amounts: Sequence[Amount | None]) -> int | None:
    """Position of the first number without a unit of its own."""
    return next((position for position, amount in enumerate(amounts) if amount is not None and not amount.unit), None)
