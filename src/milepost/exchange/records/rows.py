"""Reads the rows of one table of past records; rows nothing can be learned from are left out and told together."""

from collections.abc import Sequence

from milepost.engine.calibration import Record
from milepost.exchange.grid import Cell, DateColumn, Findings, Numbers, Row, Table, cell_text, heading_key, proven_decimal
from milepost.exchange.grid.findings import said_by
from milepost.exchange.grid.table import Heading, at
from milepost.exchange.records.amount import Amount, lone_number, read_amount
from milepost.exchange.records.columns import UNFINISHED, unit_of_heading
from milepost.values import said

SHOWN = 5
_ONE = {"have": "has", "are": "is"}
Pair = tuple[Row, Amount, Amount]
JOINED = " / "
"""Between the parts of a reference class made of several columns."""


class RowReader:
    """Reads one table; `classes` are the columns that make the reference class. `unit` is "hours" once units were converted."""

    def __init__(self, table: Table, classes: Sequence[Heading], findings: Findings, *, order: str | None, hours_per_day: float) -> None:
        self.table, self.classes, self.findings, self.hours_per_day = table, classes, findings, hours_per_day
        self.dates = DateColumn(order)
        cells = (cell for key in ("estimate", "actual") for _, cell in table.column(key))
        self.numbers = Numbers(table.sheet.decimal or proven_decimal(cells))
        self.unit = ""
        self._left: dict[tuple[str, str], list[str]] = {}
        self._wrong: dict[str, str] = {}
        self._again: list[str] = []
        self._undated: list[str] = []
        self._days: dict[Cell, int] = {}

    def records(self) -> list[Record]:
        """The records in file order."""
        table = self.table
        if "finished" in table.columns:
            column = table.columns["finished"].title
            cells = ((row.number, cell) for row, cell in table.column("finished"))
            self.dates.learn(cells, sheet=table.sheet, column=column, findings=self.findings)
        rows = [row for row in table.rows if self._counts(row)]
        pairs: list[Pair] = []
        for row in rows:
            estimate, actual = self._amount(row, "estimate"), self._amount(row, "actual")
            if estimate is not None and actual is not None:
                pairs.append((row, estimate, actual))
        default = self._units(pairs)
        made = [self._record(row, estimate, actual, default) for row, estimate, actual in self._once(pairs)]
        self._tell()
        return made

    def _counts(self, row: Row) -> bool:
        """Whether the row is finished work."""
        text = self.table.text(row, "status")
        unfinished = bool(text) and heading_key(text) in UNFINISHED
        if unfinished:
            self._leave(row, "status", "are not finished by the status")
        return not unfinished

    def _amount(self, row: Row, field: str) -> Amount | None:
        try:
            found = read_amount(self.table.cell(row, field), self.numbers)
        except ValueError as error:
            self._wrong.setdefault(field, said_by(error))
            self._leave(row, field, f"have an {field} that cannot be read")
            return None
        if found is None:
            self._leave(row, field, f"have no {field}")
        return found

    def _leave(self, row: Row, field: str, why: str) -> None:
        self._left.setdefault((field, why), []).append(self.table.place(row, field))

    def _units(self, pairs: Sequence[Pair]) -> dict[str, str]:
        """The unit of plain numbers in each column, once any unit is told; nothing is converted when none is."""
        told = {field: unit_of_heading(self.table.columns[field].title) for field in ("estimate", "actual")}
        lone = {"estimate": lone_number([pair[1] for pair in pairs]), "actual": lone_number([pair[2] for pair in pairs])}
        if not any(told.values()) and all(not pair[1].unit and not pair[2].unit for pair in pairs):
            return {}
        self.unit = "hours"
        for field, position in lone.items():
            if position is not None and not told[field]:
                message = said("The number has no unit, while other numbers or headings have one.")
                remedy = said("Write the unit into the heading, such as Actual (hours), or to each number: 3d, 4h.")
                self.findings.error("records-unit", self.table.place(pairs[position][0], field), message, remedy)
                told[field] = "hours"
        return told

    def _once(self, pairs: Sequence[Pair]) -> list[Pair]:
        """A piece of work that stands on several rows with the same numbers counts once; with other numbers it is told."""
        kept: list[Pair] = []
        first: dict[str, Pair] = {}
        for pair in pairs:
            key = self.table.text(pair[0], "id")
            known = first.setdefault(key, pair) if key else pair
            if known is not pair and known[1:] == pair[1:]:
                self._leave(pair[0], "id", "repeat the id and the numbers of another row")
                continue
            if known is not pair:
                self._again.append(self.table.place(pair[0], "id"))
            kept.append(pair)
        return kept

    def _record(self, row: Row, estimate: Amount, actual: Amount, default: dict[str, str]) -> Record:
        place = self.table.sheet.place(row.number)
        values = [estimate.value, actual.value]
        if default:
            values = [
                amount.hours(default[field], hours_per_day=self.hours_per_day)
                for field, amount in (("estimate", estimate), ("actual", actual))
            ]
        return Record(values[0], values[1], self._group(row), self._order(row), place)

    def _group(self, row: Row) -> str:
        """The reference class: the cells of its columns, joined; "" when all are empty."""
        parts = [" ".join(cell_text(at(row, heading.index)).split()) for heading in self.classes]
        return JOINED.join(part or "none" for part in parts) if any(parts) else ""

    def _order(self, row: Row) -> int:
        """The moment of finishing; 0, the earliest, for a row that does not say or says it wrongly."""
        if "finished" not in self.table.columns:
            return 0
        cell = self.table.cell(row, "finished")
        if cell in self._days:
            return self._days[cell]
        try:
            found = self.dates.read(cell)
        except ValueError as error:
            self._wrong.setdefault("finished", said_by(error))
            found = None
        if found is None:
            self._undated.append(self.table.place(row, "finished"))
            return 0
        self._days[cell] = found.moment(0)
        return self._days[cell]

    def _tell(self) -> None:
        for (field, why), places in self._left.items():
            tail = f": {self._wrong[field]}" if "cannot be read" in why else ""
            remedy = "" if field in ("status", "id") else said("Give finished work with an estimate and an actual.")
            message = said("{rows}{tail}; left out.", rows=_rows(places, why), tail=tail)
            (self.findings.note if field in ("status", "id") else self.findings.warn)("records-left-out", _listed(places), message, remedy)
        if self._again:
            message = said(
                "{rows}; each row counts as a piece of work of its own.", rows=_rows(self._again, "repeat an id with other numbers")
            )
            self.findings.warn("record-twice", _listed(self._again), message, said("Give one row for each piece of work."))
        if self._undated:
            wrong = f" ({self._wrong['finished']})" if "finished" in self._wrong else ""
            message = said(
                "{rows}{wrong}; counted as the earliest.",
                rows=_rows(self._undated, "have no date of finishing that can be read"),
                wrong=wrong,
            )
            self.findings.warn("record-undated", _listed(self._undated), message, said("Write dates as 2026-01-31."))


def _rows(places: Sequence[str], what: str) -> str:
    """ "3 rows have no estimate", "1 row has no estimate"."""
    if len(places) > 1:
        return f"{len(places):,} rows {what}"
    verb, _, rest = what.partition(" ")
    return f"1 row {_ONE.get(verb, verb + 's')} {rest}"


def _listed(places: Sequence[str]) -> str:
    return ", ".join(places[:SHOWN]) + (f" and {len(places) - SHOWN:,} more" if len(places) > SHOWN else "")
