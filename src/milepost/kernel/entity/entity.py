"""The description of a thing: its model, its columns, who may reach it, how it moves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from milepost.kernel.entity.column import Column
from milepost.kernel.entity.narrowing import Narrowing
from milepost.kernel.entity.outlined import Outlined
from milepost.kernel.entity.workflow import Workflow
from milepost.values import word

if TYPE_CHECKING:
    from milepost.kernel.models.record import Record


@dataclass(frozen=True, kw_only=True, eq=False)
class Entity:
    """`name` is the word in addresses, permissions and commands; `label` and `labels` are for people, and `help` says what they keep such
    records for: where there are none yet.

    `scopes` maps a kind of scope (see `access.scopes`) to the path from this model to the id of the record that a grant names:
    {"client": "organisation_id", "own": "account_id"}. A grant for the whole house reaches every record.
    `prefix` begins the numbers of its records (CLI-12); without one they have none. `title` is the column people know a record by.
    What is not `creatable` is made by other operations only. `reach`, of an actor and a permission, gives the filter for rows that are
    about other records (comments, links): they are reached where those are, and have no scopes of their own; or for rows that are
    somebody's own unless they share them (saved views).

    `computed` are columns worked out from others and kept in a table of their own: lists show them, sort and filter by them, and nothing
    else knows them: they are never given, journalled or put back. `narrowings` are what else its lists can be filtered by. `outlined` says
    which of the computed columns tell how rows lie under one another.
    """

    name: str
    model: "type[Record]"
    columns: tuple[Column, ...]
    label: str = ""
    labels: str = ""
    help: str = ""
    title: str = "name"
    prefix: str = ""
    scopes: Mapping[str, str] = field(default_factory=dict)
    workflow: Workflow | None = None
    order: tuple[str, ...] = ()
    creatable: bool = True
    editable: bool = True
    deletable: bool = True
    reach: Callable[[Any, str], Any] | None = None
    computed: tuple[Column, ...] = ()
    narrowings: tuple[Narrowing, ...] = ()
    outlined: Outlined | None = None

    def __post_init__(self) -> None:
        if self.title not in self.by_name:
            raise ValueError(f"the entity '{self.name}' has no column '{self.title}' to be known by")
        if self.by_name[self.title].sees:
            raise ValueError(
                f"the entity '{self.name}' is known by '{self.title}', so that all who see a record see it; it cannot be hidden"
            )

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by name."""
        return {column.name: column for column in self.columns}

    @property
    def singular(self) -> str:
        """ "client"."""
        return word(self.label or self.name.replace("-", " "))

    @property
    def plural(self) -> str:
        """ "clients"; also the word in addresses of lists, with hyphens."""
        return word(self.labels or f"{self.singular}s")

    @property
    def hangs(self) -> bool:
        """Whether its rows are about other records, and are reached where those are."""
        return self.reach is not None and "record" in self.by_name

    def of_parts(self, row: Mapping[str, Any]) -> Mapping[str, str]:
        """Columns of this row that follow from rows below it, each with what is shown in its place (see `Outlined`)."""
        return self.outlined.of_parts(row) if self.outlined is not None else {}

    def permission(self, verb: str) -> str:
        """ "client.edit"."""
        return f"{self.name}.{verb}"
