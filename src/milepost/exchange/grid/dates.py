"""Dates of a column: ISO and written-out months as they stand; 03/04/2026 only once the column, or the person, settles the order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from milepost.exchange.grid.amounts import hours_value
from milepost.exchange.grid.findings import Findings
from milepost.exchange.grid.sheet import Cell, Sheet, cell_text, says_nothing, short
from milepost.values import said, to_moment

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january januar jänner janvier janv ene enero",
            "feb february februar fevrier février févr febrero",
            "mar march mär märz mrz mars marzo",
            "apr april avril avr abr abril",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet juil julio",
            "aug august août aout ago agosto",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember décembre déc dic diciembre",
        ),
        start=1,
    )
    for word in words.split()
}
_DAY_NAMES = (
    "mon mo montag lun lundi",
    "tue tues di dienstag mar mardi",
    "wed mi mittwoch mer mercredi",
    "thu thur thurs do donnerstag jeu jeudi",
    "fri fr freitag ven vendredi",
    "sat sa samstag sam samedi",
    "sun so sonntag dim dimanche",
)
_WEEKDAYS = {word: number for number, words in enumerate(_DAY_NAMES) for word in words.split()}
_WEEKDAYS |= {word: number for number, word in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
_CLOCK = re.compile(r"[\sT,]+(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:am|pm)?)$", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{1,4})")
_NAMED = (re.compile(r"(\d{1,2})[\s.\-]+([^\W\d]+)\.?[\s,\-]+(\d{2,4})"), re.compile(r"([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{2,4})"))
ORDERS = {"dmy": "day first (03/04 is 3 April)", "mdy": "month first (03/04 is 4 March)"}
EXPECTED = said("expected a date such as 2026-01-31 or 31 Jan 2026")


@dataclass(frozen=True, slots=True)
class DayTime:
    """A day, and the time of day in seconds when one was written; None means the whole day is meant."""

    day: date
    clock: int | None = None

    def moment(self, default: int) -> int:
        """The moment in plan time; `default` is the time of day in seconds to take when none was written."""
        return to_moment(self.day) + (default if self.clock is None else self.clock)


class DateColumn:
    """The dates of one column. `order` is "dmy" or "mdy" when the person said so; otherwise the column's own cells must prove it."""

    def __init__(self, order: str | None = None) -> None:
        if order is not None and order not in ORDERS:
            raise ValueError(said("date order is one of {orders}, not {order}", orders=", ".join(ORDERS), order=repr(order)))
        self.order = order

    def learn(self, cells: Iterable[tuple[int, Cell]], *, sheet: Sheet, column: str, findings: Findings) -> None:
        """Settles the order from (row number, cell) pairs, once per column; reports a contradiction or what stays unclear."""
        if self.order:
            return
        proof: dict[str, tuple[int, str]] = {}
        unclear: list[tuple[int, str]] = []
        known: dict[Cell, frozenset[str]] = {}
        for row, cell in cells:
            # The same day stands in a long column many times.
            possible = known.get(cell)
            if possible is None:
                possible = known[cell] = _possible_orders(cell)
            if len(possible) == 1:
                proof.setdefault(next(iter(possible)), (row, cell_text(cell)))
            elif len(possible) == 2:
                unclear.append((row, cell_text(cell)))
        if len(proof) == 2:
            (day_row, day_text), (month_row, month_text) = proof["dmy"], proof["mdy"]
            findings.error(
                "date-order-mixed",
                sheet.place(day_row, column),
                said(
                    "'{day_text}' has the day first, '{month_text}' in row {month_row} the month first.",
                    day_text=day_text,
                    month_text=month_text,
                    month_row=month_row,
                ),
                said("Write the dates of the column as 2026-01-31."),
            )
            self.order = "dmy"
        elif proof:
            self.order = next(iter(proof))
        elif unclear:
            row, text = unclear[0]
            findings.error(
                "date-order-unclear",
                sheet.place(row, column),
                said(
                    "'{text}' may be day first or month first, and no date of the column settles it ({many} such dates).",
                    text=text,
                    many=len(unclear),
                ),
                said("Give --date-order dmy (day first) or --date-order mdy (month first), or write dates as 2026-01-31."),
            )
            self.order = "dmy"

    def read(self, cell: Cell) -> DayTime | None:
        """The date of a cell, None when it says nothing. Raises ValueError that says what was expected."""
        if says_nothing(cell):
            return None
        if isinstance(cell, datetime):
            seconds = cell.hour * 3600 + cell.minute * 60 + cell.second
            return DayTime(_in_range(cell.date(), cell), seconds if cell.time() != time() else None)
        if isinstance(cell, date):
            return DayTime(_in_range(cell, cell))
        if not isinstance(cell, str):
            raise ValueError(
                said(
                    "'{cell_text}' is not a date; {expected} (in a workbook, format the cell as a date)",
                    cell_text=cell_text(cell),
                    expected=EXPECTED,
                )
            )
        text, clock, weekday = _split(cell)
        day = _in_range(_day(text, self.order, cell), cell)
        if weekday is not None and day.weekday() != weekday:
            raise ValueError(said("'{cell}' is not on that day of the week", cell=cell.strip()))
        return DayTime(day, clock)


