"""Bookings in a table: one row for each stretch of somebody's time."""

from milepost.exchange.bookings.stated import StatedBooking
from milepost.exchange.grid import DateColumn, Findings, Numbers, Row, Table, cell_text
from milepost.exchange.grid.findings import said_by
from milepost.exchange.grid.sheet import says_nothing
from milepost.values import DAY, FULL_SHARE, begun, said

_NAMES = {
    "name": "person, name, resource, resource name, who, employee, full name",
    "email": "email, e mail, email address, e mail address",
    "start": "from, start, start date, begin, booked from, von",
    "finish": "to, until, finish, finish date, end, end date, booked to, till, bis",
    "share": "share, units, %, percent, allocation, allocation %, load, fte",
    "label": "label, project, for, booking, reason, purpose, task, client, note, notes",
}
SYNONYMS = {heading.strip(): field for field, headings in _NAMES.items() for heading in headings.split(",")}
LABEL = "a firm booking"
MOST = 10
"""The largest share, as a factor: a placeholder may stand for so many people."""


def read_sheet(table: Table, *, order: str | None, findings: Findings) -> list[StatedBooking]:
    """The bookings of one table; every wrong cell is reported."""
    if table.others:
        titles = ", ".join(f"'{heading.title}'" for heading in table.others)
        findings.note(
            "column-unknown",
            table.sheet.place(),
            said("Columns that mean nothing in a bookings file were left aside: {titles}.", titles=titles),
        )
    dates = DateColumn(order)
    # People type both columns alike, so what one proves holds for the other.
    cells = [(row.number, cell) for field in ("start", "finish") for row, cell in table.column(field)]
    dates.learn(cells, sheet=table.sheet, column=table.columns["start"].title, findings=findings)
    reader = _Reader(table, findings, dates)
    return [made for row in table.rows if (made := reader.booking(row)) is not None]


def checked(start: tuple[int, int | None], finish: tuple[int, int | None]) -> tuple[int, int]:
    """(start, finish) as moments from (midnight, seconds of the day or None): a day without a time counts whole. Raises ValueError."""
    first = start[0] + (start[1] or 0)
    last = finish[0] + (DAY if finish[1] is None else finish[1])
    if last <= first:
        raise ValueError(said("It ends before it begins"))
    return first, last


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, findings: Findings, dates: DateColumn) -> None:
        self.table, self.findings, self.dates = table, findings, dates
        self.numbers = Numbers(table.sheet.decimal)

    def booking(self, row: Row) -> StatedBooking | None:
        """The row's booking; None after reporting what is wrong with it."""
        before = self.findings.errors
        name, email = self._text(row, "name"), self._text(row, "email")
        if "@" in name and not email:
            name, email = "", name
        if not (name or email):
            self._wrong(row, "name", said("The row does not say who is booked"), said("Write a name or an e-mail address."))
        start, finish = self._day(row, "start"), self._day(row, "finish")
        share = self._share(row)
        if self.findings.errors > before or start is None:
            return None
        try:
            # Without an end it is a single day.
            first, last = checked(start, finish if finish is not None else (start[0], None))
        except ValueError as error:
            self._wrong(row, "finish", said_by(error), said("Swap the two dates, or correct one."))
            return None
        return StatedBooking(name, email, first, last, share, self._text(row, "label") or LABEL, self.table.sheet.place(row.number))

    def _day(self, row: Row, field: str) -> tuple[int, int | None] | None:
        try:
            found = self.dates.read(self.table.cell(row, field))
        except ValueError as error:
            self._wrong(row, field, said_by(error), said("Write a date as 2026-01-31, or 2026-01-31 13:00."))
            return None
        if found is None:
            if field == "start":
                self._wrong(row, field, said("The booking has no first day"), said("Write a date as 2026-01-31."))
            return None
        return found.moment(0) - (found.clock or 0), found.clock

    def _share(self, row: Row) -> int:
        cell = self.table.cell(row, "share")
        if says_nothing(cell):
            return FULL_SHARE
        text = cell_text(cell)
        try:
            value = self.numbers.read(text[:-1]) / 100 if text.endswith("%") else self.numbers.read(cell)
            if not 0 < value <= MOST:
                raise ValueError(said("'{text}' is out of range; expected more than 0% and at most {what:,}%", text=text, what=MOST * 100))
            return round(value * FULL_SHARE)
        except ValueError as error:
            self._wrong(row, "share", said_by(error), said("Write half of the time as 50% or 0.5."))
            return FULL_SHARE

    def _text(self, row: Row, field: str) -> str:
        return " ".join(self.table.text(row, field).split())

    def _wrong(self, row: Row, field: str, message: str, remedy: str) -> None:
        self.findings.error("bookings-value", self.table.place(row, field), begun(message) + ".", remedy)
