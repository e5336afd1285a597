"""Reads the rows of one risk table by their kind; every wrong cell is reported with its place."""

import re
from decimal import Decimal

from milepost.engine.risk.model import Shape, ThreePoint
from milepost.exchange.grid import Cell, Findings, Numbers, Row, Table, cell_text, heading_key
from milepost.exchange.grid.findings import said_by
from milepost.exchange.grid.sheet import says_nothing
from milepost.exchange.people.names import name_key
from milepost.exchange.risks.columns import COSTS, KINDS, POINTS, TEXTS, USED
from milepost.exchange.risks.spread import Points, Spread, Unit, make_points, shape_value, told_in_percent, unit_value
from milepost.exchange.risks.stated import StatedCause, StatedDefault, StatedEstimate, StatedEvent, StatedTolerance, TaskWords
from milepost.exchange.risks.whole import CLOSED, probability_value
from milepost.values import begun, said

_AMOUNT = re.compile(r"([+-]?[\d.,\s\u00a0\u202f'’]+?)\s*(%|[^\W\d]+(?:\s[^\W\d]+)?\.?)")
_LARGE = 10
"""A relative spread without a unit above this is taken for percentages without their sign, and refused."""


class RowReader:
    """`sheet_kind` is what the sheet's name says its rows are, "" when it says nothing. What was read is in the lists."""

    def __init__(self, table: Table, findings: Findings, sheet_kind: str) -> None:
        self.table, self.findings, self.sheet_kind = table, findings, sheet_kind
        self.numbers = Numbers(table.sheet.decimal)
        self.estimates: list[StatedEstimate] = []
        self.events: list[StatedEvent] = []
        self.impacts: list[tuple[str, StatedEstimate]] = []
        self.causes: list[tuple[str, StatedCause, bool]] = []
        self.defaults: list[StatedDefault] = []
        self.tolerance: list[StatedTolerance] = []

    def read(self, row: Row) -> str:
        """The row's kind; "" after reporting that it has none."""
        kind = self._kind(row)
        if kind:
            {
                "estimate": self._estimate,
                "event": self._event,
                "impact": self._impact,
                "cause": self._cause,
                "default": self._default,
                "tolerance": self._tolerance,
            }[kind](row)
        return kind

    def _kind(self, row: Row) -> str:
        """By the column Kind; else a probability makes a risk, a coefficient a cause; else the sheet's name, else an id."""
        text = self._text(row, "kind")
        if text:
            kind = KINDS.get(heading_key(text), "")
            if not kind:
                self._wrong(
                    row, "kind", said("'{text}' is no kind of row", text=text[:40]), said("Write one of {used}.", used=", ".join(USED))
                )
            return kind
        if self._text(row, "probability"):
            return "event"
        if self._text(row, "coefficient"):
            return "cause"
        if self.sheet_kind not in ("", "event"):
            return self.sheet_kind
        if self._text(row, "id") or self.sheet_kind == "event":
            return "event" if self._text(row, "name") or not self._text(row, "id") else "impact"
        if self._text(row, "task"):
            return "estimate"
        self.findings.error(
            "row-kind",
            self._place(row),
            said("What this row is cannot be told."),
            said("Write {used} in a column Kind.", used=", ".join(USED)),
        )
        return ""

    def _estimate(self, row: Row) -> None:
        self.estimates += self._durations(row, relative=None)

    def _impact(self, row: Row) -> None:
        identity = self._text(row, "id")
        if not identity:
            self._wrong(row, "id", said("The impact does not say of which risk"), said("Write the risk's id."))
            return
        self.impacts += [(identity, one) for one in self._durations(row, relative=False)]

    def _event(self, row: Row) -> None:
        name, identity = self._text(row, "name"), self._text(row, "id")
        if not (name or identity):
            self._wrong(row, "name", said("The risk has neither a name nor an id"), said("Give it both."))
        impacts: list[StatedEstimate] = []
        if self._text(row, "task") or any(self._text(row, key) for key in POINTS):
            impacts = self._durations(row, relative=False)
        texts = {key: self._text(row, key) for key in TEXTS}
        self.events.append(
            StatedEvent(
                identity or name,
                name or identity,
                self._probability(row),
                self._place(row),
                self._text(row, "project"),
                tuple(impacts),
                self._cost(row),
                closed=texts["status"].casefold() in CLOSED,
                **texts,
            )
        )

    def _cause(self, row: Row) -> None:
        name = self._text(row, "group") or self._text(row, "name")
        if not name:
            self._wrong(row, "group", said("The row does not say which group it belongs to"), said("Write the group's name."))
        coefficient = self.correlation(row, self.table.cell(row, "coefficient"), "")
        if coefficient is not None and coefficient < 0:
            self._wrong(
                row,
                "coefficient",
                said("The coefficient {coefficient:g} is below zero", coefficient=coefficient),
                said("Write a value from 0 to 1, such as 0.3."),
            )
        cause = StatedCause(name, tuple(self._tasks(row)), coefficient or 0.0, self._place(row))
        self.causes.append((name_key(name), cause, coefficient is not None))

    def _default(self, row: Row) -> None:
        spread = self._spread(row, relative=True)
        if spread is not None and not spread.stated and spread.points.high > _LARGE:
            message = said("{high:g} times the planned duration is more than {large}", high=spread.points.high, large=_LARGE)
            self._wrong(row, "high", message, said("Write 80% / 100% / 140%, or percent in the column Unit."))
        elif spread is not None:
            self.defaults.append(StatedDefault(spread, self._text(row, "project")))

    def _tolerance(self, row: Row) -> None:
        time = self._spread(row, relative=False) if any(self._text(row, key) for key in POINTS) else None
        costs = [self._money(row, key) for key in COSTS]
        given = [cost for cost in costs if cost is not None]
        for many, field in (
            (time is not None and time.points.low != time.points.high, "high"),
            (len(given) > 1, "cost_high"),
            (time is not None and time.unit.elapsed, "unit"),
        ):
            if many:
                self._wrong(
                    row, field, said("A tolerance is one number of working days and one amount"), said("Write it under High and Cost high.")
                )
        if time is None and not given:
            self._wrong(
                row,
                "high",
                said("The tolerance states neither time nor cost"),
                said("Write days under High, or an amount under Cost high."),
            )
        self.tolerance.append(StatedTolerance(self._place(row), self._text(row, "project"), time, given[0] if given else None))

    def _durations(self, row: Row, *, relative: bool | None) -> list[StatedEstimate]:
        """The row's spread for each task it names."""
        tasks, spread = self._tasks(row), self._spread(row, relative=relative)
        return [StatedEstimate(task, spread) for task in tasks] if spread is not None else []

    def _tasks(self, row: Row) -> list[TaskWords]:
        """The tasks of a cell, separated by ";" or line ends."""
        project, place = self._text(row, "project"), self.table.place(row, "task")
        pieces = [" ".join(piece.split()) for piece in re.split(r"[;\n]", self.table.text(row, "task"))]
        if not any(pieces):
            self._wrong(row, "task", said("The row names no task"), said("Write its row number, id, WBS code or name."))
        return [TaskWords(piece, project, place) for piece in pieces if piece]

    def _spread(self, row: Row, *, relative: bool | None) -> Spread | None:
        """Three points in one unit, from a column Unit or from the cells themselves; `relative` as it must be, None: either."""
        before = self.findings.errors
        shape = self._shape(row)
        own: dict[tuple[Unit, int], str] = {}
        try:
            if text := self._text(row, "unit"):
                own[unit_value(text)] = "unit"
        except ValueError as error:
            self._wrong(row, "unit", said_by(error))
        amounts = [self._amount(row, key, own) for key in POINTS]
        if len(own) > 1:
            self._wrong(row, list(own.values())[-1], said("The values are in different units"), said("Write all of them in one unit."))
        unit, divisor = next(iter(own), (Unit("times") if relative else Unit(), 1))
        if relative is not None and unit.relative != relative:
            if relative:
                self._wrong(row, own[unit, divisor], said("A spread in time makes no sense here"), said("Write 80% / 100% / 140%."))
            else:
                told = said("A spread in shares of a duration makes no sense here")
                self._wrong(row, own[unit, divisor], told, said("Write days or hours."))
        if self.findings.errors > before:
            return None
        points: Points = tuple(None if amount is None else amount / divisor for amount in amounts)  # type: ignore[assignment]
        made = make_points(points, place=self._place(row), shape=shape, findings=self.findings)
        if made is None or not told_in_percent(made, divisor=divisor, place=self._place(row), findings=self.findings):
            return None
        if not own and not relative and self.table.sheet.name and made.low < 1 < made.high and 0.9 <= made.likely <= 1.1:
            # A workbook's cell that shows 80 % holds 0.8, which nobody can tell from 0.8 days.
            message = said(
                "{low:g} / {likely:g} / {high:g} without a unit may be days, or cells that show percentages",
                low=made.low,
                likely=made.likely,
                high=made.high,
            )
            self._wrong(row, "unit", message, said("Write days or times into a column Unit."))
            return None
        return Spread(made, unit, self._place(row), bool(own))

    def _amount(self, row: Row, field: str, own: dict[tuple[Unit, int], str]) -> Decimal | None:
        """A number, its unit added to `own` when the cell has one: "3", "3d", "80 %"."""
        cell = self.table.cell(row, field)
        if says_nothing(cell):
            return None
        match = _AMOUNT.fullmatch(cell.strip()) if isinstance(cell, str) and len(cell) < 100 else None
        try:
            if match:
                own.setdefault(unit_value(match[2]), field)
                return self.numbers.read(match[1])
            return self.numbers.read(cell)
        except ValueError as error:
            self._wrong(row, field, said_by(error), said("Write a number such as 3, 3d or 80%."))
            return None

    def _shape(self, row: Row) -> Shape:
        text = self._text(row, "shape")
        try:
            return shape_value(text) if text else Shape.PERT
        except ValueError as error:
            self._wrong(row, "shape", said_by(error))
            return Shape.PERT

    def _probability(self, row: Row) -> float:
        cell = self.table.cell(row, "probability")
        text = cell_text(cell)
        try:
            if not text:
                raise ValueError(said("The risk has no probability"))
            percent = text.endswith("%")
            value = self.numbers.read(text[:-1] if percent else cell)
            return probability_value(value / 100 if percent else value)
        except ValueError as error:
            self._wrong(row, "probability", said_by(error), said("Write 30 % as 30% or 0.3."), "risk-probability")
            return 0.0

    def correlation(self, row: Row, cell: Cell, column: str) -> float | None:
        """A coefficient from -1 to 1, None for an empty cell or after reporting."""
        if says_nothing(cell):
            return None
        place = self.table.sheet.place(row.number, column) if column else self.table.place(row, "coefficient")
        try:
            text = cell_text(cell)
            value = self.numbers.read(text[:-1]) / 100 if text.endswith("%") else self.numbers.read(cell)
            if not -1 <= value <= 1:
                raise ValueError(said("{value:.12g} is no correlation", value=value))
            return float(value)
        except ValueError as error:
            self.findings.error("correlation-value", place, f"{error}.", said("Write a value from 0 to 1, such as 0.3."))
            return None

    def _cost(self, row: Row) -> ThreePoint | None:
        before = self.findings.errors
        low, likely, high = (self._money(row, key) for key in COSTS)
        if self.findings.errors > before or (low is None and likely is None and high is None):
            return None
        return make_points((low, likely, high), place=f"{self._place(row)}, cost", shape=self._shape(row), findings=self.findings)

    def _money(self, row: Row, field: str) -> Decimal | None:
        cell = self.table.cell(row, field)
        if says_nothing(cell):
            return None
        try:
            value = self.numbers.money(cell)
            if not 0 <= value <= 10**9:
                raise ValueError(said("'{cell_text}' is out of range; expected 0 to 1,000,000,000", cell_text=cell_text(cell)))
            return value
        except ValueError as error:
            self._wrong(row, field, said_by(error), said("Write an amount such as 2500."))
            return None

    def _text(self, row: Row, field: str) -> str:
        return " ".join(self.table.text(row, field).split())

    def _place(self, row: Row) -> str:
        return self.table.sheet.place(row.number)

    def _wrong(self, row: Row, field: str, message: str, remedy: str = "Correct the cell.", code: str = "risks-value") -> None:
        self.findings.error(code, self.table.place(row, field), begun(message) + ".", remedy)
