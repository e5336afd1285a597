"""Lengths of time as people type them: "3 d", "2w", "1.5 h", "30m", "1mo", "3 ed" (clock time), "5d?" (an estimate), plain 3 (days)."""

import re
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from milepost.engine.model import Settings
from milepost.exchange.grid.amounts import Numbers
from milepost.exchange.grid.sheet import Cell, cell_text, short
from milepost.values import DAY, HOUR, MINUTE, said

LONGEST = 500 * 366 * DAY
_UNITS = {
    "minutes": "m min mins minute minutes minuten mn",
    "hours": "h hr hrs hour hours std stunde stunden heure heures hora horas",
    "days": "d dy dys day days t tag tage j jour jours día días dia dias",
    "weeks": "w wk wks week weeks woche wochen sem semaine semaines semana semanas",
    "months": "mo mon mons month months monat monate mois mes meses",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_FORMAT = {"minutes": 3, "hours": 5, "days": 7, "weeks": 9, "months": 11}
_ELAPSED = {"minutes": MINUTE, "hours": HOUR, "days": DAY, "weeks": 7 * DAY, "months": 30 * DAY}
_SHAPE = re.compile(r"([+-]?[\d.,\s\u00a0\u202f'’]+)\s*([^\W\d]+\.?)?\s*(\?)?")
EXPECTED = said("expected a length such as 3 d, 2w, 4h, 30m, 1mo, 3 ed (elapsed) or a plain number of days")


@dataclass(frozen=True, slots=True)
class Length:
    """`seconds` of working time, or of clock time when `elapsed`; `format` is MSPDI's DurationFormat (7 days, 8 elapsed days ...)."""

    seconds: int
    elapsed: bool = False
    estimated: bool = False
    format: int = 7


def read_length(cell: Cell, *, settings: Settings, numbers: Numbers, unit: str = "days") -> Length:
    """A length of time, never negative. `unit` is meant when none is written ("hours" for work). Raises ValueError.

    Conversions are the plan's: days, weeks and months of working time from `settings`; elapsed months are 30 days.
    """
    if isinstance(cell, (timedelta, time)):
        seconds = cell.total_seconds() if isinstance(cell, timedelta) else cell.hour * HOUR + cell.minute * MINUTE + cell.second
        return _checked(round(seconds), Length(0, format=5), cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _checked(_working(numbers.read(cell), unit, settings), Length(0, format=_FORMAT[unit]), cell)
    text = short(cell_text(cell))
    if clock := re.fullmatch(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?", text):
        seconds = int(clock[1]) * HOUR + int(clock[2]) * MINUTE + int(clock[3] or 0)
        return _checked(seconds, Length(0, format=5), cell)
    match = _SHAPE.fullmatch(text)
    if not match:
        raise ValueError(said("'{text}' is not a length of time; {expected}", text=text, expected=EXPECTED))
    estimated = bool(match[3])
    elapsed = False
    if match[2]:
        unit, elapsed = read_unit(match[2])
    amount = numbers.read(match[1])
    if elapsed:
        seconds = int((amount * unit_seconds(unit, settings, elapsed=True)).to_integral_value(ROUND_HALF_EVEN))
        return _checked(seconds, Length(0, True, estimated, _FORMAT[unit] + 1), cell)
    return _checked(_working(amount, unit, settings), Length(0, False, estimated, _FORMAT[unit]), cell)


def read_unit(text: str) -> tuple[str, bool]:
    """("days", False) from "d", "Days", "Tage"; ("days", True) from "ed", elapsed days. Raises ValueError."""
    word = text.strip().casefold().rstrip(".")
    elapsed = word.startswith("e") and word not in _UNIT and word[1:] in _UNIT
    unit = _UNIT.get(word[1:] if elapsed else word)
    if unit is None:
        raise ValueError(said("'{short}' is not a unit of time; {expected}", short=short(text), expected=EXPECTED))
    return unit, elapsed


def unit_seconds(unit: str, settings: Settings, *, elapsed: bool = False) -> int:
    """Seconds of one unit of `read_unit`: of working time as the plan counts, or of clock time when `elapsed`."""
    if elapsed:
        return _ELAPSED[unit]
    return {"minutes": MINUTE, "hours": HOUR, "days": settings.day, "weeks": settings.week, "months": settings.month}[unit]


def _working(amount: Decimal, unit: str, settings: Settings) -> int:
    return int((amount * unit_seconds(unit, settings)).to_integral_value(ROUND_HALF_EVEN))


def _checked(seconds: int, shape: Length, cell: Cell) -> Length:
    if seconds < 0:
        raise ValueError(said("'{cell_text}' is negative; a length of time is 0 or more", cell_text=cell_text(cell)))
    if seconds > LONGEST:
        raise ValueError(said("'{cell_text}' is longer than 500 years", cell_text=cell_text(cell)))
    return Length(seconds, shape.elapsed, shape.estimated, shape.format)
