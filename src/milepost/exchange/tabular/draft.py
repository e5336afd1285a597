"""One row of a task sheet, read cell by cell, before outline, links and people join the rows to a plan."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from milepost.engine.model import Constraint, FieldValue, Settings, TaskType
from milepost.exchange.grid import Cell, DateColumn, DayTime, Findings, Length, Numbers, Row, Table, cell_text, read_length, yes_no
from milepost.exchange.grid.findings import said_by
from milepost.exchange.grid.sheet import says_nothing
from milepost.exchange.grid.table import at
from milepost.exchange.tabular.columns import DATES, FINISH_DATES, THREE_POINT
from milepost.exchange.tabular.repeats import Repeat, read_repeat
from milepost.values import HOUR, MINUTE, begun, said

T = TypeVar("T")
_CONSTRAINTS = {kind.value: kind for kind in Constraint} | {kind.name.casefold(): kind for kind in Constraint}
_STARTS = (Constraint.SNET, Constraint.SNLT, Constraint.MSO)
_TYPES = {kind.value: kind for kind in TaskType} | {"fixed unit": TaskType.FIXED_UNITS}
_LENGTHS = (
    "duration",
    "actual_duration",
    "remaining_duration",
    "stored_total_float",
    "stored_free_float",
    *THREE_POINT,
    *(f"baseline{n}_duration" for n in range(11)),
)
_WORKS = ("work", "actual_work", "remaining_work", *(f"baseline{n}_work" for n in range(11)))
_MONEY = ("fixed_cost", "cost", "actual_cost", *(f"baseline{n}_{part}" for n in range(11) for part in ("cost", "fixed_cost")))
_FLAGS = ("milestone", "ignore_calendars", "effort_driven", "active", "estimated", "stored_critical", "summary")
_PERCENTS = ("percent", "percent_work", "percent_physical")
_WHOLE = {"uid": (0, 2**31 - 1), "level": (0, 1000), "priority": (0, 1000)}


@dataclass
class Draft:
    """What a row says, by field name; a field is absent where the cell is empty. Dates are moments already."""

    row: Row
    name: str
    indent: str
    text: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, Length] = field(default_factory=dict)
    dates: dict[str, int] = field(default_factory=dict)
    money: dict[str, Decimal] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    whole: dict[str, int] = field(default_factory=dict)
    constraint: Constraint = Constraint.ASAP
    type: TaskType = TaskType.FIXED_UNITS
    manual: bool = False
    repeat: Repeat | None = None
    extra: tuple[FieldValue, ...] = ()
    baselines: tuple[int, ...] = ()


class DraftReader:
    """Reads rows of one table. A wrong cell is reported with row and column, and its field left absent."""

    def __init__(self, table: Table, *, settings: Settings, order: str | None, findings: Findings) -> None:
        self.table = table
        self.settings = settings
        self.findings = findings
        self.numbers = Numbers(table.sheet.decimal)
        self.order = order
        self.dates = {key: self._date_column(key) for key in DATES if key in table.columns}
        self.shares = {key: self._is_share(key) for key in _PERCENTS if key in table.columns}
        present = table.columns.keys()
        self._known_lengths: dict[str, Length] = {}
        self._baselines = tuple(n for n in range(11) if any(key.startswith(f"baseline{n}_") for key in present))
        self._lengths = [key for key in _LENGTHS if key in present]
        self._works = [key for key in _WORKS if key in present]
        self._money = [key for key in _MONEY if key in present]
        self._flags = [key for key in _FLAGS if key in present]
        self._whole = [key for key in _WHOLE if key in present]

    def _date_column(self, key: str) -> DateColumn:
        column = DateColumn(self.order)
        cells = [(row.number, cell) for row, cell in self.table.column(key)]
        column.learn(cells, sheet=self.table.sheet, column=self.table.columns[key].title, findings=self.findings)
        return column

    def _is_share(self, key: str) -> bool:
        """Whether a percent column is in shares of one, as a workbook stores 50 %: all numbers 0 to 1, at least one in between."""
        values = [cell for _, cell in self.table.column(key) if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
        share = bool(values) and max(values) <= 1 and any(0 < value < 1 for value in values)
        if values and not share and set(values) == {0, 1}:
            self.findings.note(
                "percent-unclear",
                self.table.sheet.place(column=self.table.columns[key].title),
                said("The column holds only 0 and 1; 1 was read as 100 %."),
                said("Write 100 or 100% where work is done."),
            )
            return True
        return share

    def read(self, row: Row) -> Draft:
        """The draft of a row."""
        raw = self.table.cell(row, "name")
        name = raw if isinstance(raw, str) else self.table.text(row, "name")
        stripped = " ".join(name.split())
        draft = Draft(row, stripped, name[: len(name) - len(name.lstrip())], baselines=self._baselines)
        for key in ("id", "wbs", "outline", "predecessors", "successors", "resources", "calendar", "notes", "hyperlink"):
            if value := self.table.text(row, key):
                draft.text[key] = value
        self._amounts(row, draft)
        for key in self._flags:
            self._set(draft.flags, row, key, lambda cell: yes_no(cell))
        for key in self._whole:
            low, high = _WHOLE[key]
            self._set(draft.whole, row, key, lambda cell, low=low, high=high: self._integer(cell, low, high))  # type: ignore[misc]
        for key in self.shares:
            self._set(draft.whole, row, key, lambda cell, key=key: self._percent(cell, key))  # type: ignore[misc]
        self._constraint(row, draft)
        self._dates(row, draft)
        self._words(row, draft)
        values = ((heading, at(row, heading.index)) for heading in self.table.others)
        draft.extra = tuple(FieldValue(f"column:{h.title}", cell_text(cell)) for h, cell in values if cell_text(cell))
        return draft

    def _set(self, target: dict[str, T], row: Row, key: str, reader: Callable[[Cell], T]) -> None:
        cell = self.table.cell(row, key)
        if says_nothing(cell):
            return
        try:
            target[key] = reader(cell)
        except ValueError as error:
            self.wrong(row, key, said_by(error))

    def wrong(self, row: Row, key: str, message: str, remedy: str = "", code: str = "cell-value") -> None:
        """Reports an error in a cell."""
        self.findings.error(code, self.table.place(row, key), begun(message) + ".", remedy)

    def _amounts(self, row: Row, draft: Draft) -> None:
        for key in self._lengths:
            self._set(draft.lengths, row, key, self._length)
        for key in self._works:
            self._set(draft.lengths, row, key, lambda cell: read_length(cell, settings=self.settings, numbers=self.numbers, unit="hours"))
        for key in self._money:
            self._set(draft.money, row, key, self.numbers.money)

    def _length(self, cell: Cell) -> Length:
        """A length, read once per text: a column repeats a few of them."""
        if not isinstance(cell, str):
            return read_length(cell, settings=self.settings, numbers=self.numbers)
        if cell not in self._known_lengths:
            self._known_lengths[cell] = read_length(cell, settings=self.settings, numbers=self.numbers)
        return self._known_lengths[cell]

    def _integer(self, cell: Cell, low: int, high: int) -> int:
        value = self.numbers.read(cell)
        if value != int(value) or not low <= value <= high:
            raise ValueError(said("'{cell}' is out of range; expected a whole number from {low} to {high}", cell=cell, low=low, high=high))
        return int(value)

    def _percent(self, cell: Cell, key: str) -> int:
        text = cell.strip() if isinstance(cell, str) else ""
        value = self.numbers.read(text[:-1] if text.endswith("%") else cell)
        if not text and self.shares[key]:
            value *= 100
        if not 0 <= value <= 100:
            raise ValueError(said("'{cell}' is out of range; expected 0 to 100 %", cell=cell))
        return round(value)

    def _constraint(self, row: Row, draft: Draft) -> None:
        text = self.table.text(row, "constraint")
        if not text:
            return
        kind = _CONSTRAINTS.get(" ".join(text.casefold().split()))
        if kind is None:
            names = ", ".join(other.name for other in Constraint)
            self.wrong(
                row,
                "constraint",
                said("'{text}' is no constraint", text=text),
                said("Known ones: {names}, or their full English names.", names=names),
            )
            return
        draft.constraint = kind

    def _dates(self, row: Row, draft: Draft) -> None:
        for key, column in self.dates.items():
            late = key in FINISH_DATES or (key == "constraint_date" and draft.constraint not in _STARTS)
            default = self.settings.default_finish if late else self.settings.default_start

            def moment(cell: Cell, column: DateColumn = column, default: int = default) -> int:
                found: DayTime | None = column.read(cell)
                if found is None:
                    raise ValueError(said("the date is empty"))
                return found.moment(default)

            self._set(draft.dates, row, key, moment)
        needs = draft.constraint not in (Constraint.ASAP, Constraint.ALAP)
        if needs and says_nothing(self.table.cell(row, "constraint_date")):
            self.wrong(
                row,
                "constraint_date",
                said("the constraint '{value}' needs a date", value=draft.constraint.value),
                said("Add the date in the column 'Constraint Date'."),
            )
            draft.constraint = Constraint.ASAP

    def _words(self, row: Row, draft: Draft) -> None:
        if mode := self.table.text(row, "mode").casefold():
            if mode in ("manually scheduled", "manual", "yes", "true", "1"):
                draft.manual = True
            elif mode not in ("auto scheduled", "automatic", "auto", "no", "false", "0"):
                self.wrong(
                    row, "mode", said("'{mode}' is no task mode", mode=mode), said("Write 'Auto Scheduled' or 'Manually Scheduled'.")
                )
        if kind := " ".join(self.table.text(row, "type").casefold().split()):
            if kind in _TYPES:
                draft.type = _TYPES[kind]
            else:
                self.wrong(
                    row, "type", said("'{kind}' is no task type", kind=kind), said("Write Fixed Units, Fixed Duration or Fixed Work.")
                )
        if rule := self.table.text(row, "repeats"):
            try:
                draft.repeat = read_repeat(rule, order=self.order)
            except ValueError as error:
                self.wrong(row, "repeats", said_by(error))


def span_value(seconds: int) -> str:
    """A length as a custom field keeps it, in MSPDI's form: "PT16H0M0S"."""
    return f"PT{seconds // HOUR}H{seconds % HOUR // MINUTE}M{seconds % MINUTE}S"
