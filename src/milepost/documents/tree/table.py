"""Tables of a document: typed columns, rows with an outline level, cells with a status that never speaks through colour alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from milepost.values import Money, word

Value = str | int | Decimal | Money | date | None
DEEPEST_LEVEL = 12


class Kind(StrEnum):
    """What a column holds; it decides alignment, the way a value is written, and the cell type in a spreadsheet."""

    TEXT = "text"
    NUMBER = "number"  # int or Decimal
    MONEY = "money"  # values.Money
    DATE = "date"  # date or naive datetime, the day is shown
    MOMENT = "moment"  # naive datetime, day and minute are shown
    DURATION = "duration"  # int, seconds of working time; shown in days of Column.hours_per_day
    PERCENT = "percent"  # int, millionths (values.share): 500000 is 50 %


class Align(StrEnum):
    START = "start"
    END = "end"
    CENTRE = "centre"


class Status(StrEnum):
    """How a cell or a figure stands. Renderers add a sign of their own shape, so that it is read without colour as well."""

    NONE = "none"
    GOOD = "good"
    NOTICE = "notice"
    BAD = "bad"
    MUTED = "muted"


_ACCEPTED: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.NUMBER: (int, Decimal),
    Kind.MONEY: (Money,),
    Kind.DATE: (date,),
    Kind.MOMENT: (date,),
    Kind.DURATION: (int,),
    Kind.PERCENT: (int,),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` is a hint in characters of its widest ordinary value; `None` leaves it to the renderer."""

    title: str
    kind: Kind = Kind.TEXT
    align: Align | None = None
    width: int | None = None
    hours_per_day: Decimal = Decimal(8)
    digits: int | None = None  # decimals of a NUMBER or PERCENT; None writes what is there

    @property
    def alignment(self) -> Align:
        """The given alignment, or the usual one of the kind: text and dates at the start, numbers at the end."""
        if self.align is not None:
            return self.align
        return Align.END if self.kind in (Kind.NUMBER, Kind.MONEY, Kind.DURATION, Kind.PERCENT) else Align.START


@dataclass(frozen=True, slots=True)
class Cell:
    """One value. `text` is shown in its place where given ("none left"); `target` makes it a link ("#anchor", https://…)."""

    value: Value = None
    text: str | None = None
    status: Status = Status.NONE
    strong: bool = False
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns. `level` indents the first column (0 is outermost), `strong` marks a summary row."""

    cells: tuple[Cell, ...]
    level: int = 0
    strong: bool = False


def row(*values: Value | Cell, level: int = 0, strong: bool = False) -> Row:
    """A row from bare values, cells, or both."""
    return Row(tuple(value if isinstance(value, Cell) else Cell(value) for value in values), level, strong)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. The first column names the row. `empty` is said instead of rows; `collapsed` starts it closed
    where a format can do that. Raises ValueError for a row of another length, TypeError for a value that its column cannot hold."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None
    collapsed: bool = False
    empty: str = word("Nothing to show.")
    name: str = ""  # of the sheet or file when the table is exported; the caption when empty

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError(f"table {self.caption!r} has no columns")
        for number, each in enumerate(self.rows + ((self.totals,) if self.totals else ()), start=1):
            if len(each.cells) != len(self.columns):
                raise ValueError(f"table {self.caption!r}, row {number}: {len(each.cells)} cells for {len(self.columns)} columns")
            for column, cell in zip(self.columns, each.cells, strict=True):
                if cell.value is not None and (not isinstance(cell.value, _ACCEPTED[column.kind]) or isinstance(cell.value, bool)):
                    kind = type(cell.value).__name__
                    raise TypeError(f"table {self.caption!r}, row {number}: {kind} in the {column.kind} column {column.title!r}")

    @property
    def sheet_name(self) -> str:
        """What the table is called when it stands on its own."""
        return self.name or self.caption
