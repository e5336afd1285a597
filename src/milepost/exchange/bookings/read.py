"""Reads a bookings file: whose time is promised already, from when to when; CSV, a workbook or JSON."""

from milepost.exchange.bookings.document import read_document
from milepost.exchange.bookings.file import BookingFile
from milepost.exchange.bookings.stated import StatedBooking
from milepost.exchange.bookings.table import SYNONYMS, read_sheet
from milepost.exchange.grid import Findings, Form, find_table, form_of, heading_key, read_sheets, refuse_empty
from milepost.exchange.nested import read_json
from milepost.values import said

EXPECTED = "bookings with a heading row: Person, From, To, Share, Label"


def read_bookings(data: bytes, *, name: str, date_order: str | None = None) -> BookingFile:
    """Firm bookings and what is to be told. JSON, .xlsx and CSV are told apart by content. Raises Unreadable with all errors.

    `date_order` ("dmy" or "mdy") is needed for tables whose dates are like 03/04/2026 and nothing in the column settles the order.
    """
    refuse_empty(data, name=name, expected=EXPECTED)
    findings = Findings()
    found: list[StatedBooking] = []
    if form_of(data) is Form.JSON:
        found = read_document(read_json(data, name=name, findings=findings, file="bookings"))
    else:
        sheets = read_sheets(data, name=name, score=lambda cells: sum(heading_key(cell) in SYNONYMS for cell in cells), findings=findings)
        left = []
        tables = 0
        for sheet in sheets:
            table = find_table(sheet, synonyms=SYNONYMS, needed="start", findings=findings)
            if table is not None:
                tables += 1
                found += read_sheet(table, order=date_order, findings=findings)
            elif any(not row.empty for row in sheet.rows):
                left.append(f"'{sheet.name}'")
        if not tables:
            findings.error(
                "heading-missing", name, said("No heading row with a column 'From' was found."), said("Give {expected}.", expected=EXPECTED)
            )
        elif left:
            findings.note("sheet-unknown", name, said("Sheets that were not read: {left}.", left=", ".join(left)))
    if not found and not findings.errors:
        findings.error("bookings-empty", name, said("The file books nobody."), said("Give {expected}.", expected=EXPECTED))
    _check_twice(found, findings)
    findings.stop_on_errors(name)
    return BookingFile(name, tuple(found), findings.notices)


def _check_twice(bookings: list[StatedBooking], findings: Findings) -> None:
    """The same booking twice is most often pasted twice, and would count twice."""
    seen: dict[tuple[str, str, int, int, str], StatedBooking] = {}
    for one in bookings:
        key = (one.name.casefold(), one.email.casefold(), one.start, one.finish, one.label.casefold())
        first = seen.setdefault(key, one)
        if first is not one:
            message = said("'{what}' has this booking already: {place}. Both count.", what=one.name or one.email, place=first.place)
            findings.warn("booking-twice", one.place, message, said("Remove one of the two."))