def _split(cell: str) -> tuple[str, int | None, int | None]:
    """The date's own text, the time of day, the day of the week: whatever of the last two was written."""
    cell = short(cell)
    text = cell.strip().rstrip("Zz") if re.search(r"\d[Zz]$", cell.strip()) else cell.strip()
    clock = None
    if match := _CLOCK.search(text):
        parts = re.sub(r"[.,]\d+$", "", match[1]) if match[1].count(":") == 2 else match[1]
        seconds = 0
        if parts.count(":") == 2 and not parts.casefold().rstrip().endswith("m"):
            parts, _, rest = parts.rpartition(":")
            seconds = int(rest)
        clock = hours_value(parts) + seconds
        text = text[: match.start()].strip()
    weekday = None
    if match := re.match(r"([^\W\d]+)\.?,?\s+(?=\S)", text):
        word = match[1].casefold()
        if word in _WEEKDAYS and not (word in _MONTHS and re.match(r"\d{1,2},?\s+\d{2,4}$", text[match.end() :])):
            weekday = _WEEKDAYS[word]
            text = text[match.end() :]
    return text, clock, weekday


def _possible_orders(cell: Cell) -> frozenset[str]:
    """Orders under which a cell is a date; empty when the order does not matter or the cell is no such date."""
    if not isinstance(cell, str):
        return frozenset()
    try:
        text, _, weekday = _split(cell)
    except ValueError:
        return frozenset()
    match = _NUMERIC.fullmatch(text)
    if not match or len(match[1]) > 2 or match[2] == "." or match[1] == match[3]:
        return frozenset()
    days: dict[str, date] = {}
    for order in ORDERS:
        try:
            days[order] = _day(text, order, cell)
        except ValueError:
            continue
    fitting = {order for order, day in days.items() if weekday is None or day.weekday() == weekday}
    return frozenset(fitting)


def _day(text: str, order: str | None, cell: str) -> date:
    try:
        if match := _NUMERIC.fullmatch(text):
            first, mark, second, third = match[1], match[2], int(match[3]), match[4]
            if len(first) > 2:
                return date(_year(first), second, int(third))
            if len(third) == 1 or len(third) == 3:
                raise ValueError
            # Point-separated dates are day first wherever they are in use.
            day_first = mark == "." or order != "mdy"
            return date(_year(third), second if day_first else int(first), int(first) if day_first else second)
        if match := _NAMED[0].fullmatch(text):
            return date(_year(match[3]), _MONTHS[match[2].casefold()], int(match[1]))
        if match := _NAMED[1].fullmatch(text):
            return date(_year(match[3]), _MONTHS[match[1].casefold()], int(match[2]))
    except (ValueError, KeyError):
        pass
    raise ValueError(said("'{cell}' is not a date; {expected}", cell=cell.strip(), expected=EXPECTED))


def _year(text: str) -> int:
    """Four digits as they stand; two digits mean 1970 to 2069."""
    number = int(text)
    return number + (2000 if number < 70 else 1900) if len(text) == 2 else number


def _in_range(day: date, cell: Cell) -> date:
    if not 1900 <= day.year <= 2200:
        raise ValueError(said("'{cell_text}' lies outside the years 1900 to 2200", cell_text=cell_text(cell)))
    return day
