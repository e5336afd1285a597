"""The portfolio as a file: a row for each project, for a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse

from milepost.kernel.exporting.cells import guarded
from milepost.web.rooms.planning.portfolio_lines import Line

COLUMNS = (
    *("Number", "Project", "State", "Client", "Programme", "Manager", "Committed finish", "Planned finish", "P50", "P80", "Days late"),
    *("Chance of the commitment, %", "Tasks finished, %", "Schedule", "Scope", "Risk", "Cost"),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(lines: Sequence[Line], form: str) -> HttpResponse:
    """CSV, or XLSX."""
    rows = [_row(one) for one in lines]
    body, kind = (_csv(rows), "text/csv; charset=utf-8") if form == "csv" else (_workbook(rows), XLSX)
    made = HttpResponse(body, content_type=kind)
    made["Content-Disposition"] = f'attachment; filename="portfolio.{form}"'
    return made


def _row(one: Line) -> list[Any]:
    parts = {part["part"]: str(part["reason"]) for part in one.parts}
    chance = float(one.chance) if one.chance else None
    days = [one.committed, one.finish, one.p50, one.p80]
    facts = [one.number, one.name, one.state, one.client, one.programme, one.manager, *days, one.late, chance, one.done]
    return [*facts, *(parts.get(name, "") for name in ("schedule", "scope", "risk", "cost"))]


def _csv(rows: list[list[Any]]) -> bytes:
    """With the mark by which spreadsheets know UTF-8; what they would take for a formula is kept from being one."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(["" if cell is None else guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return "\ufeff".encode() + out.getvalue().encode()


def _workbook(rows: list[list[Any]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, head, day = book.add_worksheet("Portfolio"), book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, COLUMNS, head)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
            elif cell is not None:
                sheet.write(number, place, cell)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    sheet.autofit()
    book.close()
    return out.getvalue()
