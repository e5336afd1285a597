"""How rows lie under one another: tasks in the outline of their plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Outlined:
    """The names of computed columns: by `order` rows come in the order of the outline; `level` is how deep one lies, 1 at the top, and
    `summary` whether others lie under it. What a summary comes to follows from its parts: of a column in `instead` lists show the other
    column, which has a value for every row, sort and filter by it, and no form asks for it."""

    order: str
    level: str
    summary: str
    instead: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """What of a row has to be read so that it can be shown in its place."""
        return frozenset({self.level, self.summary, *self.instead.values()})

    def of_parts(self, row: Mapping[str, Any]) -> Mapping[str, str]:
        """Columns of this row that follow from its parts, each with what is shown in its place."""
        return self.instead if row.get(self.summary) else {}

    def as_shown(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row with what is shown in place of what is not its own."""
        return {**row, **{name: row.get(shown) for name, shown in self.of_parts(row).items() if name in row}}
