"""What an MSPDI file says beyond the plan's model: kept as it was written, by owner, and put back in its place when writing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Kept = tuple[int, str]
"""The rank of an element among its siblings (see `order`) and its XML."""
Extras = tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A whole row that is no task or resource of the plan (blank, or the unassigned placeholder), and the id it follows."""

    after: str | None
    xml: str


@dataclass(frozen=True, slots=True)
class Carry:
    """Extras by owner; `parts` keeps the XML of an element next to the value read from it, to be used while that value stays.

    Keys of `parts` are (kind of owner, id of owner, element, number or name). `codes` are outline codes: (field, text) to ValueID.
    `loose` is what else stands in the containers (Tasks, Resources ...), by their names.
    """

    project: Extras = ()
    calendars: Mapping[str, Extras] = field(default_factory=dict)
    tasks: Mapping[str, Extras] = field(default_factory=dict)
    resources: Mapping[str, Extras] = field(default_factory=dict)
    assignments: Mapping[str, Extras] = field(default_factory=dict)
    loose: Mapping[str, str] = field(default_factory=dict)
    task_rows: tuple[Row, ...] = ()
    resource_rows: tuple[Row, ...] = ()
    parts: Mapping[tuple[str, ...], tuple[object, str]] = field(default_factory=dict)
    codes: Mapping[tuple[str, str], str] = field(default_factory=dict)
