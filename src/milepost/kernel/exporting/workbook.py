"""Rows as an .xlsx workbook: days, moments, numbers, lengths of time and money as what they are, text never as a formula; the heading
stays in sight and filters. Rows are written to the disk as they come, so that memory stays small."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from milepost.documents.csv_table import FORMULA_STARTS
from milepost.documents.missing import DependencyMissing
from milepost.documents.xlsx.names import sheet_name
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.exporting.cells import guarded, text_in
from milepost.kernel.inputs import Amount, Choice, Day, Flag, Input, Instant, LongText, Number, Percent, Rate, Span, Whole
from milepost.kernel.rows import Question
from milepost.kernel.rows.shape import Field
from milepost.values import said

PIECE = 64 * 1024
MOST_TEXT = 32_767
"""Characters that a cell holds."""
MOST_EXACT = 10**15
"""Beyond it a spreadsheet rounds: such numbers are text."""
FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets disagree on the days before."""
DEEPEST = 15
"""Steps of indentation that every spreadsheet shows."""
NARROWEST, WIDEST = 9, 46
DATES = {Day: "yyyy-mm-dd", Instant: "yyyy-mm-dd hh:mm:ss"}
FIGURES = (Whole, Number, Percent, Amount, Span)


def workbook(entity: Entity, question: Question, blocks: Iterator[Sequence[dict[str, Any]]]) -> Iterator[bytes]:
    """The workbook in pieces, once all rows are written. Raises Invalid for a text that no cell holds, DependencyMissing without
    XlsxWriter."""
    with tempfile.TemporaryDirectory(prefix="milepost-export-") as folder:
        place = Path(folder) / "rows.xlsx"
        sheet = Sheet(place, entity.plural.capitalize(), question.fields, entity=entity)
        try:
            for block in blocks:
                for row in block:
                    sheet.add(row)
        finally:
            sheet.close()
        with place.open("rb") as made:
            while piece := made.read(PIECE):
                yield piece


def open_book(place: Path) -> Any:
    """A workbook that keeps no rows in memory. Raises DependencyMissing."""
    try:
        import xlsxwriter
    except ImportError as missing:
        raise DependencyMissing(package="xlsxwriter", extra="reports", purpose="Writing a workbook") from missing
    options = {"constant_memory": True, "tmpdir": str(place.parent), "strings_to_formulas": False, "strings_to_urls": False}
    return xlsxwriter.Workbook(str(place), options)


