"""One table on one sheet: typed cells, a header that stays, widths by content, outline levels, a filter."""

import string
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from milepost.documents.tongue import spoken
from milepost.documents.tree import Align, Column, Kind, Row, Status, Table, Value, one_line, shortened, titled
from milepost.documents.wording import DAYS, MONEY, STATUS_SIGNS, cell_text, days_of
from milepost.values import FULL_SHARE, Currency, Money
from milepost.values.sentence import DAY, MINUTE

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_LONGEST_TEXT = 32_000  # Excel holds 32,767 characters
_COLOURS = {Status.GOOD: "#15633F", Status.NOTICE: "#8A4B00", Status.BAD: "#AB1F15", Status.MUTED: "#525F70"}
_ALIGN = {Align.START: "left", Align.END: "right", Align.CENTRE: "center"}
_MOST_EXACT = 10**15  # Excel keeps fifteen figures


class Formats:
    """Cell formats, made once for each combination that is used: Excel allows 64,000, and slows down long before."""

    def __init__(self, workbook: "Workbook") -> None:
        self.workbook = workbook
        self.made: dict[tuple[str, str, str, bool, int, bool], Format] = {}

    def of(
        self, number: str, *, align: str, status: Status = Status.NONE, strong: bool = False, indent: int = 0, head: bool = False
    ) -> "Format":
        key = (number, align, str(status), strong, indent, head)
        if key not in self.made:
            look: dict[str, Any] = {"align": align, "valign": "top", "bold": strong or head}
            look |= {"num_format": number} if number else {}
            look |= {"font_color": _COLOURS[status]} if status in _COLOURS else {}
            look |= {"indent": min(indent, 15)} if indent else {}
            look |= {"bottom": 1, "text_wrap": True, "bg_color": "#F2F4F7"} if head else {}
            self.made[key] = self.workbook.add_format(look)
        return self.made[key]


def write_table(sheet: Any, table: Table, formats: Formats) -> None:
    """Header in the first row, so that filters and other programs find it; the caption is on the cover."""
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, shortened(titled(column.title), limit=255), formats.of("", align=_ALIGN[column.alignment], head=True))
        sheet.set_column(number, number, _width(table, number))
    sheet.freeze_panes(1, 1)
    sheet.outline_settings(True, False, True, False)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    rows = [*table.rows, *([table.totals] if table.totals else [])]
    for number, row in enumerate(rows, start=1):
        if row.level:
            sheet.set_row(number, None, None, {"level": min(row.level, 7)})
        _write_row(sheet, number, row, table.columns, formats)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    elif not rows:
        sheet.write_string(1, 0, one_line(table.empty)[:_LONGEST_TEXT])


def _write_row(sheet: Any, number: int, row: Row, columns: tuple[Column, ...], formats: Formats) -> None:
    for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        strong, indent = row.strong or cell.strong, row.level if place == 0 else 0
        value = cell.value if cell.text is None else None
        sign = STATUS_SIGNS[cell.status]
        typed, pattern = _typed(value, column, sign)
        look = formats.of(pattern, align=_ALIGN[column.alignment], status=cell.status, strong=strong, indent=indent)
        if isinstance(typed, datetime):
            sheet.write_datetime(number, place, typed, look)
        elif typed is not None:
            sheet.write_number(number, place, typed, look)
        else:
            text = cell_text(cell, column)
            if text:
                sheet.write_string(number, place, shortened(text, limit=_LONGEST_TEXT), look)


def _typed(value: Value, column: Column, sign: str) -> tuple[float | datetime | None, str]:
    """What Excel should hold and how it shows it; (None, "") for what must be text: words, numbers beyond fifteen figures, days
    before 1901. A status puts its sign before the number."""
    before = f'"{sign} "' if sign else ""
    if isinstance(value, date):
        day = datetime(value.year, value.month, value.day)
        if day.year <= 1900:
            return None, ""
        if column.kind is Kind.MOMENT and isinstance(value, datetime):
            return value, before + spoken().pattern(MINUTE)
        return day, before + spoken().pattern(DAY)
    number: str | int | Decimal | None = value.amount if isinstance(value, Money) else value
    if number is None or isinstance(number, str) or abs(Decimal(number)) >= _MOST_EXACT:
        return None, ""
    if isinstance(value, Money):
        return float(value.currency.round(value.amount)), before + _money(value.currency)
    if column.kind is Kind.DURATION:
        days = days_of(int(number), column.hours_per_day)
        return float(days), before + _around(DAYS, days="#,##0" if days == int(days) else "#,##0.0#")
    if column.kind is Kind.PERCENT:
        return int(number) / FULL_SHARE, f"{before}0{_decimals(column.digits or 0)}%"
    digits = column.digits if column.digits is not None else (0 if number == int(number) else 2)
    return float(number), f"{before}#,##0{_decimals(digits)}"


def _decimals(digits: int) -> str:
    return f".{'0' * digits}" if digits else ""


def _money(currency: Currency) -> str:
    symbol = currency.symbol.replace('"', "")
    amount = _around(MONEY, symbol=f'"{symbol}"', amount=f"#,##0{_decimals(currency.digits)}")
    return f"{amount};-{amount}"


def _around(template: str, **patterns: str) -> str:
    """A phrase as a pattern of numbers: what stands between the values as text."""
    parts = string.Formatter().parse(spoken().one(template))
    return "".join(_quoted(text) + patterns.get(name or "", "") for text, name, _, _ in parts)


def _quoted(text: str) -> str:
    plain = text.replace('"', "")
    return f'"{plain}"' if plain else ""


def _width(table: Table, number: int) -> float:
    column = table.columns[number]
    if column.width:
        return float(min(60, column.width + 2))
    longest = max((len(cell_text(row.cells[number], column)[:60]) + 2 * row.level * (number == 0) for row in table.rows[:2000]), default=0)
    return float(min(60, max(longest + 2, min(len(column.title), 14) + 3, 8)))
