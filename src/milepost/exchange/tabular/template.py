"""Writes the template of the spreadsheet layout: a small plan that can be read as it stands and overwritten."""

import csv
import io
from datetime import datetime
from typing import Any, BinaryIO

from milepost.engine.problem import Problem
from milepost.exchange.imported import Unreadable
from milepost.values import said

INSTALL = said("Install it with: pip install 'milepost[reports]', or write the template as .csv.")
FORMATS = ("csv", "xlsx")
_HEAD = (
    "Id",
    "Name",
    "Outline Level",
    "Duration",
    "Predecessors",
    "Resources",
    "Constraint Type",
    "Constraint Date",
    "Deadline",
    "% Complete",
    "Priority",
    "Repeats",
    "Optimistic",
    "Pessimistic",
    "Notes",
)
_TASKS: tuple[dict[str, str], ...] = (
    {"Id": "1", "Name": "Prepare", "Outline Level": "1"},
    {
        "Id": "2",
        "Name": "Agree the design",
        "Outline Level": "2",
        "Duration": "3 d",
        "Resources": "Ann Lee",
        "Optimistic": "2 d",
        "Pessimistic": "6 d",
    },
    {"Id": "3", "Name": "Order equipment", "Outline Level": "2", "Duration": "1 d", "Predecessors": "2", "Resources": "Bob Ray[50%]"},
    {
        "Id": "4",
        "Name": "Equipment arrives",
        "Outline Level": "2",
        "Duration": "0 d",
        "Predecessors": "3FS+2 ew",
        "Notes": "A duration of 0 is a milestone.",
    },
    {"Id": "5", "Name": "Install", "Outline Level": "1"},
    {
        "Id": "6",
        "Name": "Install servers",
        "Outline Level": "2",
        "Duration": "4 d",
        "Predecessors": "4",
        "Resources": "Ann Lee;Bob Ray[50%]",
    },
    {
        "Id": "7",
        "Name": "Test",
        "Outline Level": "2",
        "Duration": "2 d?",
        "Predecessors": "6SS+2 d",
        "Resources": "Bob Ray",
        "Deadline": "2026-02-27",
    },
    {
        "Id": "8",
        "Name": "Handover",
        "Outline Level": "2",
        "Duration": "0 d",
        "Predecessors": "6;7",
        "Constraint Type": "SNET",
        "Constraint Date": "2026-02-20",
    },
    {
        "Id": "9",
        "Name": "Status meeting",
        "Outline Level": "1",
        "Duration": "1 h",
        "Resources": "Ann Lee",
        "Repeats": "every week on Mon, 6 times",
    },
)
_PROJECT = (
    ("Name", "Example"),
    ("Start", "2026-01-05"),
    ("Working hours", "09:00-12:30, 13:30-17:30"),
    ("Currency", "GBP"),
    ("Date order", "dmy"),
)
_PEOPLE = (
    ("Name", "Email", "Units", "Skills", "Calendar", "Leave", "Standard rate", "Per", "Currency"),
    ("Ann Lee", "ann.lee@example.com", "100%", "Networks:4; Servers:3", "", "2026-02-16 to 2026-02-18", "60", "hour", "GBP"),
    ("Bob Ray", "bob.ray@example.com", "80%", "Servers:4", "", "", "45", "hour", "GBP"),
)
_CALENDARS = (
    ("Calendar", "Based on", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ("Early shift", "", "06:00-14:00", "06:00-14:00", "06:00-14:00", "06:00-14:00", "06:00-14:00", "", ""),
)
_HOLIDAYS = (("From", "To", "Name", "Calendar"), ("2026-04-03", "2026-04-06", "Easter", ""), ("2026-12-25", "2026-12-28", "Christmas", ""))
_HOW_TO = (
    ("One row per task on the sheet Tasks. Only Name is compulsory; columns may be removed, moved or added.",),
    ("Duration: 3 d, 2 w, 4 h, 30 m, 1 mo; 3 ed is elapsed time round the clock; a plain number is days; 0 is a milestone.",),
    ("A ? behind a duration marks it as an estimate.",),
    ("Predecessors: Ids, with FS, SS, FF or SF and a lag: 3; 3FS+2 d; 4SS-1 d; 7FF+50%.",),
    ("Resources: names, with a share in brackets: Ann Lee;Bob Ray[50%]. Details of people stand on the sheet People.",),
    ("Constraint Type: ASAP, ALAP, SNET, SNLT, FNET, FNLT, MSO, MFO; all but the first two need a Constraint Date.",),
    ("Repeats: every 2 weeks on Mon until 2026-06-30; monthly on day 5, 6 times; every weekday until 2026-01-31.",),
    ("Dates: 2026-01-31, or real dates of the spreadsheet.",),
    ("Columns the plan does not know are kept as custom fields.",),
)


def write_template(format: str, target: BinaryIO) -> None:
    """Writes the template as "csv" or "xlsx" to a binary stream, the same bytes each time.

    Raises ValueError for another format, and Unreadable when a workbook is wanted and XlsxWriter is not installed.
    """
    if format == "csv":
        target.write(_csv())
    elif format == "xlsx":
        target.write(_xlsx())
    else:
        raise ValueError(f"a template is written as {' or '.join(FORMATS)}, not {format!r}")


def _csv() -> bytes:
    text = io.StringIO(newline="")
    for label, value in _PROJECT:
        text.write(f"# {label.lower()}: {value}\r\n")
    text.write("# holiday: 2026-12-25 to 2026-12-28 Christmas\r\n")
    rows = csv.writer(text)
    rows.writerow(_HEAD)
    rows.writerows([task.get(title, "") for title in _HEAD] for task in _TASKS)
    # The mark lets spreadsheet programs recognise UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _xlsx() -> bytes:
    try:
        import xlsxwriter
    except ImportError:
        problem = Problem("package-missing", "template", said("Writing a workbook needs the package XlsxWriter."), INSTALL)
        raise Unreadable([problem]) from None

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    # A fixed date, or two templates would differ.
    book.set_properties({"title": "Plan template", "created": datetime(2026, 1, 1)})
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    tasks = [tuple(task.get(title, "") for title in _HEAD) for task in _TASKS]
    sheets: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
        ("Tasks", (_HEAD, *tasks)),
        ("Project", (("Setting", "Value"), *_PROJECT)),
        ("People", _PEOPLE),
        ("Calendars", _CALENDARS),
        ("Holidays", _HOLIDAYS),
        ("How to", _HOW_TO),
    )
    for title, rows in sheets:
        sheet = book.add_worksheet(title)
        for number, cells in enumerate(rows):
            for column, text in enumerate(cells):
                _write(sheet, number, column, text, bold if number == 0 and title != "How to" else None, day)
        if title != "How to":
            sheet.freeze_panes(1, 0)
        widths = {"How to": {0: 120}, "Tasks": {1: 28, 4: 14, 5: 26, 14: 40}}.get(title, {})
        for column in range(max(len(cells) for cells in rows)):
            sheet.set_column(column, column, widths.get(column, 16))
    book.close()
    return stream.getvalue()


def _write(sheet: Any, row: int, column: int, text: str, style: Any, day: Any) -> None:
    """Dates as dates, so that the person's spreadsheet shows them its own way; everything else as text."""
    try:
        when = datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_datetime(row, column, when, day)