class Sheet:
    """A sheet with a heading for each field."""

    def __init__(self, place: Path, title: str, fields: Sequence[Field], *, entity: Entity | None = None, book: Any = None) -> None:
        self.book = open_book(place) if book is None else book
        self.fields, self.number, self.entity = fields, 0, entity
        self.sheet = self.book.add_worksheet(sheet_name(title, taken=set()))
        self.looks: dict[tuple[Any, ...], Any] = {}
        self.widths = [len(label_of(field)) + 4 for field in fields]
        self.currency = next((field.name for field in fields if field.name.endswith("currency")), "")
        head = self.book.add_format({"bold": True, "bottom": 1, "bg_color": "#F2F4F7", "valign": "top", "text_wrap": True})
        for place_of, field in enumerate(fields):
            self.sheet.write_string(0, place_of, label_of(field), head)
        self.sheet.freeze_panes(1, 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)

    def add(self, row: dict[str, Any]) -> None:
        """One row below the last."""
        self.number += 1
        for place, field in enumerate(self.fields):
            value = row.get(field.name)
            if value is not None and value != "" and value != []:
                self.widths[place] = max(self.widths[place], min(WIDEST, self._write(place, field, value, row) + 2))

    def close(self) -> None:
        """Widths and filter, which are known now, and the file."""
        for place, width in enumerate(self.widths):
            self.sheet.set_column(place, place, max(NARROWEST, min(WIDEST, width)))
        if self.number:
            self.sheet.autofilter(0, 0, self.number, len(self.fields) - 1)
        self.book.close()

    def look(self, pattern: str, *, quoted: bool = False, wraps: bool = False, indent: int = 0, bold: bool = False) -> Any:
        """A format, made once."""
        key = (pattern, quoted, wraps, indent, bold)
        if key not in self.looks:
            named: dict[str, Any] = {"valign": "top"} | ({"num_format": pattern} if pattern else {})
            named |= {"quote_prefix": True} if quoted else {}
            named |= ({"indent": indent} if indent else {}) | ({"bold": True} if bold else {})
            self.looks[key] = self.book.add_format(named | ({"text_wrap": True} if wraps else {}))
        return self.looks[key]

    def _write(self, place: int, field: Field, value: Any, row: dict[str, Any]) -> int:
        """The value as what it is; how wide it shows."""
        asked = field.input
        if isinstance(asked, Flag):
            self.sheet.write_boolean(self.number, place, value, self.look(""))
            return 5
        if isinstance(asked, Day | Instant) and isinstance(value, str):
            moment = datetime.fromisoformat(value).replace(tzinfo=None)
            if field.column is None or not field.column.asked:
                moment = moment.replace(microsecond=0)
            if moment.date() >= FIRST_DAY and not moment.microsecond:
                pattern = DATES[Day if isinstance(asked, Day) else Instant]
                self.sheet.write_datetime(self.number, place, moment, self.look(pattern))
                return len(pattern)
        if _counts(asked):
            figure, pattern = _figure(asked, value, str(row.get(self.currency) or ""))
            if figure is not None:
                self.sheet.write_number(self.number, place, figure, self.look(pattern))
                return len(f"{figure:,.2f}")
        return self._text(place, field, value, row)

    def _text(self, place: int, field: Field, value: Any, row: dict[str, Any]) -> int:
        asked = field.input
        text = asked.options.get(value, str(value)) if isinstance(asked, Choice) else text_in(asked, value)
        text = guarded(text) if text.startswith("'") else text
        if len(text) > MOST_TEXT:
            told = said(
                "a cell of a workbook holds {most_text:,} characters, and row {self} has {count:,}; take CSV or JSON.",
                most_text=MOST_TEXT,
                self=self.number + 1,
                count=len(text),
            )
            raise Invalid({field.name: [Fault("too-long", told)]})
        lines = text.count("\n")
        deep, bold = self._in_outline(field, row)
        if lines or isinstance(asked, LongText):
            look = self.look("", wraps=True)
        else:
            look = self.look("@", quoted=text.startswith(FORMULA_STARTS), indent=deep, bold=bold)
        self.sheet.write_string(self.number, place, text, look)
        return max(map(len, text.splitlines())) if lines else len(text) + 2 * deep

    def _in_outline(self, field: Field, row: dict[str, Any]) -> tuple[int, bool]:
        """How far a title is indented, and whether it is that of a summary."""
        outlined = self.entity.outlined if self.entity is not None and field.name == self.entity.title else None
        if outlined is None:
            return 0, False
        return min((row.get(outlined.level) or 1) - 1, DEEPEST), bool(row.get(outlined.summary))


def label_of(field: Field) -> str:
    """The heading, which an import understands as it does the name."""
    unit = " (UTC)" if isinstance(field.input, Instant) else " (hours)" if isinstance(field.input, Span) else ""
    return (field.label or field.name.replace("_", " ").capitalize())[:240] + unit


def _counts(asked: Input) -> bool:
    """Whether its values are numbers: a room's own type says so by the pattern of its text."""
    return isinstance(asked, FIGURES) or str(asked.schema().get("pattern", "")).startswith(r"^-?\d")


def _figure(asked: Any, value: Any, currency: str) -> tuple[float | None, str]:
    """A number as a spreadsheet computes with it, and how it shows it: lengths of time in hours."""
    if isinstance(asked, Span):
        return value / 60, "#,##0.00"
    number = Decimal(str(value))
    if abs(number) >= MOST_EXACT:
        return None, ""
    if isinstance(asked, Percent):
        return float(number), '0.####" %"'
    if isinstance(asked, Amount):
        digits = 4 if isinstance(asked, Rate) else asked.digits
        plain = f"#,##0.{'0' * digits}" if digits else "#,##0"
        return float(number), f"[${currency[:3].upper()}] {plain}" if currency.isalpha() else plain
    if isinstance(asked, Number):
        return float(number), f"#,##0.{'0' * asked.digits}" if asked.digits else "#,##0"
    return float(number), "0" if isinstance(asked, Whole) else "0.##"
