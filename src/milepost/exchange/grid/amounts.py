"""What cells say as numbers, shares, yes or no, hours of the day; decimal comma or point as the file proves."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from milepost.engine.model import Shift
from milepost.exchange.grid.sheet import Cell, cell_text, short
from milepost.values import DAY, HOUR, MINUTE, said

_YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "si", "sí", "wahr", "vrai", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "0", "", "nein", "non", "falsch", "faux", "na"})
_SPACES = re.compile("[\\s\u00a0\u202f'’]")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,])\d{3}")
_PROOF = re.compile(r"[+-]?\d+([.,])(?:\d{1,2}|\d{4,})\D*")
_HOURS = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::00)?\s*(am|pm)?")


class Numbers:
    """Reads numbers with the decimal mark of one file: "." or ",", or "" when nothing is known and "1,000" is refused."""

    def __init__(self, decimal: str = "") -> None:
        self.decimal = decimal

    def read(self, cell: Cell) -> Decimal:
        """A finite number from a cell. Raises ValueError that says what was expected."""
        if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
            raise ValueError(said("'{cell_text}' is not a number", cell_text=cell_text(cell)))
        if not isinstance(cell, str):
            return self._finite(repr(cell), cell_text(cell))
        text = _SPACES.sub("", short(cell))
        comma, point = text.rfind(","), text.rfind(".")
        if comma >= 0 and point >= 0:
            thousands = "." if comma > point else ","
            text = text.replace(thousands, "")
            if text.count(",") + text.count(".") > 1:
                raise ValueError(said("'{cell}' is not a number", cell=cell.strip()))
        elif text.count(",") > 1 or text.count(".") > 1:
            parts = re.split("[.,]", text)
            if not all(len(part) == 3 for part in parts[1:]):
                raise ValueError(said("'{cell}' is not a number", cell=cell.strip()))
            text = "".join(parts)
        elif grouped := _GROUPED.fullmatch(text):
            mark = grouped[1]
            if not self.decimal:
                whole = text.replace(mark, "")
                raise ValueError(
                    said("'{cell}' may be {whole} or {text}; write it without the mark", cell=cell.strip(), whole=whole, text=text[:-4])
                )
            text = text if mark == self.decimal else text.replace(mark, "")
        return self._finite(text.replace(",", "."), cell.strip())

    @staticmethod
    def _finite(text: str, shown: str) -> Decimal:
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", text):
            raise ValueError(said("'{shown}' is not a number", shown=shown))
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise ValueError(said("'{shown}' is not a number", shown=shown)) from None
        if not value.is_finite() or abs(value) > 10**15:
            raise ValueError(said("'{shown}' is too large a number", shown=shown))
        return value

    def money(self, cell: Cell) -> Decimal:
        """An amount of money; a currency sign or code around it is left aside. Raises ValueError."""
        if not isinstance(cell, str):
            return self.read(cell)
        bare = re.sub(r"^\s*([+-]?)\s*[^\d+.,\s-]{1,4}\s*", r"\1", short(cell))
        return self.read(re.sub(r"\s*[^\d.,\s]{1,4}\s*$", "", bare))


def proven_decimal(cells: Iterable[Cell]) -> str:
    """The decimal mark that texts such as "7,5" prove for the numbers beside them; "" when none does, or they contradict each other."""
    marks = {match[1] for cell in cells if isinstance(cell, str) and (match := _PROOF.fullmatch(cell.strip()[:40]))}
    return marks.pop() if len(marks) == 1 else ""


def yes_no(cell: Cell) -> bool:
    """A flag from "yes", "no", "x", 1, 0, TRUE and their like in German, French and Spanish. Raises ValueError."""
    if isinstance(cell, bool):
        return cell
    text = cell_text(cell).casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise ValueError(said("'{cell_text}' is neither yes nor no", cell_text=cell_text(cell)))


def hours_value(text: str) -> int:
    """Seconds after midnight from "9", "9:30", "09:30", "5:30 pm" or "24:00". Raises ValueError."""
    match = _HOURS.fullmatch(short(text).strip().casefold())
    if not match:
        raise ValueError(said("'{text}' is not a time of day such as 09:30", text=text.strip()))
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            raise ValueError(said("'{text}' is not a time of day", text=text.strip()))
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    seconds = hour * HOUR + minute * MINUTE
    if minute > 59 or seconds > DAY:
        raise ValueError(said("'{text}' is not a time of day; expected 00:00 to 24:00", text=text.strip()))
    return seconds


def shifts_value(text: str) -> tuple[Shift, ...]:
    """Working hours of a day from "09:00-12:30, 13:30-17:30"; "off", "-" and "" are a day off. Raises ValueError."""
    if text.strip().casefold() in {"", "-", "off", "none", "closed", "frei"}:
        return ()
    shifts: list[Shift] = []
    for piece in re.split(r"[,;/+\n]| and ", short(text)):
        ends = re.split(r"\s*(?:-|–|—|to|bis)\s*", piece.strip())
        if len(ends) != 2:
            raise ValueError(said("'{piece}' is not a stretch of hours such as 09:00-17:30", piece=piece.strip()))
        start, finish = hours_value(ends[0]), hours_value(ends[1])
        if finish == 0:
            finish = DAY
        if start >= finish:
            raise ValueError(
                said(
                    "'{piece}' ends before it begins; write a night shift as two: to 24:00, and from 00:00 on the next day",
                    piece=piece.strip(),
                )
            )
        if shifts and start < shifts[-1][1]:
            raise ValueError(said("'{piece}' begins before the stretch in front of it ends", piece=piece.strip()))
        shifts.append((start, finish))
    return tuple(shifts)
