"""Past records in JSON, as a sheet like any other: one row for each element of "records"."""

from decimal import Decimal

from milepost.exchange.grid import Cell, Row, Sheet
from milepost.exchange.nested import Node
from milepost.values import said

_FIELDS = ("id", "estimate", "actual", "class", "finished", "status")
_PARTS = 20


class _Elements(Sheet):
    """A sheet whose rows are elements of the document's array, and are told as such."""

    def place(self, row: int | None = None, column: str = "") -> str:
        """Where something is: "history.json records[3].estimate"."""
        field = f".{column.split()[0].casefold()}" if column else ""
        return self.file if row is None else f"{self.file} records[{row - 1}]{field}"


def sheet_of(node: Node, *, name: str) -> tuple[Sheet, ...]:
    """One sheet with a row for each element; a class may be text or an array of parts."""
    fields = node.fields(("$schema", "version", "unit", "records"), needed=("records",))
    if "version" in fields and fields["version"].value != 1:
        fields["version"].wrong(said("Only version 1 of the records file is known."), said("Use a newer Milepost, or write version 1."))
    unit = fields["unit"].text() if "unit" in fields else ""
    if unit not in ("", "hours", "days"):
        fields["unit"].wrong(said("'{unit}' is no unit of records; expected hours or days.", unit=unit[:40]))
    title = f" ({unit})" if unit else ""
    rows = [Row(0, ("id", f"Estimate{title}", f"Actual{title}", "Class", "Finished", "Status"))]
    for number, one in enumerate(fields["records"].items() if "records" in fields else (), start=1):
        members = one.fields((*_FIELDS, "notes"), needed=("estimate", "actual"))
        rows.append(Row(number, tuple(_cell(members[key], parts=key == "class") if key in members else None for key in _FIELDS)))
    return (_Elements(name, "records", tuple(rows), "."),)


def _cell(node: Node, *, parts: bool) -> Cell:
    if parts and isinstance(node.value, list):
        return " / ".join(part.text() or "none" for part in node.items()[:_PARTS])
    if isinstance(node.value, (int, Decimal)) and not isinstance(node.value, bool):
        return float(node.number(low=-(10**12)))
    return node.text()
